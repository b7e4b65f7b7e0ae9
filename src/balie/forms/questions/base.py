"""What every question type can do: read what was posted, read and write what is stored, judge it, say it in words, be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from balie.forms.definition.questions import QuestionPart
from balie.forms.language.types import TEXT, Type
from balie.forms.questions.sentences import label, say

Posted = Mapping[str, Sequence[str]]
ABOUT = {
    "persoon": "name", "persoon.naam": "name", "persoon.voornamen": "given-name", "persoon.geslachtsnaam": "family-name",
    "persoon.achternaam": "family-name", "persoon.geboortedatum": "bday", "persoon.adres": "street-address",
    "persoon.adres.postcode": "postal-code", "persoon.adres.woonplaats": "address-level2", "organisatie.naam": "organization",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldError:
    """`code` for machines, `text` for people, `part`: which of several fields ("" = the first or only one)."""

    code: str
    text: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A posted answer. `json` is what to store (None: nothing filled in), `raw` what was typed, by field ("" = the only one).

    With an `error`, `json` is None and `raw` is shown again. `rows`: for a group, the answers in each row,
    also in one that is empty.
    """

    json: Any = None
    error: FieldError | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[Mapping[str, "Answer"], ...] = ()


class Unreadable(ValueError):
    """What was posted or stored cannot be an answer to this question; `error` says so."""

    def __init__(self, error: FieldError) -> None:
        super().__init__(error.text)
        self.error = error


class QuestionType:
    """A question of a definition, ready for use. Immutable after compilation.

    A *value* is typed (str, Decimal, date, tuple, dict …, None = empty); its *json* is plain data that can be stored.
    Subclasses override `read`, and where needed the rest.
    """

    template: ClassVar[str] = "text"
    kind: ClassVar[Type] = TEXT
    asks: ClassVar[bool] = True
    sensitive: ClassVar[bool] = False
    inputmode: ClassVar[str | None] = None
    autocomplete: ClassVar[str | None] = None
    fills: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    missing: ClassVar[str] = "missing"
    parts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, definition: QuestionPart, *, language: str = "nl", settings: Mapping[str, Any] | None = None) -> None:
        self.definition: Any = definition
        self.language = language
        self.settings = settings or {}

    @property
    def name(self) -> str:
        return self.definition.question

    def type(self, names: Mapping[str, Type]) -> Type:
        """The type rules see, given the types of the facts and settings."""
        return self.kind

    # -- in

    def parse(self, posted: Posted, prefix: str) -> Answer:
        """The answer in a posted form. Never raises."""
        raw = self.posted(posted, prefix)
        try:
            value = self.typed(raw)
        except Unreadable as wrong:
            return Answer(error=wrong.error, raw=raw)
        error = None if value is None else self.validate(value)
        return Answer(None if error or value is None else self.to_json(value), error, raw)

    def posted(self, posted: Posted, prefix: str) -> Mapping[str, Any]:
        """What was typed, by field."""
        if not self.parts:
            return {"": _one(posted, prefix)}
        return {part: _one(posted, f"{prefix}-{part}") for part in self.parts}

    def typed(self, raw: Mapping[str, Any]) -> Any:
        """The value of what was typed; None when nothing was. Raises Unreadable."""
        text = " ".join(raw[""].split())
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        """The value of one typed text. Raises Unreadable."""
        return text

    # -- stored

    def from_json(self, data: Any, rows: Sequence[Any] = ()) -> Any:
        """The value of what is stored. Raises ValueError for what this question can never have stored."""
        if data is not None and not isinstance(data, str):
            raise ValueError("a text is expected")
        return data or None

    def to_json(self, value: Any) -> Any:
        return value

    def adopt(self, value: Any) -> Any:
        """A value that a rule or fact offers, as a value of this question."""
        return value

    def validate(self, value: Any) -> FieldError | None:
        """What is wrong with a value, by the definition's own limits."""
        return None

    # -- out

    def describe(self, value: Any) -> str:
        """The value in words; nothing when it is empty."""
        return "" if value is None else str(value)

    def raw(self, value: Any) -> Mapping[str, Any]:
        """What to put into the fields for this value."""
        return {"": "" if value is None else self.describe(value)}

    def limits(self) -> str:
        """What an answer must keep to, told beforehand; nothing when that speaks for itself."""
        return ""

    def missing_text(self) -> str:
        """What to say when this question must be answered and is not."""
        return say(self.missing, self.language)

    def context(self, prefix: str, raw: Mapping[str, Any] | None = None, error: FieldError | None = None) -> dict[str, Any]:
        """What a template needs to draw the question, beside its state (label, help, required, options)."""
        raw = raw or {}
        return {
            "type": self.definition.type,
            "template": self.template,
            "name": prefix,
            "id": f"id_{prefix}",
            "raw": raw.get("", ""),
            "autocomplete": self.fills_in,
            "inputmode": self.inputmode,
            "maxlength": getattr(self.definition, "max", None) if self.template in ("text", "textarea") else None,
            "unit": getattr(self.definition, "unit", None),
            "error": error,
            "fields": [self.part(prefix, part, raw, error) for part in self.parts],
        }

    def part(self, prefix: str, part: str, raw: Mapping[str, Any], error: FieldError | None) -> dict[str, Any]:
        """One of several fields."""
        return {
            "part": part,
            "name": f"{prefix}-{part}",
            "id": f"id_{prefix}-{part}",
            "label": label(part, self.language),
            "raw": raw.get(part, ""),
            "autocomplete": self.part_autocomplete(part),
            "inputmode": "numeric" if part in ("dag", "maand", "jaar", "huisnummer") else None,
            "invalid": error is not None and error.part in ("", part),
            "optional": part in ("voorvoegsel", "huisletter", "toevoeging"),
        }

    @property
    def fills_in(self) -> str | None:
        """What the browser may fill in: as the definition says, as the fact says that it is about, or as goes with the type."""
        return self.definition.autocomplete or ABOUT.get(self.definition.prefill) or self.autocomplete

    def part_autocomplete(self, part: str) -> str | None:
        """The token of one of several fields, by that of the whole (`fills`): `billing street-address` → `billing postal-code`."""
        *before, last = (self.fills_in or "").split() or [""]
        own = last if last == "off" else self.fills.get(last, {}).get(part)
        return " ".join([*before, own]) if own else None

    # -- helpers for subclasses

    def error(self, code: str, part: str = "", **values: object) -> FieldError:
        return FieldError(code, say(code, self.language, **values), part)

    def too_long(self, count: int, most: int, part: str = "") -> FieldError:
        return self.error("too_long", part, max=most, count=count, over=count - most)

    def refuse(self, code: str, part: str = "", **values: object) -> Unreadable:
        return Unreadable(self.error(code, part, **values))


def _one(posted: Posted, name: str) -> str:
    """The last posted value of a field, without what no keyboard types."""
    values = posted.getlist(name) if hasattr(posted, "getlist") else posted.get(name, ())
    text = (values if isinstance(values, str) else values[-1]) if values else ""
    return "".join(sign for sign in text.replace("\r\n", "\n") if sign.isprintable() or sign in "\n\t").strip()


def many(posted: Posted, name: str) -> list[str]:
    """All posted values of a field."""
    values = posted.getlist(name) if hasattr(posted, "getlist") else posted.get(name, ())
    return [values] if isinstance(values, str) else [each for each in values if each]
