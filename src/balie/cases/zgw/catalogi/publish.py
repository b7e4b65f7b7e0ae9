"""Publishing a zaaktype, besluittype or informatieobjecttype: from then on it is used, and stays as it is. Rules: ztc-012, ztc-016."""
from __future__ import annotations

from typing import Any

from balie.cases.models import BesluitType, InformatieObjectType, ZaakTypeInformatieObjectType
from balie.cases.zgw.catalogi import rules
from balie.cases.zgw.catalogi.types import BESLUITTYPE, INFORMATIEOBJECTTYPE
from balie.cases.zgw.catalogi.zaaktype import ZAAKTYPE
from balie.zgw.public import NOWHERE, Answer, Call, Invalid, InvalidParam, NotFound, Resource, changes, handles, rows


def _publish(resource: Resource, call: Call) -> Answer:
    row = resource.model.objects.select_related("catalogus").select_for_update(of=("self",)).filter(pk=call.key).first()
    if row is None:
        raise NotFound
    if row.concept:
        if missing := _concepts(row):
            raise Invalid([InvalidParam(NOWHERE, "concept-relation", f"Publiceer eerst: {', '.join(sorted(missing))}.")])
        rules.no_overlap(row)
        (before,) = rows.shown(resource, [row.pk], call.links)
        row.concept = False
        row.save(update_fields=["concept"])
        (now,) = rows.shown(resource, [row.pk], call.links)
        changes.record(resource, row, "update", client=call.client, links=call.links, old=before, new=now, note=call.toelichting)
    return Answer(rows.shown(resource, [row.pk], call.links)[0])


def _concepts(row: Any) -> set[str]:
    """ztc-012: names of types that it needs and that are not published."""
    if isinstance(row, InformatieObjectType):
        return set()
    if isinstance(row, BesluitType):
        return _unpublished(InformatieObjectType, row, row.informatieobjecttype_omschrijving)
    names = ZaakTypeInformatieObjectType.objects.filter(zaaktype=row).values_list("informatieobjecttype", flat=True)
    return _unpublished(InformatieObjectType, row, names) | _unpublished(BesluitType, row, row.besluittype_omschrijving)


def _unpublished(model: Any, row: Any, names: Any) -> set[str]:
    wanted = set(names)
    known = model.objects.filter(catalogus=row.catalogus_id, omschrijving__in=wanted, concept=False).values_list("omschrijving", flat=True)
    return wanted - set(known) if wanted else set()


@handles("catalogi", "zaaktype_publish")
def zaaktype(call: Call) -> Answer:
    return _publish(ZAAKTYPE, call)


@handles("catalogi", "besluittype_publish")
def besluittype(call: Call) -> Answer:
    return _publish(BESLUITTYPE, call)


@handles("catalogi", "informatieobjecttype_publish")
def informatieobjecttype(call: Call) -> Answer:
    return _publish(INFORMATIEOBJECTTYPE, call)


