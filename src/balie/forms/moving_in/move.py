"""One move: the names of the old form and what they have become. It is the scope in which rules and texts are read."""

from collections.abc import Mapping
from typing import Any

from balie.forms.language import tree
from balie.forms.language.tree import Node
from balie.forms.language.types import DATE, NUMBER, TEXT, YES_NO, Type, list_of
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import computing, jsonlogic, uses
from balie.forms.moving_in.fetching import Fetching
from balie.forms.moving_in.layout import Placed
from balie.forms.moving_in.naming import MAX, Names, snake
from balie.forms.moving_in.read import Export
from balie.forms.moving_in.reading import Const, Operand, Reading, Unsaid
from balie.forms.moving_in.report import Report
from balie.forms.moving_in.scope import Known, Ticked, inside, name
from balie.forms.moving_in.shorten import shorten
from balie.forms.moving_in.simplify import NO

_FORMS = {"text": "text", "choice": "choice", "number": "number", "yes_no": "statement", "date": "date", "time": "time", "list": "list"}
_DATA = {"boolean": "yes_no", "int": "number", "float": "number", "array": "list", "date": "date", "datetime": "date"}
_TYPES: Mapping[str, Type] = {"yes_no": YES_NO, "number": NUMBER, "list": list_of(TEXT), "date": DATE, "text": TEXT}
# what Open Forms itself fills in; always there, and different for everybody
_ALWAYS = ("submission_id", "form_name", "form_id", "form_url", "environment", "language_code", "current_year")
_LOGGED_IN = ("auth", "auth_bsn", "auth_kvk", "auth_pseudo", "auth_type", "auth_context")


