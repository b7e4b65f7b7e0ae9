"""Which applicaties there are, for who administers them. Secrets are not shown, only whether there is one."""
from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from balie.zgw import errors
from balie.zgw.autorisaties.rules import COLUMNS, Given
from balie.zgw.models import Applicatie, ClientId


@dataclass(frozen=True)
class Name:
    """A client id. Without a secret no token of it is accepted."""

    client_id: str
    has_secret: bool


@dataclass(frozen=True)
class ApiClient:
    """An applicatie with all that it may; `everything`: heeftAlleAutorisaties. `right_ids` stand beside `rights`; a change gives new ones."""

    id: UUID
    label: str
    names: tuple[Name, ...]
    everything: bool
    only_published: bool
    rights: tuple[Given, ...]
    right_ids: tuple[UUID, ...]


@transaction.atomic
def api_clients() -> list[ApiClient]:
    """By label. Three queries, however many there are."""
    rows = Applicatie.objects.prefetch_related("clients", "autorisaties").order_by("label", "id")
    return [_shown(row) for row in rows]


@transaction.atomic
def loose_client_ids() -> list[str]:
    """Those that have a secret and no applicatie: one can be made for them, also over the API."""
    return list(ClientId.objects.filter(applicatie=None).order_by("client_id").values_list("client_id", flat=True))


@transaction.atomic
def api_client(applicatie_id: UUID) -> ApiClient:
    """Raises `errors.NotFound`."""
    row = Applicatie.objects.prefetch_related("clients", "autorisaties").filter(pk=applicatie_id).first()
    if row is None:
        raise errors.NotFound("Deze applicatie is er niet.")
    return _shown(row)


@transaction.atomic
def api_client_of(client_id: str) -> ApiClient:
    """Raises `errors.NotFound`."""
    found = ClientId.objects.filter(client_id=client_id, applicatie__isnull=False).values_list("applicatie_id", flat=True).first()
    if found is None:
        raise errors.NotFound("Deze client id is er niet.")
    return api_client(found)


def _shown(row: Applicatie) -> ApiClient:
    names = sorted(row.clients.all(), key=lambda each: each.place)
    rights = sorted(row.autorisaties.all(), key=lambda each: each.id)
    return ApiClient(
        id=row.id, label=row.label, names=tuple(Name(each.client_id, bool(each.secret)) for each in names), everything=row.heeft_alle_autorisaties,
        only_published=row.alleen_is_gereed_voor_publicatie,
        rights=tuple(Given(**{name: getattr(each, name) for name in COLUMNS} | {"scopes": tuple(each.scopes)}) for each in rights),
        right_ids=tuple(each.id for each in rights),
    )
