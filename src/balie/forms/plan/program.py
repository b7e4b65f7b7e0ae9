"""A plan made ready for speed: texts parsed, what never changes worked out beforehand, and who hangs on whom as tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from balie.forms.language.compiler import Function
from balie.forms.language.errors import LanguageError
from balie.forms.plan.parts import LookupPlan, PagePlan, QuestionPlan
from balie.forms.plan.state import OptionState, QuestionState
from balie.forms.plan.texts import escape_markdown
from balie.forms.plan.uses import OUTCOMES, Use, uses

Names = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """A text: `fixed`, or a template that is filled in each time."""

    fixed: str | None
    template: Any = None
    escape: Callable[[str], str] = str

    @property
    def still(self) -> bool:
        return self.template is None


@dataclass(frozen=True, slots=True)
class Move:
    """A step made short: a page (`page:name`), a question or a value, with what decides whether it is there and what it is worth."""

    kind: str
    key: str
    page: str | None
    shown: Function | None
    value: Function | None
    question: QuestionPlan | None


@dataclass(frozen=True, slots=True)
class Broken:
    """A text with a rule that is wrong: who fills it in gets the error. The checks find it before it is published."""

    error: LanguageError

    def render(self, *about: Any) -> str:
        raise self.error


@dataclass(frozen=True, slots=True)
class Look:
    """How a question shows. `options` are ready when they are always the same; `blanks`: the state without an answer, by `required`,
    when nothing about it can change. `missing`: what to say when it must be answered. `labels`: of options that are always the same;
    `chosen`: it is answered with those. `texts`: label, help and text
    when they are always the same."""

    plan: QuestionPlan
    label: Words
    help: Words
    text: Words
    errors: tuple[Words, ...]
    missing: str
    options: tuple[OptionState, ...] | None
    worded: tuple[tuple[str, Words, Words], ...]
    labels: Mapping[str, str] | None
    chosen: bool
    inner: tuple["Look", ...]
    still: bool
    asks: bool
    required: bool
    type: str
    texts: tuple[str, str | None, str | None] | None
    blanks: dict[bool, QuestionState] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class PageLook:
    plan: PagePlan
    key: str
    title: Words
    intro: Words
    questions: tuple[Look, ...]
    stops: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True)
class Program:
    """`moves` in order of computation and `place` of each, by key; `empty`: all that they fill. Then, by name: `next`: the steps to take
    again when its value changes; `looks`: the questions that look different; `pages`: those whose own texts or stops do; `outcomes`."""

    moves: tuple[Move, ...]
    empty: Mapping[str, None]
    place: Mapping[str, int]
    page_of: Mapping[str, str]
    page_looks: Mapping[str, PageLook]
    question_looks: Mapping[str, Look]
    check_moves: tuple[Move, ...]
    check_looks: tuple[Look, ...]
    check_stops: tuple[tuple[Words, Words], ...]
    next: Names
    looks: Names
    pages: Names
    outcomes: Names
    uses: tuple[Use, ...]
    cost_labels: tuple[Words, ...]
    products: tuple[QuestionPlan, ...]
    reasons: tuple[Words, ...]
    unanswered: tuple[tuple[LookupPlan, Words], ...]
    offers: tuple[Words, ...]
    product: Words


def program(plan: Any) -> Program:
    """Make it; a plan does so once."""
    maker = _Maker(plan)
    pages = {page.part.page: maker.page(page) for page in plan.pages}
    found = uses(plan)
    moves = tuple(_move(step.kind, step.name, step.item) for step in plan.order)
    place = {move.key: index for index, move in enumerate(moves)}
    service, check = plan.service, plan.check
    return Program(
        moves=moves, empty=_empty(plan, moves), place=place,
        page_of={each.name: page.part.page for page in plan.pages for each in page.questions},
        page_looks=pages, question_looks={look.plan.name: look for page in pages.values() for look in page.questions},
        check_moves=tuple(_move("question", each.name, each) for each in check.questions) if check else (),
        check_looks=tuple(maker.look(each) for each in check.questions) if check else (),
        check_stops=tuple(maker.stop(each) for each in check.stops) if check else (),
        next=_steps(found, place, plan), uses=found,
        looks=_by_name(found, lambda use: use.of if use.kind == "question" and use.show else None),
        pages=_by_name(found, lambda use: use.of if use.kind == "page" and use.show else None),
        outcomes=_by_name(found, lambda use: use.kind if use.kind in OUTCOMES else None),
        cost_labels=tuple(maker.words(each.part.label) for each in plan.costs),
        products=tuple(each for page in plan.pages for each in page.questions if each.prices),
        reasons=tuple(maker.words(each.part.reason) for each in plan.decision),
        unanswered=tuple((each, maker.words(each.part.fails.text)) for each in plan.lookups.values() if each.part.fails.then == "person"),
        offers=tuple(maker.words(each.part.text) for each in plan.offers),
        product=maker.words(service.zaak.product.name if service.zaak.product else None),
    )  # fmt: skip


def _empty(plan: Any, moves: tuple[Move, ...]) -> Mapping[str, None]:
    """Every name without a value. A dict that was copied whole has no room to spare, and only such a one is copied fast again and again."""
    names = [*(move.key for move in moves if move.kind != "page"), *plan.service.settings, *plan.facts, "vandaag", "aanvrager"]
    return dict(dict.fromkeys(names))


def _move(kind: str, name: str, item: Any) -> Move:
    if kind == "value":
        return Move("value", name, None, None, item.run, None)
    if kind == "page":
        return Move("page", f"page:{item.part.page}", None, item.shown and item.shown.run, None, None)
    page = f"page:{item.page}" if item.page else None
    value = item.fact.run if item.fact else item.held
    return Move("question", item.name, page, item.shown and item.shown.run, value, None if item.fact else item)


def _steps(found: Iterable[Use], place: Mapping[str, int], plan: Any) -> Names:
    table: dict[str, set[int]] = defaultdict(set)
    for use in found:
        if use.step:
            for name in use.names:
                table[name].add(place[f"page:{use.of}" if use.kind == "page" else use.of])
    for page in plan.pages:
        table[f"page:{page.part.page}"] |= {place[each.name] for each in page.questions}
    return {name: tuple(sorted(each)) for name, each in table.items()}


def _by_name(found: Iterable[Use], of: Callable[[Use], str | None]) -> Names:
    table: dict[str, set[str]] = defaultdict(set)
    for use in found:
        if (target := of(use)) is not None:
            for name in use.names:
                table[name].add(target)
    return {name: tuple(sorted(each)) for name, each in table.items()}


class _Maker:
    def __init__(self, plan: Any) -> None:
        self.plan = plan

    def words(self, text: str | None, escape: Callable[[str], str] = str) -> Words:
        if not text or "{{" not in text:
            return Words(text)
        try:
            return Words(text, self.plan.template(text), escape)
        except LanguageError as error:
            return Words(text, Broken(error))

    def markdown(self, text: str | None) -> Words:
        return self.words(self.plan.definition.words(text), escape_markdown)

    def stop(self, stop: Any) -> tuple[Words, Words]:
        return self.words(stop.part.title), self.words(stop.part.text)

    def page(self, page: PagePlan) -> PageLook:
        return PageLook(
            page, f"page:{page.part.page}", self.words(page.part.title), self.markdown(page.part.intro),
            tuple(self.look(each) for each in page.questions), tuple(self.stop(each) for each in page.stops),
        )  # fmt: skip

    def look(self, question: QuestionPlan) -> Look:
        part, kind = question.part, question.kind
        label, help_ = self.words(part.label), self.words(" ".join(each for each in (part.help, kind.limits()) if each) or None)
        text = self.markdown(getattr(part, "text", None) if part.type in ("info", "picture") else None)
        written = getattr(part, "options", None)
        worded = tuple((each.value, self.words(each.label), self.words(each.help)) for each in written) if isinstance(written, tuple) else ()
        options = self.options(question, worded)
        still = label.still and help_.still and text.still and options is not None and not question.inner
        return Look(
            question, label, help_, text, tuple(self.words(each.text) for each in question.errors), kind.missing_text(), options, worded,
            {each.value: each.label or "" for each in options} if options is not None else None,
            kind.template in ("choice", "choices") and isinstance(written, tuple), tuple(self.look(each) for each in question.inner),
            still and not (question.fact or question.default or question.low or question.high), kind.asks, kind.asks and part.required, part.type,
            (label.fixed or "", help_.fixed, text.fixed) if label.still and help_.still and text.still else None,
        )  # fmt: skip

    def options(self, question: QuestionPlan, worded: tuple[tuple[str, Words, Words], ...]) -> tuple[OptionState, ...] | None:
        """The options when they never change."""
        if question.people or question.prices or not all(label.still and help_.still for _, label, help_ in worded):
            return None
        if isinstance(getattr(question.part, "options", None), tuple):
            return tuple(OptionState(value, label.fixed, help_.fixed) for value, label, help_ in worded)  # type: ignore[arg-type]
        if question.kind.template in ("choice", "choices", "yes_no"):
            return tuple(OptionState(value, label) for value, label in question.kind.options.items())  # type: ignore[attr-defined]
        return ()
