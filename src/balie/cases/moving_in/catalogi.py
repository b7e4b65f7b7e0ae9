"""Types: the whole catalogue, concepts and old versions too, since zaken of years ago are of old versions.

A catalogus with the same domein and RSIN as one of ours is that one. Relations between types go by name, as they do here.
"""
from __future__ import annotations

from typing import Any

from django.db import transaction

from balie.cases.moving_in import shapes
from balie.cases.moving_in.lists import Listed, take_all, take_page
from balie.cases.moving_in.mapping import key_or_none
from balie.cases.moving_in.move import Body, Move
from balie.cases.typefiles import giving, naming

ALL = {"status": "alles"}  # not only what is published
NAMED = {
    "InformatieObjectType": Listed("informatieobjecttypen", shapes.INFORMATIEOBJECTTYPE), "BesluitType": Listed("besluittypen", shapes.BESLUITTYPE),
    "ZaakType": Listed("zaaktypen", shapes.ZAAKTYPE),
}
PARTS = {
    "StatusType": Listed("statustypen", shapes.STATUSTYPE), "ResultaatType": Listed("resultaattypen", shapes.RESULTAATTYPE),
    "RolType": Listed("roltypen", shapes.ROLTYPE), "Eigenschap": Listed("eigenschappen", shapes.EIGENSCHAP),
    "ZaakTypeInformatieObjectType": Listed("zaaktype-informatieobjecttypen", shapes.ZIOT),
    "ZaakObjectType": Listed("zaakobjecttypen", shapes.ZAAKOBJECTTYPE, young=True),
}


def take(move: Move) -> None:
    """Everything is read before anything is taken: a type may name one that stands on a later page."""
    take_page(move, Listed("catalogussen", shapes.CATALOGUS), _without_joined(move, move.source.all("catalogi", "catalogussen")))
    entries = {schema: move.source.all("catalogi", each.kind, **ALL) for schema, each in NAMED.items()}
    names = naming.Names.of(entries)
    for schema, listed in entries.items():
        take_page(move, NAMED[schema], listed, prepared=lambda body, schema=schema: _prepared(schema, body, names))
    for schema, each in PARTS.items():
        take_all(move, each, prepared=lambda body, schema=schema: _prepared(schema, body, names), **({} if each.young else ALL))
    for url in dict.fromkeys(names.unknown):
        move.report.notes.append(f"Niet meegenomen: een verwijzing naar een type dat de bron niet kent ({url}).")


@transaction.atomic
def _without_joined(move: Move, catalogi: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that become one of ours are known by that one's id from here on."""
    ours = {(each.domein, each.rsin): each.pk for each in giving.catalogi()}
    left = []
    for each in catalogi:
        there, here = key_or_none(each.get("url")), ours.get((str(each.get("domein")), str(each.get("rsin"))))
        if there is None or here is None or there == here:
            left.append(each)
            continue
        move.addresses.instead[str(there)] = str(here)
        move.report.of("catalogussen").source += 1
        move.report.of("catalogussen").here += 1
        move.report.notes.append(f"De catalogus {each['domein']}/{each['rsin']} is er hier al: de typen komen daarin.")
    return left


def _prepared(schema: str, body: Body, names: naming.Names) -> dict[str, Any]:
    made = naming.body(schema, body, names)
    if schema == "ZaakType" and not made.get("versiedatum"):
        made["versiedatum"] = made.get("beginGeldigheid")
    return made
