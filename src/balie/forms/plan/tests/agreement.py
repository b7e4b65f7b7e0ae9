"""Does a change from state to state always end where a full evaluation ends? On random services and random series of changes.

    python -m balie.forms.plan.tests.agreement [--cases 200000] [--seed 1]
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate, reevaluate
from balie.forms.plan.plan import Plan
from balie.forms.plan.same import same
from balie.forms.plan.state import State
from balie.forms.plan.tests.random_plans import FACTS, Service

TODAY = date(2026, 11, 23)
EACH = 40  # changes to one service


def cases(first: int, last: int) -> Iterator[str]:
    """For every change to the services with these seeds: nothing, or what differed. Ends a service at its first difference."""
    for seed in range(first, last):
        service = Service(seed)
        plan = compile_plan(service.definition())
        for at, wrong in enumerate(_series(service, plan, Random(seed))):
            yield f"dienst {seed}, wijziging {at}: {wrong}" if wrong else ""
            if wrong:
                break


def _series(service: Service, plan: Plan, random: Random) -> Iterator[str]:
    names = [*service.kinds, "onbekend", "w0", "p0"]
    answers = {name: service.data(name) for name in names if random.random() < 0.5}
    facts = random.choice(FACTS)
    state = whole(plan, answers, facts)
    earlier = [(state, answers, facts)]
    for _ in range(EACH):
        changed = random.sample(names, random.choice((1, 1, 1, 2, 5)) if len(names) > 5 else 1)
        answers = {**answers, **{name: service.data(name) for name in changed}}
        if random.random() < 0.15:
            answers = {name: data for name, data in answers.items() if name != changed[0]}
        if random.random() < 0.15:
            facts = random.choice(FACTS)
            changed = [*changed, "persoon"]
        known: dict[str, Any] = {"changed": changed} if random.random() < 0.5 else {}
        state = reevaluate(state, answers, facts, **known)
        yield difference(state, whole(plan, answers, facts))
        earlier.append((state, answers, facts))
    # what was made on the way is still what it was
    for was, answers, facts in random.sample(earlier, 2):
        if wrong := difference(was, whole(plan, answers, facts)):
            yield f"een eerdere toestand is veranderd: {wrong}"


def whole(plan: Plan, answers: Any, facts: Any) -> State:
    return evaluate(plan, answers, facts, today=TODAY, known={"gemeente": {"naam": "Zonnedam"}})


def difference(found: State, right: State) -> str:
    """The first thing in which two states differ; nothing when they are the same."""
    for name in State.__dataclass_fields__:
        if name not in ("context", "memory", "values") and getattr(found, name) != getattr(right, name):
            return f"{name}: {getattr(found, name)!r} en niet {getattr(right, name)!r}"
    for name in {**found.values, **right.values}:
        if not same(found.values[name], right.values[name]):
            return f"{name} is {found.values[name]!r} en niet {right.values[name]!r}"
    if not same(found.answers, right.answers):
        return f"answers: {found.answers!r} en niet {right.answers!r}"
    if (found.memory.visible, found.memory.unreadable) != (right.memory.visible, right.memory.unreadable):
        return "wat zichtbaar of leesbaar is"
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    first, done, wrong = chosen.seed * 1_000_000, 0, []
    for each in cases(first, first + chosen.cases // EACH):
        done += 1
        wrong += [each] if each else []
    print(f"{done} cases, {len(wrong)} different")
    print("\n".join(wrong[:5]))
    sys.exit(bool(wrong) or not done)


if __name__ == "__main__":
    main()
