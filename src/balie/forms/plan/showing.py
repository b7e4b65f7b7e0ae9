"""How questions and pages show: from values to frozen states. A question without an answer that nothing can change is made once."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from balie.forms.plan.plan import Values
from balie.forms.plan.program import Look, PageLook, Words
from balie.forms.plan.run import Run, Scope
from balie.forms.plan.state import OptionState, PageState, QuestionState, State, StopState
from balie.forms.plan.texts import in_words
from balie.forms.questions.sentences import say
from balie.forms.words import join


def question(run: Run, look: Look, values: Values, unreadable: bool = False) -> QuestionState:
    """The state of a visible question; `values` are those of its row when it stands in a group."""
    plan = look.plan
    value = values[plan.name]
    required = look.required if plan.required is None else look.asks and plan.required.run(values, run.moment)
    if value is None and look.still and not unreadable:
        found = look.blanks.get(required)
        if found is None:
            found = look.blanks[required] = _state(run, look, values, value, required, unreadable)
        return found
    return _state(run, look, values, value, required, unreadable)


def _state(run: Run, look: Look, values: Values, value: Any, required: bool, unreadable: bool) -> QuestionState:
    plan, kind = look.plan, look.plan.kind
    answered = value is not None and look.asks
    rows = tuple([_row(run, look, each, values) for each in value]) if look.inner and value else ()
    error = _error(run, look, values, value) if answered else None
    if rows and error is None and any(each.error or each.missing for row in rows for each in row):
        error = look.missing
    if unreadable and error is None:
        error = say("unreadable", run.plan.definition.language)
    label, help_, text = look.texts or (run.fill(look.label), run.fill(look.help), run.fill(look.text))
    if plan.low or plan.high:
        help_ = " ".join(each for each in (help_, kind.told(*_between(run, look, values))) if each) or None  # type: ignore[attr-defined]
    return QuestionState(
        plan.name, label, help_, required, value, kind.to_json(value) if answered else None, answered,
        None if answered or plan.default is None else _default(run, look, values), error, required and not answered, look.missing,
        _words(run, look, value), text, look.type, look.options if look.options is not None else _options(run, look, values), rows,
        _summaries(run, look, value, values) if look.inner else (), plan.held is not None and plan.held(values, run.moment) is not None,
    )  # fmt: skip


def _row(run: Run, look: Look, row: Mapping[str, Any], around: Values, anyhow: Collection[str] = ()) -> tuple[QuestionState, ...]:
    here = Scope(around, row)
    shown = [each for each in look.inner if each.plan.shown is None or each.plan.shown.run(here, run.moment) or each.plan.name in anyhow]
    return tuple([question(run, each, here) for each in shown])


def row_as_typed(state: State, rows: Sequence[tuple[str, Mapping[str, Any]]], anyhow: Collection[str] = ()) -> tuple[QuestionState, ...]:
    """How the questions of a row show that is not kept yet, such as an empty one. `rows`: the group and what the row holds in stored form,
    before it those of the row around it. `anyhow`: questions that show whatever the rules say."""
    context = state.context
    run, around, looks = Run(context.plan, {}, context.values, context.moment), context.values, context.plan.program.question_looks
    for name, data in rows[:-1]:
        around, looks = Scope(around, run.row(looks[name].plan, data, around)), {each.plan.name: each for each in looks[name].inner}
    name, data = rows[-1]
    return _row(run, looks[name], run.row(looks[name].plan, data, around), around, anyhow)


def called(run: Run, path: str, rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """What each row of a list is called: those of a group as it says, people and the like by their name."""
    look = run.program.question_looks.get(path)
    return _summaries(run, look, rows, run.values) if look else tuple(str(row.get("naam") or "") for row in rows)


def _summaries(run: Run, look: Look, rows: Any, around: Values) -> tuple[str, ...]:
    plan = look.plan
    if plan.summary is None:
        return tuple(plan.kind.describe_row(row) for row in rows or ())  # type: ignore[attr-defined]
    return tuple(plan.summary.render(Scope(around, row), run.moment, run.plan.say) for row in rows or ())


def _error(run: Run, look: Look, values: Values, value: Any) -> str | None:
    if wrong := look.plan.kind.validate(value):
        return wrong.text
    if (look.plan.low or look.plan.high) and (wrong := look.plan.kind.within(value, *_between(run, look, values))):  # type: ignore[attr-defined]
        return wrong.text
    for each, text in zip(look.plan.errors, look.errors, strict=True):
        if each.holds.run(values, run.moment):
            return run.fill(text)
    return None


def _between(run: Run, look: Look, values: Values) -> tuple[Any, ...]:
    """The first and the last day that an answer may be; None: as early or as late as one likes."""
    return tuple(each.run(values, run.moment) if each else None for each in (look.plan.low, look.plan.high))


def _default(run: Run, look: Look, values: Values) -> Any:
    plan = look.plan
    assert plan.default is not None
    value = plan.kind.adopt(plan.default.run(values, run.moment))
    return None if value is None else plan.kind.to_json(value)


def _words(run: Run, look: Look, value: Any) -> str:
    plan, language = look.plan, run.plan.definition.language
    if plan.fact is not None:
        return in_words(plan.fact.rule.type, value, language)
    if not look.asks:
        return ""
    if value is not None and look.chosen:
        # filled in, such as "In {{ gemeente.naam }}"
        labels: Mapping[str, str] = look.labels if look.labels is not None else {each: run.fill(label) or "" for each, label, _ in look.worded}
        return labels.get(value, value) if isinstance(value, str) else join([labels.get(each, each) for each in value], language)
    return plan.kind.describe(value)


def _options(run: Run, look: Look, values: Values) -> tuple[OptionState, ...]:
    if look.plan.people:
        rows = look.plan.people.run(values, run.moment) or ()
        return tuple(OptionState(row["person_id"], row.get("naam") or "", None, row) for row in rows if row and row.get("person_id"))
    prices = [each.run(values, run.moment) for each in look.plan.prices] or [None] * len(look.worded)
    told = zip(look.worded, prices, strict=True)
    return tuple(OptionState(value, run.fill(label), run.fill(help_), None, price) for (value, label, help_), price in told)


def page(run: Run, look: PageLook, states: Mapping[str, QuestionState]) -> PageState:
    """A page of which the states of the visible questions are known, in order."""
    questions = tuple(states.values())
    done = not any(each.missing or each.error for each in questions)
    return PageState(look.plan.part.page, run.fill(look.title), run.fill(look.intro), questions, done)


def stopped(run: Run, name: str, stops: tuple[Any, ...], words: tuple[tuple[Words, Words], ...]) -> StopState | None:
    """The first stop that holds."""
    for stop, (title, text) in zip(stops, words, strict=True):
        if stop.holds.run(run.values, run.moment):
            return StopState(name, run.fill(title), run.fill(text), stop.part.link, stop.lookup)
    return None
