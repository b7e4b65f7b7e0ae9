"""What officials who manage links do with applicaties: add one, show it its secret once, give and withdraw rights, revoke it.

Every verb is for an official; who may not gets `errors.Forbidden`, what is not there `errors.NotFound`, what is wrong `errors.Invalid`.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from balie.identity.public import OfficialView
from balie.kernel.web.roots import root
from balie.zgw import errors, resources
from balie.zgw.autorisaties import actions, queries, secrets
from balie.zgw.autorisaties.queries import ApiClient
from balie.zgw.autorisaties.rules import Given
from balie.zgw.references import Links

PERMISSION = "koppelingen.beheren"
KINDS = {"zrc": "catalogi/zaaktypen", "drc": "catalogi/informatieobjecttypen", "brc": "catalogi/besluittypen"}


@dataclass(frozen=True)
class Type:
    """A zaaktype, informatieobjecttype or besluittype that a right can be about."""

    url: str
    label: str


def clients(official: OfficialView) -> list[ApiClient]:
    _may(official)
    return queries.api_clients()


def client(official: OfficialView, applicatie_id: UUID) -> ApiClient:
    _may(official)
    return queries.api_client(applicatie_id)


@transaction.atomic
def add(*, official: OfficialView, label: str, client_id: str, rights: Sequence[Given] | None) -> tuple[UUID, str]:
    """`rights` None: everything. Returns its id and its secret, which is kept sealed and cannot be shown again."""
    _may(official)
    row = actions.create_applicatie(client_ids=(client_id,), label=label, heeft_alle_autorisaties=rights is None, autorisaties=tuple(rights or ()))
    return row.id, _fresh_secret(client_id)


@transaction.atomic
def renew_secret(*, official: OfficialView, applicatie_id: UUID, client_id: str) -> str:
    """The new secret; the old one opens nothing any more."""
    if client_id not in {name.client_id for name in client(official, applicatie_id).names}:
        raise errors.NotFound("Deze client id is er niet.")
    return _fresh_secret(client_id)


@transaction.atomic
def grant(*, official: OfficialView, applicatie_id: UUID, rights: Sequence[Given]) -> None:
    """One that may do everything, may do only this from now on."""
    found = client(official, applicatie_id)
    actions.update_applicatie(applicatie_id=applicatie_id, heeft_alle_autorisaties=False, autorisaties=(*found.rights, *rights))


@transaction.atomic
def withdraw(*, official: OfficialView, applicatie_id: UUID, right_id: UUID) -> None:
    """The last one cannot go: revoke the applicatie instead."""
    found = client(official, applicatie_id)
    kept = tuple(right for right, key in zip(found.rights, found.right_ids, strict=True) if key != right_id)
    if len(kept) == len(found.rights):
        raise errors.NotFound("Dit recht is er niet meer.")
    actions.update_applicatie(applicatie_id=applicatie_id, autorisaties=kept)


def revoke(*, official: OfficialView, applicatie_id: UUID) -> None:
    _may(official)
    actions.delete_applicatie(applicatie_id=applicatie_id, with_secrets=True)


@transaction.atomic
def types(component: str) -> list[Type]:
    """Those that a right of this component can be about, newest version first. Empty where there are none."""
    try:
        model = resources.of_kind(KINDS[component]).model
    except (KeyError, resources.UnknownResource):
        return []
    links = Links(root())
    rows = model.objects.order_by("omschrijving", "-begin_geldigheid", "id").values_list("id", "omschrijving", "begin_geldigheid")
    return [Type(links.to(KINDS[component], key), f"{name} (vanaf {begin:%d-%m-%Y})") for key, name, begin in rows]


def _fresh_secret(client_id: str) -> str:
    secret = secrets.new_secret()
    actions.set_secret(client_id=client_id, secret=secret)
    return secret


def _may(official: OfficialView) -> None:
    if not official.can(PERMISSION):
        raise errors.Forbidden()
