"""Verbs of appointments. Taking a slot is one insert that the database refuses when somebody else was first."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from balie.kernel import audit, clock, dutch, idempotency, outbox

from . import jobs, rules
from .access import row_at_desk, row_of
from .events import AppointmentArrived, AppointmentBooked, AppointmentCancelled, AppointmentMissed, AppointmentMoved, HandedOut
from .models import Appointment, Desk
from .offers import Agenda, Free, product_named
from .shapes import appointment_view
from .views import AlreadyBooked, AppointmentView, NotAllowed, Slot, SlotTaken


@transaction.atomic
def book(*, owner: str, product: str, location: str, start: datetime, person_id: UUID | None, key: str) -> AppointmentView:
    """Book `product` (code) at `location` (code) from `start` (aware), at any free desk.

    The same `key` gives the same appointment. Raises `SlotTaken` (with alternatives), `AlreadyBooked` or `NotFound`.
    """
    with idempotency.claim("appointments.book", key) as claim:
        if claim.result:
            return appointment_view(row_of(UUID(claim.result), owner=owner))
        now = clock.now()
        row = Appointment(
            owner=owner, person_id=person_id, product=product_named(product), booked_at=now, changed_at=now,
            code="".join(secrets.choice(rules.CODE_LETTERS) for _ in range(6)),
        )
        _must_be_the_first(row)
        free = _find(row, location, start)
        for desk in rules.spread(free.desks, row.id.int):
            if _insert(row, desk, free):
                break
            _must_be_the_first(row)
        else:
            raise _taken(row, location, start)
        claim.store(str(row.id))
    row = row_of(row.id, owner=owner)
    audit.record("afspraak.geboekt", object_ref=f"appointment:{row.id}", subject=person_id)
    outbox.announce(AppointmentBooked(appointment_id=row.id, owner=owner))
    jobs.remind_day_before(row)
    return appointment_view(row)


@transaction.atomic
def move(*, appointment_id: UUID, owner: str, location: str, start: datetime) -> AppointmentView:
    """The same appointment at another moment or place; moving to where it already is changes nothing.

    Raises `SlotTaken`, `NotAllowed`, `NotFound`.
    """
    row = row_of(appointment_id, owner=owner, lock=True)
    _must_be_to_come(row, "verplaatst")
    if (row.desk.location.code, row.period.lower) == (location, start):
        return appointment_view(row)
    free = _find(row, location, start)
    # two people swapping slots would wait for each other; moves between the same places take turns
    list(Desk.objects.select_for_update(no_key=True).filter(location__in={row.desk.location_id, free.location.id}).order_by("id"))
    for desk in rules.spread(free.desks, row.id.int):
        if _shift(row, desk, free):
            break
    else:
        raise _taken(row, location, start)
    row = row_of(row.id, owner=owner)
    audit.record("afspraak.verplaatst", object_ref=f"appointment:{row.id}", subject=row.person_id)
    outbox.announce(AppointmentMoved(appointment_id=row.id, owner=owner, sequence=row.sequence))
    jobs.remind_day_before(row)
    return appointment_view(row)


@transaction.atomic
def cancel(*, appointment_id: UUID, owner: str) -> AppointmentView:
    """Give the slot back. Cancelling twice is cancelling once. Raises `NotAllowed` when it began, `NotFound`."""
    row = row_of(appointment_id, owner=owner, lock=True)
    if row.status == "afgezegd":
        return appointment_view(row)
    _must_be_to_come(row, "afgezegd")
    row.sequence += 1
    _become(row, "afgezegd", "afspraak.afgezegd", "sequence")
    outbox.announce(AppointmentCancelled(appointment_id=row.id, owner=owner))
    return appointment_view(row)


@transaction.atomic
def cancel_coming(*, owners: Iterable[str]) -> int:
    """What these owners came for has ended: every slot that is still to come is free again. Returns how many."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("product", "desk__location")
    found = list(rows.filter(owner__in=list(owners), status__in=rules.TO_COME, period__startswith__gt=clock.now()).order_by("id"))
    for row in found:
        row.sequence += 1
        _become(row, "afgezegd", "afspraak.vervallen", "sequence")
        outbox.announce(AppointmentCancelled(appointment_id=row.id, owner=row.owner, reason="vervallen"))
    return len(found)


@transaction.atomic
def arrive(*, appointment_id: UUID) -> AppointmentView:
    """The resident is here. Again changes nothing. For officials."""
    row = row_at_desk(appointment_id)
    if row.status == "aangekomen":
        return appointment_view(row)
    if row.status == "niet_verschenen" and (other := _standing_beside(row)):
        raise NotAllowed(f"Deze inwoner maakte een nieuwe afspraak, voor {dutch.moment(other.start)}. Gebruik die.")
    row.arrived_at = clock.now()
    _become(row, "aangekomen", "afspraak.aangekomen", "arrived_at")
    outbox.announce(AppointmentArrived(appointment_id=row.id, owner=row.owner))
    return appointment_view(row)


@transaction.atomic
def start(*, appointment_id: UUID) -> AppointmentView:
    """The resident sits at the desk. For officials."""
    row = row_at_desk(appointment_id)
    if row.status == "bezig":
        return appointment_view(row)
    row.started_at = clock.now()
    row.arrived_at = row.arrived_at or row.started_at
    _become(row, "bezig", "afspraak.begonnen", "started_at", "arrived_at")
    return appointment_view(row)


