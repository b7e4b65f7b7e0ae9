"""The structure of service.yaml."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from balie.forms.definition.lookups import Lookup
from balie.forms.definition.parts import Name, Part, Path, Rule, Slug, Term
from balie.forms.definition.questions import Question
from balie.forms.definition.zaak import Appointment, CosignRule, Decision, Document, Messages, Offer, Partner, Payment, Places, Registration, ZaakPart


class LegalBasis(Part):
    """A law or ordinance that the service rests on."""

    text: str
    """How it is called, with the article."""
    url: str | None = None
    """Where it can be read."""


class Login(Part):
    """How sure we must be of who asks, for people and for companies; none given: no login is needed."""

    digid: Literal["basis", "midden", "substantieel", "hoog"] | None = None
    """The level of DigiD."""
    eherkenning: Literal["eh2+", "eh3", "eh4"] | None = None
    """The level of eHerkenning."""


class Promise(Part):
    """What the service page promises."""

    online: Literal["direct", "deels", "nee"]
    """All of it at home (direct), a part of it (deels), or only begun online (nee)."""
    why: str | None = None
    """Why not all of it can be done at home, in one sentence for the applicant."""
    term: Term
    """How long it takes."""
    minutes: int = Field(ge=1, le=240)
    """How many minutes it takes to ask."""


class Covered(Part):
    """Another product of the Uniforme Productnamenlijst that the same service covers."""

    upl: str
    """Its address in the list."""
    online: Literal["direct", "deels", "nee"] = "direct"
    """How far it goes online, as in `promise`."""
    why: str | None = None
    """Why not all of it can be done at home."""


class Confirm(Part):
    """What the municipality has to confirm before it publishes: a price, a term, an article that may be otherwise there."""

    what: str
    """Where it stands in `service.yaml`: the keys with dots between, in a list the name or the number of the item (`zaak.results.verwerkt`)."""
    text: str
    """What has to be looked up."""


SettingType = Literal["text", "number", "money", "yes_no", "date", "list"]
Theme = Literal[
    "reisdocumenten", "adres", "nationaliteit", "gezin", "overlijden", "afval", "parkeren", "wonen", "bouwen", "buurt", "belasting", "inkomen",
    "zorg", "school", "ondernemen", "vrije-tijd", "bestuur", "overig",
]  # fmt: skip


class Step(Part):
    """One of the steps of "Zo werkt het"."""

    title: str
    """What they do."""
    text: str
    """A sentence about it."""


class Price(Part):
    """A price on the service page."""

    label: str
    """For what."""
    note: str | None = None
    """What to know with it, such as per year."""
    amount: Rule
    """How much: a rule over the settings alone."""


class Ask(Part):
    """A question that people often have, with its answer."""

    ask: str
    """The question."""
    answer: str
    """The answer."""


class About(Part):
    """The service page, before anything is asked."""

    steps: tuple[Step, ...] = ()
    """What the applicant does, in order."""
    prices: tuple[Price, ...] = ()
    """What it costs."""
    questions: tuple[Ask, ...] = ()
    """What people often ask."""


class Setting(Part):
    """Something a municipality may change. Its name is known in rules and texts."""

    type: SettingType
    """What it holds."""
    value: bool | int | Decimal | date | tuple[str, ...] | str | None
    """What it is as long as the municipality does not say otherwise."""
    label: str
    """What officials read."""
    help: str | None = None
    """A line that helps them to fill it in."""


class FactsBlock(Part):
    """What we fetch from one source, after consent: asked, shown, read-only."""

    source: Literal["brp", "brp_household", "brp_adres", "brp_kind", "reisdocumenten", "rdw", "kvk", "eigen"]
    """The register, or our own registration (eigen). brp_adres: own check at the new address; brp_kind: own check of the chosen child."""
    fields: tuple[Path, ...] = Field(min_length=1)
    """Which facts; only these are fetched."""
    purpose: str
    """What for, as the applicant reads it."""
    legal_basis: str
    """On what ground."""
    required: bool = True
    """false: it may be refused, and the questions are then asked instead."""
    types: dict[Name, Literal["text", "number", "money", "yes_no", "date", "list"]] = {}
    """The shape of other things that our own registration knows, by name."""


class Link(Part):
    """A link to somewhere else."""

    text: str
    """What the link says."""
    to: str
    """Where it leads: a path here, or an address."""


class Stop(Part):
    """ "U hoeft dit niet aan te vragen": why, and where to go instead."""

    condition: Rule = Field(alias="als")
    """When this holds, the applicant need not go on."""
    title: str
    """The heading of the page."""
    text: str
    """Why, and what to do instead."""
    link: Link | None = None
    """Where to go instead."""


class Check(Part):
    """"Kan ik dit aanvragen?", before login. The answers are carried over by name."""

    questions: tuple[Question, ...] = Field(min_length=1)
    """What is asked."""
    stops: tuple[Stop, ...] = ()
    """When the answer is no."""
    text: str | None = None
    """What stands there when the answer is yes."""

    @field_validator("questions")
    @classmethod
    def no_branches(cls, questions: tuple[Any, ...]) -> tuple[Any, ...]:
        rows = [inner for each in questions for inner in getattr(each, "questions", ())]
        deeper = [inner for each in rows for inner in getattr(each, "questions", ())]
        if any(getattr(each, "branch", False) for each in (*questions, *rows, *deeper)):
            raise ValueError("`branch` kan hier niet: voor het inloggen wordt niets opgezocht; vraag alleen het nummer")
        return questions


class Page(Part):
    """One page of the form: one thing. A page on which no question is left is not shown."""

    page: Slug
    """Its name in addresses and examples."""
    title: str
    """Its heading."""
    intro: str | None = None
    """Markdown above the questions: a sentence, or the path of a text."""
    show_if: Rule | None = Field(None, alias="toon als")
    """It is shown when this holds."""
    questions: tuple[Question, ...] = ()
    """What is asked on it, in order."""
    stops: tuple[Stop, ...] = ()
    """When somebody need not go on after this page."""


class Cost(Part):
    """A row of the bill; it counts when its condition holds."""

    label: str
    """What it is for, as on the bill; may fill in {{ names }}."""
    amount: Rule
    """How much: a rule, such as the name of a setting."""
    condition: Rule | None = Field(None, alias="als")
    """It counts when this holds; absent: always."""


class Drafts(Part):
    """What happens to applications that somebody began in an earlier version."""

    old: Literal["keep", "offer", "must"] = "offer"
    """They stay on it (keep), may move over (offer), or must, because the law changed (must)."""
    since: date | None = None
    """The day from which `must` holds; until then it is offered."""


class Service(Part):
    """The whole of `service.yaml`."""

    service: Slug
    """The name of the folder, and of the service in addresses."""
    name: str
    """What the applicant does, a verb: Parkeervergunning aanvragen."""
    title: str
    """What it is about, a noun: the name of the zaak."""
    summary: str
    """One sentence for lists and search."""
    upl: str | None = None
    """The address of the product in the Uniforme Productnamenlijst."""
    products: tuple[Covered, ...] = ()
    """The other products that it covers."""
    audience: tuple[Literal["inwoner", "bedrijf", "vereniging"], ...] = ("inwoner",)
    """Who can ask for it."""
    theme: Theme = "overig"
    """Under which heading it stands among all services."""
    life_events: tuple[Slug, ...] = ()
    """The life events it belongs to."""
    keywords: tuple[str, ...] = ()
    """Other words that people look for."""
    pictogram: Slug = "file-text"
    """A drawing: the name of an outline in `@tabler/icons`."""
    legal_basis: tuple[LegalBasis, ...] = ()
    """The laws it rests on."""
    login: Login = Login()
    """How sure we must be of who asks; `{}`: no login."""
    represent: tuple[Literal["mandate", "parent"], ...] = ()
    """Who may ask for somebody else: who got their mandate (mandate), a parent with authority for a child (parent); absent: nobody."""
    drafts: Drafts = Drafts()
    """What happens to drafts of an earlier version."""
    promise: Promise
    """What we promise."""
    bring: tuple[str, ...] = ()
    """What one needs at hand."""
    about: About = About()
    """The service page."""
    settings: dict[Name, Setting] = {}
    """What a municipality may change, by name."""
    facts: tuple[FactsBlock, ...] = ()
    """What we fetch from registers, after consent."""
    check: Check | None = None
    """The check before login."""
    lookups: tuple[Lookup, ...] = ()
    """What is looked up elsewhere while somebody fills it in."""
    values: dict[Name, Rule] = {}
    """Computed values, by name: a rule each; they may use one another, without cycles."""
    pages: tuple[Page, ...] = Field(min_length=1)
    """The pages of the form, in order."""
    costs: tuple[Cost, ...] = ()
    """The bill: every row that holds counts."""
    payment: Payment | None = None
    """When it is paid; absent: there is nothing to pay."""
    places: Places | None = None
    """There are only so many; absent: no limit."""
    decision: Decision
    """What we decide."""
    appointment: Appointment | None = None
    """A visit that belongs to it; absent: none."""
    documents: tuple[Document, ...] = ()
    """Letters and extracts that are made."""
    cosign: tuple[CosignRule, ...] = ()
    """Who else must agree."""
    zaak: ZaakPart
    """What becomes the zaak."""
    registration: tuple[Registration, ...] = ()
    """Where it is handled; absent: here."""
    offers: tuple[Offer, ...] = ()
    """What belongs to it, shown at the end."""
    messages: Messages
    """The messages."""
    partners: tuple[Partner, ...] = ()
    """Who else works on it, and gets which data."""
    confirm: tuple[Confirm, ...] = ()
    """What the municipality has to confirm before it publishes."""


class Expectation(Part):
    """What an example says must come out; absent keys are not compared."""

    pages: tuple[str, ...] | None = None
    """The visible pages, in order, then `controle`."""
    stop: str | None = None
    """The title of the stop."""
    price: Decimal | None = None
    """The price altogether."""
    decision: dict[Literal["outcome", "row"], str] | None = None
    """The outcome and the row that decides."""
    messages: tuple[str, ...] | None = None
    """The messages that follow by themselves."""
    errors: dict[str, str] | tuple[str, ...] | None = None
    """Answers that are missing or wrong: a list of questions, or each with its sentence; absent: none may be."""
    values: dict[str, Any] | None = None
    """Values by name."""
    cosign: tuple[str, ...] | None = None
    """The roles of who must agree."""
    appointment: bool | None = None
    """Whether a visit is booked."""
    offers: tuple[str, ...] | None = None
    """The services that are offered."""
    shown: tuple[str, ...] | None = None
    """Pages and questions that are shown."""
    hidden: tuple[str, ...] | None = None
    """Pages and questions that are not."""
    costs: dict[str, Decimal] | None = None
    """The bill, row by row."""
    documents: tuple[str, ...] | None = None
    """The documents that are made."""
    tasks: tuple[str, ...] | None = None
    """The tasks that officials get."""
    partial: bool = False
    """Only a part is filled in: an answer may be missing, but none may be wrong."""


class Example(Part):
    """A case with given answers and what must come out of it."""

    example: str
    """Its title: what it shows."""
    today: Annotated[date, Field(strict=False)]
    """The day on which it happens."""
    login: dict[str, str] = {}
    """The level of the login."""
    settings: dict[str, Any] = {}
    """Settings that differ."""
    facts: dict[str, Any] = {}
    """What registers say."""
    answers: dict[str, Any] = {}
    """The answers, in stored form."""
    expect: Expectation
    """What must come out."""
