"""From a question's state to what its template draws: what was typed or kept, its error, its options and its parts."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from balie.forms.public import FieldError, PageState, QuestionState, render_text
from balie.messages.public import render
from balie.portal.apply import contact, controls

ONE_LINE = ("text", "email", "tel", "number", "money", "number_plate", "time")
HEADING = (*ONE_LINE, "textarea", "choice", "choices", "yes_no", "people", "date", "period", "upload", "map", "signature")


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


def fields_of(application, page: PageState, *, raw: Mapping[str, Any], errors: Mapping[str, Any],
              more: Collection[str] = ()) -> list[FieldView]:
    """The questions of a page, ready to draw. The only question of a page carries the page's heading itself. `more`: groups that get an
    empty row."""
    single = len(page.questions) == 1 and page.questions[0].label == page.title
    raw = {**{name: {"": value} for name, value in contact.known(application, page).items()}, **raw}
    return [field_of(application, each, raw, errors, heading=single, more=more) for each in page.questions]


def field_of(application, question: QuestionState, raw, errors, *, heading: bool = False, more: Collection[str] = ()) -> FieldView:
    kind = application.plan.types[question.name]
    typed = raw.get(question.name)
    shown = typed if typed is not None else kept(kind, question)
    if kind.template == "map" and typed is not None and question.answered:
        shown = {**typed, "gevonden": kind.raw(question.value)["gevonden"]}  # what the server made of the address
    error = as_error(errors.get(question.name))
    files = list(question.json or ()) if kind.template == "upload" else []
    control = controls.refine(kind, kind.context(question.name, {} if kind.template == "group" else shown, error), shown, files=files)
    rows = rows_of(kind, question, typed, error, question.name in more)
    if any(inner.error for row in rows for inner in row):
        error = None  # said where it is
    return FieldView(
        name=question.name, template=f"portal/apply/fields/{'line' if kind.template in ONE_LINE else kind.template}.html",
        label=question.label, help=question.help or "", why=getattr(kind.definition, "why", None) or "", error=text_of(error),
        anchor=anchor(question.name, kind, error), optional=not question.required, raw=control["raw"], parts=tuple(control["fields"]),
        options=options(question, kind),
        rows=rows, text=words(application, kind, question), control=control,
        heading=heading and kind.template in HEADING,
    )


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


def words(application, kind, question: QuestionState) -> SafeString | str:
    if kind.template == "info":
        text = getattr(kind.definition, "text", None) or question.label
        return render(render_text(application.plan.definition.words(text), application.state.context))
    if kind.template == "fact":
        return application.plan.describe(question.name, question.value)
    if kind.template == "map":
        return (question.value or {}).get("adres") or "" if question.answered else ""
    return kind.describe(question.value) if kind.template == "address" and question.answered else ""


def rows_of(kind, question: QuestionState, typed, error, more: bool) -> tuple[tuple[FieldView, ...], ...]:
    """Rows of a group: as posted, else as kept, with one empty row when there is none yet or when it was asked for."""
    if kind.template != "group":
        return ()
    posted = None if typed is None else typed.rows
    count = max(len(question.rows if posted is None else posted), kind.definition.min, 1)
    more = more and count < kind.definition.max
    return tuple(row_of(kind, question, posted or (), index, said=error) for index in range(count + more))


def row_of(kind, question: QuestionState, posted, index: int, *, said) -> tuple[FieldView, ...]:
    states = {each.name: each for each in question.rows[index]} if index < len(question.rows) else {}
    found = []
    for name, inner in kind.inner.items():
        state, answer = states.get(name), posted[index].get(name) if index < len(posted) else None
        shown = answer.raw if answer else inner.raw(state.value) if state and state.answered else {}
        wrong = state.error or (state.missing_text if state.missing else None) if state and said else None
        if said and not states and index >= len(posted) and inner.definition.required and not inner.definition.show_if:
            wrong = inner.missing_text()  # nothing in this row was filled in
        error, prefix = as_error((answer.error if answer else None) or wrong), f"{question.name}-{index}-{name}"
        control = controls.refine(inner, inner.context(prefix, shown, error), shown)
        found.append(FieldView(
            name=prefix, template=f"portal/apply/fields/{'line' if inner.template in ONE_LINE else inner.template}.html",
            label=inner.definition.label, help=inner.definition.help or "", error=text_of(error), anchor=anchor(prefix, inner, error),
            optional=not inner.definition.required, raw=control["raw"], parts=tuple(control["fields"]), control=control,
            options=tuple(inner.options.items()) if hasattr(inner, "options") else (),
        ))
    return tuple(found)


def summary(fields: list[FieldView]) -> list[dict]:
    """What the error summary on top lists, each with the address of the control to mend and, among several questions, its label."""
    wrong = [each for field in fields for each in ([inner for row in field.rows for inner in row if inner.error] or [field]) if each.error]
    alone = len(fields) == 1 and not fields[0].rows
    return [{"text": each.error if alone else f"{labelled(each)} {each.error}", "href": each.anchor} for each in wrong]


def labelled(field: FieldView) -> str:
    return field.label if field.label.endswith(("?", ".", ":")) else f"{field.label}:"
