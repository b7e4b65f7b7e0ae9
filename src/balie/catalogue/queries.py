"""Reads of the catalogue. `language` is "nl" or "en"; a text without translation stays Dutch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from balie.catalogue import shelf
from balie.catalogue.life_events import life_events_of
from balie.catalogue.models import ServiceVersion
from balie.catalogue.own.queries import unconfirmed
from balie.catalogue.present import card_of, view_of
from balie.catalogue.publishing import with_own
from balie.catalogue.rules import content_hash
from balie.catalogue.upl import coverage as upl
from balie.catalogue.upl.listing import Product, by_uri
from balie.catalogue.views import LifeEvent, ServiceCard, ServiceView, UnknownService, VersionInfo
from balie.forms.public import Plan, ServiceDefinition
from balie.kernel import tenancy


def list_services(*, language: str = "nl") -> tuple[ServiceCard, ...]:
    """All services on offer, by name."""
    town = tenancy.current().naam
    return tuple(sorted((card_of(head, language, town) for head in shelf.heads().values()), key=lambda card: card.name.casefold()))


def service(slug: str, *, language: str = "nl") -> ServiceView:
    """Everything a service page needs. Raises UnknownService."""
    return view_of(shelf.head(slug), language, tenancy.current().naam)


def current_version(slug: str) -> VersionInfo:
    """The version that a new application gets. Raises UnknownService."""
    head = shelf.head(slug)
    return VersionInfo(version_id=head.version_id, slug=slug, number=head.number, content_hash=head.content_hash)


def is_current(definition: ServiceDefinition) -> bool:
    """Whether exactly this is what is on offer here: publishing it would change nothing."""
    head = shelf.heads().get(definition.service.service)
    return head is not None and head.content_hash == content_hash(with_own(head.overlay, definition))


def version(version_id: UUID) -> VersionInfo:
    """Any version ever published here. Raises UnknownService."""
    found = ServiceVersion.objects.filter(pk=version_id).values_list("service__slug", "number", "content_hash").first()
    if found is None:
        raise UnknownService(str(version_id))
    return VersionInfo(version_id, *found)


def plan(version_id: UUID, *, language: str = "nl") -> Plan:
    """The compiled plan of any version; evaluate it with `settings=settings_of(slug)`. Raises UnknownService."""
    return shelf.plan(version_id, language)


def definition(version_id: UUID, *, language: str = "nl") -> ServiceDefinition:
    """The definition of any version, with its texts and letters. Raises UnknownService."""
    return shelf.definition(version_id, language)


def words(slug: str, *, language: str) -> Mapping[str, str]:
    """Dutch text → the same in `language`, of the current version; empty for Dutch, without translation and for an unknown service."""
    try:
        return definition(shelf.head(slug).version_id).translations.get(language, {})
    except UnknownService:
        return {}


def settings_of(slug: str) -> dict[str, Any]:
    """{name: value} as they hold here: the standard value, or the municipality's own. Raises UnknownService."""
    head = shelf.head(slug)
    standard = shelf.definition(head.version_id).settings
    own = head.overlay.get("settings", {})
    return {name: own.get(name, value) for name, value in standard.items()}


def life_events(*, language: str = "nl") -> tuple[LifeEvent, ...]:
    """Life events with at least one service on offer, in the order of life_events.yaml."""
    return life_events_of(list_services(language=language), language)


def products() -> tuple[Product, ...]:
    """All products of the Uniforme Productnamenlijst; `covered_by` names the services on offer here. Those of municipalities come first."""
    return upl.with_services(_covering())


def listings() -> dict[str, int]:
    """Slug of a service on offer here → how many municipalities offer its product; of several, the most offered."""
    known = by_uri()
    found = {each.slug: [known[product.upl].listings for product in each.products if product.upl in known] for each in _covering()}
    return {slug: max(counts) for slug, counts in found.items() if counts}


def coverage() -> upl.Coverage:
    """How much of what municipalities offer, the services on offer here cover, and what this municipality did not confirm yet."""
    return replace(upl.coverage(_covering()), confirm=unconfirmed())


def _covering() -> tuple[upl.Service, ...]:
    return tuple(upl.Service.of(shelf.definition(head.version_id)) for head in shelf.heads().values())
