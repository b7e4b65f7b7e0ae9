"""From a question's state to what its template draws: what was typed or kept, its error, its options and its parts."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.safestring import SafeString

from balie.forms.public import Answer, FieldError, PageState, QuestionState, row_as_typed
from balie.messages.public import render
from balie.portal.apply import contact, controls, pictures, why

ONE_LINE = ("text", "email", "tel", "number", "money", "number_plate", "time")
HEADING = (*ONE_LINE, "textarea", "choice", "choices", "yes_no", "people", "date", "period", "upload", "map", "signature", "product")


@dataclass(frozen=True)
class FieldView:
    """A question on a page. `raw` is what stands in the control, `parts` the controls of a question with several."""

    name: str
    template: str
    label: str
    help: str = ""
    why: str = ""
    error: str = ""
    anchor: str = ""
    optional: bool = False
    raw: Any = ""
    parts: tuple[Mapping[str, Any], ...] = ()
    options: tuple[tuple, ...] = ()
    rows: tuple[tuple[FieldView, ...], ...] = ()
    text: SafeString | str = ""
    control: Mapping[str, Any] = field(default_factory=dict)
    heading: bool = False
    level: int = 0
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """What goes for a question with all that is in it. `more`: groups that get an empty row, by the name of their controls. `unread`: there
    is an answer in it that cannot be read, so what hangs on it is not known and nothing that was typed may go out of sight. `judged`: the
    page was sent, so what is wrong in it is said."""

    application: Any
    more: Collection[str] = ()
    unread: bool = False
    judged: bool = True

    def states(self, around: tuple, group: QuestionState, row: Row) -> tuple[QuestionState, ...]:
        """The questions of a row that is not kept."""
        anyhow = [name for name, each in row.answers.items() if each.json is not None or each.error or each.rows] if self.unread else ()
        return row_as_typed(self.application.state, (*around, (group.name, row.data)), anyhow)


@dataclass(frozen=True)
class Row:
    """A row of a group. `data`: what is right in it, in stored form; `answers`: as it was typed; `states`: as it is kept."""

    data: Mapping[str, Any]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    states: tuple[QuestionState, ...] = ()

    @classmethod
    def typed(cls, answers: Mapping[str, Answer]) -> Row:
        return cls({name: each.json for name, each in answers.items() if each.json is not None}, answers)

    @property
    def filled(self) -> bool:
        return bool(self.data) or any(each.error for each in self.answers.values())


def unread(answer: Answer) -> bool:
    """Whether something in the rows of a group cannot be read; not that there are too few or too many of them."""
    return any(unread(each) if each.rows else bool(each.error) and each.json is None for row in answer.rows for each in row.values())


def fields_of(application, page: PageState, *, raw: Mapping[str, Any], errors: Mapping[str, Any],
              more: Collection[str] = ()) -> list[FieldView]:
    """The questions of a page, ready to draw. The only question of a page carries the page's heading itself. `more`: groups that get an
    empty row."""
    single = len(page.questions) == 1 and page.questions[0].label == page.title
    raw = {**{name: {"": value} for name, value in contact.known(application, page).items()}, **raw}
    because = why.of_questions(application, page)
    return [replace(field_of(application, each, raw, errors, heading=single, more=more), because=because.get(each.name, ()))
            for each in page.questions]


def field_of(application, question: QuestionState, raw, errors, *, heading: bool = False, more: Collection[str] = ()) -> FieldView:
    kind, typed = application.plan.types[question.name], raw.get(question.name)
    error = as_error(errors.get(question.name))
    page = Drawing(application, more, unread=isinstance(typed, Answer) and unread(typed), judged=error is not None)
    return drawn(page, question, kind, question.name, typed, error, heading=heading)


def drawn(page: Drawing, question: QuestionState, kind, name: str, typed, error: FieldError | None, *, around: tuple = (),
          heading: bool = False) -> FieldView:
    """A question on a page, or in a row: then `name` says in which, and `around` what the rows around it hold."""
    shown = typed if typed is not None else kept(kind, question)
    if kind.template == "map" and typed is not None and question.answered:
        shown = {**typed, "gevonden": kind.raw(question.value)["gevonden"]}  # what the server made of the address
    files = [] if kind.template != "upload" else list(question.json or ()) if typed is None else typed[""]
    control = kind.context(name, {} if kind.template == "group" else shown, error)
    control = controls.refine(kind, control, shown, files=files, options=question.options)
    rows = rows_of(page, question, kind, name, typed, error, around) if kind.template == "group" else ()
    said = [each.error for row in rows for inner in row for _, each in mistakes(inner)]
    if said and text_of(error) in (question.missing_text, *said):
        error = None  # said where it is
    if kind.template == "picture":
        control["src"] = pictures.address(page.application, kind.definition.image)
    return FieldView(
        name=name, template=f"portal/apply/fields/{template(kind, question)}.html",
        label=question.label, help=question.help or "", why=getattr(kind.definition, "why", None) or "", error=text_of(error),
        anchor=anchor(name, kind, error), optional=not question.required, raw=control["raw"], parts=tuple(control["fields"]),
        options=options(question, kind), rows=rows, text=words(kind, question, error), control=control,
        heading=heading and kind.template in HEADING, level=len(around),
    )


def template(kind, question: QuestionState) -> str:
    return "locked" if question.locked else "line" if kind.template in ONE_LINE else kind.template


def kept(kind, question: QuestionState) -> Mapping[str, Any]:
    if question.answered:
        return kind.raw(question.value)
    return kind.raw(kind.from_json(question.default)) if question.default is not None else {}


def as_error(error: Any) -> FieldError | None:
    """A mistake comes from the question's type, or is a sentence: of a rule, of a register, or that nothing was filled in."""
    return FieldError("said", error) if isinstance(error, str) and error else error or None


