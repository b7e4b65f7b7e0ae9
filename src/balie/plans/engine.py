"""A plan as a small service: its questions on one page, its steps as what that page brings up. So rules, days and reasons are those of forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from balie.forms import public as forms
from balie.kernel import clock
from balie.plans.definition import STEPS, Plan, english, plans

QUESTIONS = "vragen"


@cache
def compiled(slug: str, language: str = "nl") -> forms.Plan:
    """Raises DefinitionError when a rule is wrong."""
    return forms.compile_plan(_definition(plans()[slug]).in_language(language))


def state_of(slug: str, answers: Mapping[str, Any], *, language: str = "nl", today: date | None = None) -> forms.State:
    """Which steps apply with these answers (in stored form), and on which day."""
    today = today or clock.today()
    return forms.evaluate(compiled(slug, language), dict(answers), {}, today=today, holidays=clock.holidays_around(today))


def day_of(state: forms.State, step: str) -> date | None:
    found = state.values.get(f"dag_{step}")
    return found if isinstance(found, date) else None


def _definition(plan: Plan) -> forms.ServiceDefinition:
    steps = [{"question": each.step, "type": "info", "text": each.title} | ({"toon als": each.condition} if each.condition else {})
             for each in plan.steps]  # fmt: skip
    service = {
        "service": plan.plan, "name": plan.plan, "title": plan.plan, "summary": plan.plan,
        "promise": {"online": "direct", "term": "1 dag", "minutes": 1},
        "values": {f"dag_{each.step}": each.on for each in plan.steps if each.on},
        "pages": [*([{"page": QUESTIONS, "title": plan.ask, "questions": list(plan.questions)}] if plan.questions else []),
                  {"page": STEPS, "title": STEPS, "questions": steps}],
        "decision": {"rows": [{"row": "standaard", "outcome": "verlenen", "reason": STEPS}]},
        "zaak": {"term": "1 dag", "statuses": [{"status": each, "name": STEPS, "text": STEPS} for each in ("begin", "klaar")],
                 "results": [{"result": "klaar", "name": STEPS, "on": "verlenen", "selectielijst": "1", "archive": "vernietigen", "keep": "1 dag"}]},
        "messages": {"received": "texts/leeg.md"},
    }  # fmt: skip
    files = {"service.yaml": json.dumps(service), "texts/leeg.md": STEPS}
    files["translations/en.yaml"] = json.dumps({text: english()[text] for text in plan.texts if text in english()})
    return forms.definition_of(files)
