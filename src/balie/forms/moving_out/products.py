"""A question with products as Open Forms can hold it: a number for each of them, and what they cost in the price of the form."""

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in.report import Item
from balie.forms.moving_out.components import Component, Components, bare
from balie.forms.plan.parts import QuestionPlan
from balie.forms.questions.products import COUNT, TOTAL

_ZERO = tree.Number(Decimal(0))


def component(asked: QuestionPlan, item: Item, components: Components, key: Callable[[str], str]) -> Component:
    """A set of numbers; `key` gives the name of each product there."""
    part: Any = asked.part
    made = components.base("fieldset", asked.name, part, item) | {"hideHeader": False, "components": []}
    made["validate"]["required"] = False
    for each in part.options:
        number = bare("number", key(each.value), each.label) | {"decimalLimit": 0, "allowNegative": False}
        number["validate"] |= {"min": each.min if each.min > 1 else 0, "max": each.max}
        number["description"] = each.help or ""
        number["openForms"] = components.option(each, components.english)["openForms"]
        made["components"].append(number)
    item.note("De producten zijn daar getallen. Wat zij kosten, zit in de prijs van het formulier.")
    return made


def count(asked: QuestionPlan) -> Node:
    """How many there are of all products together."""
    return reduce(lambda one, two: tree.Sum("+", one, two), (_taken(asked, each.value) for each in asked.part.options))  # type: ignore[attr-defined]


def total(asked: QuestionPlan) -> Node:
    """What they cost together."""
    options: Any = asked.part.options  # type: ignore[attr-defined]
    rows = [tree.Sum("*", _taken(asked, each.value), price.rule.tree) for each, price in zip(options, asked.prices, strict=True)]
    return reduce(lambda one, two: tree.Sum("+", one, two), rows)


def part(asked: QuestionPlan, name: str) -> Node:
    """`aantal` or `totaal`, as rules know it: leeg while nothing is chosen."""
    found = {COUNT: count, TOTAL: total}[name](asked)
    return tree.Choose(tree.Compare(">", count(asked), _ZERO), found, tree.Empty())


def _taken(asked: QuestionPlan, value: str) -> Node:
    name = tree.Name((asked.name, value))
    return tree.Choose(tree.Filled(name, False), name, _ZERO)


def nothing(asked: QuestionPlan) -> Node | None:
    """When somebody must choose and did not; None when nobody must."""
    none = tree.Compare("is", count(asked), _ZERO)
    needed = [ruled.rule.tree for ruled in (asked.shown, asked.required) if ruled is not None]
    if not asked.part.required and asked.required is None:  # type: ignore[attr-defined]
        return None
    return tree.Logic("en", (*needed, none)) if needed else none
