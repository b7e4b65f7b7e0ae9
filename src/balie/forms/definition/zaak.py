"""The structures of a service definition for what happens after the application."""

from typing import Literal

from pydantic import Field

from balie.forms.definition.parts import File, Name, Part, Path, Rule, Slug, Term
from balie.forms.definition.questions import TaskField

Outcome = Literal["verlenen", "weigeren", "medewerker", "wachtlijst"]


class Payment(Part):
    """`when`: before it counts as sent, or only once it is granted. Whoever goes to the waiting list pays when it is their turn, whatever
    this says. `term`: how long a place is kept for who still has to pay. `refund`: until when somebody who stops gets the money back;
    `refund_refused`: who is refused gets it back too."""

    when: Literal["submit", "granted"] = "submit"
    description: str
    term: Term = "14 dagen"
    refund: Literal["until_visit", "until_decided", "never"] = "until_decided"
    refund_refused: bool = False


class Places(Part):
    """There are only so many. What runs is counted (`eigen.in_gebruik`), and who waits has a number, per value of this rule; without it
    all of the service together."""

    per: Rule | None = None


class DecisionRow(Part):
    """A row of the decision table; the first that holds counts."""

    row: Slug
    condition: Rule | None = Field(None, alias="als")
    outcome: Outcome
    reason: str


class Decision(Part):
    rows: tuple[DecisionRow, ...] = Field(min_length=1)


class Appointment(Part):
    """A visit that the applicant books right after sending. Is something handed out afterwards, then the term counts from this visit."""

    product: Slug
    minutes: int = Field(ge=5, le=240)
    when: Literal["submit"] = "submit"
    show_if: Rule | None = Field(None, alias="toon als")


class Document(Part):
    """A letter or extract made from a template at the moment that is named. `for each`: one for every row of this list."""

    document: Slug
    template: File
    when: Literal["submitted", "granted", "refused"]
    signed: bool = False
    title: str
    condition: Rule | None = Field(None, alias="als")
    for_each: Path | None = Field(None, alias="for each")


class LivesAt(Part):
    """Who agrees must be registered at this address: the BRP is asked when they sign, for this purpose and on this ground."""

    address: Path
    purpose: str
    legal_basis: str


class CosignRule(Part):
    """Somebody else must agree first. `who` names the person_id of the only one who may; is it leeg, nobody is asked and an official
    decides. `email`: the question with the address for the invitation. `lives_at`: whoever agrees must live there. `by: code`: who has
    no DigiD agrees with a code that is mailed to that `email`, and types a name.

    `name` is what the applicant calls them: "De andere ouder".
    """

    role: Slug
    name: str
    condition: Rule | None = Field(None, alias="als")
    who: Path | None = None
    email: Path | None = None
    lives_at: LivesAt | None = None
    by: Literal["login", "code"] = "login"
    text: File
    term: Term = "14 dagen"


class StatusPart(Part):
    status: Slug
    name: str
    text: str
    within: Term | None = None


class TaskCheck(Part):
    """One thing an official looks at: a name from the answers or facts, and where it came from."""

    name: str
    value: Path | None = None
    source: str | None = None


class Task(Part):
    """Work for an official of the team (or with the role) that `role` names; the team of the first task decides. It has to be done before
    it can be granted, unless `when` is granted: then it comes after that, such as printing or handing out. `desk`: whoever helps at the
    desk may do it too. `fields` is what they fill in with it, for letters and messages. `for each`: one task for every row of this list."""

    task: Slug
    name: str
    role: Slug
    when: Literal["open", "granted"] = "open"
    desk: bool = False
    checks: tuple[TaskCheck, ...] = ()
    condition: Rule | None = Field(None, alias="als")
    for_each: Path | None = Field(None, alias="for each")
    fields: tuple[TaskField, ...] = ()


class Result(Part):
    """A resultaattype: `keep` counts from the closing of the zaak."""

    result: Slug
    name: str
    on: Outcome | Literal["intrekken"]
    selectielijst: str
    archive: Literal["vernietigen", "blijvend_bewaren"]
    keep: Term


class Besluit(Part):
    name: str
    objection_days: int = Field(42, ge=0, le=365)


class Product(Part):
    """What the resident has afterwards. `from`: a rule that gives its first day; absent, or a day that has passed by then: the day on
    which it is granted. `valid` absent: without end. `give_up`: the resident can end it in Mijn Balie."""

    name: str
    start: Rule | None = Field(None, alias="from")
    valid: Term | None = None
    give_up: bool = True


class Faster(Part):
    """A shorter term when the condition holds."""

    condition: Rule = Field(alias="als")
    term: Term


class Property(Part):
    """A property of the zaak (eigenschap), filled from the application. `name`: at most 20 signs, as the zaaktype calls it; `value`: a rule."""

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=20)
    value: Rule
    definition: str | None = None


class ZaakObject(Part):
    """An address that the zaak is about (zaakobject). `address`: a name of the answers or facts; `relation`: how it has to do with it."""

    address: Path
    relation: str = Field("Betreft", max_length=80)


class Registration(Part):
    """Where an application goes, the first row that holds counts; none: to our own zaken. `eigen`: handled here. `zgw`: handled in another
    zaaksysteem, by the `connection` of the municipality, as a zaak of its `zaaktype` (identificatie). `mail`: sent to the address in the
    setting `address`. The zaak here stays, for the resident."""

    condition: Rule | None = Field(None, alias="als")
    to: Literal["eigen", "zgw", "mail"]
    connection: Slug | None = None
    zaaktype: str | None = Field(None, max_length=50)
    address: Name | None = None


class ZaakPart(Part):
    """What becomes the zaaktype. `properties`: which there are, instead of one for every question. `procestype` is a URL of the selectielijst."""

    term: Term
    faster: Faster | None = None
    procestype: str | None = None
    confidentiality: Literal[
        "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel", "geheim", "zeer_geheim"
    ] = "zaakvertrouwelijk"
    statuses: tuple[StatusPart, ...] = Field(min_length=2, max_length=5)
    tasks: tuple[Task, ...] = ()
    results: tuple[Result, ...] = Field(min_length=1)
    besluit: Besluit | None = None
    product: Product | None = None
    properties: tuple[Property, ...] = ()
    objects: tuple[ZaakObject, ...] = ()


class Offer(Part):
    service: Slug
    condition: Rule | None = Field(None, alias="als")
    text: str


class Messages(Part):
    """Markdown files; the first line is the subject."""

    received: File
    granted: File | None = None
    refused: File | None = None
    waiting_list: File | None = None
    ask: File | None = None
    appointment: File | None = None
    ready: File | None = None
    cosign: File | None = None
    payment_failed: File | None = None
    payment_due: File | None = None
    ended: File | None = None


class Partner(Part):
    """Who else works on it, and which names it gets."""

    partner: Slug
    name: str
    purpose: str
    legal_basis: str
    data: tuple[Name | Path, ...] = ()
    condition: Rule | None = Field(None, alias="als")
