"""The resource `zaakbesluit`, under its zaak: which besluiten it has (brc-006). Of ours shown as the Besluiten API knows them; another provider
tells us of its own, and it is looked up there whether they name the zaak."""
from __future__ import annotations

from typing import Any

from balie.cases import archiving
from balie.cases.models import Besluit, BesluitElsewhere, Zaak
from balie.zgw.public import (
    NOWHERE,
    Answer,
    Call,
    Invalid,
    InvalidParam,
    NotFound,
    changes,
    expanding,
    handles,
    id_of,
    of_kind,
    providers,
    reading,
)

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


def _there(call: Call, row: BesluitElsewhere) -> dict:
    """One of another provider; it is not expanded."""
    shown = {"url": f"{call.links.to(ZAAK, row.zaak_id)}/besluiten/{row.pk}", "uuid": str(row.pk), "besluit": row.besluit}
    return shown | ({"_expand": {}} if call.query.get("expand") else {})


def _elsewhere(call: Call) -> Any:
    return BesluitElsewhere.objects.filter(zaak=call.ids["zaak_uuid"])


@handles("zaken", "zaakbesluit_list")
def listed(call: Call) -> Answer:
    _zaak(call)
    keys = Besluit.objects.filter(zaak=call.ids["zaak_uuid"]).order_by("id").values_list("id", flat=True)
    return Answer(_expanded(call, {key: _shown(call, key) for key in keys}) + [_there(call, row) for row in _elsewhere(call).order_by("id")])


@handles("zaken", "zaakbesluit_retrieve")
def one(call: Call) -> Answer:
    _zaak(call)
    if not Besluit.objects.filter(zaak=call.ids["zaak_uuid"], pk=call.key).exists():
        row = _elsewhere(call).filter(pk=call.key).first()
        if row is None:
            raise NotFound
        return Answer(_there(call, row))
    (shown,) = _expanded(call, {call.key: _shown(call, call.key)})
    return Answer(shown)


@handles("zaken", "zaakbesluit_create")
def mirrored(call: Call) -> Answer:
    """What the Besluiten API told already is told again: only a besluit that names this zaak is one of it. One elsewhere is told only here."""
    _zaak(call)
    url = str(call.body.get("besluit", ""))
    if providers.lies_there(url):
        return _mirrored_there(call, url)
    key = id_of(url, BESLUIT)
    besluit = Besluit.objects.filter(pk=key).first() if key else None
    if besluit is None:
        raise Invalid([InvalidParam("besluit", "bad-url", "Dit adres bestaat niet.")])
    if besluit.zaak_id != call.ids["zaak_uuid"]:
        raise _not_named()
    shown = _shown(call, key)
    return Answer(shown, headers={"Location": shown["url"]})


def _mirrored_there(call: Call, url: str) -> Answer:
    there = providers.thing(url, BESLUIT)
    if there.fault:
        raise Invalid([InvalidParam("besluit", there.fault, there.reason)])
    zaak = Zaak.objects.select_for_update(of=("self",), no_key=True).get(pk=call.ids["zaak_uuid"])
    if id_of(str(there.body.get("zaak") or ""), ZAAK) != zaak.pk:
        raise _not_named()
    row, is_new = BesluitElsewhere.objects.get_or_create(zaak=zaak, besluit=url)
    if is_new and zaak.einddatum and archiving.derive_again(zaak):
        changes.record_of(zaak, "partial_update")
    shown = _there(call, row)
    return Answer(shown, headers={"Location": shown["url"]})


def _not_named() -> Invalid:
    return Invalid([InvalidParam(NOWHERE, "inconsistent-relation", "Leg eerst bij het besluit vast dat het bij deze zaak hoort.")])


@handles("zaken", "zaakbesluit_destroy")
def unmirrored(call: Call) -> Answer:
    _zaak(call)
    row = _elsewhere(call).filter(pk=call.key).first()
    if row is not None:
        return _unmirrored_there(row)
    if not Besluit.objects.filter(zaak=call.ids["zaak_uuid"], pk=call.key).exists():
        raise NotFound
    raise _still_named("Verwijder de relatie bij het besluit; deze gaat dan vanzelf mee.")


def _unmirrored_there(row: BesluitElsewhere) -> Answer:
    """When the besluit is gone there, or names another zaak, or nobody can be asked any more."""
    if providers.lies_there(row.besluit):
        there = providers.thing(row.besluit, BESLUIT)
        if there.fault and not there.gone:
            raise _still_named("Wij krijgen daar nu geen antwoord. Probeer het later opnieuw.")
        if not there.fault and id_of(str(there.body.get("zaak") or ""), ZAAK) == row.zaak_id:
            raise _still_named("Verwijder daar eerst het besluit.")
    zaak = Zaak.objects.select_for_update(of=("self",), no_key=True).get(pk=row.zaak_id)
    row.delete()
    if zaak.einddatum and archiving.derive_again(zaak):
        changes.record_of(zaak, "partial_update")
    return Answer()


def _still_named(reason: str) -> Invalid:
    return Invalid([InvalidParam(NOWHERE, "remote-relation-exists", reason)])
