"""Django's templates, as Open Forms lets people write them in texts, in ours: {{ name }} and lines that begin with {{ als … }}."""

import re
from dataclasses import dataclass, field
from typing import Any

from balie.forms.language.tree import Node
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import jsonlogic
from balie.forms.moving_in.reading import Reading, Unsaid
from balie.forms.moving_in.scope import Known, Scope
from balie.forms.moving_in.simplify import YES, both, opposite

_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
_GET = re.compile(r"get_value\s+(\S+)\s+['\"]([^'\"]+)['\"]")
_WORD = re.compile(r"'[^']*'|\"[^\"]*\"|==|!=|>=|<=|>|<|\(|\)|[^\s()=!<>]+")
_PATH = re.compile(r"[A-Za-z_][\w.\-]*")


@dataclass
class Words:
    """A text that was taken over; `lost` says what of it was not."""

    text: str
    lost: list[str] = field(default_factory=list)


def filled(text: str, scope: Scope, *, lines: bool) -> Words:
    """The text in our way of writing. `lines`: it is Markdown, in which a line can have a condition."""
    if "{{" not in text and "{%" not in text:
        return Words(text)
    return _Filler(scope, lines).run(text)


class _Filler:
    def __init__(self, scope: Scope, lines: bool) -> None:
        self.scope, self.lines = scope, lines
        self.parts: list[tuple[Node, str]] = []
        self.stack: list[tuple[Node, Node]] = []
        self.lost: list[str] = []

    def run(self, text: str) -> Words:
        at = 0
        for found in _TAG.finditer(text):
            self.say(text[at : found.start()])
            if found[1] is not None:
                self.say(self.value(found[1].strip()))
            else:
                self.tag(found[2].strip(), found[0])
            at = found.end()
        self.say(text[at:])
        return Words(_joined(self.parts) if self.lines else "".join(part for _, part in self.parts), self.lost)

    def say(self, text: str) -> None:
        if text:
            self.parts.append((both(*(here for here, _ in self.stack)), text))

    def lose(self, what: str) -> None:
        if what not in self.lost:
            self.lost.append(what)

    # -- values

    def value(self, inside: str) -> str:
        path, *filters = re.split(r"\|(?=(?:[^'\"]|'[^']*'|\"[^\"]*\")*$)", inside)
        return self.named(path.strip(), inside)

    def named(self, path: str, whole: str) -> str:
        try:
            found = self.scope.find(path) if _PATH.fullmatch(path) else None
        except Unsaid:
            found = None
        if not isinstance(found, Known) or found.form == "always":
            self.lose(f"`{{{{ {whole} }}}}`")
            return ""
        said = "{{ " + unparse(found.node) + " }}"
        return said if found.clock is None else f"{said} om {{{{ {unparse(found.clock)} }}}}"

    # -- tags

    def tag(self, inside: str, whole: str) -> None:
        word = inside.split(None, 1)[0] if inside else ""
        if get := _GET.fullmatch(inside):
            self.say(self.named(f"{get[1]}.{get[2]}", whole))
        elif word == "if":
            self.stack.append(self.branch(inside[2:], YES))
        elif word == "elif" and self.stack:
            _, before = self.stack.pop()
            self.stack.append(self.branch(inside[4:], before))
        elif word == "else" and self.stack:
            _, before = self.stack.pop()
            self.stack.append((before, YES))
        elif word == "endif" and self.stack:
            self.stack.pop()
        else:
            self.lose(f"`{whole}`")

    def branch(self, text: str, before: Node) -> tuple[Node, Node]:
        """When this branch shows, and when the next one may."""
        if not self.lines:
            self.lose(f"`{{% if {text.strip()} %}}`")
            return YES, YES
        try:
            reading = Reading(self.scope)
            holds = jsonlogic.condition(reading, expression(text))
        except (Unsaid, SyntaxError):
            self.lose(f"`{{% if {text.strip()} %}}`")
            return before, before
        return both(before, holds), both(before, opposite(holds))


def _joined(parts: list[tuple[Node, str]]) -> str:
    """Lines, each with its own condition; where the condition changes within a line, a new line begins."""
    lines: list[tuple[Node, str]] = []
    fresh = True
    for holds, text in parts:
        for index, piece in enumerate(text.split("\n")):
            if index or fresh:
                lines.append((holds, piece))
            elif lines[-1][0] == holds or not lines[-1][1].strip():
                lines[-1] = (holds, lines[-1][1] + piece)
            elif piece.strip():
                lines.append((holds, piece.lstrip()))
            fresh = False
    found = [line if holds == YES or not line.strip() else f"{{{{ als {unparse(holds)} }}}} {line.rstrip()}" for holds, line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip()


def expression(text: str) -> Any:
    """The condition of {% if %} as JsonLogic. Raises SyntaxError."""
    reader = _Reader(_WORD.findall(text))
    found = reader.disjunction()
    if reader.words:
        raise SyntaxError(text)
    return found


class _Reader:
    def __init__(self, words: list[str]) -> None:
        self.words = words

    def take(self, *wanted: str) -> bool:
        if self.words and self.words[0] in wanted:
            self.words.pop(0)
            return True
        return False

    def disjunction(self) -> Any:
        parts = [self.conjunction()]
        while self.take("or"):
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else {"or": parts}

    def conjunction(self) -> Any:
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else {"and": parts}

    def negation(self) -> Any:
        return {"!": [self.negation()]} if self.take("not") else self.comparison()

    def comparison(self) -> Any:
        left = self.operand()
        if self.words and self.words[0] in ("==", "!=", "<", ">", "<=", ">="):
            op = self.words.pop(0)
            return {op: [left, self.operand()]}
        if self.words[:2] == ["not", "in"]:
            del self.words[:2]
            return {"!": [{"in": [left, self.operand()]}]}
        return {"in": [left, self.operand()]} if self.take("in") else left

    def operand(self) -> Any:
        if not self.words:
            raise SyntaxError("too short")
        word = self.words.pop(0).split("|")[0]
        if word[:1] in "'\"":
            return word[1:-1]
        if word in ("True", "False", "None"):
            return {"True": True, "False": False, "None": None}[word]
        if re.fullmatch(r"-?\d+(\.\d+)?", word):
            return float(word) if "." in word else int(word)
        if not _PATH.fullmatch(word):
            raise SyntaxError(word)
        return {"var": word}
