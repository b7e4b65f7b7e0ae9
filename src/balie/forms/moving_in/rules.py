"""The rules of Open Forms: each action becomes something that the page, the question or the service says itself."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from balie.forms.language import tree
from balie.forms.language.parser import parse
from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import computing, jsonlogic
from balie.forms.moving_in.layout import Placed
from balie.forms.moving_in.move import Move
from balie.forms.moving_in.reading import Reading, Unsaid
from balie.forms.moving_in.report import Item
from balie.forms.moving_in.scope import Known
from balie.forms.moving_in.simplify import NO, both, either, opposite

States = list[tuple[Node, bool]]


@dataclass
class Effects:
    """What all rules together do. Lists of (when, what), in the order of the rules: the last that holds counts."""

    hidden: dict[str, States] = field(default_factory=dict)
    required: dict[str, States] = field(default_factory=dict)
    steps: dict[int, list[tuple[Node, bool, Item]]] = field(default_factory=dict)
    stops: list[tuple[int, Node, Item, str]] = field(default_factory=list)
    routes: list[tuple[str, Node, Item]] = field(default_factory=list)
    defaults: dict[str, list[tuple[Node, Any, Item]]] = field(default_factory=dict)
    rules: list["_Rule"] = field(default_factory=list)

    def concluded(self) -> None:
        """Say in the report what each rule became, once all that is read has a name."""
        for each in self.rules:
            each.concluded()


def settled(start: bool, states: States) -> Node:
    """When it is so, if it starts so and each rule that holds sets it anew."""
    found: Node = jsonlogic.YES if start else NO
    for holds, state in states:
        found = either(found, holds) if state else both(found, opposite(holds))
    return found


def effects(move: Move, by_path: Mapping[str, Placed]) -> Effects:
    """What the rules of the export do, each with its line in the report."""
    found = Effects()
    for number, rule in enumerate(move.export.logic):
        item = move.report.add("rule", _where(move, rule, number), str(number + 1), _said(rule))
        found.rules.append(_Rule(move, by_path, found, rule, number, item))
        found.rules[-1].run()
    return found


def _where(move: Move, rule: Mapping[str, Any], number: int) -> str:
    mark = str(rule.get("trigger_from_step") or "").rstrip("/").rsplit("/", 1)[-1]
    step = next((each.name for each in move.export.steps if mark and mark in each.marks), "")
    said = str(rule.get("description") or "").strip()
    return " › ".join(part for part in (step, said or f"regel {number + 1}") if part)


def _said(rule: Mapping[str, Any]) -> str:
    text = json.dumps(rule.get("json_logic_trigger"), ensure_ascii=False)
    return text if len(text) <= 160 else text[:157] + "…"


class _Rule:
    def __init__(self, move: Move, by_path: Mapping[str, Placed], found: Effects, rule: Mapping[str, Any], number: int, item: Item) -> None:
        self.move, self.by_path, self.found, self.rule, self.number, self.item = move, by_path, found, rule, number, item
        self.holds: Node = NO
        self.done: list[str] = []
        self.later: list[Callable[[], None]] = []

    def run(self) -> None:
        try:
            self.holds, reading = self.move.trigger(self.number)
        except Unsaid as unsaid:
            self.item.note(f"Deze voorwaarde kent onze regeltaal niet: {unsaid}. Wat de regel deed: {self.wanted()}.", "person")
            return
        for fault in reading.faults:
            self.item.note(fault, "dead" if self.holds == NO else "changed")
        for name, why in reading.differences.items():
            self.item.note(f"`{name}`: {why}.")
        if self.holds == NO:
            self.item.note("De voorwaarde kan nooit gelden; de regel deed niets en is weggelaten.", "dead")
            self.item.became = "niets"
            return
        for action in self.rule.get("actions") or ():
            if isinstance(action, Mapping) and isinstance(action.get("action"), Mapping):
                self.action(action, action["action"])

    def concluded(self) -> None:
        for each in self.later:
            each()
        text = unparse(self.holds)
        if self.holds != NO:
            self.became(text)

    def became(self, text: str) -> None:
        self.item.became = f"`{text if len(text) <= 300 else text[:297] + '…'}`: " + "; ".join(self.done) if self.done else ""

    def wanted(self) -> str:
        return ", ".join(_described(each) for each in self.rule.get("actions") or () if isinstance(each, Mapping)) or "niets"

    def action(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        kind = str(about.get("type"))
        handler = getattr(self, f"_{kind.replace('-', '_')}", None)
        if handler is None:
            self.item.note(f"De actie `{kind}` kennen wij niet.", "person")
        else:
            handler(action, about)

    # -- showing, requiring

    def _property(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        prop = str((about.get("property") or {}).get("value")) if isinstance(about.get("property"), Mapping) else ""
        path, state = str(action.get("component") or ""), bool(about.get("state"))
        target = self.by_path.get(path)
        if target is None:
            self.item.note(f"Het onderdeel `{path}` bestaat niet; deze actie deed niets.", "dead" if not self.done else "changed")
        elif prop == "hidden":
            self.found.hidden.setdefault(target.path, []).append((self.holds, not state))
            self.done.append(f"{'verberg' if state else 'toon'} `{target.name or target.path}`")
        elif prop == "validate.required":
            self.found.required.setdefault(target.path, []).append((self.holds, state))
            self.done.append(f"`{target.name or target.path}` is {'verplicht' if state else 'niet verplicht'}")
        elif prop == "disabled":
            self.item.note(f"`{target.name or target.path}` wordt niet meer op slot gezet; het kan altijd worden ingevuld.")
        else:
            self.item.note(f"De eigenschap `{prop}` van `{path}` verandert niet meer.", "person")

    def _step(self, action: Mapping[str, Any], applicable: bool) -> None:
        mark = str(action.get("form_step_uuid") or action.get("form_step") or "").rstrip("/").rsplit("/", 1)[-1]
        at = next((index for index, step in enumerate(self.move.export.steps) if mark in step.marks), None)
        if at is None:
            self.item.note("De pagina van deze actie bestaat niet; zij deed niets.", "dead" if not self.done else "changed")
        else:
            self.found.steps.setdefault(at, []).append((self.holds, applicable, self.item))
            self.done.append(f"pagina “{self.move.export.steps[at].name}” {'wel' if applicable else 'niet'}")

    def _step_applicable(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        self._step(action, True)

    def _step_not_applicable(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        self._step(action, False)

    def _disable_next(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        actions = [each for each in self.rule.get("actions") or () if isinstance(each, Mapping) and isinstance(each.get("action"), Mapping)]
        shown = [str(each.get("component")) for each in actions if each["action"].get("type") == "property" and each["action"].get("state") is False]
        said = next((path for path in shown if path in self.by_path and self.by_path[path].type == "content"), "")
        # on the page with the text that says why, or where the last thing is asked that it hangs on
        page = max(0, last_page(self.move, self.holds), self.by_path[said].page if said else 0)
        self.found.stops.append((page, self.holds, self.item, said))
        self.done.append("u kunt niet verder")

    # -- values

    def _variable(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        key = str(action.get("variable") or "")
        if key in self.by_path:
            self.question(self.by_path[key], about.get("value"))
        else:
            self.later.append(lambda: self.assigned(key, about.get("value")))

    def assigned(self, key: str, value: Any) -> None:
        """What setting this variable became."""
        if key in self.move.chosen_from:
            self.done.append(f"keuzes uit `{key}`")
        elif key not in self.move.variables:
            self.item.note(f"De variabele `{key}` bestaat niet; deze actie deed niets.", "dead" if not self.done else "changed")
        elif key in self.move.made and self.move.made[key] is None:
            self.item.note(f"`{key}` wordt hierdoor altijd leeg, wat andere regels er ook in zetten.", "dead")
        elif key in self.move.made and self.move.made[key] is not None and not self.stands_for(key):
            self.done.append(f"waarde `{unparse(self.move.made[key].node)}`")  # type: ignore[union-attr]
        else:
            self.outside(key, value)

    def stands_for(self, key: str) -> list[str]:
        """The settings that this variable has become."""
        return [known.node.path[0] for path, known in self.move.looked_up.items() if path == key or path.startswith(f"{key}.")]  # type: ignore[attr-defined]

    def outside(self, key: str, value: Any) -> None:
        settings = self.stands_for(key)
        said = json.dumps(value, ensure_ascii=False)
        if settings:
            self.done.append(f"instelling {', '.join(f'`{each}`' for each in settings)}")
            self.item.note(f"`{key}` is nu een instelling om in te vullen; vroeger: {said[:200]}.")
        else:
            self.item.note(f"Geen vraag, tekst of regel leest `{key}`; het hoort bij een koppeling ({said[:120]}).")

    def question(self, target: Placed, value: Any) -> None:
        """A rule that fills in a question offers an answer; the resident may change it."""
        self.found.defaults.setdefault(target.path, []).append((self.holds, value, self.item))
        self.done.append(f"vul `{target.name or target.path}` vast in")

    # -- what lies outside the form

    def _fetch_from_service(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        key = str(action.get("variable") or "")
        about_service = self.move.variables.get(key, {}).get("service_fetch_configuration")
        name = about_service.get("name") or about_service.get("path") if isinstance(about_service, Mapping) else "een dienst"
        self.later.append(lambda: self.fetched(key, str(name)))

    def fetched(self, key: str, name: str) -> None:
        settings, fetch = self.stands_for(key), dict(self.move.fetching.kept()).get(key)
        if fetch is not None:
            self.done.append(f"zoek `{fetch.given}` op")
            self.item.note(f"`{key}` wordt nu opgezocht bij “{name}” (`lookups`). Lukt dat niet, dan gaat iemand verder zonder. "
                           "Kijk bij `fields` na of elk deel van het antwoord de goede soort heeft.")  # fmt: skip
            for each in fetch.notes:
                self.item.note(each)
        elif not settings:
            self.item.note(f"Geen vraag, tekst of regel leest wat `{key}` ophaalt bij “{name}”; dat is weggelaten.")
        else:
            self.unfetched(key, name, settings)

    def unfetched(self, key: str, name: str, settings: list[str]) -> None:
        said = f"`{settings[0]}`" if len(settings) == 1 else f"{len(settings)} instellingen: {', '.join(settings[:3])} …"
        why = self.move.fetching.why_not(key)
        fault = f" Dat past niet vanzelf in `lookups`: {why}." if why else ""
        self.item.note(f"Haalt `{key}` op bij “{name}”.{fault} Koppel die dienst zelf bij `lookups`, of vul zelf in ({said}).", "person")

    def _evaluate_dmn(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        config = about.get("config") if isinstance(about.get("config"), Mapping) else {}
        name = config.get("decision_definition_id") or "een beslistabel"  # type: ignore[union-attr]
        self.item.note(f"Vraagt een uitkomst aan de beslistabel “{name}”. Neem die tabel over in `values` of `decision`.", "person")

    def _set_registration_backend(self, action: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        self.found.routes.append((str(about.get("value")), self.holds, self.item))
        self.done.append(f"de aanvraag gaat naar `{about.get('value')}`")


def _described(action: Mapping[str, Any]) -> str:
    about = action.get("action") if isinstance(action.get("action"), Mapping) else {}
    target = action.get("component") or action.get("variable") or action.get("form_step_uuid") or action.get("form_step") or ""
    return f"{about.get('type')} `{target}`"  # type: ignore[union-attr]


def applicable(move: Move, effects: Effects, page: int) -> Node:
    """When a page shows. A rule about a question on the page itself, or on a later one, cannot open it."""
    states: States = []
    for holds, state, item in effects.steps.get(page, []):
        last = last_page(move, holds)
        if last < page:
            states.append((holds, state))
        elif state and last == page:
            item.note("De pagina hangt ook af van een vraag op de pagina zelf; die vraag is er pas als de pagina er is, dus dat maakt niets uit.")
        else:
            item.note(f"De pagina “{move.export.steps[page].name}” hangt af van een vraag die pas op of na die pagina komt.", "person")
    return settled(move.export.steps[page].applicable, states)


def last_page(move: Move, holds: Node) -> int:
    """The page on which the last thing is asked that this hangs on; -1: on none."""
    read = {path[0] for path in tree.paths(holds)}
    for name in list(read):
        read |= _behind(move, name, set())
    return max((each.page for each in move.placed if each.name in read and each.name), default=-1)


def _behind(move: Move, name: str, seen: set[str]) -> set[str]:
    if name not in move.values or name in seen:
        return set()
    found = {path[0] for path in tree.paths(parse(move.values[name]))}
    return found.union(*(_behind(move, each, seen | {name}) for each in found))


def _unanswered(holds: Node, asked: Node) -> Node:
    """Without “and as long as nothing is filled in here”: a default counts no longer than that."""
    empty = tree.Filled(asked, True)
    if holds == empty:
        return jsonlogic.YES
    if isinstance(holds, tree.Logic) and holds.op == "en":
        return both(*(each for each in holds.parts if each != empty))
    return holds


def offered(move: Move, wanted: Known, branches: list[tuple[Node, Any, Item]]) -> Node | None:
    """What rules put into a question, as its default. Raises Unsaid."""
    if wanted.form in ("group", "upload", "record", "moment"):
        raise Unsaid("een antwoord dat uit delen bestaat")
    found = [(holds, jsonlogic.value(Reading(move), value, wanted.type)) for holds, value, _ in branches]
    node: Node = tree.Empty()
    for holds, made in found:
        node = computing.chosen(_unanswered(holds, wanted.node), made.node, node)
    return None if isinstance(node, tree.Empty) else node
