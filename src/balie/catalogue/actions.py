"""Verbs of the catalogue."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from balie.catalogue import shelf
from balie.catalogue.models import Service
from balie.catalogue.publishing import changed, put
from balie.catalogue.rules import checked_settings
from balie.catalogue.views import UnknownService
from balie.forms.public import ServiceDefinition, load_folder
from balie.kernel import audit


@transaction.atomic
def publish(*, definition: ServiceDefinition) -> UUID:
    """Publish a definition, with what this municipality has of its own on top; returns the version id.

    The same content again returns the version that is there and announces nothing. Otherwise ServicePublished.
    """
    slug = definition.service.service
    Service.objects.get_or_create(slug=slug)
    return put(Service.objects.select_for_update().get(slug=slug), definition)  # two publishers at once: one after the other


def standard_folder() -> Path:
    """Where the standard catalogue of the installation is."""
    return Path(settings.BALIE.catalogue or settings.ROOT / "services")


def standard_catalogue(folder: Path | None = None) -> tuple[ServiceDefinition, ...]:
    """Every service of `folder` (default: the standard catalogue of the installation)."""
    places = sorted((folder or standard_folder()).glob("*/service.yaml"))
    return tuple(load_folder(place.parent) for place in places)


def publish_standard_catalogue(*, folder: Path | None = None) -> tuple[UUID, ...]:
    """Publish all of it."""
    return tuple(publish(definition=each) for each in standard_catalogue(folder))


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
