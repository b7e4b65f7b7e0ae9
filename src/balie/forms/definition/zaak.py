"""The structures of a service definition for what happens after the application."""

from typing import Literal

from pydantic import Field

from balie.forms.definition.parts import File, Name, Part, Path, Rule, Slug, Term

Outcome = Literal["verlenen", "weigeren", "medewerker", "wachtlijst"]


class Payment(Part):
    when: Literal["submit"] = "submit"
    description: str


class DecisionRow(Part):
    """A row of the decision table; the first that holds counts."""

    row: Slug
    condition: Rule | None = Field(None, alias="als")
    outcome: Outcome
    reason: str


class Decision(Part):
    rows: tuple[DecisionRow, ...] = Field(min_length=1)


class Appointment(Part):
    product: Slug
    minutes: int = Field(ge=5, le=240)
    when: Literal["submit", "ready"] = "submit"
    show_if: Rule | None = Field(None, alias="toon als")


class Document(Part):
    """A letter or extract made from a template at the moment that is named."""

    document: Slug
    template: File
    when: Literal["submitted", "granted", "refused"]
    signed: bool = False
    title: str
    condition: Rule | None = Field(None, alias="als")


class CosignRule(Part):
    """Somebody else must agree first. `who` names a person_id; `email` the question with an address, when we have none.

    `name` is what the applicant calls them: "De andere ouder".
    """

    role: Slug
    name: str
    condition: Rule | None = Field(None, alias="als")
    who: Path | None = None
    email: Path | None = None
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
    task: Slug
    name: str
    role: Slug
    checks: tuple[TaskCheck, ...] = ()
    condition: Rule | None = Field(None, alias="als")


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
    """What the resident has afterwards; `valid` absent: without end."""

    name: str
    valid: Term | None = None


class Faster(Part):
    """A shorter term when the condition holds."""

    condition: Rule = Field(alias="als")
    term: Term


class ZaakPart(Part):
    """What becomes the zaaktype. `procestype` is a URL of the selectielijst."""

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


class Partner(Part):
    """Who else works on it, and which names it gets."""

    partner: Slug
    name: str
    purpose: str
    legal_basis: str
    data: tuple[Name | Path, ...] = ()
    condition: Rule | None = Field(None, alias="als")
