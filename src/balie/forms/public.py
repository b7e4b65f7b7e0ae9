"""The only door to the question engine.

definition = load_folder(path)                       # the folder as one immutable thing; DefinitionError lists what is wrong
definition.to_json(), ServiceDefinition.from_json()  # how catalogue stores a published version
plan = compile_plan(definition)                      # once per version (and per language: definition.in_language("en"))
state = evaluate(plan, answers, facts, today=…)      # answers: {name: stored JSON}; facts: {"persoon": {…}, …} as JSON
after = reevaluate(state, answers, facts)            # the same as evaluating anew, but only what hangs on the change is done again
plan.types["kenteken"].parse(posted, prefix)         # a posted page: Answer(json, error, raw)
plan.types["kenteken"].context(prefix, raw, error)   # what a template needs to draw it
render_markdown(text, state.context.extended(zaak={"kenmerk": …}))
findings = check_folder(path)                        # what is wrong or unwise, with file and line
differences = run_examples(path)                     # the examples beside the service, run as tests
done = import_form(export, into)                     # a form of Open Forms, or a sheet, becomes a service folder; done.report says what became of it
report = export_form(folder, zip, moment)            # the other way round: what Open Forms can hold of a service, and what it cannot
"""

from balie.forms.alike import alike, said_again
from balie.forms.checks import check_definition, check_folder, errors_of
from balie.forms.codes import CODES
from balie.forms.codes import WORDS as LEVELS
from balie.forms.definition.folder import ServiceDefinition, definition_of, load_folder, read_files
from balie.forms.definition.places import NOTHING, leaves, plain, stands_at, with_values
from balie.forms.definition.service import Example, Service
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.definition.zaak import CosignRule
from balie.forms.examples import Difference, run_definition, run_example, run_examples
from balie.forms.findings import DefinitionError, Finding, finding
from balie.forms.language.errors import LanguageError
from balie.forms.moving_in.read import Unreadable
from balie.forms.moving_in.report import Item, Report, summary
from balie.forms.moving_in.sheets.example import write as example_sheet
from balie.forms.moving_in.write import REPORT, Imported, Occupied, import_form
from balie.forms.moving_out.write import export_form
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate, evaluate_check, reevaluate
from balie.forms.plan.facts import SIGNED, role_name
from balie.forms.plan.graph import Graph, graph
from balie.forms.plan.lookups import Failed as FailedLookup
from balie.forms.plan.lookups import Inquiry, told
from balie.forms.plan.lookups import due as due_lookups
from balie.forms.plan.lookups import failed as failed_lookups
from balie.forms.plan.lookups import read as read_lookup
from balie.forms.plan.lookups import settled as settled_lookups
from balie.forms.plan.moving import Carried, Differences, carried, differences, same_page
from balie.forms.plan.own import OWN, with_own
from balie.forms.plan.plan import Context, Plan, render_markdown, render_text
from balie.forms.plan.prices import prices
from balie.forms.plan.reasons import Reason, explain, reasons
from balie.forms.plan.rows import rows_in_words
from balie.forms.plan.showing import row_as_typed
from balie.forms.plan.signing import context_of as context_of_signer
from balie.forms.plan.state import (
    AppointmentNeed,
    CheckState,
    CosignNeed,
    CostRow,
    DecisionState,
    OfferState,
    OptionState,
    PageState,
    QuestionState,
    State,
    StopState,
)
from balie.forms.plan.why import CostReason, why_costs, why_decided, why_page, why_questions, why_stopped
from balie.forms.questions import question_type
from balie.forms.questions.base import Answer, FieldError, QuestionType
from balie.forms.scenarios import Coverage, Untried, coverage
from balie.forms.trial import of_example, of_file

__all__ = [
    "Answer",
    "Carried",
    "Differences",
    "carried",
    "differences",
    "same_page",
    "AppointmentNeed",
    "CODES",
    "CheckState",
    "Context",
    "CostReason",
    "Coverage",
    "Untried",
    "coverage",
    "CosignNeed",
    "CosignRule",
    "CostRow",
    "DecisionState",
    "DefinitionError",
    "Difference",
    "Example",
    "FailedLookup",
    "FieldError",
    "Finding",
    "Graph",
    "Imported",
    "Inquiry",
    "Item",
    "LEVELS",
    "LanguageError",
    "Occupied",
    "NOTHING",
    "OWN",
    "OfferState",
    "OptionState",
    "PageState",
    "Plan",
    "QuestionState",
    "QuestionType",
    "REPORT",
    "Reason",
    "Report",
    "SIGNED",
    "Service",
    "ServiceDefinition",
    "State",
    "StopState",
    "Unreadable",
    "alike",
    "check_definition",
    "check_folder",
    "compile_plan",
    "definition_of",
    "due_lookups",
    "errors_of",
    "evaluate",
    "evaluate_check",
    "explain",
    "failed_lookups",
    "finding",
    "graph",
    "example_sheet",
    "export_form",
    "import_form",
    "leaves",
    "load_folder",
    "of_example",
    "of_file",
    "plain",
    "prices",
    "question_type",
    "read_files",
    "read_yaml",
    "read_lookup",
    "reasons",
    "reevaluate",
    "context_of_signer",
    "row_as_typed",
    "rows_in_words",
    "render_markdown",
    "render_text",
    "role_name",
    "run_definition",
    "run_example",
    "run_examples",
    "said_again",
    "settled_lookups",
    "stands_at",
    "summary",
    "told",
    "why_costs",
    "why_decided",
    "why_page",
    "why_questions",
    "why_stopped",
    "with_own",
    "with_values",
]
