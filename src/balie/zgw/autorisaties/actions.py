"""Making, changing and removing applicaties, and giving their client ids a secret. Each change counts at once in this process (`memory`)."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from balie.kernel import audit
from balie.zgw import errors
from balie.zgw.autorisaties import memory, secrets
from balie.zgw.autorisaties.rules import COLUMNS, Given, Wanted, against_the_rules, misformed
from balie.zgw.models import Applicatie, Autorisatie, ClientId

PURPOSE = "Toegang tot de API's"
OWN = ("label", "heeft_alle_autorisaties", "alleen_is_gereed_voor_publicatie")


@transaction.atomic
def create_applicatie(
    *, client_ids: tuple[str, ...], label: str, heeft_alle_autorisaties: bool = False, alleen_is_gereed_voor_publicatie: bool = False,
    autorisaties: tuple[Given, ...] = (),
) -> Applicatie:
    """Raises `errors.Invalid` with everything that is wrong."""
    return store(_checked(Wanted(tuple(client_ids), label, heeft_alle_autorisaties, alleen_is_gereed_voor_publicatie, tuple(autorisaties))))


@transaction.atomic
def update_applicatie(*, applicatie_id: UUID, **changes: Any) -> Applicatie:
    """What is not among the changes stays; `autorisaties` take the place of all that were. Raises `errors.NotFound` and `errors.Invalid`."""
    row = _mine(applicatie_id)
    return store(_checked(wanted(row, changes), row), row)


@transaction.atomic
def delete_applicatie(*, applicatie_id: UUID) -> None:
    """Its tokens open nothing any more. Raises `errors.NotFound`."""
    row = _mine(applicatie_id)
    row.delete()
    _changed()
    audit.record("applicatie.verwijderd", object_ref=f"applicatie:{applicatie_id}", purpose=PURPOSE)


@transaction.atomic
def set_secret(*, client_id: str, secret: str) -> None:
    """Tokens signed with the old one open nothing any more. Raises `errors.NotFound`, and `errors.Invalid` when it is too easy to guess."""
    if fault := secrets.fault(secret):
        raise errors.Invalid([errors.InvalidParam("secret", "invalid", fault)])
    row = ClientId.objects.select_for_update().filter(client_id=client_id).first()
    if row is None:
        raise errors.NotFound("Deze client id is er niet.")
    row.secret = secrets.sealed(secret)
    row.save(update_fields=["secret"])
    _changed()
    audit.record("applicatie.geheim_gezet", object_ref=f"applicatie:{row.applicatie_id}", purpose=PURPOSE)


# -- what the Autorisaties API does the same way


def wanted(row: Applicatie, changes: dict[str, Any]) -> Wanted:
    """The applicatie as it is, with the changes."""
    now = {name: getattr(row, name) for name in OWN}
    if "client_ids" not in changes:
        now["client_ids"] = tuple(row.clients.order_by("place").values_list("client_id", flat=True))
    if "autorisaties" not in changes:
        now["autorisaties"] = tuple(Given(**each | {"scopes": tuple(each["scopes"])}) for each in row.autorisaties.order_by("id").values(*COLUMNS))
    return Wanted(**now | {name: tuple(value) if name in ("client_ids", "autorisaties") else value for name, value in changes.items()})


def taken(client_ids: tuple[str, ...], row: Applicatie | None = None) -> set[str]:
    """Which of them are another applicatie's (ac-001)."""
    others = ClientId.objects.filter(client_id__in=client_ids)
    return set((others.exclude(applicatie=row) if row else others).values_list("client_id", flat=True))


@transaction.atomic
def store(wanted: Wanted, row: Applicatie | None = None) -> Applicatie:
    """Write what was checked. Who took a client id in the meantime is seen by the database."""
    new = row is None
    row = row or Applicatie()
    for name in OWN:
        setattr(row, name, getattr(wanted, name))
    row.save(force_insert=new)
    try:
        with transaction.atomic():
            _store_client_ids(row, wanted.client_ids)
    except IntegrityError:
        raise errors.Invalid(against_the_rules(wanted, taken(wanted.client_ids, row))) from None
    if not new:
        row.autorisaties.all().delete()
    Autorisatie.objects.bulk_create(
        Autorisatie(applicatie=row, **{name: getattr(each, name) for name in COLUMNS} | {"scopes": list(each.scopes)})
        for each in wanted.autorisaties
    )
    _changed()
    audit.record(
        f"applicatie.{'gemaakt' if new else 'gewijzigd'}", object_ref=f"applicatie:{row.id}", purpose=PURPOSE,
        details={"alles": wanted.heeft_alle_autorisaties, "autorisaties": len(wanted.autorisaties)},
    )
    return row


def _store_client_ids(row: Applicatie, client_ids: tuple[str, ...]) -> None:
    """A client id that stays keeps its secret."""
    places = {client_id: place for place, client_id in enumerate(dict.fromkeys(client_ids))}
    now = {each.client_id: each for each in row.clients.all()}
    row.clients.exclude(client_id__in=list(places)).delete()
    ClientId.objects.bulk_create(
        ClientId(applicatie=row, client_id=client_id, place=place) for client_id, place in places.items() if client_id not in now
    )
    for client_id, one in now.items():
        if client_id in places and one.place != places[client_id]:
            one.place = places[client_id]
            one.save(update_fields=["place"])


def _checked(wanted: Wanted, row: Applicatie | None = None) -> Wanted:
    if found := [*misformed(wanted), *against_the_rules(wanted, taken(wanted.client_ids, row))]:
        raise errors.Invalid(found)
    return wanted


def _mine(applicatie_id: UUID) -> Applicatie:
    row = Applicatie.objects.select_for_update().filter(pk=applicatie_id).first()
    if row is None:
        raise errors.NotFound("Deze applicatie is er niet.")
    return row


def _changed() -> None:
    memory.forget()
    transaction.on_commit(memory.forget)
