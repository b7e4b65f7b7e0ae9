"""Who must agree: for the whole application, or one for each row of a group or list."""

from collections.abc import Iterator, Mapping
from typing import Any

from balie.forms.definition.zaak import CosignRule
from balie.forms.plan.parts import Conditional
from balie.forms.plan.plan import Context
from balie.forms.plan.run import Run, Scope
from balie.forms.plan.showing import called
from balie.forms.plan.state import CosignNeed, State

LONGEST = 200


def asked(run: Run) -> Iterator[tuple[CosignRule, int, Mapping[str, Any]]]:
    """Each one that is asked: the rule, the number of the row (0: it is for none), and the names that its keys know."""
    for each in run.plan.cosign:
        if each.rows is None:
            if each.counts(run.values, run.moment):
                yield each.part, 0, run.values
        else:
            yield from ((each.part, number, row) for number, row in _rows(run, each))


def _rows(run: Run, each: Conditional) -> Iterator[tuple[int, Scope]]:
    for number, row in enumerate(each.rows.run(run.values, run.moment) or (), start=1):  # type: ignore[union-attr]
        here = Scope(run.values, row)
        if each.in_row is None or each.in_row.run(here, run.moment):
            yield number, here


def cosigners(run: Run) -> tuple[CosignNeed, ...]:
    """Who stands in two rows is asked once."""
    found, persons, names = [], set(), _names(run)
    for part, number, values in asked(run):
        who, email, phone = (at(values, path) for path in (part.who, part.email, part.phone))
        if part.who and not who:
            continue  # who may sign is not known: a link in a mail would let anybody do it
        if number and who and (part.role, who) in persons:
            continue
        persons.add((part.role, who))
        name = names[part.for_each][number - 1] if number else ""
        found.append(CosignNeed(part.role, who, email, part.text, part.term, phone, number, name[:LONGEST]))
    return tuple(found)


def context_of(state: State, role: str, row: int) -> Context:
    """The names for the text that this one agrees with: those of their row come first."""
    context: Context = state.context
    each = next((each for each in context.plan.cosign if each.part.role == role and each.rows), None)
    rows = each.rows.run(context.values, context.moment) or () if each and each.rows else ()
    return context.of_row(each.part.for_each, rows[row - 1]) if each and 0 < row <= len(rows) else context


def _names(run: Run) -> dict[str | None, tuple[str, ...]]:
    """What the rows of each list are called."""
    return {each.part.for_each: called(run, each.part.for_each, each.rows.run(run.values, run.moment) or ()) for each in run.plan.cosign if each.rows}


def at(values: Mapping[str, Any], path: str | None) -> Any:
    """What a path leads to; leeg where the way ends."""
    first, *rest = path.split(".") if path else ("",)
    value: Any = values[first] if path else None
    for part in rest:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
