"""When a question shows, as people write it in a sheet: in our rule language, or as “vraag = antwoord”."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from balie.forms.language import tree
from balie.forms.language.checker import condition
from balie.forms.language.errors import LanguageError
from balie.forms.language.lexer import quote
from balie.forms.language.parser import parse
from balie.forms.language.tree import Node
from balie.forms.language.types import Type
from balie.forms.language.unparse import unparse
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.scope import option
from balie.forms.moving_in.sheets.words import NO, YES, plain

_START = re.compile(r"^(?:(?:toon|tonen|alleen|verplicht|zichtbaar)\s+)?(?:als|indien|wanneer|if)\s+", re.IGNORECASE)
_OPERATORS = {
    "is": "=|:|is gelijk aan|is equal to|equals|is", "is niet": "!=|<>|≠|is niet gelijk aan|is ongelijk aan|is not|is niet",
    ">=": ">=|≥|is minstens|minstens|vanaf", "<=": "<=|≤|is hoogstens|hoogstens|tot en met",
    ">": ">|is meer dan|meer dan|groter dan|na", "<": "<|is minder dan|minder dan|kleiner dan|voor",
    "bevat": "bevat|contains", "bevat niet": "bevat niet", "is ingevuld": "is ingevuld|is filled", "is leeg": "is leeg|is empty",
}  # fmt: skip
_MEANS = {word: op for op, words in _OPERATORS.items() for word in words.split("|")} | {"==": "is"}
_OPERATOR = re.compile("|".join(
    f"(?<!\\w){re.escape(word)}(?!\\w)" if word[0].isalpha() else f"(?<![<>=!]){re.escape(word)}(?![<>=])"
    for word in sorted(_MEANS, key=len, reverse=True)
), re.IGNORECASE)  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


@dataclass(frozen=True)
class Names:
    """What a rule may speak of. `types`: our name → its type; `called`: how people call it, plainly → our name."""

    types: Mapping[str, Type]
    called: Mapping[str, str] = field(default_factory=dict)

    def find(self, written: str) -> str | None:
        word = plain(written.strip("\"'“”‘’ "))
        found = self.called.get(word)
        return found if found in self.types else next((name for name in self.types if plain(name) == word), None)


def understood(written: str, names: Names) -> str:
    """The rule, in our language and right. Raises Unsaid."""
    text = _START.sub("", " ".join(written.split())).strip(" .")
    try:
        return _checked(unparse(_renamed(parse(text), names)), names)
    except LanguageError as error:
        refused = error
    for found in (_simple(text, names), _joined(text, names)):
        if found is not None:
            try:
                return _checked(found, names)
            except LanguageError as error:
                refused = error
    raise Unsaid(refused.message)


def _checked(text: str, names: Names) -> str:
    condition(text, names.types)
    return text


def _renamed(node: Node, names: Names) -> Node:
    """The same tree, with what the sheet calls a question as we do."""

    def renamed(each: Node) -> Node:
        if isinstance(each, tree.Name) and each.path[0] not in names.types and (found := names.find(each.path[0])):
            return replace(each, path=(found, *each.path[1:]))
        return each

    return _mapped(node, renamed)


def _mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with every node changed, from below."""
    found = {}
    for name in node.__dataclass_fields__:
        value = getattr(node, name)
        if isinstance(value, Node):
            found[name] = _mapped(value, change)
        elif isinstance(value, tuple):
            found[name] = tuple(_mapped(each, change) if isinstance(each, Node) else each for each in value)
        else:
            found[name] = value
    return change(type(node)(**found))


def _joined(text: str, names: Names) -> str | None:
    """Several of them, with only “en” or only “of” between them."""
    for op, words in (("en", "en|and"), ("of", "of|or")):
        parts = re.split(rf",?\s+(?:{words})\s+|\s*[&;]\s*" if op == "en" else rf",?\s+(?:{words})\s+", text, flags=re.IGNORECASE)
        made = [_simple(part, names) for part in parts]
        if len(parts) > 1 and None not in made:
            return f" {op} ".join(f"({each})" if " of " in str(each) else str(each) for each in made)
    return None


def _simple(text: str, names: Names) -> str | None:
    """vraag = antwoord; a question alone: it is ja, or filled in."""
    if text[-1:] not in "=<>≠≥≤:" and (alone := names.find(text)) is not None:
        return f"{alone} is {'ja' if names.types[alone].kind == 'yes_no' else 'ingevuld'}"
    for found in _OPERATOR.finditer(text):
        name = names.find(text[: found.start()])
        if name is None:
            continue
        op, said = _MEANS[found[0].lower()], text[found.end() :].strip("\"'“”‘’ ")
        # another sign further on may be the one that was meant: “Wat voor evenement is het? = markt”
        if (made := _compared(name, op, said, names.types[name])) is not None:
            return made
    return None


def _compared(name: str, op: str, said: str, kind: Type) -> str | None:
    if op in ("is ingevuld", "is leeg"):
        return f"{name} {op}" if not said else None
    if op in ("is", "is niet") and plain(said) in ("leeg", "empty", "ingevuld"):
        return f"{name} is {'leeg' if (plain(said) != 'ingevuld') is (op == 'is') else 'ingevuld'}"
    several = kind.kind == "list"
    values = list(_values(said, kind.item if several and kind.item else kind))
    if not values or None in values:
        return None
    if several and op in ("is", "bevat", "is niet", "bevat niet"):
        negated = "niet" in op
        return (" en " if negated else " of ").join(f"{name} bevat {'niet ' * negated}{each}" for each in values)
    if len(values) > 1:
        return f"{name} {op} een van ({', '.join(map(str, values))})" if op in ("is", "is niet") else None
    return f"{name} {op} {values[0]}"


def _values(said: str, kind: Type) -> Iterator[str | None]:
    """What stands behind the sign, as constants of this kind. None for what is none."""
    whole = _value(said, kind)
    if whole is not None or kind.kind != "choice":
        yield whole
        return
    for part in re.split(r"\s*[,;/|]\s*|\s+(?:of|or)\s+", said.strip("() ")):
        yield _value(part, kind)


def _value(said: str, kind: Type) -> str | None:
    word = plain(said)
    if kind.kind == "yes_no":
        return "ja" if word in YES else "nee" if word in NO else None
    if kind.kind == "choice":
        found = next((value for value, label in kind.options.items() if word in (plain(value), plain(label))), None)
        return None if found is None else unparse(option(found))
    if kind.kind == "number":
        number = re.sub(r"\.(?=\d{3}(\D|$))", "", said.strip("€ ")).replace(",", ".")
        return number if re.fullmatch(r"-?\d+(\.\d+)?", number) else None
    if kind.kind == "date":
        return _day(said)
    return quote(said) if kind.kind in ("text", "unknown") and said else said if kind.kind == "time" else None


def _day(said: str) -> str | None:
    if found := _DAY.fullmatch(said):
        said = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return datetime.fromisoformat(said).date().isoformat()
    except ValueError:
        return None
