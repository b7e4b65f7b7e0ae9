"""Look-ups that nobody needs: what is not used, is not asked of anybody."""

from collections.abc import Iterator

from balie.forms.checks.whole import read_in_texts
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.findings import Finding, finding
from balie.forms.plan.plan import Plan


def unused(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    used = plan.read | read_in_texts(definition, plan)
    for index, each in enumerate(definition.service.lookups):
        for field in each.fields:
            if not used & {(each.lookup,), (each.lookup, field)}:
                said = f"U zoekt `{each.lookup}.{field}` op, maar gebruikt het nergens. Haal het weg."
                yield finding("lookup-unused", SERVICE, definition.source.line(("lookups", index, "fields", field)), said)
