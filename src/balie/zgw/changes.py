"""From a row that was written to a line of the audit trail, which is also what subscribers are told."""
from __future__ import annotations

from typing import Any

from django.db import models

from balie.kernel.web.roots import root
from balie.zgw import audittrail
from balie.zgw.autorisaties.tokens import Client
from balie.zgw.fields import Ref
from balie.zgw.references import Links
from balie.zgw.resources import Resource


def record(
    resource: Resource, row: models.Model, action: str, *, client: Client | None = None, links: Links | None = None, old: Any = None,
    new: Any = None, note: str = "", result: int = 0,
) -> None:
    """`client` None: Balie itself, for whoever uses its pages now. `old` and `new`: as the API shows it."""
    main_resource = resource.main_resource
    main = getattr(row, resource.main) if resource.main else row
    if not main_resource.kanaal:
        return
    audittrail.record(
        kanaal=main_resource.kanaal, resource=thing(resource, row), main=thing(main_resource, main), action=action,
        by=actor_of(client, note) if client else audittrail.here(toelichting=note), old=old, new=new,
        kenmerken=kenmerken(main_resource, main), result=result,
    )


def actor_of(client: Client, note: str = "") -> audittrail.Actor:
    return audittrail.Actor(str(client.applicatie_id), client.label, client.user_id, client.user_representation, note)


def thing(resource: Resource, row: models.Model) -> audittrail.Thing:
    return audittrail.Thing(resource.name, resource.kind, row.pk, getattr(row, resource.parent) if resource.parent else None, resource.label(row))


def kenmerken(resource: Resource, row: models.Model) -> dict[str, str]:
    """What subscribers filter on: addresses under the municipality's own root, whoever wrote it."""
    links, made = Links(root()), {}
    for wire in resource.kenmerken:
        each = resource.by_wire[wire]
        if isinstance(each, Ref):
            key = getattr(row, f"{each.name}_id")
            made[wire] = links.to(each.kind, key) if key else ""
        else:
            made[wire] = str(getattr(row, each.name) or "")
    return made