@transaction.atomic
def hand_out(*, appointment_id: UUID, what: str, checked_with: str) -> AppointmentView:
    """Give the resident `what` they came for ("Paspoort"), after checking who they are by `checked_with` ("Oud paspoort").

    Ends the appointment. Handing out a second time raises `NotAllowed`. For officials.
    """
    row = row_at_desk(appointment_id)
    if row.handed_out_at:
        raise NotAllowed("Dit is al uitgereikt. Vernieuw de pagina om te zien door wie.")
    if not what.strip() or not checked_with.strip():
        raise NotAllowed("Vul in wat u uitreikt en waarmee u de identiteit controleerde.")
    now = clock.now()
    row.handed_out_at, row.handed_out_by = now, audit.current_actor().name
    row.handed_out_what, row.identity_checked_with = what.strip(), checked_with.strip()
    row.arrived_at, row.finished_at = row.arrived_at or now, now
    fields = ("handed_out_at", "handed_out_by", "handed_out_what", "identity_checked_with", "arrived_at", "finished_at")
    _become(row, "klaar", "afspraak.uitgereikt", *fields)
    outbox.announce(HandedOut(appointment_id=row.id, owner=row.owner))
    return appointment_view(row)


@transaction.atomic
def finish(*, appointment_id: UUID) -> AppointmentView:
    """The visit is over, nothing was handed out. For officials."""
    row = row_at_desk(appointment_id)
    if row.status == "klaar":
        return appointment_view(row)
    row.finished_at = clock.now()
    _become(row, "klaar", "afspraak.klaar", "finished_at")
    return appointment_view(row)


@transaction.atomic
def no_show(*, appointment_id: UUID) -> AppointmentView:
    """Nobody came. Only after it should have begun. Who comes late can still `arrive`. For officials."""
    row = row_at_desk(appointment_id)
    if row.status == "niet_verschenen":
        return appointment_view(row)
    if row.period.lower > clock.now():
        raise NotAllowed("Deze afspraak is nog niet begonnen. Wacht tot de tijd van de afspraak.")
    _become(row, "niet_verschenen", "afspraak.niet_verschenen")
    outbox.announce(AppointmentMissed(appointment_id=row.id, owner=row.owner))
    return appointment_view(row)


def _find(row: Appointment, location: str, start: datetime) -> Free:
    """The moment that is asked for, when we offer it and a desk is free."""
    agenda = Agenda(row.product, location)
    for free in agenda.free(clock.local(start).date(), 1, without=row.id):
        if free.span.start == start:
            return free
    raise _taken(row, location, start)


def _insert(row: Appointment, desk: UUID, free: Free) -> bool:
    """Insert unless a constraint finds somebody there, or an appointment of this owner. Waits for who is just booking; cannot deadlock."""
    row.desk_id, row.period = desk, DateTimeTZRange(*free.span)
    Appointment.objects.bulk_create([row], ignore_conflicts=True)
    return Appointment.objects.filter(id=row.id).exists()


def _shift(row: Appointment, desk: UUID, free: Free) -> bool:
    try:
        with transaction.atomic():
            return bool(Appointment.objects.filter(id=row.id).update(
                desk_id=desk, period=DateTimeTZRange(*free.span), status="verplaatst", sequence=row.sequence + 1, changed_at=clock.now(),
            ))
    except IntegrityError:
        return False


def _must_be_the_first(row: Appointment) -> None:
    """Raises `AlreadyBooked`. The constraint `one_standing_appointment` holds it in any case; this says it in words."""
    if other := _standing_beside(row):
        raise AlreadyBooked(f"U hebt hiervoor al een afspraak, {dutch.moment(other.start)}. Komt dat niet uit? Verzet die afspraak.", other)


def _standing_beside(row: Appointment) -> AppointmentView | None:
    rows = Appointment.objects.select_related("product", "desk__location")
    other = rows.filter(owner=row.owner, product=row.product, status__in=rules.STANDING).exclude(id=row.id).first()
    return appointment_view(other) if other else None


def _taken(row: Appointment, location: str, start: datetime) -> SlotTaken:
    agenda, day = Agenda(row.product), clock.local(start).date()
    slots = [free.slot for free in agenda.free(day, 7)] or [free.slot for free in agenda.free(clock.today(), rules.HORIZON.days)][:3]
    near = sorted(sorted(slots, key=lambda slot: (slot.location != location, abs(slot.start - start)))[:3])
    return SlotTaken(_sentence(start, near), tuple(near))


def _sentence(start: datetime, near: list[Slot]) -> str:
    sentence = f"{dutch.moment(start)[:1].upper()}{dutch.moment(start)[1:]} kan niet meer. "
    if not near:
        return sentence + "Er is nu geen plek. Probeer het later nog eens of bel ons."
    return sentence + f"Wel vrij: {dutch.join([dutch.moment(slot.start) for slot in near], 'of')}. Kies een ander moment."


def _must_be_to_come(row: Appointment, new: str) -> None:
    if not rules.may_become(row.status, new) or row.period.lower <= clock.now():
        raise NotAllowed("Deze afspraak kunt u niet meer wijzigen. Bel ons als u een vraag hebt.")


def _become(row: Appointment, status: str, action: str, *fields: str) -> None:
    if not rules.may_become(row.status, status):
        raise NotAllowed(f"Dit kan niet: de afspraak is {rules.STATUS_NAMES[row.status].lower()}. Vernieuw de pagina.")
    row.status, row.changed_at = status, clock.now()
    row.save(update_fields=["status", "changed_at", *fields])
    audit.record(action, object_ref=f"appointment:{row.id}", subject=row.person_id)
