"""Acting for somebody else. Who gives a mandate gets a code; who types it after logging in, and accepts, may act for them until it ends.

A mandate holds on the day that it is used: who took it back, or whose day has passed, is as if it never was (`in_force`).
"""
from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import BooleanField, F, Func, Q, QuerySet

from balie.identity.events import MandateChanged
from balie.identity.models import Mandate
from balie.identity.views import InvalidInput, MandateView, NotFound, Resident
from balie.kernel import audit, clock, limits, outbox

LONGEST = timedelta(days=366)
CODE_DAYS = 14
TRIES_AN_HOUR = 10
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that are read as another one
LENGTH = 16  # 80 random bits
UNKNOWN = "Wij kennen deze code niet, of hij werkt niet meer. Vraag degene voor wie u iets wilt doen om een nieuwe code."
AUTHORITY_DAYS = 90


@transaction.atomic
def give_mandate(*, resident: Resident, giver_name: str, receiver_name: str, services: Iterable[str], until: date | None) -> tuple[MandateView, str]:
    """A new mandate that waits for its receiver, and the code for them, which is kept nowhere. Raises `InvalidInput`."""
    giver_name, receiver_name, services = _name(giver_name), _name(receiver_name), sorted(set(services))
    if resident.kind != "persoon":
        raise InvalidInput("services", "Een bedrijf machtigt iemand bij eHerkenning.")
    if not services:
        raise InvalidInput("services", "Kies waarvoor u iemand machtigt.")
    if not receiver_name:
        raise InvalidInput("receiver_name", "Vul in wie u machtigt.")
    if not giver_name:
        raise InvalidInput("giver_name", "Vul uw eigen naam in.")
    if until is None or not clock.today() <= until <= clock.today() + LONGEST:
        raise InvalidInput("until", "Kies een dag van vandaag tot over een jaar.")
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    row = Mandate.objects.create(
        giver_id=resident.person_id, giver_name=giver_name, receiver_name=receiver_name, services=services, until=until,
        code_hash=_hashed(code), code_expires=clock.now() + timedelta(days=CODE_DAYS),
    )
    _changed(row, "gegeven")
    return _view(row), "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def mandate_behind(*, code: str, resident: Resident) -> MandateView:
    """What somebody with this code may accept. Raises `InvalidInput`, also for one's own and after too many tries."""
    _count(resident)
    return _view(_waiting(code, resident))


def accept_mandate(*, code: str, resident: Resident) -> MandateView:
    """From now on this resident may act for who gave it. Raises `InvalidInput`."""
    _count(resident)
    return _accept(code, resident)


@transaction.atomic
def _accept(code: str, resident: Resident) -> MandateView:
    row = _waiting(code, resident, lock=True)
    row.receiver_id, row.accepted, row.code_hash, row.code_expires = resident.person_id, clock.now(), None, None
    row.save(update_fields=["receiver", "accepted", "code_hash", "code_expires"])
    _changed(row, "aanvaard")
    return _view(row)


@transaction.atomic
def end_mandate(*, mandate_id: UUID, resident: Resident) -> None:
    """Taken back by who gave it, or given back by who got it; ending it twice does nothing. Raises `NotFound` for anybody else."""
    row = Mandate.objects.select_for_update().filter(_of(resident), pk=mandate_id).first()
    if row is None:
        raise NotFound("There is no such mandate for who asks.")
    if row.ended is None:
        row.ended, row.code_hash, row.code_expires = clock.now(), None, None
        row.save(update_fields=["ended", "code_hash", "code_expires"])
        _changed(row, "ingetrokken" if row.giver_id == resident.person_id else "teruggegeven")


def end_mandates_of(person_id: UUID) -> None:
    """Who is forgotten gives and has no mandates, and their names go."""
    rows = Mandate.objects.filter(Q(giver_id=person_id) | Q(receiver_id=person_id))
    rows.filter(ended=None).update(ended=clock.now())
    rows.update(giver_name="", receiver_name="", code_hash=None, code_expires=None)


@transaction.atomic
def with_authority(*, child_id: UUID, parent: Resident, child_name: str, service: str, adult: date) -> MandateView:
    """A parent acts for a child for a while, because a register said just now that they have authority over it. `adult`: the 18th birthday."""
    until = min(clock.today() + timedelta(days=AUTHORITY_DAYS), adult - timedelta(days=1))
    row = Mandate.objects.create(
        basis=Mandate.Basis.GEZAG, giver_id=child_id, receiver_id=parent.person_id, giver_name=child_name[:120], receiver_name=parent.name[:120],
        services=[service], until=until, accepted=clock.now(),
    )
    audit.record("machtiging.gezag", object_ref=f"machtiging:{row.id}", subject=child_id, purpose="Iets aanvragen voor een kind",
                 legal_basis="Artikel 1:245 BW", details={"dienst": service})
    return _view(row)


