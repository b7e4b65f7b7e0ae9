"""What a service definition may say about a question, one structure per type."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

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


class Email(QuestionPart):
    type: Literal["email"]


class Phone(QuestionPart):
    type: Literal["phone"]


class YesNo(QuestionPart):
    type: Literal["yes_no"]


class Choice(QuestionPart):
    """`options` is a list, or the name of a setting of type list."""

    type: Literal["choice"]
    options: tuple[Option, ...] | Name


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


class Group(QuestionPart):
    """The same questions several times; `summary` is a text with {{ }} that names one row."""

    type: Literal["group"]
    questions: tuple["RowQuestion", ...] = Field(min_length=1)
    min: int = Field(1, ge=0)
    max: int = Field(10, ge=1, le=50)
    summary: str | None = None
    add: str = "Nog een toevoegen"


class Info(QuestionPart):
    """A text between the questions: a sentence or a file."""

    type: Literal["info"]
    label: str = ""
    text: str | File | None = None


class Fact(QuestionPart):
    """What a register said, shown and not asked."""

    type: Literal["fact"]
    fact: Path


def _union(*kinds: type[QuestionPart]) -> Any:
    joined: Any = kinds[0]
    for kind in kinds[1:]:
        joined = joined | kind
    return Annotated[joined, Field(discriminator="type")]


SIMPLE = (
    Text, LongText, Number, Money, Date, Time, Email, Phone, YesNo, Choice, Choices, Statement, Bsn, PersonName, AddressNl,
    Iban, NumberPlate, Kvk, People, Upload, Info, Fact,
)  # fmt: skip
RowQuestion = _union(*SIMPLE)
Question = _union(*SIMPLE, Group)
TaskField = _union(Text, LongText, Number, Date, YesNo, Choice)
TYPES = {kind.model_fields["type"].annotation.__args__[0]: kind for kind in (*SIMPLE, Group)}
Group.model_rebuild()
