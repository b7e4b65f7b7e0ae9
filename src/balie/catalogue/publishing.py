"""Putting a version on offer: a standard, with what is the municipality's own on top."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.catalogue import shelf
from balie.catalogue.events import ServicePublished
from balie.catalogue.models import Service, ServiceVersion
from balie.catalogue.own.comparing import Change
from balie.catalogue.own.laying import laid
from balie.catalogue.rules import content_hash
from balie.forms.public import ServiceDefinition
from balie.kernel import audit, clock, outbox, tenancy


def put(service: Service, standard: ServiceDefinition) -> UUID:
    """The version id. `service` is locked by the caller; the same content again makes no version and announces nothing."""
    files = with_own(service.overlay, standard)
    beneath = dict(standard.files) if files != standard.files else None
    digest, slug = content_hash(files), service.slug
    newest = service.versions.order_by("-number").only("pk", "number", "content_hash", "standard").first()
    if newest is not None and newest.content_hash == digest and newest.standard == beneath:
        return newest.pk
    version = ServiceVersion.objects.create(
        service=service, number=newest.number + 1 if newest else 1, content_hash=digest, files=files, standard=beneath, published_at=clock.now()
    )
    audit.record("dienst.gepubliceerd", object_ref=f"service:{slug}", purpose="Dienst aanbieden", details={"versie": version.number})
    outbox.announce(ServicePublished(service=slug, version_id=version.pk))
    changed()
    return version.pk


def with_own(overlay: Mapping[str, Any], standard: ServiceDefinition) -> dict[str, str]:
    """The files as they are put on offer. `overlay`: as a Service has it."""
    return laid(standard, (Change(**each) for each in overlay.get("changes", ())))


def changed() -> None:
    """What processes keep in memory of this municipality is read again."""
    shelf.forget(tenancy.current_id())
    transaction.on_commit(partial(shelf.forget, tenancy.current_id()))
