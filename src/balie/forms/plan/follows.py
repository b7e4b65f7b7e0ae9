"""What follows from the values: the bill, the decision, who signs, what is made. Each is computed on its own."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from balie.forms.language.phrases import phrase
from balie.forms.plan.explain import because
from balie.forms.plan.facts import SIGNED, role_name
from balie.forms.plan.lookups import lacks
from balie.forms.plan.parts import QuestionPlan
from balie.forms.plan.run import Run
from balie.forms.plan.signing import asked, at, cosigners
from balie.forms.plan.state import AppointmentNeed, CosignNeed, CostRow, DecisionState, OfferState
from balie.forms.questions.sentences import say
from balie.forms.words import number

CENT = Decimal("0.01")
_MESSAGES = {"verlenen": "granted", "weigeren": "refused", "wachtlijst": "waiting_list"}


def _counts(run: Run, each: Any) -> bool:
    return each.counts(run.values, run.moment)


def _cents(amount: Decimal | None) -> Decimal | None:
    try:
        return None if amount is None else amount.quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:
        return None


def bill(run: Run) -> tuple[CostRow, ...]:
    """The rows of costs that count, whenever they must be paid, and then each product that was chosen."""
    rows = [
        CostRow(run.fill(label), _cents(each.amount.run(run.values, run.moment)))  # type: ignore[union-attr]
        for each, label in zip(run.plan.costs, run.program.cost_labels, strict=True)
        if _counts(run, each)
    ]
    return (*rows, *(row for each in run.program.products for row in _chosen(run, each)))


def _chosen(run: Run, question: QuestionPlan) -> Iterator[CostRow]:
    """2 × Broodje kaas, at what that costs."""
    taken = run.values[question.name] or {}
    for each, price in zip(question.part.options, question.prices, strict=True):  # type: ignore[attr-defined]
        if count := taken.get(each.value):
            paid = price.run(run.values, run.moment)
            yield CostRow(f"{number(count)} × {each.label}", None if paid is None else _cents(paid * count))


def _decision(run: Run) -> DecisionState | None:
    for each, reason in zip(run.plan.decision, run.program.reasons, strict=True):
        if _counts(run, each):
            why = because(run.plan, each.holds, run.values, run.moment) if each.holds else phrase("rest", run.plan.definition.language)
            if each.part.outcome == "verlenen" and not _surely_signed(run):
                return DecisionState(each.part.row, "medewerker", say("unsure_signature", run.plan.definition.language), why)
            if each.part.outcome != "medewerker" and (text := _unanswered(run)):
                return DecisionState(each.part.row, "medewerker", text, why)
            return DecisionState(each.part.row, each.part.outcome, run.fill(reason), why)
    return None


def _surely_signed(run: Run) -> bool:
    """Nothing is granted by rule on the signature of we know not whom: an official decides."""
    return all(
        (not part.who or at(values, part.who)) and (not part.lives_at or at(run.values, f"{SIGNED}.{role_name(part.role)}.woont_er"))
        for part, _, values in asked(run)
    )


def _unanswered(run: Run) -> str | None:
    """What the service says when a look-up gave no answer with which a rule may decide."""
    lacking = (words for each, words in run.program.unanswered if lacks(each, run.values))
    return next((run.fill(words) for words in lacking), None)


def _limit(run: Run) -> DecisionState | None:
    for each, reason in zip(run.plan.decision, run.program.reasons, strict=True):
        if each.part.row in run.plan.limits and _counts(run, each):
            return DecisionState(each.part.row, each.part.outcome, run.fill(reason), "")
    return None


def _appointment(run: Run) -> AppointmentNeed | None:
    each = run.plan.appointment
    return AppointmentNeed(each.part.product, each.part.minutes, each.part.when) if each and _counts(run, each) else None


def _offers(run: Run) -> tuple[OfferState, ...]:
    pairs = zip(run.plan.offers, run.program.offers, strict=True)
    return tuple(OfferState(each.part.service, run.fill(text)) for each, text in pairs if _counts(run, each))


def _term(run: Run) -> str:
    faster = run.plan.faster
    return faster.part.term if faster and _counts(run, faster) else run.plan.service.zaak.term


def _pool(run: Run) -> str:
    value = run.plan.pool.run(run.values, run.moment) if run.plan.pool else None
    return "" if value is None else str(value)


def _starts(run: Run) -> date | None:
    return run.plan.starts.run(run.values, run.moment) if run.plan.starts else None


FOLLOWS: Mapping[str, Callable[[Run], Any]] = {
    "decision": _decision, "limit": _limit, "cosigners": cosigners, "appointment": _appointment, "offers": _offers, "term": _term,
    "pool": _pool, "starts": _starts, "product": lambda run: run.fill(run.program.product),
    "documents": lambda run: tuple(each.part.document for each in run.plan.documents if _counts(run, each)),
    "tasks": lambda run: tuple(each.part.task for each in run.plan.tasks if _counts(run, each)),
    "partners": lambda run: tuple(each.part.partner for each in run.plan.partners if _counts(run, each)),
}  # fmt: skip


def pays_later(run: Run, decision: DecisionState | None) -> bool:
    """Nobody pays for a place on the waiting list."""
    payment = run.plan.service.payment
    return payment is not None and (payment.when == "granted" or (decision is not None and decision.outcome == "wachtlijst"))


def messages(run: Run, decision: DecisionState | None, cosigners: tuple[CosignNeed, ...], appointment: AppointmentNeed | None) -> tuple[str, ...]:
    """The messages that follow by themselves, in order, as far as the service has a text for them."""
    wanted = ["cosign"] * bool(cosigners) + ["received"]
    wanted += ["appointment"] * bool(appointment and appointment.when == "submit")
    wanted += [_MESSAGES[decision.outcome]] if decision and decision.outcome in _MESSAGES else []
    return tuple(name for name in wanted if getattr(run.plan.service.messages, name))
