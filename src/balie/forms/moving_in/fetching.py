"""What an old form fetched from an outside service, as a look-up of ours: where it fits. Where it does not, the reason is told.

The address and the key of the service are not in an export: they become a connection, which the municipality sets once.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from balie.forms.language import tree
from balie.forms.language.parser import parse
from balie.forms.language.tree import Node
from balie.forms.language.types import YES_NO, Type
from balie.forms.language.unparse import unparse
from balie.forms.moving_in.kinds import kind_of
from balie.forms.moving_in.naming import MAX, Names, shortened, slug, snake
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.scope import Known, name
from balie.forms.moving_in.simplify import NO, YES, either
from balie.forms.plan.looking_up import PERSONAL
from balie.forms.plan.lookups import DONE, SCALARS

if TYPE_CHECKING:
    from balie.forms.moving_in.move import Move

_FILLED = re.compile(r"\{\{\s*([A-Za-z_][\w.\-]*)\s*\}\}")
_PARAMETER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,59}")
_STEP = re.compile(r"[A-Za-z0-9._~-]+")
_JQ = re.compile(r"\.|(\.[A-Za-z_]\w*|\.?\[\"[^\"\\]+\"\]|\.?\[\d+\])+")
_JQ_PART = re.compile(r"\.([A-Za-z_]\w*)|\[\"([^\"\\]+)\"\]|\[(\d+)\]")
_ORDINARY = {"accept", "content-type"}  # headers that say nothing of their own
_MOST, _LONGEST = 30, 200  # fields of one look-up; signs of a path
_FAILS = "Wij konden dit niet opzoeken: {name}. U kunt wel verder."


@dataclass
class Fetch:
    """One look-up in the making. `fields` grows as rules turn out to read parts of the answer; `notes`: what is different now."""

    given: str
    name: str
    connection: str
    path: str
    method: str
    ask: dict[str, str]
    root: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    by_path: dict[str, Known] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def as_lookup(self, holds: Node) -> dict[str, Any]:
        made = {"lookup": self.given, "name": self.name, "from": self.connection}
        made |= {"als": unparse(holds)} if holds != YES else {}
        made |= {"path": self.path} if self.path else {}
        made |= {"method": self.method} if self.method == "post" else {}
        fields = {each: {"type": kind, "from": pointer} for each, (kind, pointer) in self.fields.items()}
        return {**made, "ask": self.ask, "fields": fields, "fails": {"then": "continue", "text": _FAILS.format(name=self.name)}}

    def part(self, rest: str, kind: str, found: Type, form: str) -> Known:
        """A part of the answer. Raises Unsaid."""
        if rest not in self.by_path:
            if len(self.fields) >= _MOST:
                raise Unsaid(f"meer dan {_MOST} delen van één antwoord")
            steps = "".join(f"/{_escaped(each)}" for each in rest.split(".") if each)
            if not 0 < len(self.root + steps) <= _LONGEST:
                raise Unsaid("een antwoord dat als geheel één waarde is" if not self.root + steps else "een te lange weg door het antwoord")
            wanted = rest or self.root.rsplit("/", 1)[-1]
            wanted = wanted if len(snake(wanted)) <= MAX else wanted.rsplit(".", 1)[-1]
            given = Names(frozenset({DONE, *self.fields})).give(wanted, "antwoord")
            self.fields[given] = (kind, self.root + steps)
            self.by_path[rest] = Known(name(self.given, given), found, form, outside=True)  # type: ignore[arg-type]
        return self.by_path[rest]

    def answered(self) -> Known:
        """Whether there is an answer at all: what a rule asks that reads the whole of it."""
        return Known(name(self.given, DONE), YES_NO, "statement", outside=True)


class Fetching:
    """The look-ups of a move, by the variable that they fill."""

    def __init__(self, move: "Move") -> None:
        self.move = move
        self.rules: dict[str, list[int]] = {}
        self.found: dict[str, Fetch | Unsaid] = {}
        self.busy: set[str] = set()

    def rule(self, number: int, key: str) -> None:
        """A rule that fetches this variable."""
        self.rules.setdefault(key, []).append(number)

    def fetch(self, key: str) -> Fetch | None:
        """The look-up that fills a variable; None when it does not fit, or when no rule asks for it. Raises Unsaid."""
        about = self.move.variables.get(key, {}).get("service_fetch_configuration")
        if key not in self.rules or not isinstance(about, Mapping):
            return None
        if key in self.busy:
            raise Unsaid(f"`{key}`, dat van zichzelf afhangt")
        if key not in self.found:
            self.busy.add(key)
            try:
                self.found[key] = self._made(key, about)
            except Unsaid as unsaid:
                self.found[key] = unsaid
            finally:
                self.busy.discard(key)
        found = self.found[key]
        return found if isinstance(found, Fetch) else None

    def why_not(self, key: str) -> str:
        """Why it became no look-up; empty when nothing more is known."""
        found = self.found.get(key)
        return str(found) if isinstance(found, Unsaid) else ""

    def _made(self, key: str, about: Mapping[str, Any]) -> Fetch:
        if self.move.setters.get(key):
            raise Unsaid("een antwoord dat regels daarna veranderen")
        if about.get("body"):
            raise Unsaid("een vraag waarvan de gegevens worden berekend (`body`)")
        headers = about.get("headers") or {}
        strange = [str(each) for each in headers if isinstance(headers, Mapping) and str(each).lower() not in _ORDINARY]
        if strange:
            raise Unsaid(f"een eigen header (`{strange[0]}`)")
        method = str(about.get("method") or "GET").lower()
        if method not in ("get", "post"):
            raise Unsaid(f"vragen met `{method.upper()}`")
        root = _root(str(about.get("data_mapping_type") or ""), about.get("mapping_expression"))
        called = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|[{}]", "", str(about.get("name") or about.get("path") or key)).strip() or key
        made = Fetch(key, called, self._connection(about, called), "", method, {}, root)
        made.path = self._path(str(about.get("path") or ""), made)
        parameters = about.get("query_params") or {}
        if not isinstance(parameters, Mapping):
            raise Unsaid("iets anders dan namen met waarden (`query_params`)")
        for parameter, written in parameters.items():
            self._parameter(str(parameter), written, made)
        if not 0 < len(made.ask) <= 10:
            raise Unsaid("een vraag waar niets bij meegaat" if not made.ask else "een vraag waar meer dan tien dingen bij meegaan")
        made.given = self.move.names.give(key)
        return made

    def _connection(self, about: Mapping[str, Any], called: str) -> str:
        """One for each service: its key is set once."""
        service = str(about.get("service") or "")
        every = [each.get("service_fetch_configuration") for each in self.move.variables.values()]
        names = {str(each.get("name")) for each in every if isinstance(each, Mapping) and str(each.get("service") or "") == service}
        mark = service.rstrip("/").rsplit("/", 1)[-1]
        return slug(f"dienst-{mark}", "dienst") if len(names) > 1 and mark else slug(called, "dienst")

    def _path(self, written: str, made: Fetch) -> str:
        address, _, query = written.partition("?")
        if query or "#" in written:
            raise Unsaid("een adres met een vraagteken")
        found = []
        for step in filter(None, address.split("/")):
            if filled := _FILLED.fullmatch(step.strip()):
                parameter = shortened(snake(filled[1].rsplit(".", 1)[-1])) or "deel"
                while parameter in made.ask:
                    parameter += "_2"
                made.ask[parameter] = self._sent(filled[1], made)
                found.append(f"/{{{parameter}}}")
            elif _STEP.fullmatch(step) and step not in (".", ".."):
                found.append(f"/{step}")
            else:
                raise Unsaid(f"een adres met `{step}`")
        if len("".join(found)) > _LONGEST:
            raise Unsaid("een te lang adres")
        return "".join(found)

    def _parameter(self, parameter: str, written: Any, made: Fetch) -> None:
        values = written if isinstance(written, list) else [written]
        if len(values) != 1 or not isinstance(values[0], str | int | float) or isinstance(values[0], bool):
            raise Unsaid(f"`{parameter}`, dat meer dan één keer meegaat")
        if not _PARAMETER.fullmatch(parameter) or parameter in made.ask:
            raise Unsaid(f"de naam `{parameter}`")
        text = str(values[0]).strip()
        filled = _FILLED.fullmatch(text)
        if filled:
            made.ask[parameter] = self._sent(filled[1], made)
        elif "{{" in text or "{%" in text or not text:
            raise Unsaid(f"`{parameter}`, dat uit stukken bestaat" if text else f"`{parameter}`, dat leeg is")
        else:
            made.ask[parameter] = unparse(tree.Text(text))

    def _sent(self, path: str, made: Fetch) -> str:
        """What a name of the old form is, where it may go to another service. Raises Unsaid."""
        known = self.move.find(path)
        if not isinstance(known, Known) or known.form == "always":
            raise Unsaid(f"`{path}`, dat bij Open Forms zelf hoort" if known else f"`{path}`, dat niet bestaat")
        if known.type.kind not in SCALARS:
            raise Unsaid(f"`{path}`, dat uit delen bestaat")
        if secret := self._personal(known.node):
            raise Unsaid(f"`{secret}`: wie iemand is, gaat nooit naar een andere dienst")
        if known.clock is not None:
            made.notes.append(f"Van `{path}` gaat alleen de dag mee, niet de tijd.")
        return unparse(known.node)

    def _personal(self, node: Node) -> str:
        waiting, seen = [path[0] for path in tree.paths(node)], set()
        asked = {each.name: each for each in self.move.placed if each.name}
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            if current in asked and (kind_of(asked[current].component) in PERSONAL or (asked[current].component.get("prefill") or {}).get("plugin")):
                return current
            waiting += [path[0] for path in tree.paths(parse(self.move.values[current]))] if self.move.values.get(current) else []
        return ""

    # -- at the end, once all that is read has a name

    def lookups(self) -> list[dict[str, Any]]:
        """All of them, as they stand in a service."""
        return [each.as_lookup(self._holds(key)) for key, each in self.kept()]

    def kept(self) -> Iterable[tuple[str, Fetch]]:
        return [(key, each) for key, each in self.found.items() if isinstance(each, Fetch) and each.fields]

    def _holds(self, key: str) -> Node:
        """When one of its rules holds; one that cannot be said stops nothing: a person reads of it."""
        found: Node = NO
        for number in self.rules[key]:
            try:
                found = either(found, self.move.trigger(number)[0])
            except Unsaid:
                return YES
        return found


def _root(kind: str, written: Any) -> str:
    """Where in the answer that is which the form keeps, as a JSON pointer."""
    if written in (None, "", {}):
        return ""
    if isinstance(written, Mapping) and list(written) == ["var"] and kind != "jq":
        path = written["var"][0] if isinstance(written["var"], list) and len(written["var"]) == 1 else written["var"]
        if isinstance(path, str | int):
            return "".join(f"/{_escaped(each)}" for each in str(path).split(".") if each)
    if isinstance(written, str) and kind == "jq" and _JQ.fullmatch(written.strip()):
        return "".join(f"/{_escaped(each[1] or each[2] or each[3])}" for each in _JQ_PART.finditer(written))
    raise Unsaid("een antwoord dat nog wordt omgerekend")


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


def connections(fetched: Iterable[Fetch]) -> dict[str, str]:
    """Connection → what is looked up in it."""
    found: dict[str, list[str]] = {}
    for each in fetched:
        found.setdefault(each.connection, []).append(f"{each.name} (`{each.given}`)")
    return {connection: ", ".join(names) for connection, names in found.items()}
