"""A compiled service: everything an evaluation needs, made once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from balie.forms.definition.lookups import Lookup
from balie.forms.definition.questions import QuestionPart
from balie.forms.definition.service import Page, Stop
from balie.forms.language.checker import Rule
from balie.forms.language.compiler import Function
from balie.forms.language.runtime import Moment
from balie.forms.language.types import Type
from balie.forms.plan.texts import Template
from balie.forms.questions.base import QuestionType

Holds = Callable[[Mapping[str, Any], Moment], bool]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule with its function."""

    rule: Rule
    run: Function


@dataclass(frozen=True, slots=True)
class ErrorCheck:
    holds: Ruled
    text: str


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question: its type and its rules. `people` gives the rows to choose from, `fact` the value of a shown fact,
    `inner` the questions of a group, `steps` the same in the order of who reads whom, and `summary` the name of one of its rows.
    `low` and `high`: the days between which a date lies; `prices` of products, in order; `held`: what the register says where it is locked."""

    name: str
    page: str
    part: QuestionPart = field(repr=False)
    kind: QuestionType = field(repr=False)
    type: Type = field(repr=False)
    shown: Ruled | None = None
    required: Ruled | None = None
    errors: tuple[ErrorCheck, ...] = ()
    default: Ruled | None = None
    people: Ruled | None = None
    fact: Ruled | None = None
    inner: tuple["QuestionPlan", ...] = ()
    steps: tuple["QuestionPlan", ...] = ()
    summary: Template | None = field(default=None, repr=False)
    low: Ruled | None = None
    high: Ruled | None = None
    prices: tuple[Ruled, ...] = ()
    held: Function | None = None


@dataclass(frozen=True, slots=True)
class StopPlan:
    """`lookup`: it stops because this look-up gave no answer."""

    part: Stop
    holds: Ruled
    lookup: str = ""


@dataclass(frozen=True, slots=True)
class LookupPlan:
    """`page`: where the last answer that it asks with is given; empty when it asks with no answer."""

    part: Lookup = field(repr=False)
    page: str
    holds: Ruled | None
    asks: Mapping[str, Ruled]


@dataclass(frozen=True, slots=True)
class PagePlan:
    part: Page = field(repr=False)
    shown: Ruled | None
    questions: tuple[QuestionPlan, ...]
    stops: tuple[StopPlan, ...]


@dataclass(frozen=True, slots=True)
class Conditional:
    """A part of the definition that counts when its condition holds; `amount` for costs. For who signs per row: `rows` gives the rows, and
    `in_row` says of which it counts."""

    part: Any = field(repr=False)
    holds: Ruled | None
    amount: Ruled | None = None
    rows: Ruled | None = None
    in_row: Ruled | None = None

    def counts(self, values: Mapping[str, Any], moment: Moment) -> bool:
        return self.holds is None or self.holds.run(values, moment)


@dataclass(frozen=True, slots=True)
class Step:
    """One moment in the order of evaluation: a page's visibility, a question, or a computed value."""

    kind: str
    name: str
    item: Any = field(repr=False)
    needs: frozenset[str] = frozenset()
