"""What officials fill in with a task (`fields` in the definition of the service): asked, read, judged, and given to letters and messages."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from balie.cases.filled import Given
from balie.cases.models import Task, Zaak
from balie.cases.rules import Impossible
from balie.cases.views import FieldView, WrongFields
from balie.catalogue import public as catalogue


def snapshot(part: Any) -> dict[str, Any]:
    """A field as the task keeps it, so that the page of the zaak asks the service nothing."""
    options = getattr(part, "options", ())
    return {
        "name": part.question, "type": part.type, "label": part.label, "help": part.help or "", "required": part.required,
        "options": [[each.value, each.label] for each in options] if isinstance(options, tuple) else [],
    }


def views(task: Task) -> tuple[FieldView, ...]:
    return tuple(
        FieldView(
            **{**each, "options": tuple(map(tuple, each["options"]))}, posted=posted_as(task, each["name"]), answer=task.answers.get(each["name"]),
        )
        for each in task.fields
    )


def posted_as(task: Task, name: str) -> str:
    """The name of the field in a form: a zaak may have the same task for several rows."""
    return f"{task.code}-{name}"


def read(zaak: Zaak, task: Task, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The answers in a posted form, in stored form. Raises `WrongFields`."""
    kinds = catalogue.plan(zaak.zaaktype.service_version_id).fields
    answers, wrong = {}, {}
    for field in task.fields:
        name, kind = posted_as(task, field["name"]), kinds[field["name"]]
        said = kind.parse(typed, name)
        if said.error:
            wrong[name] = said.error.text
        elif said.json is not None:
            answers[field["name"]] = said.json
        elif field["required"]:
            wrong[name] = kind.missing_text()
    if wrong:
        raise WrongFields(wrong)
    return answers


def must_be_complete(zaak: Zaak) -> None:
    """Before it is granted: a letter without its number helps nobody. Raises `Impossible`."""
    for task in Task.objects.filter(zaak=zaak, after=False).exclude(fields=[]).order_by("id"):
        missing = [each["label"] for each in task.fields if each["required"] and each["name"] not in task.answers]
        if missing:
            raise Impossible(f"Vul eerst dit in bij “{task.name}”: {', '.join(missing)}.")


def of(zaak_id) -> Given:
    """Everything that was filled in so far."""
    alone: dict[str, Any] = {}
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for task in Task.objects.filter(zaak=zaak_id).exclude(answers={}).order_by("id"):
        target = alone if task.row is None else rows.setdefault((task.rows_of, task.row), {})
        target |= task.answers
    return Given(alone, rows)
