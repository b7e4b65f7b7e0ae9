"""The structures of a service definition for what happens after the application."""

from typing import Literal

from pydantic import Field, model_validator

from balie.forms.definition.parts import File, Name, Part, Path, Rule, Slug, Term
from balie.forms.definition.questions import TaskField

Outcome = Literal["verlenen", "weigeren", "medewerker", "wachtlijst"]


class Payment(Part):
    """When it is paid, and when somebody gets the money back. Whoever goes to the waiting list pays when it is their turn, whatever this says."""

    when: Literal["submit", "granted"] = "submit"
    """Before it counts as sent (submit), or only once it can be granted (granted)."""
    description: str
    """What stands on the statement of the bank."""
    term: Term = "14 dagen"
    """How long a place is kept for who still has to pay."""
    refund: Literal["until_visit", "until_decided", "never"] = "until_decided"
    """Until when somebody who stops gets everything back: the visit, the decision, or never."""
    refund_refused: bool = False
    """Who is refused gets it back too."""


class Places(Part):
    """There are only so many. What runs is counted (`eigen.in_gebruik`), and who waits has a number."""

    per: Rule | None = None
    """Counted per value of this rule; absent: all of the service together."""


class DecisionRow(Part):
    """A row of the decision table; the first that holds counts."""

    row: Slug
    """Its name, for examples and explanations."""
    condition: Rule | None = Field(None, alias="als")
    """It holds when this does; the last row has none."""
    outcome: Outcome
    """Grant, refuse, to an official, or to the waiting list."""
    reason: str
    """Why, as the applicant reads it; may fill in {{ names }}."""


class Decision(Part):
    """What we decide, by rules."""

    rows: tuple[DecisionRow, ...] = Field(min_length=1)
    """From top to bottom: the first that holds decides."""


class Appointment(Part):
    """A visit that the applicant books right after sending. Is something handed out afterwards, then the term counts from this visit."""

    product: Slug
    """Which kind of appointment."""
    minutes: int = Field(ge=5, le=240)
    """How long it takes."""
    when: Literal["submit"] = "submit"
    """Always right after sending."""
    show_if: Rule | None = Field(None, alias="toon als")
    """It is needed when this holds; absent: always."""


class Document(Part):
    """A letter or extract made from a template."""

    document: Slug
    """Its name."""
    template: File
    """The path of the Markdown."""
    when: Literal["submitted", "granted", "refused"]
    """The moment at which it is made."""
    signed: bool = False
    """It gets the seal of the municipality."""
    title: str
    """What it is called."""
    condition: Rule | None = Field(None, alias="als")
    """It is made when this holds; absent: always."""
    for_each: Path | None = Field(None, alias="for each")
    """One for every row of this list, with the row's own names."""


class LivesAt(Part):
    """Who agrees must be registered at an address: the BRP is asked when they sign."""

    address: Path
    """The question or fact with the address."""
    purpose: str
    """What for, told beforehand."""
    legal_basis: str
    """On what ground."""


class CosignRule(Part):
    """Somebody else must agree first."""

    role: Slug
    """The name of the role, for examples and rules."""
    name: str
    """What the applicant calls them: "De andere ouder"."""
    for_each: Path | None = Field(None, alias="for each")
    """A group or list: one who must agree for each row. What stands below then knows the names of the row first."""
    condition: Rule | None = Field(None, alias="als")
    """They must agree when this holds; absent: always."""
    who: Path | None = None
    """The `person_id` of the only one who may; is it leeg, nobody is asked and an official decides."""
    email: Path | None = None
    """The question with the address for the invitation."""
    phone: Path | None = None
    """The question with the number for an invitation by text message, for who gave no `email`."""
    lives_at: LivesAt | None = None
    """Whoever agrees must be registered there."""
    by: Literal["login", "code"] = "login"
    """By login, or by a code to that `email` or `phone` for who has no DigiD (code)."""
    text: File
    """The path of what they agree with."""
    term: Term = "14 dagen"
    """How long they have."""

    @model_validator(mode="after")
    def one_home(self) -> "CosignRule":
        if self.for_each and self.lives_at:
            raise ValueError("`lives_at` kan niet samen met `for each`; zeg met `who` wie in elke rij mag tekenen")
        return self


class StatusPart(Part):
    """A step of the zaak, as the applicant follows it. The last one closes it."""

    status: Slug
    """Its name."""
    name: str
    """What it is called."""
    text: str
    """What happens now, in words for the applicant."""
    within: Term | None = None
    """When it is expected to be reached."""


class TaskCheck(Part):
    """One thing an official looks at."""

    name: str
    """What to look at."""
    value: Path | None = None
    """A name from the answers or facts."""
    source: str | None = None
    """Where it came from."""


