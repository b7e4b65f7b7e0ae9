"""Putting versions on offer: standards, with what is the municipality's own on top. As many queries for a whole catalogue as for one service."""

from collections.abc import Mapping, Sequence
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


def locked(slugs: Sequence[str]) -> dict[str, Service]:
    """The services of these names, held until the end of the transaction: two publishers at once go one after the other. New ones are made."""
    known = set(Service.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    new = sorted(set(slugs) - known)
    Service.objects.bulk_create((Service(slug=slug) for slug in new), ignore_conflicts=True)
    return {each.slug: each for each in Service.objects.filter(slug__in=slugs).order_by("slug").select_for_update()}


def put(services: Mapping[Service, ServiceDefinition]) -> dict[str, UUID]:
    """Name → version on offer. The caller holds the services; the same content again makes no version and announces nothing."""
    newest = {
        each.service_id: each
        for each in ServiceVersion.objects.filter(service__in=[service.pk for service in services])
        .order_by("service", "-number").distinct("service").only("pk", "service", "number", "content_hash", "standard")
    }  # fmt: skip
    on_offer = {service: _version(service, standard, newest.get(service.pk)) for service, standard in services.items()}
    new = [each for each in on_offer.values() if each._state.adding]
    if new:
        ServiceVersion.objects.bulk_create(new, batch_size=100)
        published = {f"service:{each.service.slug}": {"versie": each.number} for each in new}
        audit.record_all("dienst.gepubliceerd", published, purpose="Dienst aanbieden")
        outbox.announce_all(ServicePublished(service=each.service.slug, version_id=each.pk) for each in new)
        changed()
    return {service.slug: version.pk for service, version in on_offer.items()}


def _version(service: Service, standard: ServiceDefinition, newest: ServiceVersion | None) -> ServiceVersion:
    """The newest one when it says just this; else one that is not in the database yet."""
    files = with_own(service.overlay, standard)
    beneath = dict(standard.files) if files != standard.files else None
    digest = content_hash(files)
    if newest is not None and newest.content_hash == digest and newest.standard == beneath:
        return newest
    number = newest.number + 1 if newest else 1
    return ServiceVersion(service=service, number=number, content_hash=digest, files=files, standard=beneath, published_at=clock.now())


def with_own(overlay: Mapping[str, Any], standard: ServiceDefinition) -> dict[str, str]:
    """The files as they are put on offer. `overlay`: as a Service has it."""
    return laid(standard, (Change(**each) for each in overlay.get("changes", ())))


def changed() -> None:
    """What processes keep in memory of this municipality is read again."""
    shelf.forget(tenancy.current_id())
    transaction.on_commit(partial(shelf.forget, tenancy.current_id()))
