"""Agreeing without a login: by a code that goes to the address or number that was invited, and a name. And never for one's own application,
nor for two."""
from __future__ import annotations

from django.db import transaction

from balie.applications import access, codes
from balie.applications.cosigning import STOPPED, conclude
from balie.applications.evaluation import cosign_rule, cosign_view
from balie.applications.models import Application, Cosigner
from balie.applications.representing import applicants
from balie.applications.views import CosignView, FreshCode, NotAllowed
from balie.forms.public import CosignRule, Plan, State
from balie.identity import public as identity
from balie.identity.public import Resident
from balie.kernel import clock

YOURSELF = "U kunt niet zelf meetekenen met uw eigen aanvraag. Vul het e-mailadres van de ander in."
YOUR_NUMBER = "U kunt niet zelf meetekenen met uw eigen aanvraag. Vul het telefoonnummer van de ander in."
TWICE = "Dit e-mailadres staat er twee keer. Iedereen tekent met een eigen e-mailadres."
NUMBER_TWICE = "Dit telefoonnummer staat er twee keer. Iedereen tekent met een eigen nummer."
NOBODY = "Vul het e-mailadres in van wie moet meetekenen."
NOBODY_AT_ALL = "Vul het e-mailadres of telefoonnummer in van wie moet meetekenen."
NAME = "Vul uw naam in."


@transaction.atomic
def ask_cosign_code(*, token: str, resident: Resident | None) -> FreshCode:
    """A fresh code for the address or number that was invited. Raises `NotAllowed` and `NotFound`."""
    cosigner, application = _open(token, resident)
    return codes.fresh(application, _purpose(cosigner), *_reached(cosigner))


@transaction.atomic
def answer_by_code(*, token: str, agree: bool, name: str, typed: str, resident: Resident | None) -> tuple[CosignView, str]:
    """Agree or refuse. The sentence says what is wrong with the name or the code, so that the try is counted; empty: it is done.

    `resident`: who happens to be logged in; the applicant is refused. Raises `NotAllowed` and `NotFound`.
    """
    cosigner, application = _open(token, resident)
    name = " ".join(name.split())[:120]
    if not name:
        return cosign_view(cosigner), NAME
    wrong = codes.judge(application, _purpose(cosigner), _reached(cosigner)[1], typed)
    if wrong:
        return cosign_view(cosigner), wrong
    cosigner.status = Cosigner.Status.AGREED if agree else Cosigner.Status.REFUSED
    cosigner.signed_name, cosigner.answered = name, clock.now()
    cosigner.save(update_fields=["status", "signed_name", "answered"])
    cosigner.application = application
    return conclude(cosigner, application), ""


def wrong_address(application: Application, plan: Plan, state: State) -> tuple[str, str] | None:
    """(page, sentence) when nobody can be asked, or when somebody who agrees with a code would be the applicant or somebody else who agrees;
    None: all differ."""
    parts = {each.part.role: each.part for each in plan.cosign}
    own: set[str] | None = None
    seen: set[str] = set()
    for need in state.cosigners:
        part, given = parts[need.role], {each.lower() for each in (need.email, need.phone) if each}
        wrong = "" if given or need.person_id else NOBODY_AT_ALL if part.phone else NOBODY
        if part.by == "code" and not wrong:
            own = _own_addresses(application, plan, state) if own is None else own
            wrong = _said(given & own, YOURSELF, YOUR_NUMBER) or _said(given & seen, TWICE, NUMBER_TWICE)
        if wrong:
            return _page_of(plan, part), wrong
        seen |= given
    return None


def _said(which: set[str], address: str, number: str) -> str:
    return "" if not which else address if any("@" in each for each in which) else number


def texted(plan: Plan, state: State) -> str:
    """The page where somebody is named who can be invited by text message alone; empty when there is none."""
    only = next((need.role for need in state.cosigners if need.phone and not need.email and not need.person_id), None)
    return next((_page_of(plan, each.part) for each in plan.cosign if each.part.role == only), "")


def _own_addresses(application: Application, plan: Plan, state: State) -> set[str]:
    """Where the applicant is reached: what they told us, and every address and number in the form that is no co-signer's."""
    asked_of = {path.partition(".")[0] for each in plan.cosign for path in (each.part.email, each.part.phone) if path}
    found = {str(answer).lower() for name, answer in state.answers.items() if name not in asked_of and plan.types[name].template in ("email", "tel")}
    for each in applicants(application):
        contact = identity.contact_of(each)
        found |= {contact.email.lower(), contact.phone}
    return found - {""}


def _page_of(plan: Plan, part: CosignRule) -> str:
    """Where it is asked whom to invite."""
    question = str(part.for_each or part.email or part.phone).partition(".")[0]
    return next((page.part.page for page in plan.pages if question in {each.name for each in page.questions}), plan.pages[0].part.page)


def _reached(cosigner: Cosigner) -> tuple[str, str]:
    """The channel and the address; mail costs nothing, so it goes first."""
    return ("email", cosigner.email) if cosigner.email else ("sms", cosigner.phone)


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
