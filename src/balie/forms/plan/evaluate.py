"""The pure function (plan, answers, facts) → state. Nothing is trusted: every answer is read, judged and placed anew."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from balie.forms.plan.change import Change
from balie.forms.plan.plan import Plan
from balie.forms.plan.run import Run, inputs, moment_of
from balie.forms.plan.same import same
from balie.forms.plan.showing import question, stopped
from balie.forms.plan.state import CheckState, State
from balie.forms.plan.whole import whole


def evaluate(
    plan: Plan,
    answers: Mapping[str, Any],
    facts: Mapping[str, Any],
    *,
    today: date,
    settings: Mapping[str, Any] | None = None,
    holidays: Iterable[date] = (),
    known: Mapping[str, Any] | None = None,
) -> State:
    """What follows from stored answers and facts (plain JSON data, names as in the definition).

    `settings` overrule the definition's; `holidays` are days off beside weekends; `known` gives names for texts on the pages,
    such as `{"gemeente": {"naam": …}}`. Never raises for whatever answers or facts hold.
    """
    moment = moment_of(today, holidays)
    return whole(Run(plan, dict(answers), inputs(plan, facts, moment, settings, known), moment), dict(facts), dict(known or {}))


def reevaluate(
    before: State, answers: Mapping[str, Any], facts: Mapping[str, Any] | None = None, *, changed: Iterable[str] | None = None
) -> State:
    """The state after a change: the same as `evaluate` with these answers and facts, but only what hangs on the change is done again.

    Plan, day, settings, holidays and known names stay those of `before`, and so do the facts when none are given. `before` itself never
    changes; a question or page that the change does not touch is the very same object in both states. `changed`: the names of answers
    and facts that may differ, for who knows them; a name left out is not looked at. Without it everything is compared.
    """
    was = before.memory
    after, known = dict(was.answers), was.facts if facts is None else dict(facts)
    for name in {**after, **answers} if changed is None else changed:
        after[name] = answers.get(name)
    if changed is None:
        names = {name for name in after if not same(was.answers.get(name), after[name])}
        asked = set() if facts is None else {name for name in {**was.facts, **known} if not same(was.facts.get(name), known.get(name))}
    else:
        names = asked = set(changed)
    return Change(before, after, known).state(names, asked)


def evaluate_check(
    plan: Plan,
    answers: Mapping[str, Any],
    *,
    today: date,
    settings: Mapping[str, Any] | None = None,
    known: Mapping[str, Any] | None = None,
) -> CheckState:
    """The check before login. A service without one gives an empty, complete state."""
    if plan.check is None:
        return CheckState((), None, True)
    moment = moment_of(today, ())
    run = Run(plan, answers, inputs(plan, {}, moment, settings, known), moment)
    run.take(plan.program.check_moves)
    looks = [look for look in plan.program.check_looks if look.plan.name in run.visible]
    questions = tuple(question(run, look, run.values, look.plan.name in run.unreadable) for look in looks)
    stop = stopped(run, "", plan.check.stops, plan.program.check_stops)
    return CheckState(questions, stop, stop is None and not any(each.missing or each.error for each in questions))
