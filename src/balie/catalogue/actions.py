"""Verbs of the catalogue."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from balie.catalogue import shelf
from balie.catalogue.models import Service
from balie.catalogue.publishing import changed, locked, put
from balie.catalogue.rules import checked_settings
from balie.catalogue.views import UnknownService
from balie.forms.public import ServiceDefinition, read_files
from balie.kernel import audit


def publish(*, definition: ServiceDefinition) -> UUID:
    """Publish a definition, with what this municipality has of its own on top; returns the version id.

    The same content again returns the version that is there and announces nothing. Otherwise ServicePublished.
    """
    return publish_all(definitions=[definition])[0]


@transaction.atomic
def publish_all(*, definitions: Sequence[ServiceDefinition]) -> tuple[UUID, ...]:
    """The same of many at once, all or none."""
    standards = {each.service.service: each for each in definitions}
    on_offer = put({service: standards[slug] for slug, service in locked(list(standards)).items()})
    return tuple(on_offer[each.service.service] for each in definitions)


def standard_folder() -> Path:
    """Where the standard catalogue of the installation is."""
    return Path(settings.BALIE.catalogue or settings.ROOT / "services")


def standard_catalogue(folder: Path | None = None) -> tuple[ServiceDefinition, ...]:
    """Every service of `folder` (default: the standard catalogue of the installation). A process reads what does not change once."""
    places = sorted((folder or standard_folder()).glob("*/service.yaml"))
    return tuple(shelf.kept(read_files(place.parent)) for place in places)


def publish_standard_catalogue(*, folder: Path | None = None) -> tuple[UUID, ...]:
    """Publish all of it."""
    return publish_all(definitions=standard_catalogue(folder))


@transaction.atomic
def change_settings(*, slug: str, values: dict[str, Any]) -> None:
    """Lay this municipality's own values (a price, a list of zones) over the standard ones; None goes back to the standard.

    Raises UnknownService or InvalidSetting.
    """
    service = Service.objects.select_for_update().filter(slug=slug).first()
    if service is None:
        raise UnknownService(slug)
    definition = shelf.definition(shelf.head(slug).version_id)
    own = {**service.overlay.get("settings", {}), **checked_settings(definition.service.settings, values)}
    service.overlay = {**service.overlay, "settings": {name: value for name, value in own.items() if value is not None}}
    service.save(update_fields=["overlay"])
    audit.record("dienst.ingesteld", object_ref=f"service:{slug}", purpose="Dienst aanbieden", details={"instellingen": sorted(values)})
    changed()
