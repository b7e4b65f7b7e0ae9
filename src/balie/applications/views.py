"""The shapes that leave this room, and what can go wrong."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from balie.forms.public import Differences, Plan, State


class NotFound(LookupError):
    """There is no such application for who asks."""


class Conflict(Exception):
    """Another tab or device saved this draft in the meantime; nothing was overwritten."""


class NotReady(Exception):
    """The application cannot be sent yet. `page` is the first page where something is missing."""

    def __init__(self, page: str | None, sentence: str):
        super().__init__(sentence)
        self.page = page


class NotAllowed(Exception):
    """Who asks may not do this; `str()` is a sentence for the screen."""


@dataclass(frozen=True)
class ApplicationView:
    """An application for a page: what was answered and everything that follows from it."""

    id: UUID
    service: str
    version_id: UUID
    language: str
    status: str
    status_name: str
    person_id: UUID | None
    loa: str
    revision: int
    answers: Mapping[str, Any]
    facts: Mapping[str, Any]
    fact_sources: Mapping[str, str]
    visited: tuple[str, ...]
    saved: datetime
    expires: datetime | None
    kenmerk: str | None
    submitted: datetime | None
    outcome: Mapping[str, Any]
    price: Decimal
    payment_id: UUID | None
    assisted: bool
    mandate_id: UUID | None
    plan: Plan = field(repr=False)
    state: State = field(repr=False)

    @property
    def owner(self) -> str:
        return f"application:{self.id}"


@dataclass(frozen=True)
class ApplicationLine:
    """An application in a list (Mijn Balie): no evaluation behind it."""

    id: UUID
    service: str
    version_id: UUID
    status: str
    status_name: str
    kenmerk: str | None
    saved: datetime
    expires: datetime | None
    price: Decimal
    payment_id: UUID | None
    mandate_id: UUID | None = None


@dataclass(frozen=True)
class PageSaved:
    """`errors`: question → sentence or `FieldError`; `raw`: what was typed, to show again; `next`: page to go to, None: check the answers.

    `fresh`: questions that these answers made visible and that still wait for an answer: no mistake, just more to ask.
    """

    application: ApplicationView
    errors: Mapping[str, Any]
    raw: Mapping[str, Any]
    next: str | None
    fresh: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.errors and not self.fresh


@dataclass(frozen=True)
class Newer:
    """There is a newer version of the service than this draft is on. `must`: it cannot be sent before it moves.

    `again`: questions, in words, whose answers do not fit any more.
    """

    must: bool
    changes: Differences
    again: tuple[str, ...]


@dataclass(frozen=True)
class ToProve:
    """An answer that needs a code first. `channel`: email or sms; `page`: where the address can be changed; `asked`: a code was sent."""

    question: str
    page: str
    channel: str
    address: str = field(repr=False)
    asked: bool


@dataclass(frozen=True)
class FreshCode:
    """A code on its way to an address; for the message alone, so it does not show itself."""

    code: str = field(repr=False)
    channel: str
    address: str = field(repr=False)
    minutes: int


@dataclass(frozen=True)
class CosignView:
    """A request to agree, as the cosigner sees it.

    `look`: purpose and legal_basis of the look at their address when they agree; empty: none. `lives_there`: what that look said.
    `by`: login or code; `signed_name`: what who agreed with a code typed. `name` says of which row of a list they are.
    """

    id: UUID
    application_id: UUID
    service: str
    role: str
    name: str
    text: str
    status: str
    status_name: str
    until: date
    applicant_id: UUID | None
    person_id: UUID | None
    email: str
    token: str
    look: Mapping[str, str] = field(default_factory=dict)
    lives_there: bool | None = None
    by: str = "login"
    signed_name: str = ""
    phone: str = ""

    @property
    def channel(self) -> str:
        """By which they are invited, and get their code."""
        return "email" if self.email or not self.phone else "sms"


@dataclass(frozen=True)
class VisitNeeded:
    """What an applicant comes by for. `product`: a code of appointments; empty: nothing, or not sent yet."""

    owner: str
    person_id: UUID | None
    product: str


@dataclass(frozen=True)
class SubmittedApplication:
    """A complete application, as later rooms get it. `outcome` of the decision: verlenen | weigeren | medewerker | wachtlijst."""

    application_id: UUID
    kenmerk: str
    service: str
    version_id: UUID
    person_id: UUID | None
    organisation_id: UUID | None
    loa: str
    submitted_at: datetime
    completed_at: datetime
    language: str
    answers: Mapping[str, Any]
    facts: Mapping[str, Any]
    values: Mapping[str, Any]
    decision: Mapping[str, str]
    price: Decimal
    costs: tuple[Mapping[str, Any], ...]
    needs: Mapping[str, Any]
    attachments: tuple[UUID, ...]
    cosigners: tuple[CosignView, ...]
    assisted_by: str
    today: date
    mandate_id: UUID | None = None

    @property
    def owner(self) -> str:
        return f"application:{self.application_id}"
