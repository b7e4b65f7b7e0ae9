"""The zaaksystemen of a municipality: their addresses, and the client id and sealed secret with which we log in there."""
from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from balie.cases.models import Connection
from balie.cases.views import NotFound
from balie.kernel import audit, crypto, egress, plugins, rotation
from balie.settings.outside import is_safe

SEALED = "cases.connection.secret"
KIND = "zgw"
APIS = {"zaken": "zaken/api/v1", "documenten": "documenten/api/v1", "catalogi": "catalogi/api/v1"}
TOWN = "zaaksysteem"  # where the demo town plays a zaaksysteem
SHORTEST_SECRET = 16


class Unfit(ValueError):
    """Something about the connection is not right; `str()` says what to do."""


@dataclass(frozen=True)
class Access:
    """How to log in, and which catalogus holds the zaaktypen."""

    name: str
    label: str
    client_id: str
    domein: str
    rsin: str
    secret: str = field(repr=False)


@transaction.atomic
def set_connection(
    *, name: str, label: str, client_id: str, secret: str, zaken: str = "", documenten: str = "", catalogi: str = "", domein: str = "",
    rsin: str = "",
) -> None:
    """Make or change it. Addresses are the roots of the APIs; in the demo an empty one is the demo town's. Raises `Unfit`."""
    addresses = {"zaken": zaken, "documenten": documenten, "catalogi": catalogi}
    for api, address in addresses.items():
        if not address and settings.BALIE.mode != "demo":
            raise Unfit(f"Vul het adres van {api} in.")
        if address and not is_safe(address):
            raise Unfit(f"Het adres van {api} begint niet met https://. Persoonsgegevens gaan nooit onversleuteld.")
    if len(secret) < SHORTEST_SECRET:
        raise Unfit(f"Het geheim is te kort: neem er een van minstens {SHORTEST_SECRET} tekens.")
    Connection.objects.update_or_create(name=name, defaults={
        "label": label, "client_id": client_id, "secret": crypto.seal(secret, context=SEALED), "domein": domein, "rsin": rsin, **addresses,
    })
    audit.record("koppeling.ingesteld", object_ref=f"koppeling:{name}", details={"zaken": zaken})


@transaction.atomic
def access_to(name: str) -> Access:
    """Raises `NotFound`."""
    row = Connection.objects.filter(name=name).first()
    if row is None:
        raise NotFound(name)
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
    if row is None or api not in APIS:
        return ""
    own = getattr(row, api)
    return own or (f"{settings.BALIE.town_url.rstrip('/')}/{TOWN}/{APIS[api]}" if settings.BALIE.mode == "demo" else "")


egress.addresses_of(KIND, address_of)
plugins.register(rotation.KIND, "cases", lambda: rotation.Columns(Connection, secret=SEALED))
