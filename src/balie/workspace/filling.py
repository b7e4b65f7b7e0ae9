"""What an official fills in with a task: the fields as the page draws them, and the answers in words. Pure."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from balie.cases.public import FieldView, TaskView
from balie.kernel import dutch

YES_NO = (("ja", "Ja"), ("nee", "Nee"))
DRAWN = {"text": "text", "number": "text", "long_text": "textarea", "date": "date", "yes_no": "choices", "choice": "choices"}
DAY = ("dag", "maand", "jaar")


def fields(task: TaskView, wrong: Mapping[str, str], typed: Mapping) -> list[dict]:
    """After a refusal with what was typed, else with what was filled in before."""
    return [field(each, wrong.get(each.posted, ""), typed) for each in task.fields]


def field(each: FieldView, error: str, typed: Mapping) -> dict:
    return {
        "part": DRAWN[each.type], "name": each.posted, "label": each.label, "help": each.help, "error": error, "optional": not each.required,
        "value": value(each, typed), "options": [{"value": key, "label": label} for key, label in choices(each)],
        "inputmode": "decimal" if each.type == "number" else "",
    }


def value(each: FieldView, typed: Mapping):
    if each.type == "date" and f"{each.posted}-dag" in typed:
        return {part: typed.get(f"{each.posted}-{part}", "") for part in DAY}
    if each.posted in typed:
        return typed[each.posted]
    if isinstance(each.answer, bool):
        return "ja" if each.answer else "nee"
    return written(each) if each.type == "number" else each.answer


def choices(each: FieldView) -> tuple[tuple[str, str], ...]:
    return YES_NO if each.type == "yes_no" else each.options


def filled(task: TaskView) -> list[dict]:
    return [{"key": each.label, "value": written(each)} for each in task.fields if each.answer is not None]


def written(each: FieldView) -> str:
    if each.answer is None:
        return ""
    if each.type == "date":
        return dutch.day_year(date.fromisoformat(each.answer))
    if each.type == "number":
        return str(each.answer).replace(".", ",")
    said = ("ja" if each.answer else "nee") if isinstance(each.answer, bool) else each.answer
    return dict(choices(each)).get(said, said)
