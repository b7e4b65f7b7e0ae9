"""A file of examples: one, or several with what they have in common written once."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from balie.forms.definition.parts import Part
from balie.forms.definition.service import Example, Expectation
from balie.forms.definition.validation import validated
from balie.forms.definition.yamlfile import YamlFile
from balie.forms.findings import DefinitionError, Finding

Day = Annotated[date, Field(strict=False)]


class Given(Part):
    """What all scenarios of a file start from."""

    today: Day | None = None
    """The day on which it happens."""
    login: dict[str, str] = {}
    """The level of the login."""
    settings: dict[str, Any] = {}
    """Settings that differ."""
    facts: dict[str, Any] = {}
    """What registers say."""
    answers: dict[str, Any] = {}
    """The answers, in stored form."""


class Scenario(Given):
    """What is different here from `given`, and what must come out. A name without a value (`naam:`) takes it away."""

    example: str
    """Its title: what it shows."""
    expect: Expectation
    """What must come out."""


class Scenarios(Part):
    """Several examples in one file."""

    given: Given = Given()
    """What all start from."""
    scenarios: tuple[Scenario, ...] = Field(min_length=1)
    """Each with what is different, and what must come out."""


def examples_in(file: YamlFile) -> dict[str, Example]:
    """The examples in a file: its name → the one, or name#line → each of several. Raises DefinitionError."""
    if not isinstance(file.data, Mapping) or "scenarios" not in file.data:
        return {file.name: validated(Example, file)}
    whole, found, wrong = validated(Scenarios, file), {}, []
    seen: set[str] = set()
    for at, each in enumerate(whole.scenarios):
        line = file.line(("scenarios", at))
        if each.example in seen:
            wrong.append(Finding(file.name, line, "error", f"“{each.example}” staat er twee keer. Geef elk voorbeeld een eigen naam."))
        seen.add(each.example)
        today = each.today or whole.given.today
        if today is None:
            wrong.append(Finding(file.name, line, "error", f"`today` ontbreekt bij “{each.example}”. Schrijf de dag hier of onder `given`."))
            continue
        parts = {key: _changed(getattr(whole.given, key), getattr(each, key)) for key in ("login", "settings", "facts", "answers")}
        found[f"{file.name}#{line}"] = Example(example=each.example, today=today, expect=each.expect, **parts)
    if wrong:
        raise DefinitionError(wrong)
    return found


def _changed(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**base, **changes}.items() if value is not None}
