"""The shapes that leave this room, and what can go wrong."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from balie.cases.rules import Impossible
from balie.documents.public import DocumentView, Section

__all__ = [
    "AskView", "BesluitView", "CaseFacts", "CheckView", "FieldView", "Impossible", "MijnBalie", "NoteView", "NotAllowed", "NotFound", "OpenAction",
    "PayingZaak", "ProductView", "Queue", "QueueLine", "ResidentLine", "ResidentZaak", "Stand", "TaskView", "TimelineStep", "ToPay",
    "WaitingList", "WorkZaak", "WrongFields",
]


class NotFound(LookupError):
    """There is no such zaak for who asks. Said too when it exists for somebody else."""


class NotAllowed(Exception):
    """Who asks may not do this; `str()` is a sentence for the screen."""


class WrongFields(Exception):
    """What an official filled in is not right, or not there. `errors`: name in the form → sentence."""

    def __init__(self, errors: dict[str, str]):
        super().__init__(" ".join(errors.values()))
        self.errors = errors


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What later rooms need to know of a zaak to write about it. `outcome`: verlenen, weigeren, wachtlijst or empty (not decided).

    `deadline`: None as long as the term has not begun.
    """

    zaak_id: UUID
    kenmerk: str
    service: str
    version_id: UUID | None
    application_id: UUID | None
    title: str
    person_id: UUID | None
    organisation_id: UUID | None
    mandate_id: UUID | None
    language: str
    status_name: str
    status_text: str
    status_code: str
    deadline: date | None
    einddatum: date | None
    outcome: str
    reason: str
    product: str
    valid_from: date | None
    valid_until: date | None
    pay_until: date | None
    objection_until: date | None
    hand_out: bool

    @property
    def owner(self) -> str:
        return f"zaak:{self.zaak_id}"


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How far the zaak of an application is. `exists`: made already; `deadline`: None when the term has not begun."""

    exists: bool
    ended: bool
    undecided: bool
    deadline: date | None


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
    """What the resident has. `valid_until`: None is without end. `can_give_up`: in Mijn Balie."""

    product_id: UUID
    zaak_id: UUID
    service: str
    name: str
    valid_from: date
    valid_until: date | None
    can_give_up: bool = False


@dataclass(frozen=True, kw_only=True)
class ResidentLine:
    """A zaak in Mijn Balie. `state`: wij_wachten_op_u, wij_zijn_bezig, ophalen, wachtlijst or klaar; `step` of `steps` counts from 1.

    `undecided`: we have not decided yet; until then a visit that is needed can be booked.
    """

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
    undecided: bool = False
    mandate_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Party:
    """Somebody else with a part in the zaak. `role`: as the zaaktype calls it; `name`: empty when we do not know it."""

    role: str
    name: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """Something the resident has to do. `kind`: vraag, betalen (with `amount`) or ophalen."""

    kind: str
    zaak_id: UUID
    title: str
    text: str
    until: date | None
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class ToPay:
    """What still has to come in before it is granted, at the latest on `until`."""

    payment_id: UUID
    amount: Decimal
    until: date


@dataclass(frozen=True, kw_only=True)
class PayingZaak:
    """A zaak for which money was asked once it could be granted. `is_open`: it still can be paid."""

    zaak_id: UUID
    kenmerk: str
    service: str
    title: str
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class MijnBalie:
    actions: tuple[OpenAction, ...]
    running: tuple[ResidentLine, ...]
    finished: tuple[ResidentLine, ...]
    products: tuple[ProductView, ...]


@dataclass(frozen=True, kw_only=True)
class ResidentZaak:
    """A zaak as its resident sees it. `waiting_place`: 1 is next; None: not on a waiting list. `to_pay`: what we wait for. `back_on_stop`:
    what comes back when the resident stops now; None: nothing was paid. `why`: which answers made the rules decide this."""

    line: ResidentLine
    timeline: tuple[TimelineStep, ...]
    asks: tuple[AskView, ...]
    documents: tuple[DocumentView, ...]
    besluiten: tuple[BesluitView, ...]
    products: tuple[ProductView, ...]
    application_id: UUID | None
    waiting_place: int | None
    can_withdraw: bool
    to_pay: ToPay | None
    back_on_stop: Decimal | None
    outcome: str
    reason: str
    why: str = ""
    parties: tuple[Party, ...] = ()

    @property
    def owner(self) -> str:
        return f"zaak:{self.line.zaak_id}"

    @property
    def open_ask(self) -> AskView | None:
        return next((ask for ask in self.asks if ask.is_open), None)


@dataclass(frozen=True, kw_only=True)
class RuleThatHeld:
    """The row of the decision table that held when the application was sent, with why."""

    row: str
    outcome: str
    reason: str
    explanation: str


@dataclass(frozen=True, kw_only=True)
class ApplicationInWords:
    """An application page by page, in the words of the form, and what the rules made of it."""

    sections: tuple[Section, ...] = ()
    rule: RuleThatHeld | None = None


@dataclass(frozen=True, kw_only=True)
class QueueLine:
    """`urgency`: te_laat, vandaag, snel, op_tijd or wacht; `days_text` as in "3 dagen te laat". `deadline`: None, we wait for the visit.

    `official_name`: empty, nobody took it yet. Of a zaak that a client made: `kind`, its zaaktype, and `next_step`, which status comes next.
    """

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
    deadline: date | None
    urgency: str
    days_text: str
    kind: str = ""
    next_step: str = ""


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A page of the queue. `next`: opaque text for the following page, or empty. `counts`: te_laat, vandaag_of_morgen, nieuw, van_mij,
    wacht_op_inwoner, wachtlijst, team, alle; each at most `cap`, which then means "or more"."""

    lines: tuple[QueueLine, ...]
    next: str
    counts: dict[str, int]
    cap: int


