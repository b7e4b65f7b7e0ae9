"""From a row that was written to a line of the audit trail, which is also what subscribers are told."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import models

from balie.kernel.web.roots import root
from balie.zgw import audittrail, rows
from balie.zgw.autorisaties.tokens import Client
from balie.zgw.references import Links
from balie.zgw.resources import Resource, of_model


def record(
    resource: Resource, row: models.Model, action: str, *, client: Client | None = None, links: Links | None = None, old: Any = None,
    new: Any = None, note: str = "", result: int = 0, told: bool = True,
) -> None:
    """`client` None: Balie itself, for whoever uses its pages now. `old` and `new`: as the API shows it. `told` False: to no subscriber."""
    main_resource = resource.main_resource
    main = getattr(row, resource.main) if resource.main else row
    if not main_resource.kanaal:
        return
    if resource.recorded:
        old, new = old and resource.recorded(old), new and resource.recorded(new)
    audittrail.record(
        kanaal=main_resource.kanaal, resource=thing(resource, row), main=thing(main_resource, main), action=action,
        by=actor_of(client, note) if client else audittrail.here(toelichting=note), old=old, new=new,
        kenmerken=kenmerken(main_resource, main), result=result, told=told,
    )


def record_of(row: models.Model, action: str, *, old: Any = None, new: Any = None) -> None:
    """What Balie itself did to a row, on record under the resource that shows its table."""
    record(of_model(type(row)), row, action, old=old, new=new)


def shown(listed: Sequence[models.Model]) -> dict[UUID, dict[str, Any]]:
    """Rows of one table, as the API shows them now under the municipality's own root. One query."""
    made = rows.shown(of_model(type(listed[0])), [row.pk for row in listed], Links(root()))
    return {row.pk: each for row, each in zip(listed, made, strict=True)}


def actor_of(client: Client, note: str = "") -> audittrail.Actor:
    return audittrail.Actor(client.client_id, client.label, client.user_id, client.user_representation, note)


def thing(resource: Resource, row: models.Model) -> audittrail.Thing:
    parent = getattr(row, resource.parent) if resource.parent else None
    return audittrail.Thing(resource.name, resource.kind, row.pk, parent, resource.label(row) or resource.name)


def kenmerken(resource: Resource, row: models.Model) -> dict[str, str]:
    """What subscribers filter on: addresses under the municipality's own root, whoever wrote it."""
    links = Links(root())
    return {wire: resource.by_wire[wire].kenmerk(row, links) for wire in resource.kenmerken}
