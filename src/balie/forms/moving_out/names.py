"""How each name that a rule may read looks in Open Forms: under which key, and in which form its value is there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.language.types import TEXT, Type
from balie.forms.moving_in.kinds import ADDRESS
from balie.forms.moving_in.reading import Unsaid
from balie.forms.plan.lookups import DONE
from balie.forms.plan.parts import QuestionPlan
from balie.forms.plan.plan import Plan

Form = Literal["text", "number", "date", "time", "radio", "box", "flag", "boxes", "rows", "files", "list", "place"]

_FORMS: Mapping[str, Form] = {
    "number": "number", "money": "number", "date": "date", "time": "time", "yes_no": "radio", "statement": "box", "choices": "boxes",
    "group": "rows", "upload": "files", "map_point": "place", "map_line": "place", "map_area": "place",
    **dict.fromkeys(("text", "long_text", "email", "phone", "bsn", "iban", "number_plate", "kvk", "choice", "name", "signature"), "text"),
}  # fmt: skip
_KINDS: Mapping[str, Form] = {"text": "text", "choice": "text", "number": "number", "date": "date", "time": "time", "yes_no": "flag", "list": "list"}
_ADDRESS = {ours: theirs for theirs, ours in ADDRESS.items()}


@dataclass(frozen=True)
class Known:
    """A name in Open Forms. `options`: the values there are, when they are known; `fields`: those of a row; `sure`: it is never empty."""

    key: str
    form: Form
    type: Type
    options: tuple[str, ...] = ()
    fields: Mapping[str, "Known"] = field(default_factory=dict)
    sure: bool = False

    @property
    def var(self) -> dict[str, str]:
        return {"var": self.key}


class Names:
    """The names of a plan. What could not come along (`lost`: name → why) has no words there, and neither has what reads it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.lost: dict[str, str] = {}
        self.read: dict[str, Known] = {}  # settings and facts that something reads: they become variables
        self.questions = {each.name: each for page in plan.pages for each in page.questions}

    def find(self, node: Node, row: Known | None = None) -> Known:
        """What stands behind this node. Raises Unsaid."""
        if isinstance(node, tree.Row):
            if row is None or node.up or node.nested or len(node.path) > 1 or node.path[0] not in row.fields:
                raise Unsaid(f"`{'.'.join(node.path)}` in een rij")
            return row.fields[node.path[0]]
        if not isinstance(node, tree.Name) or node.nested:
            raise Unsaid("iets wat eerst wordt uitgerekend")
        if row is not None:
            raise Unsaid(f"`{node.path[0]}` in een voorwaarde over rijen")
        return self.named(node.path)

    def named(self, path: tuple[str, ...]) -> Known:
        name, *rest = path
        if path == ("zaak", "kenmerk"):
            return Known("public_reference", "text", TEXT)
        if name in self.lost:
            raise Unsaid(f"`{name}`, {self.lost[name]}")
        if name in self.questions:
            return self.part(self.questions[name], rest) if rest else question(self.questions[name])
        if name not in self.plan.names:
            raise Unsaid(f"`{'.'.join(path)}`")
        kind = self.plan.names[name]
        if name in self.plan.values and not rest:
            form = _form(name, kind)
            return Known(name, form, kind, tuple(kind.options), sure=form == "flag" and _always(self.plan.values[name].rule.tree))
        if name in self.plan.definition.settings and not rest:
            return self.read.setdefault(name, Known(name, _form(name, kind), kind, sure=self.plan.definition.settings[name] is not None))
        return self.looked_up(path) if name in self.plan.lookups else self.fact(path)

    def part(self, asked: QuestionPlan, rest: list[str]) -> Known:
        kind = asked.part.type  # type: ignore[attr-defined]
        if kind == "address_nl" and len(rest) == 1 and rest[0] in _ADDRESS:
            return Known(f"{asked.name}.{_ADDRESS[rest[0]]}", "text", asked.type.fields[rest[0]])
        if kind == "period" and rest[0] in ("begin", "eind", "begintijd", "eindtijd"):
            return Known(f"{asked.name}_{rest[0]}", "time" if rest[0].endswith("tijd") else "date", asked.type.fields[rest[0]])
        if kind == "product" and len(rest) == 1:
            return Known(self.product(asked, rest[0]), "number", asked.type.fields[rest[0]])
        raise Unsaid(f"`{asked.name}.{'.'.join(rest)}`")

    def product(self, asked: QuestionPlan, name: str) -> str:
        """The key of one product of a question, or of their number or price together."""
        key = f"{asked.name}_{name}"
        while key in self.plan.names:
            key += "_"
        return key

    def looked_up(self, path: tuple[str, ...]) -> Known:
        """A part of what is looked up: a variable that is still to be filled there."""
        said = ".".join(path)
        if len(path) != 2 or path[1] == DONE:
            raise Unsaid(f"of `{path[0]}` gelukt is")
        key, kind = f"{path[0]}_{path[1]}", self.plan.names[path[0]].fields[path[1]]
        while key in self.plan.names:
            key += "_"
        return self.read.setdefault(said, Known(key, _form(said, kind), kind))

    def fact(self, path: tuple[str, ...]) -> Known:
        said = ".".join(path)
        kind: Type | None = self.plan.names.get(path[0])
        for step in path[1:]:
            kind = kind.fields.get(step) if kind else None
        if said not in FACTS or kind is None or kind.kind not in _KINDS:
            raise Unsaid(f"het gegeven `{said}`")
        key = said.replace(".", "_")
        return self.read.setdefault(said, Known(key, _form(said, kind), kind))


