"""What a service definition may say about a question, one structure per type."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from balie.forms.definition.parts import File, Name, Part, Path, Rule


class ErrorRule(Part):
    """A condition under which an answer is refused, and the sentence that says how to mend it."""

    condition: Rule = Field(alias="als")
    text: str


class Option(Part):
    """One possible answer of a choice."""

    value: str
    label: str
    help: str | None = None


class QuestionPart(Part):
    """What every question has."""

    question: Name
    label: str
    help: str | None = None
    why: str | None = None
    required: bool = True
    required_if: Rule | None = Field(None, alias="verplicht als")
    show_if: Rule | None = Field(None, alias="toon als")
    error_if: tuple[ErrorRule, ...] = Field((), alias="fout als")
    prefill: Path | None = None
    default: Rule | None = None
    autocomplete: str | None = None


class Text(QuestionPart):
    type: Literal["text"]
    max: int = Field(200, ge=1, le=1000)
    pattern: str | None = Field(None, max_length=120)
    pattern_text: str | None = None


class LongText(QuestionPart):
    type: Literal["long_text"]
    max: int = Field(2000, ge=1, le=20000)


class Number(QuestionPart):
    type: Literal["number"]
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str | None = None
    decimals: int = Field(0, ge=0, le=6)


class Money(QuestionPart):
    type: Literal["money"]
    min: Decimal = Decimal(0)
    max: Decimal | None = None


class Date(QuestionPart):
    type: Literal["date"]


class Time(QuestionPart):
    type: Literal["time"]


class Period(QuestionPart):
    """A first and a last day, both included; with `times` a time on each. `min_days` and `max_days` count both ends.

    Rules know `.begin`, `.eind`, `.dagen` and, with times, `.begintijd` and `.eindtijd`.
    """

    type: Literal["period"]
    times: bool = False
    min_days: int = Field(1, ge=1)
    max_days: int | None = Field(None, ge=1)


class Email(QuestionPart):
    """`verify`: the applicant types a code that we mail to this address, before sending."""

    type: Literal["email"]
    verify: bool = False


class Phone(QuestionPart):
    """`verify`: the same, with a code by SMS."""

    type: Literal["phone"]
    verify: bool = False


class YesNo(QuestionPart):
    type: Literal["yes_no"]


class Choice(QuestionPart):
    """`options` is a list, or the name of a setting of type list. `look`: buttons under each other (radio), a list that folds out (select),
    or a field that finds options while somebody types (search); without it, what suits the number of options."""

    type: Literal["choice"]
    options: tuple[Option, ...] | Name
    look: Literal["radio", "select", "search"] | None = None


class Choices(QuestionPart):
    type: Literal["choices"]
    options: tuple[Option, ...] | Name
    min: int = Field(1, ge=0)
    max: int | None = None


class Statement(QuestionPart):
    type: Literal["statement"]


class Bsn(QuestionPart):
    type: Literal["bsn"]


class PersonName(QuestionPart):
    type: Literal["name"]


class AddressNl(QuestionPart):
    type: Literal["address_nl"]


class Iban(QuestionPart):
    type: Literal["iban"]


class NumberPlate(QuestionPart):
    type: Literal["number_plate"]


class Kvk(QuestionPart):
    type: Literal["kvk"]


class People(QuestionPart):
    """Chosen from a list of people in the facts; with `max: 1` the answer is one person, not a list."""

    type: Literal["people"]
    source: Path = Field(alias="from")
    min: int = Field(1, ge=0)
    max: int | None = Field(None, ge=1)
    of: Rule | None = Field(None, alias="alleen als")


class Upload(QuestionPart):
    """`max` files, each of at most `max_mb` megabytes."""

    type: Literal["upload"]
    max: int = Field(1, ge=1, le=20)
    max_mb: int = Field(10, ge=1, le=100)
    types: tuple[Literal["pdf", "jpg", "png", "heic", "docx", "odt"], ...] = ("pdf", "jpg", "png")


class MapPart(QuestionPart):
    """A place on a map, or equally in words. `outside`: what happens with a place outside the municipality: it is refused, or taken with a
    remark for whoever reads it (warn)."""

    outside: Literal["refuse", "warn"] = "refuse"


class MapPoint(MapPart):
    """One place: an address, a description, coordinates or a point on the map. Rules know `.adres`, `.beschrijving`, `.in_gemeente`, …"""

    type: Literal["map_point"]


class MapLine(MapPart):
    """A route: streets, a description, coordinates or a line on the map. Rules know `.straten`, `.beschrijving`, `.lengte` (m), …"""

    type: Literal["map_line"]
    max_points: int = Field(100, ge=2, le=500)


class MapArea(MapPart):
    """An area: its corners or streets, a description, or a shape on the map. Rules know `.oppervlakte` (m²), `.omtrek` (m), …"""

    type: Literal["map_area"]
    max_points: int = Field(100, ge=3, le=500)


class Signature(QuestionPart):
    """Drawn with finger or mouse, or equally a typed name with a tick. Rules know `.naam` and `.moment`."""

    type: Literal["signature"]


class Group(QuestionPart):
    """The same questions several times; `summary` is a text with {{ }} that names one row."""

    type: Literal["group"]
    questions: tuple["RowQuestion", ...] = Field(min_length=1)
    min: int = Field(1, ge=0)
    max: int = Field(10, ge=1, le=50)
    summary: str | None = None
    add: str = "Nog een toevoegen"

    @field_validator("questions")
    @classmethod
    def no_codes(cls, questions: tuple[Any, ...]) -> tuple[Any, ...]:
        if any(getattr(each, "verify", False) for each in questions):
            raise ValueError("`verify` kan niet in een groep; stel de vraag naar het adres los van de groep")
        return questions


class Info(QuestionPart):
    """A text between the questions: a sentence or a file."""

    type: Literal["info"]
    label: str = ""
    text: str | File | None = None


class Fact(QuestionPart):
    """What a register said, shown and not asked."""

    type: Literal["fact"]
    fact: Path


class Computed(QuestionPart):
    """What follows from the answers, worked out by a rule: shown in words and not asked."""

    type: Literal["computed"]
    value: Rule


def _union(*kinds: type[QuestionPart]) -> Any:
    joined: Any = kinds[0]
    for kind in kinds[1:]:
        joined = joined | kind
    return Annotated[joined, Field(discriminator="type")]


SIMPLE = (
    Text, LongText, Number, Money, Date, Time, Period, Email, Phone, YesNo, Choice, Choices, Statement, Bsn, PersonName, AddressNl,
    Iban, NumberPlate, Kvk, People, Upload, Info, Fact, Computed,
    MapPoint, MapLine, MapArea, Signature,
)  # fmt: skip
RowQuestion = _union(*SIMPLE)
Question = _union(*SIMPLE, Group)
TaskField = _union(Text, LongText, Number, Date, YesNo, Choice)
TYPES = {kind.model_fields["type"].annotation.__args__[0]: kind for kind in (*SIMPLE, Group)}
Group.model_rebuild()
