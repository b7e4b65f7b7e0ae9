"""Each question of the service with all that is said of it: its components, and the rules that show, require, fill in and refuse."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.report import Item
from balie.forms.moving_out import pictures, products
from balie.forms.moving_out.components import TYPES, Component, Components, bare, constant, content, simple
from balie.forms.moving_out.form import cosigner
from balie.forms.moving_out.limits import limit
from balie.forms.moving_out.making import DATA, Making, set_property, set_variable
from balie.forms.moving_out.names import FACTS, Known, question
from balie.forms.plan.parts import QuestionPlan
from balie.forms.questions.sentences import say


class Questions:
    def __init__(self, making: Making) -> None:
        self.making, self.names, self.report = making, making.names, making.report
        self.components = Components(making.definition.translations.get("en", {}), making.setting, making.line)
        held = cosigner(making.definition)
        self.cosigners = {held.email} if held else set()

    def of(self, asked: QuestionPlan, where: str, group: QuestionPlan | None = None) -> list[Component]:
        part: Any = asked.part
        item = self.report.add("component", f"{where} › {part.label or asked.name}", asked.name, part.type)
        found = self.asked(asked, item, where)
        if part.type == "group":
            for each in asked.inner:
                found[0]["components"] += self.of(each, f"{where} › {part.label}", asked)
        item.became = ", ".join(f"`{each['key']}` ({each['type']})" for each in found)
        if part.type == "product":
            self.shown(found, asked, item)
            found += self.chosen(asked, item)
            for each in asked.errors:
                found += self.refused(found, asked, each, item)
        elif group is None:
            self.shown(found, asked, item)
            self.required(found, asked, item)
            self.offered(found, asked, item)
            for each in asked.errors:
                found += self.refused(found, asked, each, item)
        else:
            self.in_row(found, asked, group, item)
        return found

    def asked(self, asked: QuestionPlan, item: Item, where: str) -> list[Component]:
        part: Any = asked.part
        if part.type == "info":
            return [self.making.info(asked.name, part.text or part.label, item)]
        if part.type == "fact":
            return [self.fact(asked, item)]
        if part.type == "computed":
            lost = asked.name in self.names.lost
            item.note("Wat wordt uitgerekend, staat daar in een tekst.", "person" if lost else "changed")
            slot = "" if lost else f": {{{{ {asked.name} }}}}"
            return [content(self.making.fresh(f"{asked.name}_getoond"), f"<p>{self.making.line(part.label, item)}{slot}</p>")]
        if part.type == "product":
            return [products.component(asked, item, self.components, lambda value: self.names.product(asked, value))]
        if part.type == "picture":
            return [pictures.component(asked, item, self.making.definition, self.making.html, self.making.line)]
        if part.type not in TYPES and part.type != "period":
            item.note(f"Het soort `{part.type}` kent Open Forms niet. Op deze plek staat een tekst; maak er zelf een vraag van.", "person")
            return [content(asked.name, f"<p>Nog maken: {self.making.line(part.label, item)}.</p>")]
        found = self.components.of(asked, item)
        if asked.name in self.cosigners:
            found[0]["type"] = "cosign"
            item.note("Wie mag meetekenen en wat die dan leest, stelt u in Open Forms in.", "person")
        return found

    def fact(self, asked: QuestionPlan, item: Item) -> Component:
        part: Any = asked.part
        day = asked.fact is not None and asked.fact.rule.type.kind == "date"
        made = bare("date" if day else "textfield", asked.name, self.making.line(part.label, item)) | {"disabled": True}
        if part.fact in FACTS:
            plugin, attribute = FACTS[part.fact]
            made["prefill"] = {"plugin": plugin, "attribute": attribute, "identifierRole": "main"}
            item.note("Wat een register zegt, staat daar in een vraag die op slot zit.")
        else:
            item.note(f"Open Forms haalt `{part.fact}` niet op.", "person")
        return made

    def shown(self, found: list[Component], asked: QuestionPlan, item: Item) -> None:
        if asked.shown is None:
            return
        try:
            own = simple(asked.shown.rule.tree, self.names.find)
        except Unsaid:
            own = None
        if own is not None:
            line = self.report.add("rule", f"{item.where} › toon als", "toon als", asked.shown.rule.text[:160])
            line.became = "voorwaarde bij het onderdeel"
            for each in found:
                each["conditional"] = dict(own)
        elif self.making.rule(asked.shown, item, [set_property(each["key"], "hidden", False) for each in found], "toon als"):
            for each in found:
                each["hidden"] = True

    def required(self, found: list[Component], asked: QuestionPlan, item: Item) -> None:
        if asked.required is None:
            return
        for each in found:
            each["validate"]["required"] = False
        self.making.rule(asked.required, item, [set_property(each["key"], "validate.required", True) for each in found], "verplicht als")

    def chosen(self, asked: QuestionPlan, item: Item) -> list[Component]:
        """Of products at least one, where somebody must choose: a text that lets nobody go on without."""
        needed = products.nothing(asked)
        if needed is None:
            return []
        line = self.report.add("rule", f"{item.where} › verplicht", "verplicht", "ten minste één")
        try:
            trigger = self.making.logic.condition(needed)
        except Unsaid as unsaid:
            line.note(f"Dat er ten minste één gekozen wordt, kan daar niet: {unsaid}.", "person")
            return []
        line.became = "regel"
        key = self.making.fresh(f"{asked.name}_kies")
        actions = [set_property(key, "hidden", False), {"component": "", "action": {"type": "disable-next"}}]
        self.making.rules.append({"json_logic_trigger": trigger, "description": f"{asked.name}: ten minste één"[:100], "actions": actions})
        return [self.making.info(key, say("missing_product", "nl"), item, hidden=True, look="error")]

    def offered(self, found: list[Component], asked: QuestionPlan, item: Item) -> None:
        """A computed answer to begin with: rules fill it in as long as nothing was. Of several, the first that holds counts here, the last there."""
        if asked.default is None or asked.part.prefill or constant(asked.default.rule.tree, found[0]["type"]) is not None:
            return
        node, branches, always = asked.default.rule.tree, [], tree.YesNo(True)
        while isinstance(node, tree.Choose):
            branches.append((node.condition, node.then))
            node = node.other
        branches.append((always, node))
        made, name = [], tree.Name((asked.name,))
        try:
            if self.names.find(name).form not in DATA:
                raise Unsaid("een antwoord dat uit delen bestaat, of ja of nee is")
            for holds, then in reversed(branches):
                if not isinstance(then, tree.Empty):
                    asks = tree.Filled(name, True) if holds == always else tree.Logic("en", (holds, tree.Filled(name, True)))
                    made.append((self.making.logic.condition(asks), self.making.logic.value(then)))
        except Unsaid as unsaid:
            item.note(f"Het berekende beginantwoord `{asked.part.default}` kan daar niet: {unsaid}.", "person")
            return
        for trigger, value in made:
            line = self.report.add("rule", f"{item.where} › default", "default", str(asked.part.default)[:160])
            line.became = "regel"
            self.making.rules.append({"json_logic_trigger": trigger, "description": f"beginantwoord van {asked.name}"[:100],
                               "actions": [set_variable(asked.name, value)]})  # fmt: skip

    def refused(self, found: list[Component], asked: QuestionPlan, error: Any, item: Item) -> list[Component]:
        """An answer that is refused: a limit of a day with the question, all else as a text that lets nobody go on."""
        if self.limited(found[0], asked, error, item, self.names.find):
            return []
        key = self.making.fresh(f"{asked.name}_fout")
        made = self.making.info(key, error.text, item, hidden=True, look="error")
        actions = [set_property(key, "hidden", False), {"component": "", "action": {"type": "disable-next"}}]
        if not self.making.rule(error.holds, item, actions, "fout als", tree.Filled(tree.Name((asked.name,)), False)):
            return []
        item.note("Een antwoord dat niet mag, houdt daar de hele stap tegen; de reden staat onder de vraag.")
        return [made]

    def limited(self, date: Component, asked: QuestionPlan, error: Any, item: Item, find: Callable[[Node], Known]) -> bool:
        """A first or last day stands with the question itself, when it has none yet."""
        own = limit(error.holds.rule.tree, asked.name, find) if date["type"] == "date" and "datePicker" in date else None
        if own is None or date["openForms"][own[0]].get("mode") != "":
            return False
        date["openForms"][own[0]] |= own[1]
        date["datePicker"][own[0]] = own[2] or None
        date.setdefault("translatedErrors", {}).setdefault("nl", {})[own[0]] = error.text
        self.report.add("rule", f"{item.where} › fout als", "fout als", error.holds.rule.text[:160]).became = "grens van de datum"
        return True

    def in_row(self, found: list[Component], asked: QuestionPlan, group: QuestionPlan, item: Item) -> None:
        """Rules there reach no rows: only what a component can say itself comes along."""

        fields = question(group).fields

        def find(node: Node) -> Known:
            own = fields.get(node.path[0]) if len(node.path) == 1 else None  # type: ignore[attr-defined]
            return replace(own, key=f"{group.name}.{own.key.removeprefix('current.')}") if own else self.names.find(node)

        try:
            own = simple(asked.shown and asked.shown.rule.tree, find)
        except Unsaid:
            own = None
        for each in found if own is not None else ():
            each["conditional"] = dict(own or {})
        rules = [("toon als", asked.shown, own is not None), ("verplicht als", asked.required, False), ("default", asked.default, False)]
        rules += [("fout als", each.holds, self.limited(found[0], asked, each, item, find)) for each in asked.errors]
        for what, ruled, said in rules:
            if ruled is not None and not (what == "default" and constant(ruled.rule.tree, found[0]["type"]) is not None):
                line = self.report.add("rule", f"{item.where} › {what}", what, ruled.rule.text[:160])
                line.became = "bij het onderdeel zelf" if said else ""
                if not said:
                    line.note(f"`{ruled.rule.text}` kan daar niet in een rij.", "person")