def question(asked: QuestionPlan, before: str = "") -> Known:
    """A question as rules find it; `before`: what its row goes by. Raises Unsaid."""
    kind = asked.part.type  # type: ignore[attr-defined]
    if kind == "computed":
        made = asked.fact.rule.type if asked.fact else asked.type
        return Known(asked.name, _form(asked.name, made), made)
    if kind not in _FORMS:
        raise Unsaid(f"`{asked.name}` ({kind})")
    item = asked.type.item if asked.type.kind == "list" and asked.type.item else asked.type
    fields = {}
    for each in asked.inner if kind == "group" else ():
        try:
            fields[each.name] = question(each, "current.")
        except Unsaid:
            continue
    return Known(before + asked.name, _FORMS[kind], asked.type, tuple(item.options) or _listed(asked), fields)


def _listed(asked: QuestionPlan) -> tuple[str, ...]:
    """The options that a setting holds, as they are now."""
    return tuple(getattr(asked.kind, "options", None) or ())


def _form(name: str, kind: Type) -> Form:
    if kind.kind not in _KINDS:
        raise Unsaid(f"`{name}`: een gegeven met onderdelen")
    return _KINDS[kind.kind]


def _always(node: Node) -> bool:
    """Is this ja or nee, whatever is empty?"""
    if isinstance(node, tree.Choose):
        return _always(node.then) and _always(node.other)
    return isinstance(node, _CONDITIONS)


_CONDITIONS = (
    tree.Logic, tree.Not, tree.Compare, tree.Between, tree.OneOf, tree.Contains, tree.Filled, tree.Quantifier, tree.YesNo,
)  # fmt: skip
# what Open Forms can fill in from the BRP and the KvK: our path → (plugin, attribute)
FACTS: Mapping[str, tuple[str, str]] = {
    **{f"persoon.{ours}": ("haalcentraal", theirs) for ours, theirs in (
        ("voornamen", "naam.voornamen"), ("voorvoegsel", "naam.voorvoegsel"), ("geslachtsnaam", "naam.geslachtsnaam"),
        ("naam", "naam.volledigeNaam"), ("geboortedatum", "geboorte.datum.datum"), ("geslacht", "geslacht.omschrijving"),
        ("geboorteplaats", "geboorte.plaats.omschrijving"), ("leeftijd", "leeftijd"),
        ("adres.straat", "verblijfplaats.verblijfadres.korteNaam"), ("adres.huisnummer", "verblijfplaats.verblijfadres.huisnummer"),
        ("adres.huisletter", "verblijfplaats.verblijfadres.huisletter"),
        ("adres.toevoeging", "verblijfplaats.verblijfadres.huisnummertoevoeging"),
        ("adres.postcode", "verblijfplaats.verblijfadres.postcode"), ("adres.woonplaats", "verblijfplaats.verblijfadres.woonplaats"),
    )},
    **{f"organisatie.{ours}": ("kvk-kvknumber", theirs) for ours, theirs in (
        ("naam", "naam"), ("kvk_nummer", "kvkNummer"), ("adres.straat", "bezoekadres.straatnaam"), ("adres.huisnummer", "bezoekadres.huisnummer"),
        ("adres.postcode", "bezoekadres.postcode"), ("adres.woonplaats", "bezoekadres.plaats"),
    )},
}  # fmt: skip
