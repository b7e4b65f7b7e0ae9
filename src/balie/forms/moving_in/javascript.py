"""The little JavaScript that old forms hold in `customConditional` and `calculateValue`, as JsonLogic; anything larger is for a person.

Understood: `show = …`, `value = …`, `var x = …`, `if … else …`, && || ! == != < >, ? :, + - * /, texts, numbers, `data.a.b`, `row.a`, `.length`,
`parseFloat(…)` and what is written around a number: `.replace(',', '.')`, `.toFixed(2)`, `String(…)`.
"""

import re
from typing import Any

from balie.forms.moving_in.reading import Unsaid

_TOKEN = re.compile(
    r"\s+|//[^\n]*|/\*.*?\*/|(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_$][\w$]*)"
    r"|(?P<sign>===|!==|==|!=|<=|>=|&&|\|\||[-+*/%=!<>?:;.,(){}\[\]])",
    re.DOTALL,
)
_MAX, _DEEP = 4000, 40
_NUMBERS = ("parseFloat", "parseInt", "Number")
_ORDER = ("===", "!==", "==", "!=", "<=", ">=", "<", ">")


def shown(code: str) -> Any:
    """When `show` is true in the end, as JsonLogic. Raises Unsaid."""
    names = _Code(code).program()
    if "show" not in names:
        raise Unsaid("JavaScript dat niet zegt wanneer iets zichtbaar is")
    return _cleaned(names["show"])


def calculated(code: str) -> Any:
    """What `value` is in the end, as JsonLogic. Raises Unsaid."""
    names = _Code(code).program()
    if "value" not in names:
        raise Unsaid("JavaScript dat niet zegt wat de uitkomst is")
    return _cleaned(names["value"])


def _tokens(code: str) -> list[str]:
    if len(code) > _MAX:
        raise Unsaid("een lang stuk JavaScript")
    found, at = [], 0
    while at < len(code):
        match = _TOKEN.match(code, at)
        if match is None:
            raise Unsaid("JavaScript dat hier niet te lezen is")
        if match.lastgroup:
            found.append(match[0])
        at = match.end()
    return [*found, ""]