def text_of(error: Any) -> str:
    return error if isinstance(error, str) else getattr(error, "text", "") or ""


def anchor(name: str, kind, error: Any) -> str:
    """Where an error summary leads to: the control that is wrong."""
    part = getattr(error, "part", "") or (kind.parts[0] if kind.parts else "")
    return f"#f-{name}-{part}" if part and kind.template != "date" else f"#f-{name}"


def options(question: QuestionState, kind) -> tuple[tuple, ...]:
    if kind.template == "yes_no":
        return tuple(kind.options.items())
    return tuple((each.value, each.label, each.help or "") for each in question.options)


def words(kind, question: QuestionState, error: FieldError | None = None) -> SafeString | str:
    if kind.template in ("info", "picture"):
        return render(question.text or question.label)
    if kind.template == "fact" or question.locked:
        return question.words
    if kind.template == "product":
        return controls.together(question)
    if kind.template == "map":
        return (question.value or {}).get("adres") or "" if question.answered else ""
    return kind.describe(question.value) if kind.template in ("address", "kvk") and question.answered and not error else ""


def rows_of(page: Drawing, question: QuestionState, kind, name: str, typed: Answer | None, error, around) -> tuple[tuple[FieldView, ...], ...]:
    """The rows of a group: as they were typed, else as they are kept, and empty ones as many as must be, or were asked for."""
    if typed is None:
        rows = [Row(data, states=states) for data, states in zip(question.json or (), question.rows, strict=False)]
    else:
        rows = [Row.typed(answers) for answers in typed.rows]
    empty = page.states(around, question, Row({}))
    least = max(kind.definition.min, 1)
    offered = question.required or not any(each.default is not None for each in empty)  # what is filled in already is no empty row
    wanted = max(len(rows), least if offered else kind.definition.min)
    wanted += name in page.more and wanted < kind.definition.max
    rows += [Row({}, states=empty)] * (wanted - len(rows))
    few = sum(row.filled for row in rows) < least
    return tuple(
        row_of(page, row, question, kind, f"{name}-{index}", around, judged=bool(error) and (row.filled or few and index < least))
        for index, row in enumerate(rows)
    )


def row_of(page: Drawing, row: Row, question: QuestionState, kind, name: str, around, *, judged: bool) -> tuple[FieldView, ...]:
    """`judged`: what is wrong or missing in this row is said."""
    found = []
    for state in row.states or page.states(around, question, row):
        inner, answer = kind.inner[state.name], row.answers.get(state.name)
        typed = None if answer is None else answer if inner.template == "group" else answer.raw
        missing = state.error or (state.missing_text if state.missing else None)
        error = as_error(answer.error if answer and answer.error else missing if judged else None)
        if error and not page.judged:
            error = replace(error, text="") if getattr(error, "options", ()) else None  # what there is to choose from is no mistake
        found.append(drawn(page, state, inner, f"{name}-{state.name}", typed, error, around=(*around, (question.name, row.data))))
    return tuple(found)


def mistakes(field: FieldView, before: str = "") -> Iterator[tuple[str, FieldView]]:
    """This question when something is wrong with it, and those in its rows, each with the words that say in which row."""
    for number, row in enumerate(field.rows, start=1):
        where = f"{before}{field.label} {number}, " if len(field.rows) > 1 else before
        for inner in row:
            yield from mistakes(inner, where)
    if field.error:
        yield before, field


def summary(fields: list[FieldView]) -> list[dict]:
    """What the error summary on top lists, each with the address of the control to mend and, among several questions, its label."""
    alone = len(fields) == 1 and not fields[0].rows
    return [{"text": each.error if alone else f"{where}{labelled(each)} {each.error}", "href": each.anchor}
            for field in fields for where, each in mistakes(field)]


def labelled(field: FieldView) -> str:
    return field.label if field.label.endswith(("?", ".", ":")) else f"{field.label}:"
