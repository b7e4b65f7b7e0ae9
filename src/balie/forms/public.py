"""The only door to the question engine.

    definition = load_folder(path, overlay=None)         # the folder as one immutable thing; DefinitionError lists what is wrong
    definition.to_json(), ServiceDefinition.from_json()  # how catalogue stores a published version
    plan = compile_plan(definition)                      # once per version (and per language: definition.in_language("en"))
    state = evaluate(plan, answers, facts, today=…)      # answers: {name: stored JSON}; facts: {"persoon": {…}, …} as JSON
    plan.types["kenteken"].parse(posted, prefix)         # a posted page: Answer(value, json, error, raw)
    findings = check_folder(path)
"""

from balie.forms.definition.service import Service
from balie.forms.plan.state import (
    AppointmentNeed,
    CheckState,
    CosignNeed,
    CostRow,
    DecisionState,
    OfferState,
    PageState,
    QuestionState,
    State,
    StopState,
)

__all__ = [
    "AppointmentNeed", "CheckState", "CosignNeed", "CostRow", "DecisionState", "OfferState", "PageState", "QuestionState",
    "Service", "State", "StopState",
]  # fmt: skip
