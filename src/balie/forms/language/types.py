"""The types of the language: what a question, fact or value can hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Type:
    """`kind` is text, number, yes_no, date, time, choice, list, record, duration or unknown.

    `options` maps the values of a choice to their labels (empty: not known beforehand), `item` is what a list holds, `fields` the
    shape of a record; `money` marks numbers that are euros. Values: str, Decimal, bool, date, time, tuple, Mapping; None is leeg.
    """

    kind: str
    options: Mapping[str, str] = field(default_factory=dict)
    item: "Type | None" = None
    fields: Mapping[str, "Type"] = field(default_factory=dict)
    money: bool = False


TEXT, NUMBER, YES_NO, DATE, TIME = (Type(kind) for kind in ("text", "number", "yes_no", "date", "time"))
MONEY = Type("number", money=True)
DURATION, UNKNOWN = Type("duration"), Type("unknown")

WORDS = {
    "text": "een tekst", "number": "een getal", "yes_no": "ja of nee", "date": "een datum", "time": "een tijd",
    "choice": "een keuze", "list": "een lijst", "record": "een gegeven met onderdelen", "duration": "een termijn",
    "unknown": "iets onbekends",
}  # fmt: skip


def choice(options: Mapping[str, str]) -> Type:
    """One of some options."""
    return Type("choice", options=dict(options))


def list_of(item: Type) -> Type:
    return Type("list", item=item)


def record(fields: Mapping[str, Type]) -> Type:
    return Type("record", fields=dict(fields))


def simple(name: str) -> Type:
    """The type a definition calls text, number, money, yes_no, date or list (of texts)."""
    return {"money": MONEY, "list": list_of(TEXT)}.get(name) or Type(name)
