"""The door of plans: what to do when something happens in a life.

`plan_of(slug, kept)`, `has_plan(slug)`, `answered(slug, posted)`. Of a resident: `kept_of`, `plans_of`, `keep`, `forget`.
The law: `export_for(person_id)`, `erase(person_id)`.
"""

from balie.plans.actions import forget, keep
from balie.plans.personal import erase, export_for
from balie.plans.queries import answered, has_plan, kept_of, plan_of, plans_of
from balie.plans.views import Kept, MyPlan, PlanView, StageView, StepView

__all__ = [
    "Kept", "MyPlan", "PlanView", "StageView", "StepView", "answered", "erase", "export_for", "forget", "has_plan", "keep", "kept_of", "plan_of",
    "plans_of",
]
