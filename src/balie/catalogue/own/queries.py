"""Reads: what a municipality has of its own, and what a new standard would change for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from balie.catalogue import shelf
from balie.catalogue.models import Service, ServiceVersion
from balie.catalogue.own.comparing import Change, Update, compared
from balie.catalogue.own.layer import Layer, Own
from balie.forms.public import ServiceDefinition, definition_of, stands_at
from balie.kernel import tenancy


@dataclass(frozen=True)
class Held:
    """A service with the standard that is beneath the version on offer."""

    service: Service
    standard: ServiceDefinition
    own: tuple[Change, ...]

    @property
    def seen(self) -> bool:
        """Whether the standard still says what it said when the municipality chose."""
        return all(stands_at(self.standard, each.what) == each.was for each in self.own)


def layer() -> Layer:
    """What this municipality has of its own now, as a file would say it."""
    rows = Service.objects.order_by("slug")
    services = {}
    for row in rows:
        mine = Own(
            settings=row.overlay.get("settings", {}), changes={each["what"]: each["to"] for each in row.overlay.get("changes", ())},
            confirmed=tuple(row.overlay.get("confirmed", ())),
        )  # fmt: skip
        if mine != Own():
            services[row.slug] = mine
    return Layer(municipality=tenancy.current().slug, not_offered=tuple(row.slug for row in rows if not row.on_offer), services=services)


def updates(standards: Iterable[ServiceDefinition]) -> tuple[Update, ...]:
    """What these standard services would change here, in order of name. Changes nothing."""
    new = {each.service.service: each for each in standards}
    here = {each.service.slug: each for each in held()}
    return tuple(
        compared(slug, here[slug].standard if slug in here else None, new.get(slug), here[slug].own if slug in here else ())
        for slug in sorted({*new, *here})
    )  # fmt: skip


def unconfirmed() -> tuple[tuple[str, str, str], ...]:
    """(service, place, what has to be looked up) of what this municipality did not confirm yet."""
    confirmed = {row.slug: set(row.overlay.get("confirmed", ())) for row in Service.objects.filter(on_offer=True)}
    return tuple(
        (slug, each.what, each.text)
        for slug, head in sorted(shelf.heads().items())
        for each in shelf.definition(head.version_id).service.confirm
        if each.what not in confirmed.get(slug, ())
    )


def held(*, lock: bool = False) -> list[Held]:
    """Every service that was ever published here, in order of name. `lock`: until the end of the transaction."""
    rows = Service.objects.order_by("slug")
    newest = {
        service: standard or files
        for service, files, standard in ServiceVersion.objects.order_by("service", "-number").distinct("service").values_list(
            "service", "files", "standard")
    }
    found = []
    for row in rows.select_for_update() if lock else rows:
        if row.pk in newest:
            own = tuple(Change(**each) for each in row.overlay.get("changes", ()))
            found.append(Held(row, definition_of(newest[row.pk]), own))
    return found