# -- reads

class AnyOf(Func):
    """`column = any(array)`. The array is made once, so that the database finds the rows by an index of the column, beside an `or` too."""

    template, arg_joiner, output_field = "%(expressions)s)", " = any(", BooleanField()


def in_force(receiver: UUID) -> AnyOf:
    """A condition on rows that keep a `mandate_id`: made by what this person may act by today."""
    return AnyOf(F("mandate_id"), ArraySubquery(_holding(receiver).values("id")))


def mandates_for(receiver: UUID, service: str) -> tuple[MandateView, ...]:
    """For whom this person may ask for this service today."""
    rows = _holding(receiver).filter(services__contains=[service], basis=Mandate.Basis.MACHTIGING)
    return tuple(_view(row) for row in rows.order_by("giver_name", "id"))


def mandate_of(mandate_id: UUID) -> MandateView:
    """In any state, for who holds what was made by it. Raises `NotFound`."""
    row = Mandate.objects.filter(pk=mandate_id).first()
    if row is None:
        raise NotFound("There is no such mandate here.")
    return _view(row)


def names_for(reader: UUID, mandate_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Mandate → for whom it is, to who acts by it; nothing of a mandate that the reader gave. One query, none when there is nothing to say."""
    wanted = set(mandate_ids) - {None}
    return dict(Mandate.objects.filter(pk__in=wanted).exclude(giver_id=reader).values_list("id", "giver_name")) if wanted else {}


def usable(mandate_id: UUID, *, receiver: UUID, service: str) -> MandateView | None:
    """The mandate, when this person may ask for this service by it today."""
    row = _holding(receiver).filter(pk=mandate_id, services__contains=[service]).first()
    return row and _view(row)


def mandates_of(resident: Resident) -> tuple[MandateView, ...]:
    """All that this person gave or got, those that hold first; what ended long ago is left out."""
    recent = Q(ended=None, until__gte=clock.today() - LONGEST) | Q(ended__gte=clock.now() - LONGEST)
    rows = Mandate.objects.filter(_of(resident), recent, basis=Mandate.Basis.MACHTIGING).order_by("-given")
    return tuple(sorted((_view(row) for row in rows[:100]), key=lambda each: each.state in ("verlopen", "beëindigd")))


# -- inside

def _holding(receiver: UUID) -> QuerySet[Mandate]:
    return Mandate.objects.filter(receiver_id=receiver, ended=None, accepted__isnull=False, until__gte=clock.today())


def _of(resident: Resident) -> Q:
    return Q(giver_id=resident.person_id) | Q(receiver_id=resident.person_id)


def _count(resident: Resident) -> None:
    """Outside the transaction of the verb: a refusal undoes that, and the try must count."""
    if limits.too_often("mandate.code", str(resident.person_id), most=TRIES_AN_HOUR, seconds=3600):
        raise InvalidInput("code", "U probeerde het te vaak. Probeer het over een uur opnieuw.")


def _waiting(code: str, resident: Resident, *, lock: bool = False) -> Mandate:
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    row = (Mandate.objects.select_for_update() if lock else Mandate.objects).filter(
        code_hash=_hashed(typed), code_expires__gt=clock.now(), accepted=None, ended=None, until__gte=clock.today()
    ).first()
    if row is None or resident.kind != "persoon":
        raise InvalidInput("code", UNKNOWN)
    if row.giver_id == resident.person_id:
        raise InvalidInput("code", "U kunt uzelf niet machtigen. Geef de code aan de ander.")
    return row


def _hashed(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()


def _name(text: str) -> str:
    return " ".join(text.split())[:120]


def _changed(row: Mandate, what: str) -> None:
    for subject in {row.giver_id, row.receiver_id} - {None}:
        audit.record(f"machtiging.{what}", object_ref=f"machtiging:{row.id}", subject=subject, purpose="Iets regelen voor een ander",
                     details={"diensten": row.services, "tot_en_met": row.until.isoformat()})
    outbox.announce(MandateChanged(mandate_id=row.id, what=what))


def _view(row: Mandate) -> MandateView:
    waits = row.accepted is None
    over = row.until < clock.today() or (waits and (row.code_expires is None or row.code_expires <= clock.now()))
    state = "beëindigd" if row.ended else "verlopen" if over else "wacht" if waits else "geldig"
    return MandateView(
        id=row.id, basis=row.basis, giver=row.giver_id, receiver=row.receiver_id, giver_name=row.giver_name, receiver_name=row.receiver_name,
        services=tuple(row.services), until=row.until, given=row.given, state=state,
    )
