"""Whether what is said about the service as a whole is true of it: its products, why it is not wholly online, what is to be confirmed."""

from collections.abc import Iterator
from typing import Any

from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.places import NOTHING, value_at
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding, finding
from balie.forms.plan.plan import Plan


def products(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Each product once."""
    seen = {definition.service.upl}
    for at, each in enumerate(definition.service.products):
        if each.upl in seen:
            yield _at(definition, "double-name", ("products", at), f"Het product `{each.upl}` staat er twee keer. Haal er een weg.")
        seen.add(each.upl)


def why(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Who cannot do all of it at home wants to know why."""
    places: list[tuple[Place, Any]] = [(("promise",), definition.service.promise)]
    places += [(("products", at), each) for at, each in enumerate(definition.service.products)]
    for place, each in places:
        if each.online != "direct" and not each.why:
            yield _at(definition, "why-missing", place, "Niet alles kan online. Zeg bij `why` in één zin waarom.")


def confirmed(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """What has to be confirmed, is there."""
    for at, each in enumerate(definition.service.confirm):
        if value_at(definition.source.data, each.what) is NOTHING:
            yield _at(definition, "confirm-unknown", ("confirm", at), f"`{each.what}` staat niet in {SERVICE}.")


def _at(definition: ServiceDefinition, code: str, place: Place, message: str) -> Finding:
    return finding(code, SERVICE, definition.source.line(place), message)