class Move:
    """Everything known of the form that moves in. `values` and `settings` grow as rules turn out to need them."""

    def __init__(self, export: Export, report: Report, names: Names, placed: list[Placed]) -> None:
        self.export, self.report, self.names, self.placed = export, report, names, placed
        self.knowns: dict[str, Known] = {}
        self.settings: dict[str, dict[str, Any]] = {}
        self.values: dict[str, str] = {}
        self.variables = {str(each.get("key")): each for each in export.variables if each.get("source") != "component"}
        self.setters: dict[str, list[tuple[int, Any]]] = {}
        self.fetched: set[str] = {key for key, each in self.variables.items() if _from_outside(each)}
        self.made: dict[str, Known | None] = {}
        self.looked_up: dict[str, Known] = {}
        self.busy: set[str] = set()
        self.triggers: dict[int, tuple[Node, Reading] | Unsaid] = {}
        self.chosen_from: set[str] = set()  # variables that hold the options of a question
        self.guesses: list[tuple[str, str]] = []
        self.fetching = Fetching(self)
        self._actions()
        everything = [[rule.get("json_logic_trigger"), rule.get("actions")] for rule in export.logic]
        self.types = dict(uses.kinds(everything))
        for key, setters in self.setters.items():
            kind = _DATA.get(str(self.variables.get(key, {}).get("data_type")))
            self.types |= {value["var"]: kind for _, value in setters if kind and isinstance(value, Mapping) and isinstance(value.get("var"), str)}
        read = [*uses.paths(everything), *uses.in_texts([each.component for each in placed]), *uses.in_texts(dict(export.form))]
        self.objects = {path.split(".")[0] for path in read if "." in path}
        self.parts = {root: [path[len(root) + 1 :] for path in read if path.startswith(f"{root}.")] for root in self.objects}

    def _actions(self) -> None:
        for number, rule in enumerate(self.export.logic):
            for action in rule.get("actions") or ():
                about = action.get("action") if isinstance(action, Mapping) and isinstance(action.get("action"), Mapping) else {}
                target = str(action.get("variable") or "")
                if about.get("type") == "variable":
                    self.setters.setdefault(target, []).append((number, about.get("value")))
                elif about.get("type") in ("fetch-from-service", "evaluate-dmn"):
                    mapping = (about.get("config") or {}).get("output_mapping") if isinstance(about.get("config"), Mapping) else None
                    self.fetched |= {str(each.get("form_variable")) for each in mapping or () if isinstance(each, Mapping)} or {target}
                    if about["type"] == "fetch-from-service":
                        self.fetching.rule(number, target)

    def learn(self, by_path: Mapping[str, Any]) -> None:
        """What a rule puts into a question has that question's type."""
        kinds = {"yes_no": "yes_no", "statement": "yes_no", "choices": "list", "list": "list", "number": "number", "date": "date"}
        for key, setters in self.setters.items():
            target = by_path.get(key)
            known = self.knowns.get(target.path) if target is not None else None
            for _, value in setters if known is not None and known.form in kinds else ():
                if isinstance(value, Mapping) and isinstance(value.get("var"), str):
                    self.types[value["var"]] = kinds[known.form]  # type: ignore[union-attr]

    # -- the scope

    def find(self, path: str) -> Known | Ticked | None:
        found = inside(self.knowns, path)
        if found is not None:
            return found
        root = path.split(".")[0]
        if path in self.variables:
            return self.variable(path, "")
        if root in self.variables or root in self.fetched:
            return self.variable(root, path[len(root) + 1 :])
        if path in ("now", "today"):
            return Known(tree.Today(), DATE, "date")
        if root in _LOGGED_IN:
            raise Unsaid("hoe of als wie iemand is ingelogd")
        return Known(tree.Text(""), TEXT, "always") if root in _ALWAYS else self.guessed(path)

    def guessed(self, path: str) -> Known | None:
        """A section that held data of its own once (`gegevens.naam`) and no longer does: the last part may still be a question."""
        end = path.rsplit(".", 1)[-1]
        alike = [each for each in self.placed if each.key == end and each.path in self.knowns]
        if "." not in path or len(alike) != 1 or alike[0].path != end:
            return None
        self.guesses.append((path, end))
        return self.knowns[end]

    def variable(self, key: str, rest: str) -> Known | None:
        """A variable of the form: computed when rules set it, a setting when it comes from outside or never changes."""
        if key in self.fetched or rest or (key in self.objects and key in self.setters):
            return self.answer(key, rest) or self.looked(key, rest)
        if key not in self.made:
            self.made[key] = self._made(key)
        return self.made[key]

    def _made(self, key: str) -> Known | None:
        if key not in self.setters:
            return self.looked(key, "", self.variables[key].get("initial_value"))
        if key in self.busy:
            raise Unsaid(f"een waarde (`{key}`) die van zichzelf afhangt")
        self.busy.add(key)
        try:
            return self._computed(key)
        except Unsaid as unsaid:
            found = self.looked(key, "")
            self.settings[found.node.path[0]]["why"] = f"wordt in het oude formulier uitgerekend met {unsaid}"  # type: ignore[attr-defined]
            return found
        finally:
            self.busy.discard(key)

    def _computed(self, key: str) -> Known | None:
        branches: list[tuple[Node, Operand]] = []
        for number, expression in self.setters[key]:
            trigger, _ = self.trigger(number)
            if trigger != NO:
                # a later rule overwrites an earlier one, so it is asked first
                branches.insert(0, (trigger, jsonlogic.operand(Reading(self), expression)))
        found = computing.choose(Reading(self), branches, self.initial(key))
        made = computing.settled(found)
        if isinstance(made.node, tree.Empty):
            return None
        given = self.value(key, made.node)
        return Known(given, made.type, _FORMS.get(made.type.kind, "list"))  # type: ignore[arg-type]

    def initial(self, key: str) -> Operand:
        """What a variable is before any rule sets it."""
        about = self.variables.get(key, {})
        found = about.get("initial_value")
        if found is None and about.get("data_type") == "boolean":
            found = False
        if isinstance(found, list | dict):
            if found:
                raise Unsaid("een lijst die een regel verandert")
            found = None
        return Const(found)

    def answer(self, key: str, rest: str) -> Known | None:
        """A part of what a look-up finds; None when this is not looked up. Raises Unsaid."""
        fetch, parts = self.fetching.fetch(key), self.parts.get(key, [])
        if fetch is None:
            return None
        if not rest and parts:
            first = next(each for each in parts if not self.within(each, parts))
            self.answer(key, first)
            return fetch.answered()
        if rest and self.within(rest, parts):
            raise Unsaid("een deel van een antwoord dat zelf uit delen bestaat")
        kind = self.kind(key, rest)
        return fetch.part(rest, kind, _TYPES[kind], _FORMS[_TYPES[kind].kind])

    def within(self, rest: str, parts: list[str]) -> bool:
        """Is something read that lies inside this part?"""
        return any(each.startswith(f"{rest}.") for each in parts)

    def kind(self, key: str, rest: str) -> str:
        """The type of a variable, or of a part of it, by what it is held against."""
        about = self.variables.get(key, {})
        return self.types.get(f"{key}.{rest}" if rest else key) or (_DATA.get(str(about.get("data_type")), "text") if not rest else "text")

    def looked(self, key: str, rest: str, initial: Any = None) -> Known:
        """A setting that stands for a variable, or for a part of what a service answers."""
        path = f"{key}.{rest}" if rest else key
        if path in self.looked_up:
            return self.looked_up[path]
        about = self.variables.get(key, {})
        kind = self.kind(key, rest)
        if kind == "list" and not isinstance(initial, list):
            initial = []
        given = self.names.give(_short(key, rest))
        why = "wordt door een regel gezet" if key in self.setters and key not in self.fetched else _origin(about)
        label = f"{about.get('name') or key}{f': {rest}' if rest else ''}"
        self.settings[given] = {"type": kind, "value": _plain(initial, kind), "label": label, "why": why}
        known = Known(name(given), _TYPES[kind], _FORMS[_TYPES[kind].kind], outside=True)  # type: ignore[arg-type]
        self.looked_up[path] = known
        return known

    # -- rules

    def trigger(self, number: int) -> tuple[Node, Reading]:
        """When this rule holds. Raises Unsaid."""
        if number not in self.triggers:
            reading = Reading(self)
            before = len(self.guesses)
            try:
                self.triggers[number] = (jsonlogic.condition(reading, self.export.logic[number].get("json_logic_trigger")), reading)
            except Unsaid as unsaid:
                self.triggers[number] = unsaid
            for path, end in self.guesses[before:]:
                reading.fault(guess(path, end))
        found = self.triggers[number]
        if isinstance(found, Unsaid):
            raise found
        return found

    def value(self, key: str, node: Node) -> Node:
        """Keep something computed under a name; gives the name."""
        given = self.names.give(key)
        self.values[given] = ""  # takes its place before the parts it is made of
        self.values[given] = self.written(node, given)
        return name(given)

    def written(self, node: Node, hint: str) -> str:
        """The text of a rule; what is too long gets names of its own."""
        return unparse(shorten(node, lambda part: self.value(f"{hint}_deel", part)))


