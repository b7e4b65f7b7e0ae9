"""Signing together: asking somebody else, agreeing, refusing, reminding, and what happens when the term passes."""
from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from balie.applications import access, rules, signers
from balie.applications.actions import stop
from balie.applications.evaluation import cosign_rule, cosign_view
from balie.applications.events import CosignAnswered, CosignAsked
from balie.applications.models import Application, Cosigner
from balie.applications.representing import applicants
from balie.applications.views import CosignView, NotAllowed
from balie.forms.public import CosignNeed, role_name
from balie.identity.public import Resident
from balie.kernel import audit, clock, outbox
from balie.kernel.ids import new_token

STOPPED = "Deze aanvraag is gestopt. U hoeft niets te doen."
AGAIN = "U hebt zelf al antwoord gegeven. Deze vraag is voor iemand anders."


def ask_cosigners(application: Application, needs: Iterable[CosignNeed]) -> None:
    """Ask each of them; the caller holds the application's row."""
    now = clock.now()
    for need in needs:
        cosigner = Cosigner.objects.create(
            application=application, role=need.role, row=need.row, called=need.called, person_id=need.person_id, email=need.email or "",
            phone=need.phone or "", token=new_token(), text=need.text, asked=now, until=rules.cosign_until(clock.today(), need.term),
        )
        outbox.announce(CosignAsked(application_id=application.pk, cosign_id=cosigner.pk))


def answer(*, token: str, agree: bool, resident: Resident) -> CosignView:
    """Agree or refuse, logged in as the one who was asked. The same answer twice does nothing; another answer is refused.

    Not one transaction: where the service wants to know whether the signer lives somewhere, the BRP is asked first. What it says is kept
    with the application, and the decision is made anew with it.
    """
    lives_there = signers.lives_there(token=token, resident=resident) if agree else None
    return _answer(token=token, agree=agree, resident=resident, lives_there=lives_there)


@transaction.atomic
def _answer(*, token: str, agree: bool, resident: Resident, lives_there: bool | None) -> CosignView:
    cosigner = access.cosign_for(token, lock=True)
    application = Application.objects.select_for_update().get(pk=cosigner.application_id)
    wanted = Cosigner.Status.AGREED if agree else Cosigner.Status.REFUSED
    if not rules.may_sign(cosigner_person=cosigner.person_id, signer=resident.person_id, kind=resident.kind, applicants=applicants(application)):
        raise NotAllowed("Deze vraag is voor iemand anders. Log in met uw eigen DigiD.")
    if application.cosigners.exclude(pk=cosigner.pk).filter(role=cosigner.role, person_id=resident.person_id).exclude(answered=None).exists():
        raise NotAllowed(AGAIN)
    if cosigner.status != Cosigner.Status.ASKED:
        if cosigner.status == wanted and cosigner.person_id == resident.person_id:
            return cosign_view(cosigner)
        if cosigner.status not in (Cosigner.Status.DROPPED, Cosigner.Status.EXPIRED):
            raise NotAllowed("Op deze vraag is al antwoord gegeven.")
    if cosign_rule(cosigner).by != "login":
        raise NotAllowed("Bevestig met de code die wij u sturen.")
    if application.status != Application.Status.SIGNING:
        raise NotAllowed(STOPPED)
    cosigner.status, cosigner.person_id, cosigner.answered = wanted, resident.person_id, clock.now()
    cosigner.save(update_fields=["status", "person", "answered"])
    cosigner.application = application
    if agree and cosign_rule(cosigner).lives_at:
        application.facts = rules.signed_facts(application.facts, role_name(cosigner.role), {"woont_er": lives_there})
        application.save(update_fields=["facts"])
    return conclude(cosigner, application)


def conclude(cosigner: Cosigner, application: Application) -> CosignView:
    """What follows from an answer that was kept just now; the caller holds both rows."""
    from balie.applications.submission import settle

    wanted = cosigner.status
    audit.record(f"aanvraag.ondertekening.{wanted}", object_ref=f"application:{application.pk}", subject=application.person_id)
    outbox.announce(CosignAnswered(application_id=application.pk, cosign_id=cosigner.pk, answer=wanted))
    if wanted == Cosigner.Status.REFUSED:
        stop(application, reason="niet-ondertekend")
    elif not application.cosigners.exclude(status=Cosigner.Status.AGREED).exists():
        settle(application)
    return cosign_view(cosigner)


def expire(cosign_id: UUID) -> None:
    """The term has passed without an answer: the application stops."""
    cosigner = Cosigner.objects.select_for_update(of=("self",)).select_related("application").get(pk=cosign_id)
    if cosigner.status != Cosigner.Status.ASKED:
        return
    application = Application.objects.select_for_update().get(pk=cosigner.application_id)
    cosigner.status = Cosigner.Status.EXPIRED
    cosigner.save(update_fields=["status"])
    if application.status == Application.Status.SIGNING:
        stop(application, reason="niet-ondertekend")