@dataclass(frozen=True, kw_only=True)
class WaitingList:
    """Who waits for the same places of a service, in order. Who is first in `lines` has number 1."""

    service: str
    title: str
    pool: str
    lines: tuple[QueueLine, ...]


@dataclass(frozen=True, kw_only=True)
class CheckView:
    """`value` in words; empty: the official looks for themselves. `source`: brp, aanvrager …"""

    name: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """Something an official fills in with a task. `type`: text, long_text, number, date, yes_no or choice; `options`: (value, label).

    `posted` is its name in a form; `answer` what was filled in, in stored form, or None.
    """

    name: str
    type: str
    label: str
    help: str
    required: bool
    options: tuple[tuple[str, str], ...]
    posted: str
    answer: Any


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """`after`: comes after granting. `can_finish`: by this official, now."""

    task_id: UUID
    code: str
    name: str
    role: str
    checks: tuple[CheckView, ...]
    fields: tuple[FieldView, ...]
    deadline: date | None
    taken_name: str
    done_at: datetime | None
    after: bool = False
    can_finish: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteView:
    note_id: UUID
    text: str
    author: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the zaaktype of a client offers, as (id, name): statussen that do not close it, results that do, and besluiten.

    `following`: the id of the status that comes next; None when only closing is left.
    """

    statuses: tuple[tuple[UUID, str], ...]
    following: UUID | None
    results: tuple[tuple[UUID, str], ...]
    besluiten: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, kw_only=True)
class WorkZaak:
    """A zaak as officials see it. `verbs`: what this official can do now: take, release, ask, decide, ready, hand_over, extend.

    `choices`: of an open zaak that a client made."""

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
    choices: Choices | None = None

    @property
    def first(self) -> tuple[str, ...]:
        """What has to be done before it can be granted."""
        return tuple(task.name for task in self.tasks if task.done_at is None and not task.after)

    @property
    def owner(self) -> str:
        return f"zaak:{self.line.zaak_id}"
