"""One evaluation under way: the values so far, what is visible, and how each step of the plan is taken."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from balie.forms.language.runtime import Moment
from balie.forms.plan.bounds import too_much
from balie.forms.plan.facts import TEXT_NAMES, typed
from balie.forms.plan.parts import QuestionPlan
from balie.forms.plan.plan import Context, Plan, Values
from balie.forms.plan.program import Move, Program, Words


class Scope(Values):
    """The names of one row, before those of everything around it."""

    __slots__ = ("around",)

    def __init__(self, around: Values, row: Mapping[str, Any]) -> None:
        super().__init__(row)
        self.around = around

    def __missing__(self, name: str) -> Any:
        return self.around[name]


class Run:
    """`values`: name → typed value (None: leeg). `visible`: questions, and pages as `page:name`. `unreadable`: answers that make no sense."""

    __slots__ = ("answers", "context", "moment", "plan", "program", "unreadable", "values", "visible")

    def __init__(self, plan: Plan, answers: Mapping[str, Any], values: Values, moment: Moment) -> None:
        self.plan: Plan = plan
        self.program: Program = plan.program
        self.answers = answers
        self.values = values
        self.moment = moment
        self.visible: Any = set()
        self.unreadable: Any = set()
        self.context = Context(plan, values, moment)

    def fill(self, words: Words) -> Any:
        """A text with what is known now."""
        if words.template is None:
            return words.fixed
        return words.template.render(self.values, self.moment, self.plan.say, words.escape)

    def all(self) -> None:
        """Every step, from the start."""
        self.take(self.program.moves)

    def again(self, move: Move) -> None:
        """One step, whatever came of it before."""
        self.visible.discard(move.key)
        self.unreadable.discard(move.key)
        if move.kind != "page":
            self.values[move.key] = None
        self.take((move,))

    def take(self, moves: Iterable[Move]) -> None:
        """Steps that were not taken yet. A hidden question stays leeg, whatever was answered before."""
        values, moment, visible, answers = self.values, self.moment, self.visible, self.answers
        for move in moves:
            page, shown, value = move.page, move.shown, move.value
            if move.kind == "value":
                values[move.key] = value(values, moment)  # type: ignore[misc]
            elif (page is None or page in visible) and (shown is None or shown(values, moment)):
                name = move.key
                visible.add(name)
                if value is not None:
                    values[name] = value(values, moment)
                if name in answers and move.question is not None and values[name] is None and (data := answers[name]) is not None:
                    values[name] = self.read(move.question, data)

    def read(self, question: QuestionPlan, data: Any) -> Any:
        """The value of a stored answer; leeg, and marked, when it can be none."""
        try:
            if too_much(data):
                raise ValueError("more than an answer can be")
            return self.value(question, data, self.values)
        except (ValueError, TypeError, ArithmeticError):
            self.unreadable.add(question.name)
            return None

    def value(self, question: QuestionPlan, data: Any, around: Values) -> Any:
        """The value of what is stored for a question among the names around it. Raises ValueError and the like when it can be none."""
        if question.inner:
            return tuple([self.row(question, each, around) for each in question.kind.rows(data)]) or None  # type: ignore[attr-defined]
        if question.people or question.prices:
            rows = question.people.run(around, self.moment) if question.people else [each.run(around, self.moment) for each in question.prices]
            return question.kind.from_json(data, rows or ())
        return question.kind.from_json(data)

    def row(self, group: QuestionPlan, data: Mapping[str, Any], around: Values) -> dict[str, Any]:
        """The values of a row; a question that is hidden in it is leeg there."""
        here = Scope(around, dict.fromkeys([each.name for each in group.inner]))
        for each in group.steps:
            if each.shown is None or each.shown.run(here, self.moment):
                given = each.fact.run(here, self.moment) if each.fact else each.held(here, self.moment) if each.held else None
                here[each.name] = self.value(each, data.get(each.name), here) if given is None and each.fact is None else given
        return dict(here)


def inputs(plan: Plan, facts: Mapping[str, Any], moment: Moment, settings: Mapping[str, Any] | None, known: Mapping[str, Any] | None) -> Values:
    """What is given beside answers: settings, facts, and names for texts. Questions and values are leeg yet."""
    values, place = Values(plan.program.empty), plan.program.place
    written = {**plan.definition.settings, **(settings or {})}
    for name in plan.service.settings:
        values[name] = typed(written.get(name), plan.names[name], moment)
    for name, kind in plan.facts.items():
        values[name] = typed(facts.get(name), kind, moment)
    texts = {"aanvrager": applicant(facts)}
    texts |= {name: typed(data, TEXT_NAMES[name], moment) for name, data in (known or {}).items() if name in TEXT_NAMES}
    values.update({name: value for name, value in texts.items() if name not in place})
    values["vandaag"] = moment.today
    return values


def applicant(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Who asks, for texts, when nothing else was said."""
    person = facts.get("persoon")
    return {"naam": person.get("naam") if isinstance(person, Mapping) else None}


def moment_of(today: date, holidays: Any) -> Moment:
    return Moment(today, tuple(sorted(holidays)))
