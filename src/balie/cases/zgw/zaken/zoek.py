"""`POST /zaken/_zoek`: the filters of the list in a body, zaken by their ids, zaken within an area, and answers with chosen attributes (zrc-029)."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from balie.cases.zgw.zaken import geometrie, selecting
from balie.cases.zgw.zaken.zaak import ZAAK
from balie.zgw.public import Answer, Call, Invalid, InvalidParam, access, handles, reading, showing

ABOUT_THE_ANSWER = ("expand", "fields", "zaakgeometrie")


@handles("zaken", "zaak__zoek")
def serve(call: Call) -> Answer:
    if call.wrong:
        raise Invalid(call.wrong)
    given = {name: value for name, value in call.body.items() if name not in ABOUT_THE_ANSWER and value not in (None, "")}
    expand, fields = call.body.get("expand") or call.query.get("expand"), call.body.get("fields")
    if expand and fields:
        raise Invalid([InvalidParam("fields", "invalid", "Gebruik `expand` of `fields`, niet allebei.")])
    chosen = selecting.read(fields) if fields else None
    page = reading.page(
        ZAAK, call.client, call.operation.scopes, given, number=call.query.get("page", 1), also=_within(call, call.body.get("zaakgeometrie")),
    )
    paths = chosen.paths(ZAAK) if chosen else expand
    results = showing.shown(ZAAK, call, page.rows, asked=paths)
    if chosen:
        results = [chosen.of(ZAAK, each) for each in results]
    return Answer(showing.paged(page, results, f"{call.links.collection(ZAAK.kind)}/_zoek", call.query))


def _within(call: Call, asked: Mapping[str, Any] | None) -> Q:
    """Only among what the client may see: how long it takes says nothing about the rest."""
    area = (asked or {}).get("within")
    return geometrie.within(area, among=access.visible(ZAAK, call.client, call.operation.scopes)) if area else Q()
