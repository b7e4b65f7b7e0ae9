"""Text to tokens. Knows no keywords: what a word means depends on where it stands."""

import re
from dataclasses import dataclass

from balie.forms.language.errors import LanguageError

MAX_LENGTH = 2000

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))
  | (?P<time>\d{1,2}:\d{2}(?![\w:]))
  | (?P<number>\d+(?:\.\d+)?(?![\w]))
  | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<word>[^\W\d]\w*(?:-\w+)*)
  | (?P<sign><=|>=|[=<>+\-*/(),.])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is date, time, number, text, word, sign or end."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """All tokens of a rule, closed by one of kind `end`."""
    if len(text) > MAX_LENGTH:
        raise LanguageError(f"Deze regel is te lang. Gebruik hoogstens {MAX_LENGTH} tekens.", text)
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise LanguageError(_strange(text, at), text, at)
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match.group(), at))
        at = match.end()
    found.append(Token("end", "", len(text)))
    return found


def _strange(text: str, at: int) -> str:
    sign = text[at]
    if sign in "\"'“”‘’":
        return "Deze tekst heeft geen gewone aanhalingstekens aan beide kanten."
    if sign.isdigit():
        return "Een getal schrijft u met cijfers en een punt (3.5), een datum als 2026-12-31."
    if text.startswith(("!=", "<>"), at) or sign == "!":
        return "Schrijf `is niet`."
    if sign in "&|":
        return f"Schrijf `{'en' if sign == '&' else 'of'}`."
    return f"Het teken `{sign}` hoort niet in een regel."


def unquote(text: str) -> str:
    """The contents of a quoted text."""
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)


def quote(value: str) -> str:
    """A text between quotes, so that `unquote` gives it back."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
