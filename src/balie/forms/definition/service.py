"""The structure of service.yaml."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from balie.forms.definition.parts import Name, Part, Path, Rule, Slug, Term
from balie.forms.definition.questions import Question
from balie.forms.definition.zaak import Appointment, CosignRule, Decision, Document, Messages, Offer, Partner, Payment, Places, Registration, ZaakPart


class LegalBasis(Part):
    text: str
    url: str | None = None


class Login(Part):
    """Assurance levels; none given: no login is needed."""

    digid: Literal["basis", "midden", "substantieel", "hoog"] | None = None
    eherkenning: Literal["eh2+", "eh3", "eh4"] | None = None


class Promise(Part):
    """What we promise: how far it goes online, the term, and how many minutes it takes to ask."""

    online: Literal["direct", "deels", "nee"]
    term: Term
    minutes: int = Field(ge=1, le=240)


SettingType = Literal["text", "number", "money", "yes_no", "date", "list"]


class Step(Part):
    title: str
    text: str


class Price(Part):
    """A price on the service page; `amount` is a rule over the settings alone."""

    label: str
    note: str | None = None
    amount: Rule


class Ask(Part):
    ask: str
    answer: str


class About(Part):
    """The service page, before anything is asked."""

    steps: tuple[Step, ...] = ()
    prices: tuple[Price, ...] = ()
    questions: tuple[Ask, ...] = ()


class Setting(Part):
    """Something a municipality may change."""

    type: SettingType
    value: bool | int | Decimal | date | tuple[str, ...] | str | None
    label: str
    help: str | None = None


class FactsBlock(Part):
    """What we fetch from one source after consent. `types` gives the shape of names in our own registration."""

    source: Literal["brp", "brp_household", "brp_adres", "brp_kind", "reisdocumenten", "rdw", "kvk", "eigen"]
    fields: tuple[Path, ...] = Field(min_length=1)
    purpose: str
    legal_basis: str
    required: bool = True
    types: dict[Name, Literal["text", "number", "money", "yes_no", "date", "list"]] = {}


class Link(Part):
    text: str
    to: str


class Stop(Part):
    """ "U hoeft dit niet aan te vragen": why, and where to go instead."""

    condition: Rule = Field(alias="als")
    title: str
    text: str
    link: Link | None = None


class Check(Part):
    """ "Kan ik dit aanvragen?", before login."""

    questions: tuple[Question, ...] = Field(min_length=1)
    stops: tuple[Stop, ...] = ()
    text: str | None = None


class Page(Part):
    """One page of the form. `intro` is a sentence or the path of a text."""

    page: Slug
    title: str
    intro: str | None = None
    show_if: Rule | None = Field(None, alias="toon als")
    questions: tuple[Question, ...] = ()
    stops: tuple[Stop, ...] = ()


class Cost(Part):
    """A row of the bill; it counts when its condition holds."""

    label: str
    amount: Rule
    condition: Rule | None = Field(None, alias="als")


class Drafts(Part):
    """What happens to applications that somebody began in an earlier version: they stay on it (`keep`), may move over (`offer`), or must
    (`must`: the law changed). `since`: the day from which `must` holds; until then it is offered."""

    old: Literal["keep", "offer", "must"] = "offer"
    since: date | None = None


class Service(Part):
    """The whole of service.yaml."""

    service: Slug
    name: str
    title: str
    summary: str
    upl: str | None = None
    audience: tuple[Literal["inwoner", "bedrijf", "vereniging"], ...] = ("inwoner",)
    life_events: tuple[Slug, ...] = ()
    keywords: tuple[str, ...] = ()
    pictogram: Slug = "file-text"
    legal_basis: tuple[LegalBasis, ...] = ()
    login: Login = Login()
    drafts: Drafts = Drafts()
    promise: Promise
    bring: tuple[str, ...] = ()
    about: About = About()
    settings: dict[Name, Setting] = {}
    facts: tuple[FactsBlock, ...] = ()
    check: Check | None = None
    values: dict[Name, Rule] = {}
    pages: tuple[Page, ...] = Field(min_length=1)
    costs: tuple[Cost, ...] = ()
    payment: Payment | None = None
    places: Places | None = None
    decision: Decision
    appointment: Appointment | None = None
    documents: tuple[Document, ...] = ()
    cosign: tuple[CosignRule, ...] = ()
    zaak: ZaakPart
    registration: tuple[Registration, ...] = ()
    offers: tuple[Offer, ...] = ()
    messages: Messages
    partners: tuple[Partner, ...] = ()


class Expectation(Part):
    """What an example says must come out; absent keys are not compared. `shown` and `hidden` name pages and questions; `costs` is the bill,
    row by row; with `partial` only a part is filled in: an answer may be missing, but none may be wrong."""

    pages: tuple[str, ...] | None = None
    stop: str | None = None
    price: Decimal | None = None
    decision: dict[Literal["outcome", "row"], str] | None = None
    messages: tuple[str, ...] | None = None
    errors: dict[str, str] | tuple[str, ...] | None = None
    values: dict[str, Any] | None = None
    cosign: tuple[str, ...] | None = None
    appointment: bool | None = None
    offers: tuple[str, ...] | None = None
    shown: tuple[str, ...] | None = None
    hidden: tuple[str, ...] | None = None
    costs: dict[str, Decimal] | None = None
    documents: tuple[str, ...] | None = None
    tasks: tuple[str, ...] | None = None
    partial: bool = False


class Example(Part):
    """A case with given answers and what must come out of it."""

    example: str
    today: Annotated[date, Field(strict=False)]
    login: dict[str, str] = {}
    settings: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    expect: Expectation
