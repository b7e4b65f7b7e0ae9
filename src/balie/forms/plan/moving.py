"""From one version of a service to another: which answers come along, and what changed for who was filling it in. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from balie.forms.plan.plan import Plan
from balie.forms.plan.state import QuestionState, State
from balie.forms.questions.base import QuestionType

ONCE = ("upload", "statement", "signature", "bsn")  # given for one application: never taken to a fresh one
RULES = {"show_if", "required_if", "error_if", "default", "prefill", "autocomplete", "why"}  # no part of what is asked


@dataclass(frozen=True, slots=True)
class Carried:
    """`answers` in stored form, as the other version takes them; `again`: names of its questions whose answer did not fit."""

    answers: Mapping[str, Any] = field(repr=False)
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """What somebody sees change, in the words of the questions. `price`: before and after; None: the same, or one is not known."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    price: tuple[Decimal, Decimal] | None = None


def carried(old: Plan, new: Plan, answers: Mapping[str, Any], *, afresh: bool = False) -> Carried:
    """The answers to `old` that `new` takes, by name and type; a question that did not change keeps its answer as it is.

    `afresh`: for a new application; files, statements, signatures and BSNs stay behind.
    """
    kept, again = {}, []
    for name, answer in answers.items():
        kind = new.types.get(name)
        if kind is None:
            if name not in old.types and not afresh:
                kept[name] = answer
            continue
        fits = _fitting(old.types.get(name), kind, answer, afresh)
        if fits is not None:
            kept[name] = fits
        elif answer is not None and not (afresh and kind.definition.type in ONCE):
            again.append(name)
    return Carried(kept, tuple(again))


def differences(before: State, after: State, old: Plan, new: Plan) -> Differences:
    """Between what was shown before and what is shown after moving. Information and shown facts are not counted."""
    was, now = _shown(before, old), _shown(after, new)
    return Differences(
        new=tuple(each.label for name, each in now.items() if name not in was),
        gone=tuple(each.label for name, each in was.items() if name not in now),
        changed=tuple(
            (was[name].label, each.label) for name, each in now.items()
            if name in was and (each.label != was[name].label or not _same(old.types[name], new.types[name]))
        ),
        price=(before.price, after.price) if None not in (before.price, after.price) and before.price != after.price else None,  # type: ignore[arg-type]
    )


def same_page(old: Plan, new: Plan, page: str) -> bool:
    """Whether this page asks exactly the same in both."""
    was = next((each.part for each in old.pages if each.part.page == page), None)
    return was is not None and was == next((each.part for each in new.pages if each.part.page == page), None)


def _shown(state: State, plan: Plan) -> dict[str, QuestionState]:
    return {each.name: each for page in state.pages for each in page.questions if each.name in plan.types and plan.types[each.name].asks}


def _same(old: QuestionType, new: QuestionType) -> bool:
    return old.definition.model_dump(exclude=RULES) == new.definition.model_dump(exclude=RULES)


def _fitting(old: QuestionType | None, new: QuestionType, answer: Any, afresh: bool) -> Any:
    """The answer as `new` takes it; None when it does not."""
    if old is None or old.definition.type != new.definition.type or (afresh and new.definition.type in ONCE):
        return None
    if old.definition == new.definition and not afresh:
        return answer
    inner = getattr(new, "inner", None)
    if inner and isinstance(answer, list):
        answer = _rows(getattr(old, "inner", {}), inner, answer, afresh)
    return answer if old.definition == new.definition or _takes(new, answer) else None


def _rows(old: Mapping[str, QuestionType], new: Mapping[str, QuestionType], rows: list[Any], afresh: bool) -> list[Any]:
    moved = []
    for row in rows:
        if not isinstance(row, Mapping):
            moved.append(row)
            continue
        fits = {name: _fitting(old.get(name), kind, row[name], afresh) for name, kind in new.items() if name in row}
        moved.append({name: answer for name, answer in fits.items() if answer is not None})
    return moved if any(moved) else []


def _takes(kind: QuestionType, answer: Any) -> bool:
    try:
        value = kind.from_json(answer)
        return value is not None and kind.validate(value) is None
    except (ValueError, TypeError, ArithmeticError, AttributeError, KeyError):
        return False
