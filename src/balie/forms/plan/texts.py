"""Texts with {{ }}: a rule between the braces is filled in as words; a line that starts with {{ als rule }} may drop out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from balie.forms.language.checker import Rule, check, condition
from balie.forms.language.compiler import Function, compiled, compiled_condition
from balie.forms.language.errors import LanguageError
from balie.forms.language.parser import parse
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Choose, Name
from balie.forms.language.types import Type
from balie.forms.questions.sentences import say
from balie.forms.words import address, amount, clock, day, join, number

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LINE = re.compile(r"\s*\{\{\s*als\s+(.*?)\}\}[ \t]?")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_START = re.compile(r"^(\d*)([-+=.)](?=\s|$)|[-=]{2,})")
FORMATS = ("euro", "datum")
Say = Callable[[Rule, Any], str]


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands between braces."""

    rule: Rule
    value: Function
    form: str


@dataclass(frozen=True, slots=True)
class Line:
    parts: tuple[str | Slot, ...]
    shown: Callable[[Mapping[str, Any], Moment], bool] | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A text, ready to be filled in."""

    lines: tuple[Line, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for line in self.lines for rule in line.rules)

    def render(self, values: Mapping[str, Any], moment: Moment, say: Say, escape: Callable[[str], str] = str) -> str:
        """The text with everything filled in."""
        return "".join([_filled(line, values, moment, say, escape) for line in self.lines if line.shown is None or line.shown(values, moment)])


def _filled(line: Line, values: Mapping[str, Any], moment: Moment, say: Say, escape: Callable[[str], str]) -> str:
    return "".join([part if isinstance(part, str) else escape(_formed(part, values, moment, say)) for part in line.parts])


def _formed(slot: Slot, values: Mapping[str, Any], moment: Moment, say: Say) -> str:
    value = slot.value(values, moment)
    if value is None:
        return ""
    if slot.form == "euro" and isinstance(value, Decimal):
        return amount(value)
    return say(slot.rule, value)


def template(text: str, names: Mapping[str, Type]) -> Template:
    """Parse a text. Raises LanguageError, with the line in the text, for a name or rule that is wrong."""
    return Template(tuple(_line(line, start, text, names) for start, line in _lines(text)))


def _lines(text: str) -> list[tuple[int, str]]:
    start, found = 0, []
    for line in text.splitlines(keepends=True):
        found.append((start, line))
        start += len(line)
    return found


def _line(line: str, start: int, text: str, names: Mapping[str, Type]) -> Line:
    shown, rules, at = None, [], 0
    if (match := _LINE.match(line)) and not _chooses(match[1]):
        rule = _placed(lambda: condition(match[1], names), text, start + match.start(1))
        shown, at = compiled_condition(rule.tree), match.end()
        rules.append(rule)
    parts: list[str | Slot] = []
    for match in _SLOT.finditer(line, at):
        parts.append(line[at : match.start()])
        slot = _placed(lambda found=match[1]: _slot(found, names), text, start + match.start(1))
        rules.append(slot.rule)
        parts.append(slot)
        at = match.end()
    parts.append(line[at:])
    if "{{" in line[at:]:
        raise LanguageError("Deze `{{` heeft geen `}}` op dezelfde regel.", text, start + line.index("{{", at))
    return Line(tuple(part for part in parts if part != ""), shown, tuple(rules))


def _chooses(text: str) -> bool:
    """als … dan … anders … is a value, not a condition on the line."""
    try:
        return isinstance(parse(f"als {text}"), Choose)
    except LanguageError:
        return False


def _slot(inside: str, names: Mapping[str, Type]) -> Slot:
    written, _, form = inside.partition("|")
    if form.strip() and form.strip() not in FORMATS:
        raise LanguageError(f"De vorm `{form.strip()}` bestaat niet. U kunt kiezen uit: {', '.join(FORMATS)}.")
    rule = check(written.strip(), names)
    return Slot(rule, compiled(rule.tree), form.strip())


def _placed(make: Callable[[], Any], text: str, start: int) -> Any:
    try:
        return make()
    except LanguageError as error:
        raise LanguageError(error.message, text, start + error.at, error.code) from None


def in_words(kind: Type, value: Any, language: str = "nl") -> str:
    """A value in words, by its type."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes" if value else "no", language).lower()
    if isinstance(value, Decimal):
        return amount(value) if kind.money else number(value)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, time):
        return clock(value, language)
    if isinstance(value, tuple):
        return join([in_words(kind.item or kind, each, language) for each in value], language)
    if isinstance(value, Mapping):
        return _record(kind, value, language)
    return kind.options.get(value, str(value))


def _record(kind: Type, value: Mapping[str, Any], language: str) -> str:
    if value.get("naam") or value.get("name"):
        return str(value.get("naam") or value.get("name"))
    if value.get("huisnummer"):
        return address(value)
    joint = " " if "geslachtsnaam" in value else ", "
    return joint.join(said for name, each in value.items() if (said := in_words(kind.fields.get(name, kind), each, language)))


def escape_markdown(text: str) -> str:
    """A filled-in value as plain words in a Markdown text: nobody can put in a link or a heading."""
    return _START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", " ".join(text.split())))


def own_describe(rule: Rule) -> str | None:
    """The name of the question when a rule is nothing but that."""
    return rule.tree.path[0] if isinstance(rule.tree, Name) and len(rule.tree.path) == 1 else None
