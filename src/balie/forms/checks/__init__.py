"""Static checks: what can be known to be wrong, or unwise, before anybody uses a service."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from balie.forms.checks import asking, conditions, decisions, examples, files, flow, language, leeg, lookups, promised, texts, unused, whole
from balie.forms.definition.folder import SERVICE, ServiceDefinition, load_folder
from balie.forms.findings import DefinitionError, Finding, finding
from balie.forms.plan.compile import try_compile
from balie.forms.plan.plan import Plan

Check = Callable[[ServiceDefinition, Plan], Iterator[Finding]]

# those that can find an error, and those that never do
_ERRORS = (
    files.missing, files.empty, whole.names, whole.outcomes, whole.money, whole.people, whole.patterns, promised.products,
    promised.confirmed, examples.unknown, decisions.rows,
    decisions.gaps, flow.order, flow.impossible, texts.templates,
)  # fmt: skip
_OTHERS = (
    files.unused, whole.facts, lookups.unused, unused.names, unused.alike, decisions.stops, decisions.refusals, decisions.registrations,
    conditions.never_shown, conditions.unreachable, conditions.needless, leeg.negated, leeg.relied_on, asking.helped, asking.together,
    promised.why, texts.translations, language.plain,
)  # fmt: skip


def check_folder(path: Path | str) -> list[Finding]:
    """Everything that is wrong with the service in this folder, in order of file and line."""
    path = Path(path)
    try:
        definition = load_folder(path)
    except DefinitionError as error:
        return sorted(error.findings)
    findings = check_definition(definition)
    if definition.service.service != path.resolve().name:
        said = f"De map heet `{path.resolve().name}`. Noem de dienst ook zo."
        findings.append(finding("folder-name", SERVICE, definition.source.line(("service",)), said))
    return sorted(findings)


def check_definition(definition: ServiceDefinition) -> list[Finding]:
    """The same for a definition that is not in a folder, such as a draft in the studio."""
    return _found(definition, (*_ERRORS, *_OTHERS))


def errors_of(definition: ServiceDefinition) -> list[Finding]:
    """What keeps it from being published, without the rest."""
    return [each for each in _found(definition, _ERRORS) if each.level == "error"]


def _found(definition: ServiceDefinition, checks: Iterable[Check]) -> list[Finding]:
    findings: list[Finding] = []
    for read in ("examples", "translations"):
        try:
            getattr(definition, read)
        except DefinitionError as error:
            findings += error.findings
    plan, wrong = try_compile(definition)
    findings += wrong
    if plan is not None and not findings:
        findings += [finding for check in checks for finding in check(definition, plan)]
    return sorted(set(findings))
