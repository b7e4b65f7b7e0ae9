"""The resource `zaakbesluit`, under its zaak: which besluiten it has. Made by the Besluiten API, and shown here (brc-006)."""
from __future__ import annotations

from typing import Any

from balie.cases.models import Besluit
from balie.zgw.public import NOWHERE, Answer, Call, Invalid, InvalidParam, NotFound, expanding, handles, id_of, of_kind, reading

ZAAK, BESLUIT = "zaken/zaken", "besluiten/besluiten"


def _zaak(call: Call) -> None:
    """Raises `NotFound` or `Forbidden`."""
    reading.one(of_kind(ZAAK), call.client, call.operation.scopes, call.ids["zaak_uuid"])


def _shown(call: Call, key) -> dict:
    zaak = call.ids["zaak_uuid"]
    return {"url": f"{call.links.to(ZAAK, zaak)}/besluiten/{key}", "uuid": str(key), "besluit": call.links.to(BESLUIT, key)}


def _expanded(call: Call, shown: dict[Any, dict]) -> list[dict]:
    """`shown`: by the id of the besluit. Raises `NotFound` for what cannot be expanded."""
    if paths := call.query.get("expand"):
        tree = expanding.tree_of(paths if isinstance(paths, list | tuple) else str(paths).split(","))
        if set(tree) - {"besluit"}:
            raise NotFound("Alleen het attribuut `besluit` kunt u hier uitklappen.")
        known = expanding.pointed_at(BESLUIT, set(map(str, shown)), tree["besluit"], call.client, call.links)
        shown = {key: each | {"_expand": {"besluit": known[str(key)]} if str(key) in known else {}} for key, each in shown.items()}
    return list(shown.values())


@handles("zaken", "zaakbesluit_list")
def listed(call: Call) -> Answer:
    _zaak(call)
    keys = Besluit.objects.filter(zaak=call.ids["zaak_uuid"]).order_by("id").values_list("id", flat=True)
    return Answer(_expanded(call, {key: _shown(call, key) for key in keys}))


@handles("zaken", "zaakbesluit_retrieve")
def one(call: Call) -> Answer:
    _zaak(call)
    if not Besluit.objects.filter(zaak=call.ids["zaak_uuid"], pk=call.key).exists():
        raise NotFound
    (shown,) = _expanded(call, {call.key: _shown(call, call.key)})
    return Answer(shown)


@handles("zaken", "zaakbesluit_create")
def mirrored(call: Call) -> Answer:
    """What the Besluiten API told already is told again: only a besluit that names this zaak is one of it."""
    _zaak(call)
    key = id_of(str(call.body.get("besluit", "")), BESLUIT)
    besluit = Besluit.objects.filter(pk=key).first() if key else None
    if besluit is None:
        raise Invalid([InvalidParam("besluit", "bad-url", "Dit adres bestaat niet.")])
    if besluit.zaak_id != call.ids["zaak_uuid"]:
        raise Invalid([InvalidParam(NOWHERE, "inconsistent-relation", "Leg eerst bij het besluit vast dat het bij deze zaak hoort.")])
    shown = _shown(call, key)
    return Answer(shown, headers={"Location": shown["url"]})


@handles("zaken", "zaakbesluit_destroy")
def unmirrored(call: Call) -> Answer:
    _zaak(call)
    if not Besluit.objects.filter(zaak=call.ids["zaak_uuid"], pk=call.key).exists():
        raise NotFound
    raise Invalid([InvalidParam(NOWHERE, "remote-relation-exists", "Verwijder de relatie bij het besluit; deze gaat dan vanzelf mee.")])


