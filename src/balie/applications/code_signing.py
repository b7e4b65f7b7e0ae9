"""Agreeing without a login: by a code that goes to the address that was invited, and a name. And never for one's own application."""
from __future__ import annotations

from django.db import transaction

from balie.applications import access, codes
from balie.applications.cosigning import STOPPED, conclude
from balie.applications.evaluation import cosign_rule, cosign_view
from balie.applications.models import Application, Cosigner
from balie.applications.representing import applicants
from balie.applications.views import CosignView, FreshCode, NotAllowed
from balie.forms.public import Plan, State
from balie.identity import public as identity
from balie.identity.public import Resident
from balie.kernel import clock

YOURSELF = "U kunt niet zelf meetekenen met uw eigen aanvraag. Vul het e-mailadres van de ander in."
TWICE = "Dit e-mailadres staat er twee keer. Iedereen tekent met een eigen e-mailadres."
NOBODY = "Vul het e-mailadres in van wie moet meetekenen."
NAME = "Vul uw naam in."


@transaction.atomic
def ask_cosign_code(*, token: str, resident: Resident | None) -> FreshCode:
    """A fresh code for the address that was invited. Raises `NotAllowed` and `NotFound`."""
    cosigner, application = _open(token, resident)
    return codes.fresh(application, _purpose(cosigner), "email", cosigner.email)


@transaction.atomic
def answer_by_code(*, token: str, agree: bool, name: str, typed: str, resident: Resident | None) -> tuple[CosignView, str]:
    """Agree or refuse. The sentence says what is wrong with the name or the code, so that the try is counted; empty: it is done.

    `resident`: who happens to be logged in; the applicant is refused. Raises `NotAllowed` and `NotFound`.
    """
    cosigner, application = _open(token, resident)
    name = " ".join(name.split())[:120]
    if not name:
        return cosign_view(cosigner), NAME
    wrong = codes.judge(application, _purpose(cosigner), cosigner.email, typed)
    if wrong:
        return cosign_view(cosigner), wrong
    cosigner.status = Cosigner.Status.AGREED if agree else Cosigner.Status.REFUSED
    cosigner.signed_name, cosigner.answered = name, clock.now()
    cosigner.save(update_fields=["status", "signed_name", "answered"])
    cosigner.application = application
    return conclude(cosigner, application), ""


def wrong_address(application: Application, plan: Plan, state: State) -> tuple[str, str] | None:
    """(page, sentence) when somebody who is to agree with a code would be the applicant, or somebody else who agrees; None: all differ."""
    by_code = {each.part.role: str(each.part.email).partition(".")[0] for each in plan.cosign if each.part.by == "code"}
    if not by_code:
        return None
    own = _own_addresses(application, plan, state)
    seen: set[str] = set()
    for need in state.cosigners:
        address = (need.email or "").lower()
        if need.role in by_code:
            wrong = NOBODY if not address else YOURSELF if address in own else TWICE if address in seen else ""
            if wrong:
                return _page_of(plan, by_code[need.role]), wrong
        seen |= {address} - {""}
    return None


def _own_addresses(application: Application, plan: Plan, state: State) -> set[str]:
    """Where the applicant is reached: what they told us, and every address in the form that is no co-signer's."""
    asked_of = {str(each.part.email).partition(".")[0] for each in plan.cosign if each.part.email}
    found = {str(answer).lower() for name, answer in state.answers.items() if name not in asked_of and plan.types[name].template == "email"}
    found |= {identity.contact_of(each).email.lower() for each in applicants(application)}
    return found - {""}


def _page_of(plan: Plan, question: str) -> str:
    return next((page.part.page for page in plan.pages if question in {each.name for each in page.questions}), plan.pages[0].part.page)


def _open(token: str, resident: Resident | None) -> tuple[Cosigner, Application]:
    """Both rows, held in the order that every answer holds them."""
    cosigner = access.cosign_for(token, lock=True)
    application = Application.objects.select_for_update().get(pk=cosigner.application_id)
    if cosign_rule(cosigner).by != "code":
        raise NotAllowed("Log in om antwoord te geven.")
    if resident is not None and resident.person_id in applicants(application):
        raise NotAllowed("Deze vraag is voor iemand anders. U kunt niet zelf meetekenen met uw eigen aanvraag.")
    if application.status != Application.Status.SIGNING:
        raise NotAllowed(STOPPED)
    if cosigner.status != Cosigner.Status.ASKED:
        raise NotAllowed("Op deze vraag is al antwoord gegeven.")
    return cosigner, application


def _purpose(cosigner: Cosigner) -> str:
    return f"akkoord:{cosigner.pk}"
