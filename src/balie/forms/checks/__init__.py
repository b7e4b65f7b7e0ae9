"""Static checks: what can be known to be wrong, or unwise, before anybody uses a service."""

from pathlib import Path

from balie.forms.checks import conditions, decisions, files, flow, language, texts, whole
from balie.forms.definition.folder import SERVICE, ServiceDefinition, load_folder
from balie.forms.findings import DefinitionError, Finding
from balie.forms.plan.compile import try_compile

_CHECKS = (files.missing, files.unused, whole.names, whole.outcomes, whole.money,
    whole.people, whole.facts, whole.patterns, decisions.rows, conditions.never_shown, conditions.needless, conditions.never_reached, flow.order,
           flow.impossible, flow.unanswered, texts.templates, texts.translations, language.plain)  # fmt: skip


def check_folder(path: Path | str) -> list[Finding]:
    """Everything that is wrong with the service in this folder, in order of file and line."""
    path = Path(path)
    try:
        definition = load_folder(path)
    except DefinitionError as error:
        return sorted(error.findings)
    findings = check_definition(definition)
    if definition.service.service != path.resolve().name:
        findings.append(
            Finding(SERVICE, definition.source.line(("service",)), "error", f"De map heet `{path.resolve().name}`. Noem de dienst ook zo.")
        )
    return sorted(findings)


def check_definition(definition: ServiceDefinition) -> list[Finding]:
    """The same for a definition that is not in a folder, such as a draft in the studio."""
    findings: list[Finding] = []
    for read in ("examples", "translations"):
        try:
            getattr(definition, read)
        except DefinitionError as error:
            findings += error.findings
    plan, wrong = try_compile(definition)
    findings += wrong
    if plan is not None and not findings:
        findings += [finding for check in _CHECKS for finding in check(definition, plan)]
    return sorted(set(findings))
