"""A rule in plain Dutch, and why it holds or not."""

from collections.abc import Callable, Mapping
from typing import Any

from balie.forms.language import tree
from balie.forms.language.oracle import holds, meaning
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse
from balie.forms.words import clock, day, join, number

Label = Callable[[tuple[str, ...]], str]
OptionLabel = Callable[[tuple[str, ...], str], str]
_ORDER = {"<": "minder dan", "<=": "hoogstens", ">": "meer dan", ">=": "minstens"}
_OPPOSITE = {"is": "is niet", "is niet": "is", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Words:
    """Puts rules into words, given how names and options are called on screen; `behind` gives the rule of a computed name."""

    def __init__(self, label: Label, option: OptionLabel, behind: Callable[[tuple[str, ...]], Node | None] = lambda path: None) -> None:
        self.label, self.option, self.behind = label, option, behind

    def because(self, node: Node, values: Mapping[str, Any], moment: Moment) -> str:
        """What makes this rule hold now, or what keeps it from holding: `Muziek is ja en het aantal is minstens 500`."""
        return " en ".join(dict.fromkeys(self.reasons(node, values, moment, True)))

    def reasons(self, node: Node, values: Mapping[str, Any], moment: Moment, positive: bool) -> list[str]:
        """Only the parts that decide it. `positive` is false below a `niet`."""
        if isinstance(node, tree.Not):
            return self.reasons(node.part, values, moment, not positive)
        if isinstance(node, tree.Logic):
            found = holds(node, values, moment)
            deciding = [part for part in node.parts if holds(part, values, moment) is found]
            return [reason for part in deciding for reason in self.reasons(part, values, moment, positive)]
        if isinstance(node, tree.Name) and (inside := self.behind(node.path)) is not None:
            return self.reasons(inside, values, moment, positive)
        found = holds(node, values, moment)
        if isinstance(node, tree.Compare) and not found:
            # a comparison with leeg fails whichever way it goes: that is why, and not that it is less or more
            if absent := [side for side in (node.left, node.right) if meaning(side, values, moment) is None]:
                return [f"{self.noun(side)} is niet ingevuld" for side in absent]
        return [self.sentence(node, found)]

    def sentence(self, node: Node, positive: bool = True) -> str:
        """One condition as a main clause; its opposite when not `positive`."""
        if isinstance(node, tree.Compare):
            return self.compare(node, node.op if positive else _OPPOSITE[node.op])
        if isinstance(node, tree.Between):
            return f"{self.noun(node.part)} ligt {'' if positive else 'niet '}tussen {self.noun(node.low)} en {self.noun(node.high)}"
        if isinstance(node, tree.OneOf):
            among = join([self.noun(each, node.part) for each in node.options], last="of") if node.among is None else self.noun(node.among)
            return f"{self.noun(node.part)} is {'' if positive is not node.negated else 'niet '}een van: {among}"
        if isinstance(node, tree.Contains):
            return f"bij {self.noun(node.whole)} staat {'' if positive is not node.negated else 'niet '}{self.noun(node.item, node.whole)}"
        if isinstance(node, tree.Filled):
            return f"{self.noun(node.part)} is {'niet ingevuld' if positive is node.empty else 'ingevuld'}"
        if isinstance(node, tree.Quantifier):
            return self.quantified(node, positive)
        if isinstance(node, tree.Logic):
            return f" {node.op} ".join(self.sentence(part, positive) for part in node.parts)
        if isinstance(node, tree.Not):
            return self.sentence(node.part, not positive)
        if isinstance(node, tree.YesNo):
            return "dat is altijd zo" if node.value is positive else "dat is nooit zo"
        return f"{self.noun(node)} is {'ja' if positive else 'niet ja'}"

    def quantified(self, node: tree.Quantifier, positive: bool) -> str:
        who = ("voor een van" if positive else "voor geen van") if node.op == "een" else ("voor alle" if positive else "niet voor alle")
        return f"{who} {self.noun(node.source)} geldt: {self.sentence(node.condition)}"

    def compare(self, node: tree.Compare, op: str) -> str:
        left, right = self.noun(node.left, node.right), self.noun(node.right, node.left)
        if op in ("is", "is niet"):
            return f"{left} {op} {right}"
        # against a day people say earlier and later, and a birthday is no amount
        if isinstance(node.right, tree.Day | tree.Today) or isinstance(node.right, tree.Sum) and isinstance(node.right.right, tree.Duration):
            return f"{left} is {({'<': 'eerder dan', '<=': 'uiterlijk', '>': 'later dan', '>=': 'op of na'})[op]} {right}"
        return f"{left} is {_ORDER[op]} {right}"

    def noun(self, node: Node, beside: Node | None = None) -> str:
        """A value as a noun. `beside`: what it is compared with, which knows the labels of options."""
        if isinstance(node, tree.Name | tree.Row):
            return self.label(node.path)
        if isinstance(node, tree.Option | tree.Text):
            return f"“{self.option(beside.path, node.value) if isinstance(beside, tree.Name | tree.Row) else node.value}”"
        if isinstance(node, tree.YesNo):
            return "ja" if node.value else "nee"
        if isinstance(node, tree.Number):
            return number(node.value)
        if isinstance(node, tree.Day):
            return day(node.value)
        if isinstance(node, tree.Clock):
            return clock(node.value)
        return self.phrase(node)

    def phrase(self, node: Node) -> str:
        if isinstance(node, tree.Today):
            return "vandaag"
        if isinstance(node, tree.Age):
            return f"de leeftijd volgens {self.noun(node.born)}" + (f" op {self.noun(node.on)}" if node.on else "")
        if isinstance(node, tree.Fold):
            name = {"aantal": "het aantal bij", "som": "de som van", "laagste": "de laagste van", "hoogste": "de hoogste van"}[node.op]
            return f"{name} {self.noun(node.part)}"
        if isinstance(node, tree.Numeral):
            return f"het getal bij {self.noun(node.part)}"
        if isinstance(node, tree.Filter):
            return f"{self.noun(node.source)} waarbij {self.sentence(node.condition)}"
        if isinstance(node, tree.Span):
            return f"het aantal {'jaren' if node.unit == 'jaar' else node.unit} tussen {self.noun(node.start)} en {self.noun(node.end)}"
        if isinstance(node, tree.Sum) and isinstance(node.right, tree.Duration):
            return f"{self.noun(node.left)} {'plus' if node.op == '+' else 'min'} {unparse(node.right)}"
        if isinstance(node, tree.Sum):
            return f"{self.noun(node.left)} {node.op} {self.noun(node.right)}"
        return unparse(node)
