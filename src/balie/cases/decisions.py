"""Verbs that decide and end a zaak: decide, ready to collect, hand over, withdraw."""
from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.applications import public as applications
from balie.cases import access, given, granting, money, outcomes, places, rules, steps
from balie.cases.events import PlaceFreed, ProductEnded, ReadyToCollect
from balie.cases.filled import Filled
from balie.cases.models import Product, Task, WorkItem, Zaak
from balie.cases.views import NotAllowed, NotFound
from balie.identity.public import OfficialView, Resident
from balie.kernel import audit, clock, dutch, outbox

DECIDE, HANDLE, HAND_OUT = "zaak.besluiten", "zaak.behandelen", "uitreiken"


@transaction.atomic
def decide(*, zaak_id: UUID, official: OfficialView, outcome: str, reason: str, letter: str = "") -> UUID | None:
    """`outcome`: verlenen, weigeren or wachtlijst. `reason` is for the resident; `letter` Markdown of an own letter.

    Whoever is of the team that works on it decides, or a teamleider. It is granted only when everything that comes before has been looked at
    and, where places are counted, there is one; is something still to be paid, then it is granted as soon as that came in.
    Returns the id of the besluit, if there is one now. Raises `NotFound`, `NotAllowed`, `Impossible`.
    """
    _hold_places(zaak_id, outcome)
    zaak, work = access.locked_for_official(official, zaak_id, DECIDE)
    access.must_be_of_team(official, work)
    if outcome not in ("verlenen", "weigeren", "wachtlijst"):
        raise rules.Impossible("Kies wat u besluit.")
    if outcome == "weigeren" and not reason.strip():
        raise rules.Impossible("Schrijf waarom u de aanvraag weigert. De inwoner leest dit.")
    rules.check("wait" if outcome == "wachtlijst" else "decide", work.state if work else None, of_client=zaak.of_client)
    if outcome == "verlenen":
        given.must_be_complete(zaak)
        must_be_looked_over(zaak)
    if not work.official_id:
        work.official_id, work.official_name = str(official.id), official.name
    filled = _filled(zaak)
    if outcome == "wachtlijst":
        outcomes.wait(zaak, work, filled, reason.strip())
        return None
    if outcome == "verlenen":
        state = places.now(zaak, filled)
        granting.must_have_room(state)
        besluit = granting.grant(zaak, work, filled, state, reason=reason.strip(), text=letter, official=official.name)
    else:
        besluit = outcomes.conclude(zaak, work, filled, outcome=outcome, reason=reason.strip(), text=letter, official=official.name)
    return besluit.id if besluit else None


def _hold_places(zaak_id: UUID, outcome: str) -> None:
    """Before the zaak itself, in the order in which the waiting list takes them."""
    service = Zaak.objects.filter(pk=zaak_id).values_list("zaaktype__identificatie", flat=True).first()
    if outcome == "verlenen" and service:
        places.hold(service)


@transaction.atomic
def mark_ready_to_collect(*, zaak_id: UUID, official: OfficialView) -> None:
    """What was granted lies ready at the counter."""
    zaak, work = access.locked_for_official(official, zaak_id, "zaak.bekijken")
    if not (official.can(HANDLE) or official.can(HAND_OUT)):
        raise NotAllowed("U mag dit niet doen. Vraag het aan uw teamleider.")
    rules.check("ready", work.state if work else None)
    if not zaak.zaaktype.hand_out:
        raise rules.Impossible("Bij deze dienst valt er niets op te halen.")
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
    """The resident gives up what they have, such as a permit, from today. Twice is once. Raises `NotFound`, `Impossible`."""
    who = {"organisation_id": resident.person_id} if resident.kind == "organisatie" else {"person_id": resident.person_id}
    product = Product.objects.select_for_update().filter(pk=product_id, **who).first()
    if product is None:
        raise NotFound(product_id)
    if not product.give_up:
        raise rules.Impossible("Dit kunt u hier niet opzeggen. Bel ons als u een vraag hebt.")
    if product.ended_at is None:
        product.ended_at = clock.today()
        product.save(update_fields=["ended_at"])
        outbox.announce(ProductEnded(zaak_id=product.zaak_id, product_id=product.id))
        outbox.announce(PlaceFreed(service=product.service, pool=product.pool))
        audit.record("product.opgezegd", object_ref=f"zaak:{product.zaak_id}", subject=product.person_id)


@transaction.atomic
def stop_for_resident(*, zaak_id: UUID, official: OfficialView) -> None:
    """The resident stops, at the desk or by phone."""
    zaak, work = access.locked_for_official(official, zaak_id, HANDLE)
    _stop(zaak, work)


def _stop(zaak: Zaak, work: WorkItem | None) -> None:
    rules.check("withdraw", work.state if work else None, of_client=zaak.of_client)
    if money.back_on_stop(zaak, work, _filled(zaak)):
        money.give_back(zaak, "stopped")
    steps.set_result(zaak, "intrekken", "De aanvrager is gestopt.")
    audit.record("zaak.ingetrokken", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)
    steps.close(zaak, work, toelichting="De aanvrager is gestopt.")


def _handed_over(zaak: Zaak, work: WorkItem, by: str) -> None:
    steps.finish_tasks(zaak, by)
    audit.record("zaak.uitgereikt", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id, details={"dag": clock.today().isoformat()})
    steps.close(zaak, work)


def must_be_looked_over(zaak: Zaak) -> None:
    """Custody or a missing document is looked into before something is granted, not after it. Raises `Impossible`."""
    names = [f"“{name}”" for name in Task.objects.filter(zaak=zaak, after=False, done_at__isnull=True).order_by("id").values_list("name", flat=True)]
    if names:
        raise rules.Impossible(f"Doe eerst dit: {dutch.join(names)}. Daarna kunt u verlenen.")


def _filled(zaak: Zaak) -> Filled:
    if zaak.application_id is None:
        raise rules.Impossible("Deze zaak kwam niet uit een aanvraag. Sluit hem met een eigen brief.")
    return Filled(applications.submitted(zaak.application_id), given.of(zaak.id))
