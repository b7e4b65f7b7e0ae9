"""Sending an application: the server recomputes everything, freezes it, and asks for signatures, then money, then it counts."""
from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from balie.applications import access, code_signing, codes, files, lookups, moving, own, rules
from balie.applications.actions import belongs_to
from balie.applications.cosigning import ask_cosigners
from balie.applications.evaluation import plan_of, state_of, view_of
from balie.applications.events import ApplicationSubmitted, PaymentNeeded
from balie.applications.models import Application
from balie.applications.pages import first_open, plain
from balie.applications.views import ApplicationView, NotReady
from balie.catalogue import public as catalogue
from balie.forms.public import SIGNED, Plan, State, render_text, why_decided
from balie.identity.public import Resident
from balie.kernel import audit, clock, money, outbox
from balie.payments import public as payments

CHANGED = "Er is intussen iets veranderd. Kijk uw aanvraag nog een keer na. Klopt alles? Verstuur hem dan opnieuw."


def submit(*, application_id: UUID, resident: Resident | None, token: str = "") -> ApplicationView:
    """Send the draft. Sending it again gives the same result and does nothing (the row is locked, its status decides).

    Raises `NotReady` with the page to mend, also when the service needs a (higher) login or consent first, and when our own registration
    says something else by now, so that nobody pays or gets another thing than they saw. What login and consent it takes is what its own
    version of the service says. Begun before logging in, it becomes the resident's now.
    """
    if own.refresh(application_id=application_id, resident=resident, token=token):
        raise NotReady(None, CHANGED)
    return _submit(application_id=application_id, resident=resident, token=token)


@transaction.atomic
def _submit(*, application_id: UUID, resident: Resident | None, token: str) -> ApplicationView:
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    if application.status != Application.Status.CONCEPT:
        return view_of(application)
    plan = plan_of(application)
    state = state_of(application, plan)
    _must_be_ready(application, plan, state, resident)
    if lookups.pending(application, plan, state):
        raise NotReady(None, CHANGED)
    if resident is not None and application.holder is not None:
        belongs_to(application, resident, token)
    now = clock.now()
    named = files.named(plan, application.answers)
    application.answers = dict(state.answers)
    files.let_go(application, named - files.named(plan, application.answers))  # of questions that are not asked any more
    application.outcome = _frozen(plan, state)
    application.price = money.amount(state.total or 0)
    application.kenmerk = _next_kenmerk()
    application.submitted = now
    application.expires = now + timedelta(days=rules.PAY_DAYS)
    catalogue.note_use(service=application.service, what=catalogue.What.SENT, day=clock.local(application.created).date())
    audit.record("aanvraag.verstuurd", object_ref=application_ref(application), subject=application.person_id)
    if state.cosigners:
        application.status = Application.Status.SIGNING
        application.save()
        ask_cosigners(application, state.cosigners)
    else:
        settle(application)
    return view_of(application)


def application_ref(application: Application) -> str:
    return f"application:{application.pk}"


def settle(application: Application) -> None:
    """Everybody has signed: ask for the money, or, when nothing is due, complete. The caller holds the row."""
    if application.facts.get(SIGNED):
        _decide_again(application)
    if application.price > 0:
        payment = payments.request(
            owner=application_ref(application), amount=application.price, description=application.outcome["payment"],
            key=application_ref(application),
        )
        application.payment_id = payment.id
        was_signing = application.status == Application.Status.SIGNING
        application.status = Application.Status.PAYING
        application.expires = clock.now() + timedelta(days=rules.PAY_DAYS)
        application.save()
        if was_signing:
            outbox.announce(PaymentNeeded(application_id=application.pk, payment_id=payment.id))
    else:
        complete(application)


def complete(application: Application) -> None:
    """From now on it counts: later rooms are told. The caller holds the row and knows that nothing is missing."""
    application.status = Application.Status.SUBMITTED
    application.completed = clock.now()
    application.expires = None
    application.save()
    outbox.announce(ApplicationSubmitted(application_id=application.pk))


def _decide_again(application: Application) -> None:
    """With what became clear when others signed. What the applicant was told to pay stays as it is."""
    plan = plan_of(application)
    fresh = _frozen(plan, state_of(application, plan))
    application.outcome = {**application.outcome, **{name: fresh[name] for name in ("decision", "documents", "tasks", "partners", "messages")}}
    application.save(update_fields=["outcome"])


def _must_be_ready(application: Application, plan: Plan, state: State, resident: Resident | None) -> None:
    if moving.must(application.service, application.version_id):
        raise NotReady(None, "Er is een nieuwe versie van dit formulier. Ga eerst over op de nieuwe versie.")
    login = plan.service.login.model_dump(exclude_none=True)
    if login and not (resident is not None and resident.satisfies(login)):
        raise NotReady(None, "Log in om uw aanvraag te versturen.")
    for source in plan.service.facts:
        if source.required and application.fact_sources.get(source.source, "geweigerd") == "geweigerd":
            raise NotReady(None, "Wij hebben eerst uw toestemming nodig om uw gegevens op te halen.")
    if state.stop is not None:
        raise NotReady(state.stop.page, state.stop.title)
    page = first_open(state)
    if page is not None or not state.complete:
        raise NotReady(page, "Er mist nog iets. Vul dit eerst in.")
    if wrong := code_signing.wrong_address(application, plan, state):
        raise NotReady(*wrong)
    unproven = codes.unproven(application, plan, state)
    if unproven:
        raise NotReady(unproven[0].page, "Bevestig eerst met een code dat wij u op dit adres of nummer bereiken.")


def _frozen(plan: Plan, state: State) -> dict:
    """What the server computed, in stored form: later changes of prices or rules do not touch a sent application."""
    decision = state.decision
    return {
        "costs": [{"label": row.label, "amount": str(row.amount)} for row in state.costs],
        "decision": {
            "row": decision.row, "outcome": decision.outcome, "reason": decision.reason, "explanation": decision.explanation,
            "why": why_decided(plan, state),
        } if decision else {},
        "values": {name: plain(state.values[name]) for name in plan.values},
        "appointment": {"product": state.appointment.product, "when": state.appointment.when} if state.appointment else {},
        "documents": list(state.documents), "tasks": list(state.tasks), "partners": list(state.partners),
        "messages": list(state.messages), "offers": [{"service": offer.service, "text": offer.text} for offer in state.offers],
        "later": [{"label": row.label, "amount": str(row.amount)} for row in state.later],
        "product": state.product, "term": state.term, "payment": _description(plan, state),
    }


def _description(plan: Plan, state: State) -> str:
    payment = plan.service.payment
    return render_text(payment.description, state.context) if payment else plan.service.title


def _next_kenmerk() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('applications_kenmerk')")
        return rules.kenmerk(clock.today().year, cursor.fetchone()[0])
