"""The shapes that leave this room, and what can go wrong."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from balie.cases.rules import Impossible
from balie.documents.public import DocumentView

__all__ = [
    "AskView", "BesluitView", "CaseFacts", "CheckView", "Impossible", "MijnBalie", "NoteView", "NotAllowed", "NotFound", "OpenAction",
    "ProductView", "Queue", "QueueLine", "ResidentLine", "ResidentZaak", "TaskView", "TimelineStep", "WorkZaak",
]


class NotFound(LookupError):
    """There is no such zaak for who asks. Said too when it exists for somebody else."""


class NotAllowed(Exception):
    """Who asks may not do this; `str()` is a sentence for the screen."""


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What later rooms need to know of a zaak to write about it. `outcome`: verlenen, weigeren, wachtlijst or empty (not decided)."""

    zaak_id: UUID
    kenmerk: str
    service: str
    version_id: UUID | None
    application_id: UUID | None
    title: str
    person_id: UUID | None
    organisation_id: UUID | None
    language: str
    status_name: str
    status_text: str
    status_code: str
    deadline: date
    einddatum: date | None
    outcome: str
    reason: str
    product: str
    valid_until: date | None
    objection_until: date | None
    hand_out: bool

    @property
    def owner(self) -> str:
        return f"zaak:{self.zaak_id}"


@dataclass(frozen=True, kw_only=True)
class TimelineStep:
    """`when`: done (with its moment), now or later (with the expected day, if known). `text` speaks to the resident."""

    when: str
    name: str
    text: str
    at: datetime | None = None
    expected: date | None = None


@dataclass(frozen=True, kw_only=True)
class AskView:
    ask_id: UUID
    zaak_id: UUID
    question: str
    wants_document: bool
    asked_at: datetime
    asked_by: str
    deadline: date
    answer: str
    answered_at: datetime | None
    document_ids: tuple[UUID, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


@dataclass(frozen=True, kw_only=True)
class BesluitView:
    besluit_id: UUID
    name: str
    day: date
    reason: str
    objection_until: date | None


@dataclass(frozen=True, kw_only=True)
class ProductView:
    """What the resident has. `valid_until`: None is without end."""

    product_id: UUID
    zaak_id: UUID
    service: str
    name: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class ResidentLine:
    """A zaak in Mijn Balie. `state`: wij_wachten_op_u, wij_zijn_bezig, ophalen, wachtlijst or klaar; `step` of `steps` counts from 1."""

    zaak_id: UUID
    kenmerk: str
    title: str
    service: str
    state: str
    status_name: str
    next_text: str
    step: int
    steps: int
    deadline: date | None
    started: date
    ended: date | None
    result: str
    application_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """Something the resident has to do. `kind`: vraag or ophalen."""

    kind: str
    zaak_id: UUID
    title: str
    text: str
    until: date | None


@dataclass(frozen=True, kw_only=True)
class MijnBalie:
    actions: tuple[OpenAction, ...]
    running: tuple[ResidentLine, ...]
    finished: tuple[ResidentLine, ...]
    products: tuple[ProductView, ...]


@dataclass(frozen=True, kw_only=True)
class ResidentZaak:
    """A zaak as its resident sees it. `waiting_place`: 1 is next; None: not on a waiting list."""

    line: ResidentLine
    timeline: tuple[TimelineStep, ...]
    asks: tuple[AskView, ...]
    documents: tuple[DocumentView, ...]
    besluiten: tuple[BesluitView, ...]
    products: tuple[ProductView, ...]
    application_id: UUID | None
    waiting_place: int | None
    can_withdraw: bool
    outcome: str
    reason: str

    @property
    def owner(self) -> str:
        return f"zaak:{self.line.zaak_id}"

    @property
    def open_ask(self) -> AskView | None:
        return next((ask for ask in self.asks if ask.is_open), None)


@dataclass(frozen=True, kw_only=True)
class QueueLine:
    """`urgency`: te_laat, vandaag, snel or op_tijd; `days_text` as in "3 dagen te laat". `official_name`: empty, nobody took it yet."""

    zaak_id: UUID
    kenmerk: str
    title: str
    service: str
    applicant: str
    status_name: str
    state: str
    state_name: str
    team: str
    official_id: str
    official_name: str
    deadline: date
    urgency: str
    days_text: str


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A page of the queue. `next`: opaque text for the following page, or empty. `counts`: te_laat, vandaag_of_morgen, nieuw, van_mij,
    wacht_op_inwoner, alle; each at most `cap`, which then means "or more"."""

    lines: tuple[QueueLine, ...]
    next: str
    counts: dict[str, int]
    cap: int


@dataclass(frozen=True, kw_only=True)
class CheckView:
    """`value` in words; empty: the official looks for themselves. `source`: brp, aanvrager …"""

    name: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True)
class TaskView:
    task_id: UUID
    code: str
    name: str
    role: str
    checks: tuple[CheckView, ...]
    deadline: date
    taken_name: str
    done_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class NoteView:
    note_id: UUID
    text: str
    author: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class WorkZaak:
    """A zaak as officials see it. `verbs`: what this official can do now: take, release, ask, decide, ready, hand_over, extend."""

    line: QueueLine
    started: date
    ended: date | None
    person_id: UUID | None
    organisation_id: UUID | None
    application_id: UUID | None
    timeline: tuple[TimelineStep, ...]
    answers: tuple[tuple[str, str], ...]
    tasks: tuple[TaskView, ...]
    asks: tuple[AskView, ...]
    documents: tuple[DocumentView, ...]
    notes: tuple[NoteView, ...]
    besluiten: tuple[BesluitView, ...]
    result: str
    reason: str
    hand_out: bool
    paused: bool
    verbs: frozenset[str] = field(default_factory=frozenset)

    @property
    def owner(self) -> str:
        return f"zaak:{self.line.zaak_id}"
