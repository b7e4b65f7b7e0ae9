"""Verbs of the catalogue."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from balie.catalogue import shelf
from balie.catalogue.events import ServicePublished
from balie.catalogue.models import Service, ServiceVersion
from balie.catalogue.rules import checked_settings, content_hash
from balie.catalogue.views import UnknownService
from balie.forms.public import ServiceDefinition, load_folder
from balie.kernel import audit, clock, outbox, tenancy

STANDARD = "services"


@transaction.atomic
def publish(*, definition: ServiceDefinition) -> UUID:
    """Publish a definition; returns the version id.

    The same content again returns the version that is there and announces nothing. Otherwise ServicePublished.
    """
    files = dict(definition.files)
    digest = content_hash(files)
    slug = definition.service.service
    Service.objects.get_or_create(slug=slug)
    service = Service.objects.select_for_update().get(slug=slug)  # two publishers at once: one after the other
    newest = service.versions.order_by("-number").only("pk", "number", "content_hash").first()
    if newest is not None and newest.content_hash == digest:
        return newest.pk
    version = ServiceVersion.objects.create(
        service=service, number=newest.number + 1 if newest else 1, content_hash=digest, files=files, published_at=clock.now()
    )
    audit.record("dienst.gepubliceerd", object_ref=f"service:{slug}", purpose="Dienst aanbieden", details={"versie": version.number})
    outbox.announce(ServicePublished(service=slug, version_id=version.pk))
    _changed()
    return version.pk


def publish_standard_catalogue(*, folder: Path | None = None) -> tuple[UUID, ...]:
    """Publish every service of `folder` (default: services/ of the installation)."""
    places = sorted((folder or Path(settings.ROOT) / STANDARD).glob("*/service.yaml"))
    return tuple(publish(definition=load_folder(place.parent)) for place in places)


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
    _changed()


def _changed() -> None:
    shelf.forget(tenancy.current_id())
    transaction.on_commit(partial(shelf.forget, tenancy.current_id()))