class Task(Part):
    """Work for an official."""

    task: Slug
    """Its name."""
    name: str
    """What to do."""
    role: Slug
    """The team or role that does it; the team of the first task decides."""
    when: Literal["open", "granted"] = "open"
    """Before it can be granted (open), or after that, such as handing out (granted)."""
    desk: bool = False
    """Whoever helps at the desk may do it too."""
    checks: tuple[TaskCheck, ...] = ()
    """What to look at."""
    condition: Rule | None = Field(None, alias="als")
    """It is there when this holds; absent: always."""
    for_each: Path | None = Field(None, alias="for each")
    """One task for every row of this list."""
    fields: tuple[TaskField, ...] = ()
    """What they fill in with it, for letters and messages."""


class Result(Part):
    """How a zaak can end: a resultaattype."""

    result: Slug
    """Its name."""
    name: str
    """What it is called."""
    on: Outcome | Literal["intrekken"]
    """The outcome it belongs to; `intrekken`: the applicant withdraws."""
    selectielijst: str
    """The result in the selectielijst."""
    archive: Literal["vernietigen", "blijvend_bewaren"]
    """Destroyed or kept for ever."""
    keep: Term
    """How long it is kept after the closing of the zaak."""


class Besluit(Part):
    """The besluittype of what is decided."""

    name: str
    """What it is called."""
    objection_days: int = Field(42, ge=0, le=365)
    """How many days somebody may object."""


class Product(Part):
    """What the applicant has afterwards."""

    name: str
    """What it is called; may fill in {{ names }}."""
    start: Rule | None = Field(None, alias="from")
    """Its first day; absent or passed by then: the day on which it is granted."""
    valid: Term | None = None
    """How long; absent: without end."""
    give_up: bool = True
    """The applicant can end it in Mijn Balie."""


class Faster(Part):
    """A shorter term for some."""

    condition: Rule = Field(alias="als")
    """When it holds."""
    term: Term
    """The shorter term."""


class Property(Part):
    """A property of the zaak (eigenschap), filled from the application."""

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=20)
    """What the zaaktype calls it."""
    value: Rule
    """What it holds."""
    definition: str | None = None
    """What it means, for the zaaktype."""


class ZaakObject(Part):
    """An address that the zaak is about (zaakobject)."""

    address: Path
    """A name of the answers or facts."""
    relation: str = Field("Betreft", max_length=80)
    """How it has to do with the zaak."""


class Registration(Part):
    """Where an application is handled: the first row that holds counts. The zaak here stays, for the applicant."""

    condition: Rule | None = Field(None, alias="als")
    """When this row counts; absent: always."""
    to: Literal["eigen", "zgw", "mail"]
    """Here (eigen), in another zaaksysteem (zgw), or by a team, by mail (mail)."""
    connection: Slug | None = None
    """With `zgw`: the connection of the municipality."""
    zaaktype: str | None = Field(None, max_length=50)
    """With `zgw`: the identificatie of its zaaktype."""
    address: Name | None = None
    """With `mail`: the setting with the address."""


class ZaakPart(Part):
    """What becomes the zaaktype."""

    term: Term
    """The doorlooptijd, from the day on which the application is complete."""
    faster: Faster | None = None
    """A shorter term when a condition holds."""
    procestype: str | None = None
    """The address of the procestype in the selectielijst."""
    confidentiality: Literal[
        "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel", "geheim", "zeer_geheim"
    ] = "zaakvertrouwelijk"
    """Vertrouwelijkheidaanduiding."""
    statuses: tuple[StatusPart, ...] = Field(min_length=2, max_length=5)
    """The steps, in order."""
    tasks: tuple[Task, ...] = ()
    """What officials do."""
    results: tuple[Result, ...] = Field(min_length=1)
    """How it can end."""
    besluit: Besluit | None = None
    """The besluittype; absent: none."""
    product: Product | None = None
    """What the applicant then has; absent: nothing."""
    properties: tuple[Property, ...] = ()
    """The eigenschappen, instead of one for every question."""
    objects: tuple[ZaakObject, ...] = ()
    """The addresses it is about."""


class Offer(Part):
    """Another service that belongs to it, shown at the end."""

    service: Slug
    """Which service."""
    condition: Rule | None = Field(None, alias="als")
    """It is offered when this holds; absent: always."""
    text: str
    """Why it may be of use."""


class Messages(Part):
    """Markdown files; the first line is the subject."""

    received: File
    """It has been sent."""
    granted: File | None = None
    """It has been granted."""
    refused: File | None = None
    """It has been refused."""
    waiting_list: File | None = None
    """They are on the waiting list."""
    ask: File | None = None
    """An official asks something."""
    appointment: File | None = None
    """The visit is booked."""
    ready: File | None = None
    """It can be collected."""
    cosign: File | None = None
    """The invitation to agree."""
    payment_failed: File | None = None
    """The payment has failed."""
    payment_due: File | None = None
    """It can be granted: pay first."""
    ended: File | None = None
    """It has been given up."""


class Partner(Part):
    """Who else works on it."""

    partner: Slug
    """Its name."""
    name: str
    """What it is called."""
    purpose: str
    """What for."""
    legal_basis: str
    """On what ground."""
    data: tuple[Name | Path, ...] = ()
    """Which answers and facts it gets, no more."""
    condition: Rule | None = Field(None, alias="als")
    """It gets them when this holds; absent: always."""
