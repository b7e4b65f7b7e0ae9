"""An export in the making: its variables and rules, the names in use, the texts, and the report; pages and questions are added to it."""

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from balie.forms.definition.folder import ServiceDefinition
from balie.forms.language import tree
from balie.forms.language.tree import Node, paths
from balie.forms.language.types import Type
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.report import Item, Report
from balie.forms.moving_out import products
from balie.forms.moving_out.components import Component, content
from balie.forms.moving_out.logic import ALWAYS, Logic
from balie.forms.moving_out.names import FACTS, Names
from balie.forms.moving_out.texts import Texts
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.facts import TEXT_NAMES
from balie.forms.plan.parts import QuestionPlan, Ruled
from balie.forms.questions.products import COUNT, TOTAL

RELEASE = "3.3.9"  # the version whose layout this is
DATA = {"text": "string", "number": "float", "date": "date", "time": "time", "flag": "boolean", "list": "array"}
_EMPTY: Mapping[str, Any] = {"string": "", "array": [], "boolean": False}


class Making:
    def __init__(self, definition: ServiceDefinition) -> None:
        self.definition, self.plan = definition, compile_plan(definition)
        self.report = Report(definition.service.name, RELEASE)
        self.names = Names(self.plan)
        self.logic = Logic(self.names)
        self.texts = Texts(self.names, self.kept)
        self.known = {**TEXT_NAMES, **self.plan.names}
        self.used = {*self.plan.names, *(name for page in self.plan.pages for each in page.questions for name in _names(each))}
        self.used |= set(_products(self.names))
        self.first: list[dict[str, Any]] = []  # rules that set values, before those that read them
        self.rules: list[dict[str, Any]] = []
        self.variables: list[dict[str, Any]] = []
        self.in_texts: dict[Node, str] = {}

    def uuid(self, what: str) -> str:
        """The same for the same service each time, so that two exports can be compared."""
        return str(uuid5(NAMESPACE_URL, f"balie:{self.definition.service.service}:{what}"))

    def url(self, kind: str, uuid: str) -> str:
        return f"http://balie.example/api/v2/{kind}/{uuid}"

    def fresh(self, name: str) -> str:
        found, number = name, 1
        while found in self.used:
            number += 1
            found = f"{name}_{number}"
        self.used.add(found)
        return found

    # -- texts

    def line(self, text: str, item: Item) -> str:
        return self.said(self.texts.line(text, self.known), item)

    def html(self, text: str, item: Item) -> str:
        return self.said(self.texts.html(text, self.known), item)

    def said(self, made: str, item: Item) -> str:
        if self.texts.lost:
            item.note(f"Niet meegenomen in de tekst: {', '.join(self.texts.lost)}.", "person")
            self.texts.lost.clear()
        return made

    def info(self, key: str, text: str, item: Item, hidden: bool = False, look: str = "") -> Component:
        """A text between the questions; `text` may be the path of a file."""
        english = self.definition.translations.get("en", {}).get(text, "")
        return content(key, self.html(self.definition.words(text) or "", item), self.html(english, item), hidden, look)

    def rule(self, ruled: Ruled, item: Item, actions: list[dict[str, Any]], what: str, only: Node | None = None) -> bool:
        """Let a rule do this, when `only` holds too. False, and a line in the report, when there are no words for it."""
        line = self.report.add("rule", f"{item.where} › {what}", what, ruled.rule.text[:160])
        node = ruled.rule.tree if only is None else tree.Logic("en", (only, ruled.rule.tree))
        try:
            trigger = self.logic.condition(node)
        except Unsaid as unsaid:
            line.note(f"`{ruled.rule.text}` kan daar niet: {unsaid}. Maak er zelf een regel van.", "person")
            return False
        line.became = "regel"
        self.rules.append({"json_logic_trigger": trigger, "description": f"{what}: {ruled.rule.text}"[:100], "actions": actions})
        return True

    # -- values

    def values(self) -> None:
        """Everything that is worked out, each after what it reads; what products are together comes first."""
        for asked in self.names.questions.values():
            for part in (COUNT, TOTAL) if asked.part.type == "product" else ():  # type: ignore[attr-defined]
                if (asked.name, part) in self.plan.read:
                    self.assigned(self.names.product(asked, part), products.part(asked, part), Type("number"), f"{asked.name}: {part}")
        computed = {name: asked for name, asked in self.names.questions.items() if asked.part.type == "computed"}  # type: ignore[attr-defined]
        trees = {name: ruled.rule.tree for name, ruled in self.plan.values.items()}
        trees |= {name: asked.fact.rule.tree for name, asked in computed.items() if asked.fact}
        needs = {name: {path[0] for path in paths(node)} & trees.keys() for name, node in trees.items()}
        for name in TopologicalSorter(needs).static_order():
            item = self.report.add("variable", name, name, "waarde")
            kind = self.plan.values[name].rule.type if name in self.plan.values else computed[name].fact.rule.type
            try:
                self.assigned(name, trees[name], kind, name)
                item.became = f"variabele `{name}`"
            except Unsaid as unsaid:
                self.names.lost[name] = "een waarde die niet mee kon"
                item.note(f"Deze waarde kan daar niet: {unsaid}.", "person")

    def assigned(self, key: str, node: Node, kind: Type, label: str) -> None:
        """A variable that a rule sets, always. Raises Unsaid."""
        form = "flag" if kind.kind == "yes_no" else "text" if kind.kind == "choice" else kind.kind
        if form not in DATA or form == "list":
            raise Unsaid("een lijst of een gegeven met onderdelen")
        value = self.logic.value(node)
        if isinstance(node, tree.Name) and self.names.find(node).form == "radio":
            raise Unsaid("een antwoord dat ja, nee of leeg is")
        self.variable(key, label, DATA[form])
        self.first.append({"json_logic_trigger": ALWAYS, "description": f"{key}", "actions": [set_variable(key, value)]})

    def variable(self, key: str, label: str, kind: str, **about: Any) -> None:
        self.variables.append({"key": key, "name": label, "data_type": kind, "initial_value": _EMPTY.get(kind), "prefill_plugin": "",
                               "prefill_attribute": "", **about})  # fmt: skip

    def kept(self, hint: str, node: Node, kind: Type) -> str:
        """A rule of a text as a variable; the same rule once."""
        if node not in self.in_texts:
            key = self.fresh(hint)
            self.assigned(key, node, kind, key)
            self.in_texts[node] = key
        return self.in_texts[node]

    def setting(self, name: str) -> str:
        """A setting that holds options, as a variable."""
        return self.names.named((name,)).key

    def settings(self) -> None:
        """What rules and texts read of the settings and facts; the other settings change nothing in a form."""
        for name, known in self.names.read.items():
            if name in self.definition.settings:
                value = self.definition.settings[name]
                plain = float(value) if known.form == "number" and value is not None else list(value) if known.form == "list" else value
                about = self.definition.service.settings[name]
                plain = str(plain) if known.form == "date" and plain else plain
                self.variable(known.key, about.label, DATA[known.form], initial_value=plain)
                self.report.add("variable", about.label, name, "instelling").became = f"variabele `{known.key}`"
            elif name.split(".")[0] in self.plan.lookups:
                self.variable(known.key, name, DATA[known.form], initial_value=None)
                item = self.report.add("variable", name, name, "opzoeking")
                item.became = f"variabele `{known.key}`"
                item.note(f"Haal dit in Open Forms zelf op bij “{self.plan.lookups[name.split('.')[0]].part.name}”, met een regel.")
            else:
                plugin, attribute = FACTS[name]
                self.variable(known.key, name, DATA[known.form], prefill_plugin=plugin, prefill_attribute=attribute)
                self.report.add("variable", name, name, "gegeven").became = f"variabele `{known.key}`, vooraf ingevuld door {plugin}"
        for name in self.definition.settings:
            if name not in self.names.read:
                self.report.add("variable", name, name, "instelling").note("Geen vraag of tekst leest deze instelling; zij is niet meegenomen.")


def _names(asked: QuestionPlan) -> Iterator[str]:
    yield asked.name
    for each in asked.inner:
        yield from _names(each)


def _products(names: Names) -> Iterator[str]:
    for asked in names.questions.values():
        if asked.part.type == "product":  # type: ignore[attr-defined]
            yield from (names.product(asked, each) for each in asked.type.fields)


def set_property(key: str, name: str, state: bool) -> dict[str, Any]:
    return {"component": key, "form_step_uuid": None, "action": {"type": "property", "property": {"value": name, "type": "bool"}, "state": state}}


def set_variable(key: str, value: Any) -> dict[str, Any]:
    return {"component": "", "variable": key, "form_step_uuid": None, "action": {"type": "variable", "value": value}}
