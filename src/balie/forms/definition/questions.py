"""What a service definition may say about a question, one structure per type."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from balie.forms.definition.parts import File, Image, Name, Path, Rule
from balie.forms.definition.question import Option, QuestionPart


def _no_total(value: str) -> str:
    if value in ("aantal", "totaal"):
        raise ValueError(f"`{value}` heeft al een betekenis; geef dit product een andere naam")
    return value


def _as_it_is(label: str) -> str:
    if "{{" in label:
        raise ValueError("hier kan niets worden ingevuld; schrijf de naam van het product voluit")
    return label


class Text(QuestionPart):
    """A short text on one line."""

    type: Literal["text"]
    max: int = Field(200, ge=1, le=1000)
    """The most characters."""
    pattern: str | None = Field(None, max_length=120)
    """A regular expression that the whole answer must fit."""
    pattern_text: str | None = None
    """What to say when it does not fit."""


class LongText(QuestionPart):
    """A text of several lines; how much still fits is told."""

    type: Literal["long_text"]
    max: int = Field(2000, ge=1, le=20000)
    """The most characters."""


class Number(QuestionPart):
    """A number, typed as people write it in Dutch: 1.250 or 12,5."""

    type: Literal["number"]
    min: Decimal | None = None
    """The lowest."""
    max: Decimal | None = None
    """The highest."""
    unit: str | None = None
    """What stands behind the field, such as `m²`."""
    decimals: int = Field(0, ge=0, le=6)
    """How many digits may follow the comma."""


class Money(QuestionPart):
    """An amount in euros."""

    type: Literal["money"]
    min: Decimal = Decimal(0)
    """The lowest."""
    max: Decimal | None = None
    """The highest."""


class Date(QuestionPart):
    """A day, typed in three fields."""

    type: Literal["date"]
    min: Rule | None = None
    """The first day that may be filled in, a rule such as `vandaag + 1 week`; told beforehand."""
    max: Rule | None = None
    """The last day that may be filled in."""


class Time(QuestionPart):
    """A time of the day."""

    type: Literal["time"]


class Period(QuestionPart):
    """A first and a last day, both included."""

    type: Literal["period"]
    times: bool = False
    """Also ask a time on each day."""
    min_days: int = Field(1, ge=1)
    """The fewest days, both ends counted."""
    max_days: int | None = Field(None, ge=1)
    """The most days, both ends counted."""


class Email(QuestionPart):
    """An e-mail address."""

    type: Literal["email"]
    verify: bool = False
    """Before sending, the applicant types a code that we mail to it."""


class Phone(QuestionPart):
    """A telephone number, of any country."""

    type: Literal["phone"]
    verify: bool = False
    """Before sending, the applicant types a code that we send by SMS."""


class YesNo(QuestionPart):
    """Yes or no."""

    type: Literal["yes_no"]


class Choice(QuestionPart):
    """One of several answers."""

    type: Literal["choice"]
    options: tuple[Option, ...] | Name
    """The answers, or the name of a setting of type list."""
    look: Literal["radio", "select", "search"] | None = None
    """Buttons under each other (radio), a list that folds out (select) or a field that finds (search); absent: what suits the number."""


class Choices(QuestionPart):
    """Any number of several answers."""

    type: Literal["choices"]
    options: tuple[Option, ...] | Name
    """The answers, or the name of a setting of type list."""
    min: int = Field(1, ge=0)
    """The fewest that must be ticked."""
    max: int | None = None
    """The most that may be ticked."""


class ProductOption(Option):
    """One product of a question of type product."""

    value: Annotated[Name, AfterValidator(_no_total)]
    """Its name in rules: the number of it that was taken."""
    label: Annotated[str, AfterValidator(_as_it_is)]
    """What it is called, also on the bill; nothing is filled in here."""
    price: Rule
    """What one costs: a rule over the settings alone."""
    min: int = Field(1, ge=1)
    """The fewest that somebody takes of it, if any."""
    max: int = Field(1, ge=1, le=100_000)
    """The most that somebody may take; 1 makes it a tick."""

    @model_validator(mode="after")
    def fewest_below_most(self) -> "ProductOption":
        if self.min > self.max:
            raise ValueError("`min` is hoger dan `max`; maak `min` lager of `max` hoger")
        return self


class Product(QuestionPart):
    """What is on offer, with what it costs and how many somebody takes of it. It counts in the costs by itself."""

    type: Literal["product"]
    options: tuple[ProductOption, ...] = Field(min_length=1, max_length=50)
    """The products."""


class Statement(QuestionPart):
    """A sentence to agree with, by a tick."""

    type: Literal["statement"]


class Bsn(QuestionPart):
    """A citizen service number, checked by its own rule."""

    type: Literal["bsn"]


class PersonName(QuestionPart):
    """The name of a person: first names, prefix and last name."""

    type: Literal["name"]


class AddressNl(QuestionPart):
    """An address, completed from the BAG by postcode and house number."""

    type: Literal["address_nl"]
    abroad: bool = False
    """It may also be in another country: then the country and up to three lines are asked. Rules also know `.land` and `.buitenland`."""


class Iban(QuestionPart):
    """A bank account."""

    type: Literal["iban"]


class NumberPlate(QuestionPart):
    """The number plate of a vehicle."""

    type: Literal["number_plate"]


class Kvk(QuestionPart):
    """A number in the Handelsregister."""

    type: Literal["kvk"]
    branch: bool = False
    """Also ask which branch (vestiging); it is chosen from the Handelsregister. Rules then know `.kvk_nummer`, `.vestigingsnummer`, …"""


class People(QuestionPart):
    """Chosen from a list of people in the facts; with `max: 1` the answer is one person, not a list."""

    type: Literal["people"]
    source: Path = Field(alias="from")
    """The list in the facts."""
    min: int = Field(1, ge=0)
    """The fewest that must be chosen."""
    max: int | None = Field(None, ge=1)
    """The most that may be chosen."""
    of: Rule | None = Field(None, alias="alleen als")
    """Only who fits this is offered; the rule knows the fields of each person."""


class Upload(QuestionPart):
    """Files: sniffed, scanned and kept at once; a photo from the phone will do."""

    type: Literal["upload"]
    max: int = Field(1, ge=1, le=20)
    """The most files."""
    max_mb: int = Field(10, ge=1, le=100)
    """The most megabytes of each."""
    types: tuple[Literal["pdf", "jpg", "png", "heic", "docx", "odt"], ...] = ("pdf", "jpg", "png")
    """What a file may be."""


class MapPart(QuestionPart):
    """A place on a map, or equally in words."""

    outside: Literal["refuse", "warn"] = "refuse"
    """A place outside the municipality is refused, or taken with a remark for whoever reads it (warn)."""


class MapPoint(MapPart):
    """One place: an address, a description, coordinates or a point on the map."""

    type: Literal["map_point"]


class MapLine(MapPart):
    """A route: streets, a description, coordinates or a line on the map."""

    type: Literal["map_line"]
    max_points: int = Field(100, ge=2, le=500)
    """The most corners that are drawn."""


class MapArea(MapPart):
    """An area: its corners or streets, a description, or a shape on the map."""

    type: Literal["map_area"]
    max_points: int = Field(100, ge=3, le=500)
    """The most corners that are drawn."""


class Signature(QuestionPart):
    """Drawn with finger or mouse, or equally a typed name with a tick."""

    type: Literal["signature"]


class Group(QuestionPart):
    """The same questions several times. A group may stand in the rows of another, no deeper: nobody keeps track of a form within a form within a
    form. The rules inside know the row's own answers first.
    """

    type: Literal["group"]
    questions: tuple["Question", ...] = Field(min_length=1)
    """What is asked in every row."""
    min: int = Field(1, ge=0)
    """The fewest rows."""
    max: int = Field(10, ge=1, le=50)
    """The most rows."""
    summary: str | None = None
    """A text with {{ }} that names one row."""
    add: str = "Nog een toevoegen"
    """What the button for another row says."""

    @field_validator("questions")
    @classmethod
    def no_codes(cls, questions: tuple[Any, ...]) -> tuple[Any, ...]:
        if any(getattr(each, "verify", False) for each in questions):
            raise ValueError("`verify` kan niet in een groep; stel de vraag naar het adres los van de groep")
        return questions

    @field_validator("questions")
    @classmethod
    def about_the_applicant(cls, questions: tuple[Any, ...]) -> tuple[Any, ...]:
        for each in questions:
            if each.locked or each.type == "product":
                raise ValueError(f"`{'locked' if each.locked else 'product'}` kan niet in een groep; stel deze vraag los van de groep")
        return questions

    @field_validator("questions")
    @classmethod
    def two_levels(cls, questions: tuple[Any, ...]) -> tuple[Any, ...]:
        if any(inner.type == "group" for each in questions if each.type == "group" for inner in each.questions):
            raise ValueError("een groep mag in een groep staan, maar niet nog een niveau dieper; zet de binnenste groep een niveau hoger")
        return questions


class Info(QuestionPart):
    """A text between the questions; nothing is asked."""

    type: Literal["info"]
    label: str = ""
    """A heading above it."""
    text: str | File | None = None
    """Markdown: a sentence, or the path of a file."""


class Picture(QuestionPart):
    """An image from the folder `images/`, beside a text; nothing is asked."""

    type: Literal["picture"]
    label: str = ""
    """A heading above it."""
    image: Image
    """Its path: `images/….png`, `.jpg` or `.svg`."""
    alt: str = ""
    """What is to be seen, for who cannot see it."""
    decorative: bool = False
    """It tells nothing and only adorns; instead of `alt`."""
    caption: str | None = None
    """A line under it."""
    text: str | File | None = None
    """Markdown beside it: a sentence, or the path of a file."""

    @model_validator(mode="after")
    def said_in_words(self) -> "Picture":
        if bool(self.alt.strip()) == self.decorative:
            raise ValueError("zeg met `alt` wat er te zien is, of schrijf `decorative: true` als het beeld niets vertelt; niet allebei")
        return self


class Fact(QuestionPart):
    """What a register said, shown and not asked."""

    type: Literal["fact"]
    fact: Path
    """Which fact."""


class Computed(QuestionPart):
    """What follows from the answers, worked out by a rule: shown in words and not asked."""

    type: Literal["computed"]
    value: Rule
    """How it is worked out."""


def _union(*kinds: type[QuestionPart]) -> Any:
    joined: Any = kinds[0]
    for kind in kinds[1:]:
        joined = joined | kind
    return Annotated[joined, Field(discriminator="type")]


SIMPLE = (
    Text, LongText, Number, Money, Date, Time, Period, Email, Phone, YesNo, Choice, Choices, Statement, Bsn, PersonName, AddressNl,
    Iban, NumberPlate, Kvk, People, Upload, Product, Info, Picture, Fact, Computed,
    MapPoint, MapLine, MapArea, Signature,
)  # fmt: skip
Question = _union(*SIMPLE, Group)
TaskField = _union(Text, LongText, Number, Date, YesNo, Choice)
TYPES = {kind.model_fields["type"].annotation.__args__[0]: kind for kind in (*SIMPLE, Group)}
Group.model_rebuild()
