"""A service tried out by hand: an example of it, or a file with answers, as a state to look at."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from balie.forms.definition.service import Example
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.findings import DefinitionError
from balie.forms.plan.evaluate import evaluate
from balie.forms.plan.lookups import given
from balie.forms.plan.plan import Plan
from balie.forms.plan.state import State


def of_example(plan: Plan, name: str) -> State:
    """The state of the example with this title or file name. Raises KeyError."""
    found = {example.example: example for example in plan.definition.examples.values()}
    found |= {Path(path).stem: example for path, example in plan.definition.examples.items()}
    example: Example = found[name]
    return evaluate(plan, stored(example.answers), given(stored(example.facts), plan.lookups), today=example.today, settings=stored(example.settings))


def of_file(plan: Plan, file: Path, today: date) -> State:
    """The state with what a YAML or JSON file says: {answers, facts, settings, today}, or the answers alone. Raises ValueError: a sentence."""
    try:
        data = read_yaml(file.name, file.read_text("utf-8")).data
    except (DefinitionError, UnicodeDecodeError, OSError) as error:
        raise ValueError(f"{file} is geen leesbaar YAML- of JSON-bestand.") from error
    if not isinstance(data, Mapping):
        raise ValueError(f"In {file} staan geen antwoorden. Schrijf per regel de naam van een vraag, een dubbele punt en het antwoord.")
    whole = data if isinstance(data.get("answers"), Mapping) else {"answers": data}
    facts, settings = whole.get("facts") or {}, whole.get("settings") or {}
    if not isinstance(facts, Mapping) or not isinstance(settings, Mapping):
        raise ValueError(f"Zet in {file} onder `facts` en `settings` per regel een naam en een waarde.")
    day = whole.get("today") or today
    try:
        day = day if isinstance(day, date) else date.fromisoformat(str(day))
    except ValueError as error:
        raise ValueError(f"Schrijf `today` in {file} als 2026-12-31.") from error
    return evaluate(plan, stored(whole["answers"]), given(stored(facts), plan.lookups), today=day, settings=stored(settings))


def stored(value: Any) -> Any:
    """What YAML made of it, as the JSON that is stored."""
    if isinstance(value, Mapping):
        return {str(key): stored(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [stored(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, float):
        return repr(value)
    return value.isoformat() if isinstance(value, date) else value
