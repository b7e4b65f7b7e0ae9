"""Verbs that decide and end a zaak: decide, ready to collect, hand over, withdraw."""
from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.applications import public as applications
from balie.cases import access, outcomes, rules, steps
from balie.cases.events import ReadyToCollect
from balie.cases.filled import Filled
from balie.cases.models import Product, WorkItem, Zaak
from balie.cases.views import NotAllowed, NotFound
from balie.identity.public import OfficialView, Resident
from balie.kernel import audit, clock, outbox

DECIDE, HANDLE, HAND_OUT = "zaak.besluiten", "zaak.behandelen", "uitreiken"


@transaction.atomic
def decide(*, zaak_id: UUID, official: OfficialView, outcome: str, reason: str, letter: str = "") -> UUID | None:
    """`outcome`: verlenen, weigeren or wachtlijst. `reason` is for the resident; `letter` Markdown of an own letter.

    Returns the id of the besluit, if the service knows one. Raises `NotFound`, `NotAllowed`, `Impossible`.
    """
    zaak, work = access.locked_for_official(official, zaak_id, DECIDE)
    if outcome not in ("verlenen", "weigeren", "wachtlijst"):
        raise rules.Impossible("Kies wat u besluit.")
    if outcome == "weigeren" and not reason.strip():
        raise rules.Impossible("Schrijf waarom u de aanvraag weigert. De inwoner leest dit.")
    rules.check("wait" if outcome == "wachtlijst" else "decide", work.state if work else None)
    if not work.official_id:
        work.official_id, work.official_name = str(official.id), official.name
    if outcome == "wachtlijst":
        outcomes.wait(zaak, work, reason.strip())
        return None
    besluit = outcomes.conclude(
        zaak, work, _filled(zaak), outcome=outcome, reason=reason.strip(), text=letter, official=official.name
    )
    return besluit.id if besluit else None


@transaction.atomic
def mark_ready_to_collect(*, zaak_id: UUID, official: OfficialView) -> None:
    """What was granted lies ready at the counter."""
    zaak, work = access.locked_for_official(official, zaak_id, "zaak.bekijken")
    if not (official.can(HANDLE) or official.can(HAND_OUT)):
        raise NotAllowed("U mag dit niet doen. Vraag het aan uw teamleider.")
    rules.check("ready", work.state if work else None)
    work.state = WorkItem.State.KLAAR_VOOR_AFHALEN
    kinds = steps.status_types(zaak)
    steps.set_status(zaak, work, kinds[rules.ready_step(len(kinds)) - 1])
    work.save()
    outbox.announce(ReadyToCollect(zaak_id=zaak.id))
    audit.record("zaak.ligt_klaar", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)


@transaction.atomic
def hand_over(*, zaak_id: UUID, official: OfficialView) -> None:
    """The resident has it in hand: the zaak closes."""
    zaak, work = access.locked_for_official(official, zaak_id, HAND_OUT)
    rules.check("hand_over", work.state if work else None)
    _handed_over(zaak, work, official.name)


@transaction.atomic
def handed_out(*, zaak_id: UUID) -> None:
    """The desk handed it out by way of the appointment. Without effect when it did not lie ready."""
    zaak, work = access.locked(zaak_id)
    if work and work.state == WorkItem.State.KLAAR_VOOR_AFHALEN:
        _handed_over(zaak, work, audit.current_actor().name)


@transaction.atomic
def withdraw(*, zaak_id: UUID, resident: Resident) -> None:
    """The resident stops. Possible until we have decided."""
    zaak, work = access.locked_for_resident(resident, zaak_id)
    _stop(zaak, work)


@transaction.atomic
def end_product(*, product_id: UUID, resident: Resident) -> None:
    """The resident gives up what they have, such as a permit, from today. Twice is once. Raises `NotFound`."""
    who = {"organisation_id": resident.person_id} if resident.kind == "organisatie" else {"person_id": resident.person_id}
    product = Product.objects.select_for_update().filter(pk=product_id, **who).first()
    if product is None:
        raise NotFound(product_id)
    if product.ended_at is None:
        product.ended_at = clock.today()
        product.save(update_fields=["ended_at"])
        audit.record("product.opgezegd", object_ref=f"zaak:{product.zaak_id}", subject=product.person_id)


@transaction.atomic
def stop_for_resident(*, zaak_id: UUID, official: OfficialView) -> None:
    """The resident stops, at the desk or by phone."""
    zaak, work = access.locked_for_official(official, zaak_id, HANDLE)
    _stop(zaak, work)


def _stop(zaak: Zaak, work: WorkItem | None) -> None:
    rules.check("withdraw", work.state if work else None)
    steps.set_result(zaak, "intrekken", "De aanvrager is gestopt.")
    audit.record("zaak.ingetrokken", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)
    steps.close(zaak, work, toelichting="De aanvrager is gestopt.")


def _handed_over(zaak: Zaak, work: WorkItem, by: str) -> None:
    steps.finish_tasks(zaak, by)
    audit.record("zaak.uitgereikt", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"dag": clock.today().isoformat()})
    steps.close(zaak, work)


def _filled(zaak: Zaak) -> Filled:
    if zaak.application_id is None:
        raise rules.Impossible("Deze zaak kwam niet uit een aanvraag. Sluit hem met een eigen brief.")
    return Filled(applications.submitted(zaak.application_id))
