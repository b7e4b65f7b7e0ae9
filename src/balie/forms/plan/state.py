"""What an evaluation gives back: frozen values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from balie.forms.definition.service import Link


@dataclass(frozen=True, slots=True)
class OptionState:
    """One of the answers to choose from; `person` is the record behind a person, `price` that of one product (None: not known)."""

    value: str
    label: str
    help: str | None = None
    person: Mapping[str, Any] | None = None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A visible question. `value` is typed (Decimal, date, …), `json` is what is stored, `error` a sentence or None.

    `missing`: required and not answered; say `missing_text` when the page is posted so.
    `default`: the stored form of what to show when `answered` is false.
    `words` is the answer (or the fact) in words, `text` the Markdown of an `info`.
    For a group, `rows` holds the states of each row's questions and `summaries` a name for each row.
    `locked`: the answer is what a register says, and cannot be changed.
    """

    name: str
    label: str
    help: str | None
    required: bool
    value: Any
    json: Any
    answered: bool
    default: Any
    error: str | None
    missing: bool
    missing_text: str
    words: str = ""
    text: str | None = None
    type: str = "text"
    options: tuple[OptionState, ...] = ()
    rows: tuple[tuple["QuestionState", ...], ...] = ()
    summaries: tuple[str, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class PageState:
    """A visible page with its visible questions, in order. `intro` is Markdown. `done`: nothing is missing or wrong here."""

    name: str
    title: str
    intro: str | None
    questions: tuple[QuestionState, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class StopState:
    """The first stop that holds: the applicant need not go on. `lookup`: they cannot go on now, since this one gave no answer."""

    page: str
    title: str
    text: str
    link: Link | None
    lookup: str = ""


@dataclass(frozen=True, slots=True)
class CostRow:
    """A row of the bill in euros; `amount` is None as long as it is not known."""

    label: str
    amount: Decimal | None


def total_of(rows: tuple[CostRow, ...]) -> Decimal | None:
    return None if any(row.amount is None for row in rows) else sum((row.amount or Decimal(0) for row in rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class DecisionState:
    """The row of the decision table that holds. `explanation` says in plain Dutch why."""

    row: str
    outcome: str
    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class CosignNeed:
    """Somebody who must agree: by `person_id`, or by `email` or `phone` when we do not know the person. None = not known. `row`: of the list
    that the role is for, counted from 1 (0: it is for none); `called`: what that row is called."""

    role: str
    person_id: str | None
    email: str | None
    text: str
    term: str
    phone: str | None = None
    row: int = 0
    called: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentNeed:
    product: str
    minutes: int
    when: str


@dataclass(frozen=True, slots=True)
class OfferState:
    service: str
    text: str


@dataclass(frozen=True)
class State:
    """Everything that follows from the answers and facts.

    `values`: every name with its typed value (None = leeg); a hidden answer is None here. `context`: what `render_text` needs. `costs`
    and `total` are to be paid before it is sent; `later` is asked once it is granted; an amount is None while it is not known. `limit`:
    the first row of the decision table that says that there is no room now, whichever row decides. `pool`: whose places are counted
    together. `starts`: first day of the product. `term`: of the zaak. `complete`: no stop, nothing missing, nothing wrong: it may be
    submitted. `memory` is for `reevaluate` alone.
    """

    pages: tuple[PageState, ...]
    stop: StopState | None
    values: Mapping[str, Any]
    costs: tuple[CostRow, ...]
    total: Decimal | None
    later: tuple[CostRow, ...]
    decision: DecisionState | None
    limit: DecisionState | None
    cosigners: tuple[CosignNeed, ...]
    appointment: AppointmentNeed | None
    documents: tuple[str, ...]
    tasks: tuple[str, ...]
    partners: tuple[str, ...]
    offers: tuple[OfferState, ...]
    messages: tuple[str, ...]
    product: str | None
    starts: date | None
    pool: str
    term: str
    complete: bool
    context: Any = field(default=None, repr=False)
    memory: Any = field(default=None, repr=False, compare=False)

    @cached_property
    def answers(self) -> Mapping[str, Any]:
        """The stored form of the answers that count."""
        return {each.name: each.json for page in self.pages for each in page.questions if each.answered}

    @property
    def price(self) -> Decimal | None:
        """Everything it costs, now and later; None while an amount is not known."""
        return total_of(self.costs + self.later)

    def page(self, name: str) -> PageState | None:
        """The visible page of that name."""
        return next((page for page in self.pages if page.name == name), None)


@dataclass(frozen=True, slots=True)
class CheckState:
    """The check before login: its visible questions, the stop that holds, and whether everything is answered."""

    questions: tuple[QuestionState, ...]
    stop: StopState | None
    complete: bool
