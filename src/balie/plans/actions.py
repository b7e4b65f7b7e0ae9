"""Verbs of the plans of residents."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from balie.identity.public import Resident
from balie.kernel import clock
from balie.plans.definition import plans
from balie.plans.models import Progress
from balie.plans.views import Kept


@transaction.atomic
def keep(*, resident: Resident, slug: str, kept: Kept) -> None:
    """Keep what was answered and finished. What the plan does not know is left out. Raises KeyError for no such plan."""
    plan = plans()[slug]
    steps, asked = {step.step for step in plan.steps}, {each["question"] for each in plan.questions}
    values: dict[str, Any] = {
        "answers": {name: answer for name, answer in kept.answers.items() if name in asked},
        "done": [step for step in dict.fromkeys(kept.done) if step in steps], "changed": clock.now(),
    }
    Progress.objects.update_or_create(person_id=resident.person_id, plan=slug, defaults=values)


@transaction.atomic
def forget(*, resident: Resident, slug: str) -> None:
    """Throw it away."""
    Progress.objects.filter(person_id=resident.person_id, plan=slug).delete()