class _Code:
    def __init__(self, code: str) -> None:
        self.tokens = _tokens(code)
        self.at = 0
        self.depth = 0

    @property
    def now(self) -> str:
        return self.tokens[self.at]

    def took(self, *wanted: str) -> bool:
        if found := self.now in wanted:
            self.at += 1
        return found

    def need(self, wanted: str) -> None:
        if not self.took(wanted):
            raise Unsaid("JavaScript dat hier niet te lezen is")

    # -- statements

    def program(self) -> dict[str, Any]:
        names: dict[str, Any] = {}
        while self.now:
            names = self.statement(names)
        return names

    def statement(self, names: dict[str, Any]) -> dict[str, Any]:
        self.depth += 1
        if self.depth > _DEEP:
            raise Unsaid("een ingewikkeld stuk JavaScript")
        try:
            return self._statement(names)
        finally:
            self.depth -= 1

    def _statement(self, names: dict[str, Any]) -> dict[str, Any]:
        if self.took(";"):
            return names
        if self.took("{"):
            while not self.took("}"):
                if not self.now:
                    raise Unsaid("JavaScript dat niet af is")
                names = self.statement(names)
            return names
        if self.took("if"):
            self.need("(")
            holds = self.choice(names)
            self.need(")")
            then = self.statement(dict(names))
            other = self.statement(dict(names)) if self.took("else") else names
            return {name: _chosen(holds, then.get(name), other.get(name)) for name in {**then, **other}}
        self.took("var", "let", "const")
        name = self.word()
        self.need("=")
        found = self.choice(names)
        self.took(";")
        return {**names, name: found}

    def word(self) -> str:
        if not re.fullmatch(r"[A-Za-z_$][\w$]*", self.now):
            raise Unsaid("JavaScript dat hier niet te lezen is")
        self.at += 1
        return self.tokens[self.at - 1]

    # -- expressions

    def choice(self, names: dict[str, Any]) -> Any:
        holds = self.either(names)
        if not self.took("?"):
            return holds
        then = self.choice(names)
        self.need(":")
        return _chosen(holds, then, self.choice(names))

    def either(self, names: dict[str, Any]) -> Any:
        parts = [self.both(names)]
        while self.took("||"):
            parts.append(self.both(names))
        return parts[0] if len(parts) == 1 else {"or": parts}

    def both(self, names: dict[str, Any]) -> Any:
        parts = [self.comparison(names)]
        while self.took("&&"):
            parts.append(self.comparison(names))
        parts = _needed(parts)
        return parts[0] if len(parts) == 1 else {"and": parts}

    def comparison(self, names: dict[str, Any]) -> Any:
        left = self.sum(names)
        if self.now not in _ORDER:
            return left
        op = self.now
        self.at += 1
        right = self.sum(names)
        if isinstance(left, dict) and "length" in left:
            return _length(left["length"], op, right)
        return {op: [left, right]}

    def sum(self, names: dict[str, Any]) -> Any:
        found = self.product(names)
        while (op := self.now) in ("+", "-") and op:
            self.at += 1
            other = self.product(names)
            if op == "+" and not (_is_number(found) and _is_number(other)):
                raise Unsaid("JavaScript dat teksten aan elkaar zet")
            found = {op: [found, other]}
        return found

    def product(self, names: dict[str, Any]) -> Any:
        found = self.unary(names)
        while (op := self.now) in ("*", "/") and op:
            self.at += 1
            found = {op: [found, self.unary(names)]}
        return found

    def unary(self, names: dict[str, Any]) -> Any:
        self.depth += 1
        if self.depth > _DEEP:
            raise Unsaid("een ingewikkeld stuk JavaScript")
        found = self._unary(names)
        self.depth -= 1
        return found

    def _unary(self, names: dict[str, Any]) -> Any:
        if self.took("!"):
            return {"!": [self.unary(names)]}
        if self.took("("):
            found = self.choice(names)
            self.need(")")
            return self.written(found)
        return self.written(self.atom(names))

    def written(self, found: Any) -> Any:
        """Without what only says how a number is written."""
        while self.now == "." and self.tokens[self.at + 1 : self.at + 3] in (["replace", "("], ["toFixed", "("]):
            self.at += 3
            while not self.took(")"):
                if self.now not in ("','", "'.'", '","', '"."', ",") and not self.now.isdigit():
                    raise Unsaid("JavaScript dat teksten verandert")
                self.at += 1
        return found

    def atom(self, names: dict[str, Any]) -> Any:
        token = self.now
        if token[:1] in ("'", '"') and token:
            self.at += 1
            return re.sub(r"\\(.)", r"\1", token[1:-1])
        if token[:1].isdigit():
            self.at += 1
            return float(token) if "." in token else int(token)
        name = self.word()
        if name in ("true", "false", "null", "undefined"):
            return {"true": True, "false": False}.get(name)
        if name in (*_NUMBERS, "String") and self.took("("):
            found = self.choice(names)
            self.need(")")
            return {"+": [found]} if name in _NUMBERS else found
        path = []
        while self.now == "." and self.tokens[self.at + 2 : self.at + 3] != ["("]:
            self.at += 1
            path.append(self.word())
        if self.now in ("(", "["):
            raise Unsaid("JavaScript dat functies gebruikt")
        if name not in ("data", "row"):
            if path or name not in names:
                raise Unsaid(f"JavaScript met `{name}`")
            return names[name]
        if path and path[-1] == "length":
            return {"length": {"var": ".".join(path[:-1])}}
        return {"var": ".".join(path)}


def _is_number(part: Any) -> bool:
    return isinstance(part, int | float) or isinstance(part, dict) and next(iter(part), "") in ("+", "-", "*", "/")


def _length(found: Any, op: str, count: Any) -> Any:
    if (op, count) in ((">", 0), (">=", 1), ("!=", 0), ("!==", 0)):
        return {"!!": [found]}
    if (op, count) in (("==", 0), ("===", 0), ("<", 1)):
        return {"!": [found]}
    # of a list; whoever reads this refuses to count the signs of a text
    return {op: [{"reduce": [found, {"+": [1, {"var": "accumulator"}]}, 0]}, count]}


def _chosen(holds: Any, then: Any, other: Any) -> Any:
    if then == other:
        return then
    return {"if": [holds, then, other]}


def _needed(parts: list[Any]) -> list[Any]:
    """`data.a && data.a.b && data.a.b == 1`: only the last says something. Not so before `!=`, which also holds for nothing."""
    kept = []
    for index, part in enumerate(parts):
        path = part.get("var") if isinstance(part, dict) else None
        if path is None or not any(_asks(later, path) for later in parts[index + 1 :]):
            kept.append(part)
    return kept


def _asks(part: Any, path: str) -> bool:
    """Can this only hold when there is something at this path?"""
    if not isinstance(part, dict) or len(part) != 1:
        return False
    operator, found = next(iter(part.items()))
    if operator == "var":
        return str(found).startswith(path + ".") or found == path
    if operator == "length":
        return _asks(found, path)
    return operator in ("==", "===") and any(_asks(each, path) for each in found) and not any(each in (False, 0, "", None) for each in found)


def _cleaned(part: Any) -> Any:
    """A length that is asked for by itself: is there any?"""
    if isinstance(part, list):
        return [_cleaned(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {"!!": [part["length"]]} if "length" in part else {operator: _cleaned(found) for operator, found in part.items()}