def guess(path: str, end: str) -> str:
    return f"De naam `{path}` bestaat niet; wij lezen `{end}`. Kijk of dat klopt."


def _short(key: str, rest: str) -> str:
    """A name for a part of an answer: all of the way to it when that is short, else its end."""
    whole = f"{key}.{rest}" if rest else key
    return whole if len(snake(whole)) <= MAX else f"{key}.{rest.rsplit('.', 1)[-1]}" if rest else whole


def _from_outside(variable: Mapping[str, Any]) -> bool:
    return bool(variable.get("service_fetch_configuration") or variable.get("prefill_plugin") or variable.get("prefill_options"))


def _origin(variable: Mapping[str, Any]) -> str:
    service = variable.get("service_fetch_configuration")
    if isinstance(service, Mapping):
        return f"komt van de dienst “{service.get('name') or service.get('path') or ''}”"
    if service:
        return "komt van een dienst buiten het formulier"
    return f"wordt vooraf ingevuld door `{variable['prefill_plugin']}`" if variable.get("prefill_plugin") else "is een vaste waarde van het formulier"


def _plain(value: Any, kind: str) -> Any:
    """An initial value as a setting can hold it."""
    if kind == "list":
        return [str(each[0]) if isinstance(each, list) and each else str(each) for each in value or ()]
    if kind == "yes_no":
        return value if isinstance(value, bool) else None
    if kind == "number":
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value) else None
