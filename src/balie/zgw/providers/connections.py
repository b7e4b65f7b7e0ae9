"""The other providers of a municipality: their addresses, and the client id and sealed secret with which we log in there."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from balie.kernel import audit, crypto, egress, plugins, rotation
from balie.settings.outside import is_safe
from balie.zgw.models import Connection

SEALED = "cases.connection.secret"  # as it was called when the first ones were sealed
KIND = "zgw"
APIS = {"zaken": "zaken/api/v1", "documenten": "documenten/api/v1", "catalogi": "catalogi/api/v1"}
OPTIONAL = ("besluiten",)  # not every provider has it
TOWN = "zaaksysteem"  # where the demo town plays a zaaksysteem
SHORTEST_SECRET = 16


class Unfit(ValueError):
    """Something about the connection is not right; `str()` says what to do."""


class Unknown(LookupError):
    """The municipality has no connection of that name."""


@dataclass(frozen=True)
class Access:
    """How to log in, and which catalogus holds the zaaktypen."""

    name: str
    label: str
    client_id: str
    domein: str
    rsin: str
    secret: str = field(repr=False)


_told: list[Callable[[], None]] = []


def on_change(forget: Callable[[], None]) -> None:
    """To be called when a connection was set, and again once that is committed."""
    _told.append(forget)


@transaction.atomic
def set_connection(
    *, name: str, label: str, client_id: str, secret: str, zaken: str = "", documenten: str = "", catalogi: str = "", besluiten: str = "",
    domein: str = "", rsin: str = "",
) -> None:
    """Make or change it. Addresses are the roots of the APIs; in the demo an empty one is the demo town's. Raises `Unfit`."""
    addresses = {"zaken": zaken, "documenten": documenten, "catalogi": catalogi, "besluiten": besluiten}
    for api, address in addresses.items():
        if not address and api not in OPTIONAL and settings.BALIE.mode != "demo":
            raise Unfit(f"Vul het adres van {api} in.")
        if address and not is_safe(address):
            raise Unfit(f"Het adres van {api} begint niet met https://. Persoonsgegevens gaan nooit onversleuteld.")
    if len(secret) < SHORTEST_SECRET:
        raise Unfit(f"Het geheim is te kort: neem er een van minstens {SHORTEST_SECRET} tekens.")
    Connection.objects.update_or_create(name=name, defaults={
        "label": label, "client_id": client_id, "secret": crypto.seal(secret, context=SEALED), "domein": domein, "rsin": rsin, **addresses,
    })
    for forget in _told:
        forget()
        transaction.on_commit(forget)
    audit.record("koppeling.ingesteld", object_ref=f"koppeling:{name}", details={"zaken": zaken})


@transaction.atomic
def access_to(name: str) -> Access:
    """Raises `Unknown`."""
    row = Connection.objects.filter(name=name).first()
    if row is None:
        raise Unknown(name)
    secret = crypto.open_sealed(row.secret, context=SEALED)
    return Access(row.name, row.label, row.client_id, row.domein, row.rsin, secret)


@transaction.atomic
def listed() -> list[Connection]:
    return list(Connection.objects.order_by("name"))


@transaction.atomic
def address_of(name: str) -> str:
    """Of `connection:api`; empty when the municipality has no such connection."""
    connection, _, api = name.partition(":")
    row = Connection.objects.filter(name=connection).first()
    return root_of(row, api) if row is not None else ""


def root_of(row: Connection, api: str) -> str:
    """Where that API of this connection is; empty: it has none."""
    if api not in (*APIS, *OPTIONAL):
        return ""
    own = getattr(row, api)
    in_town = settings.BALIE.mode == "demo" and api in APIS
    return own or (f"{settings.BALIE.town_url.rstrip('/')}/{TOWN}/{APIS[api]}" if in_town else "")


egress.addresses_of(KIND, address_of)
plugins.register(rotation.KIND, "zgw_providers", lambda: rotation.Columns(Connection, secret=SEALED))
