"""The waiting list, and what follows when it is somebody's turn: giving out the next place, getting the money, or letting it go."""
from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.applications import public as applications
from balie.cases import access, given, granting, money, on_record, outcomes, places, rules, steps
from balie.cases.decisions import must_be_looked_over
from balie.cases.events import OfferLapsed
from balie.cases.filled import Filled
from balie.cases.models import WaitingPlace, WorkItem, Zaak
from balie.cases.views import NotAllowed
from balie.forms.public import State
from balie.identity.public import OfficialView
from balie.kernel import audit, clock, outbox
from balie.payments import public as payments

DECIDE = "zaak.besluiten"
TURN = {"nl": "U bent aan de beurt: er is een plek voor u.", "en": "It is your turn: there is a place for you."}
NOT_PAID = {"nl": "Wij hebben uw betaling niet op tijd gekregen.", "en": "We did not receive your payment in time."}


@transaction.atomic
def offer_next(*, service: str, pool: str, official: OfficialView) -> UUID:
    """The first on this waiting list gets the place. Returns the zaak. Raises `NotAllowed`, `Impossible` (nobody waits, or no place)."""
    if not official.can(DECIDE):
        raise NotAllowed("U mag dit niet doen. Vraag het aan uw teamleider.")
    done = _next(service, pool, official)
    if done is None:
        raise rules.Impossible("Op deze lijst wacht niemand.")
    return done


@transaction.atomic
def give_out(*, service: str, pool: str) -> int:
    """Give free places to who waits, in order, as far as the rules of the service know that they are free. Returns how many zaken moved on."""
    count = 0
    while _next(service, pool, None):
        count += 1
    return count


def _next(service: str, pool: str, official: OfficialView | None) -> UUID | None:
    """The first who waits moves on. Who was asked something is not ready; the place that is their turn stays theirs until they are."""
    places.hold(service)
    for zaak_id in WaitingPlace.objects.filter(service=service, pool=pool, left_at__isnull=True).order_by("id").values_list("zaak_id", flat=True):
        zaak, work = access.locked(zaak_id)
        if work is None or work.state != WorkItem.State.WACHTLIJST or zaak.application_id is None:
            continue
        if official and not official.is_of(work.team):
            raise NotAllowed(f"Alleen een medewerker van team {rules.team_name(work.team)} of een teamleider kan dit doen.")
        filled = Filled(applications.submitted(zaak.application_id), given.of(zaak.id))
        return zaak.id if _moved_on(zaak, work, filled, places.now(zaak, filled), official) else None
    return None


def _moved_on(zaak: Zaak, work: WorkItem, filled: Filled, state: State, official: OfficialView | None) -> bool:
    """False: there is no place, or only an official can say whether there is one."""
    outcome, reason = (state.decision.outcome, state.decision.reason) if state.decision else ("medewerker", "")
    full = state.limit is not None and state.limit.outcome == "wachtlijst"
    if full and official:
        granting.must_have_room(state)
    if full or (outcome == "wachtlijst" and official is None):
        return False
    if outcome == "weigeren":
        outcomes.conclude(zaak, work, filled, outcome=outcome, reason=reason)
    elif outcome == "verlenen" and _complete(zaak):
        granting.by_rule(zaak, work, filled, state, reason=reason)
    elif outcome == "wachtlijst":
        given.must_be_complete(zaak)
        must_be_looked_over(zaak)
        granting.by_rule(zaak, work, filled, state, reason=TURN.get(zaak.language, TURN["nl"]))
    else:
        _to_an_official(zaak, work, filled)
    return True


def _complete(zaak: Zaak) -> bool:
    """Whether everything that the letter needs was filled in."""
    try:
        given.must_be_complete(zaak)
    except rules.Impossible:
        return False
    return True


def _to_an_official(zaak: Zaak, work: WorkItem, filled: Filled) -> None:
    """It is their turn, but somebody has to look into it: the place is kept until it is decided."""
    places.keep(zaak, filled)
    work.state = WorkItem.State.IN_BEHANDELING if work.official_id else WorkItem.State.NIEUW
    work.save()
    steps.set_deadline(zaak, work, rules.ends_on(clock.today(), zaak.zaaktype.termijn))
    audit.record("zaak.aan_de_beurt", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)


@transaction.atomic
def paid(*, zaak_id: UUID, payment_id: UUID) -> None:
    """What was due came in: now it is granted. Money for a place that is gone goes back."""
    zaak, work = access.locked(zaak_id)
    offer = places.open_offer(zaak)
    if offer is None or offer.payment_id != payment_id or work is None:
        money.give_back_payment(zaak, payment_id)
        return
    zaak.betalingsindicatie, zaak.laatste_betaaldatum = "geheel", clock.now()
    zaak.save(update_fields=["betalingsindicatie", "laatste_betaaldatum"])
    on_record.changed(zaak)
    filled = Filled(applications.submitted(zaak.application_id), given.of(zaak.id))
    outcomes.conclude(zaak, work, filled, outcome="verlenen", reason=offer.reason, text=offer.letter, official=offer.official)


@transaction.atomic
def lapse(*, zaak_id: UUID) -> bool:
    """The last day to pay has passed: the zaak ends and the place goes to the next. Not while somebody is at the bank with it."""
    zaak, work = access.locked(zaak_id)
    offer = places.open_offer(zaak)
    if offer is None or offer.until is None or offer.until >= clock.today() or payments.under_way(offer.payment_id):
        return False
    if payments.get(offer.payment_id, owner=f"zaak:{zaak.id}").status == "betaald":
        return False  # just in: it is being granted
    reason = NOT_PAID.get(zaak.language, NOT_PAID["nl"])
    steps.set_result(zaak, "intrekken", reason)
    outbox.announce(OfferLapsed(zaak_id=zaak.id))
    audit.record("zaak.niet_betaald", object_ref=f"zaak:{zaak.id}", subject=zaak.person_id)
    steps.close(zaak, work, toelichting=reason)
    return True
