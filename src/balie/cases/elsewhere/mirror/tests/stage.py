"""Zaken in the other system, and following it."""
from __future__ import annotations

from typing import Any

from balie.cases.elsewhere.mirror import following, sweeping
from balie.cases.elsewhere.tests import world
from balie.cases.models import Followed, ZaakElsewhere
from balie.demo.zaaksysteem import catalogus, store, zaken

BEGAN = "2026-01-05"


def there_is(number: int = 1, *, bsn: str = "", handler: str = "", **changes: Any) -> dict:
    """A zaak in the other system; `bsn`: of its initiator."""
    key, kind = store.new_key(), next(row for row in catalogus.of("zaaktypen").values() if row["identificatie"] == "EVENEMENT")
    row = store.put("zaak", {
        **zaken.NOT_SET, "registratiedatum": BEGAN, "omschrijving": f"Feest {number}", "identificatie": f"ZS-{number}", "kenmerken": [],
        "bronorganisatie": zaken.RSIN, "verantwoordelijkeOrganisatie": zaken.RSIN, "zaaktype": kind["url"], "startdatum": BEGAN, "uuid": key,
        "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "url": store.address("zaken", "zaken", key), "made": zaken.now(),
        "uiterlijkeEinddatumAfdoening": "2026-12-01", **changes,
    })
    if bsn:
        give_rol(row, "initiator", "natuurlijk_persoon", inpBsn=bsn)
    if handler:
        give_rol(row, "behandelaar", "medewerker", achternaam=handler)
    return row


def give_rol(zaak: dict, generic: str, kind: str, **known: str) -> None:
    key = store.new_key()
    store.put("rol", {
        "uuid": key, "url": store.address("zaken", "rollen", key), "zaak": zaak["url"], "betrokkeneType": kind, "omschrijvingGeneriek": generic,
        "betrokkeneIdentificatie": known,
    })


def set_status(zaak: dict, place: int, result: str = "") -> None:
    """`place`: which status, from 0."""
    kinds = [row for row in catalogus.of("statustypen").values() if row["zaaktype"] == zaak["zaaktype"]]
    if result:
        results = catalogus.of("resultaattypen").values()
        zaken.set_result(zaak, next(row for row in results if row["zaaktype"] == zaak["zaaktype"] and row["omschrijving"] == result))
    zaken.set_status(store.get("zaak", zaak["uuid"]), kinds[place], zaken.now())


def vanish(zaak: dict) -> None:
    """It is destroyed there."""
    store.drop("zaak", zaak["uuid"])


def follow(**changes: Any) -> Followed:
    following.follow(name="vergunningen", **changes)
    return Followed.objects.get()


def round_of(followed: Followed) -> int:
    """A whole round, as the worker does it: how many steps."""
    Followed.objects.filter(pk=followed.pk).update(next_at=None)
    steps = 1
    while sweeping.step(followed.id):
        steps += 1
    return steps


def kept(number: int = 1) -> ZaakElsewhere:
    return ZaakElsewhere.objects.get(identificatie=f"ZS-{number}")


__all__ = ["follow", "give_rol", "kept", "round_of", "set_status", "there_is", "vanish", "world"]
