"""Zaken that change, and subscribers."""
from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import msgspec

from balie.kernel.ids import new_id
from balie.zgw import audittrail
from balie.zgw.audittrail import Actor, Thing
from balie.zgw.notificaties import abonneren
from balie.zgw.notificaties.tests.receiver import AUTH, Got, Receiver, receiver

NOWHERE = "https://ontvanger.example/callback"


def zaak() -> Thing:
    return Thing("zaak", "zaken/zaken", new_id())


def change(main: Thing, resource: str, *, action: str = "create", kanaal: str = "zaken", toelichting: str = "", **more: Any) -> UUID:
    """Something of `main` changed: the thing itself, or a part of it."""
    thing = main if resource == main.name else Thing(resource, "zaken/statussen", new_id())
    return audittrail.record(
        kanaal=kanaal, resource=thing, main=main, action=action, by=Actor("app", "App", "u1", "Nadia Benali", toelichting), **more,
    )


def abonnement(*kanalen: str, url: str = NOWHERE, auth: str = AUTH, filters: dict[str, str] | None = None, client_id: str = "app") -> UUID:
    rows = [{"naam": naam, "filters": filters or {}} for naam in kanalen]
    return abonneren.subscribe(callback_url=url, auth=auth, kanalen=rows, client_id=client_id)


def plain(value: Any) -> Any:
    """As a client reads it."""
    return json.loads(msgspec.json.encode(value))


def orders(bodies: list[dict]) -> dict[str, list[int]]:
    """Per main object the numbers that its messages bear, in order of arrival."""
    found: dict[str, list[int]] = {}
    for each in bodies:
        found.setdefault(each["hoofdObject"], []).append(int(each["kenmerken"]["nummer"]))
    return found


__all__ = ["AUTH", "NOWHERE", "Got", "Receiver", "abonnement", "change", "orders", "plain", "receiver", "zaak"]
