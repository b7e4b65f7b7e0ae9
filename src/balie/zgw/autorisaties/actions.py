"""Making, changing and removing applicaties, and giving their client ids a secret. Each change counts at once in this process (`memory`)."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from joserfc.jwk import OctKey

from balie.kernel import audit, clock
from balie.zgw import errors
from balie.zgw.autorisaties import memory, secrets
from balie.zgw.autorisaties.rules import COLUMNS, Given, Wanted, against_the_rules, misformed
from balie.zgw.autorisaties.tokens import signed
from balie.zgw.models import Applicatie, Autorisatie, ClientId

PURPOSE = "Toegang tot de API's"
OWN = ("label", "heeft_alle_autorisaties", "alleen_is_gereed_voor_publicatie")


@transaction.atomic
def create_applicatie(
    *, client_ids: tuple[str, ...], label: str, heeft_alle_autorisaties: bool = False, alleen_is_gereed_voor_publicatie: bool = False,
    autorisaties: tuple[Given, ...] = (),
) -> Applicatie:
    """Raises `errors.Invalid` with everything that is wrong."""
    wanted = Wanted(tuple(client_ids), label, heeft_alle_autorisaties, alleen_is_gereed_voor_publicatie, tuple(autorisaties))
    return _told(store(_checked(wanted)), "create")


@transaction.atomic
def update_applicatie(*, applicatie_id: UUID, **changes: Any) -> Applicatie:
    """What is not among the changes stays; `autorisaties` take the place of all that were. Raises `errors.NotFound` and `errors.Invalid`."""
    row = _mine(applicatie_id)
    return _told(store(_checked(wanted(row, changes), row), row), "partial_update")


@transaction.atomic
def delete_applicatie(*, applicatie_id: UUID, with_secrets: bool = False) -> None:
    """Its tokens open nothing any more. Without `with_secrets` they do again when one of its client ids is given to an applicatie later on, as
    clients of the Autorisaties API expect. Raises `errors.NotFound`."""
    row = _told(_mine(applicatie_id), "destroy")
    if with_secrets:
        row.clients.all().delete()
    erase(row)


@transaction.atomic
def remove_client_id(*, client_id: str) -> None:
    """With its secret, and with its applicatie when that has no other. Raises `errors.NotFound`."""
    row = ClientId.objects.select_for_update().filter(client_id=client_id).first()
    if row is None:
        raise errors.NotFound("Deze client id is er niet.")
    applicatie = row.applicatie
    row.delete()
    _changed()
    audit.record("applicatie.client_id_weg", object_ref=f"applicatie:{row.applicatie_id or ''}", purpose=PURPOSE)
    if applicatie and applicatie.clients.exists():
        _told(applicatie, "partial_update")
    elif applicatie:
        erase(_told(applicatie, "destroy"))


@transaction.atomic
def set_secret(*, client_id: str, secret: str) -> None:
    """Tokens signed with the old one open nothing any more. May come before the applicatie: that can be made over the API afterwards.

    Raises `errors.Invalid`, also when the secret is too easy to guess.
    """
    if fault := secrets.fault(secret):
        raise errors.Invalid([errors.InvalidParam("secret", "invalid", fault)])
    if found := misformed(Wanted((client_id,), "-")):
        raise errors.Invalid(found)
    row, _made = ClientId.objects.update_or_create(client_id=client_id, defaults={"secret": secrets.sealed(secret)})
    _changed()
    audit.record("applicatie.geheim_gezet", object_ref=f"applicatie:{row.applicatie_id or ''}", purpose=PURPOSE)


@transaction.atomic
def make_token(*, client_id: str) -> str:
    """A token as the client itself makes it, to try the APIs with. Raises `errors.NotFound`, also when it has no secret."""
    row = ClientId.objects.filter(client_id=client_id, applicatie__isnull=False).exclude(secret=b"").first()
    if row is None:
        raise errors.NotFound("Deze client id is er niet, of heeft geen geheim.")
    audit.record("applicatie.token_gemaakt", object_ref=f"applicatie:{row.applicatie_id}", purpose=PURPOSE)
    return signed(client_id, OctKey.import_key(secrets.opened(row.secret)), at=clock.now().timestamp())


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
    others = ClientId.objects.filter(client_id__in=client_ids, applicatie__isnull=False)
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


@transaction.atomic
def erase(row: Applicatie) -> None:
    """Client ids with a secret wait for another applicatie."""
    key = row.pk
    row.delete()
    _tidy()
    _changed()
    audit.record("applicatie.verwijderd", object_ref=f"applicatie:{key}", purpose=PURPOSE)


def _store_client_ids(row: Applicatie, client_ids: tuple[str, ...]) -> None:
    """A client id keeps its secret, when it stays, goes and comes. Of two that want it at once the database lets one have it."""
    places = {client_id: place for place, client_id in enumerate(dict.fromkeys(client_ids))}
    row.clients.exclude(client_id__in=list(places)).update(applicatie=None)
    ClientId.objects.filter(client_id__in=list(places), applicatie=None).update(applicatie=row)
    _tidy()
    now = {each.client_id: each for each in row.clients.all()}
    ClientId.objects.bulk_create(
        ClientId(applicatie=row, client_id=client_id, place=place) for client_id, place in places.items() if client_id not in now
    )
    for client_id, one in now.items():
        if client_id in places and one.place != places[client_id]:
            one.place = places[client_id]
            one.save(update_fields=["place"])


def _tidy() -> None:
    """A client id of no applicatie and without a secret is nothing."""
    ClientId.objects.filter(applicatie=None, secret=b"").delete()


def _checked(wanted: Wanted, row: Applicatie | None = None) -> Wanted:
    if found := [*misformed(wanted), *against_the_rules(wanted, taken(wanted.client_ids, row))]:
        raise errors.Invalid(found)
    return wanted


def _mine(applicatie_id: UUID) -> Applicatie:
    row = Applicatie.objects.select_for_update().filter(pk=applicatie_id).first()
    if row is None:
        raise errors.NotFound("Deze applicatie is er niet.")
    return row


def _told(row: Applicatie, action: str) -> Applicatie:
    """To who follows the kanaal `autorisaties`; what comes over the API is told there."""
    from balie.zgw import changes  # knows the door, which knows us

    changes.record_of(row, action)
    return row


def _changed() -> None:
    memory.forget()
    transaction.on_commit(memory.forget)
