"""What other rooms get to see of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from balie.catalogue.public import Product, ServiceCard
from balie.forms.public import PageState, Plan, State
from balie.plans.definition import Link


@dataclass(frozen=True, kw_only=True)
class StepView:
    """A step that applies. `why`: because of which answers, empty when it is for everybody. `by_itself`: done because of a zaak."""

    name: str
    title: str
    text: str
    why: str
    day: date | None
    card: ServiceCard | None
    product: Product | None
    link: Link | None
    done: bool
    by_itself: bool


@dataclass(frozen=True, kw_only=True)
class StageView:
    title: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """`questions` is None when there is nothing to ask; `compiled` and `state` are what a door needs to draw them."""

    slug: str
    ask: str
    questions: PageState | None
    compiled: Plan
    state: State
    stages: tuple[StageView, ...]
    done: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What somebody answered and finished. Answers are in stored form."""

    answers: dict
    done: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MyPlan:
    """A plan that somebody began, for a list. `next` is None when all is done."""

    slug: str
    done: int
    total: int
    next: StepView | None
