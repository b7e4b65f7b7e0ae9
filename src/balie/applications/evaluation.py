"""From a stored application to everything that follows from it: the plan of its version, evaluated on its answers and facts."""
from __future__ import annotations

from balie.applications.models import Application
from balie.applications.views import ApplicationLine, ApplicationView, CosignView
from balie.catalogue import public as catalogue
from balie.forms.public import SIGNED, CosignRule, Plan, State, evaluate, reevaluate, role_name
from balie.kernel import clock, tenancy


def plan_of(application: Application, language: str = "") -> Plan:
    """In the language of who reads it, else the applicant's."""
    return catalogue.plan(application.version_id, language=language or application.language)


def state_of(application: Application, plan: Plan | None = None, before: State | None = None) -> State:
    """Everything that follows from what is stored now. `before`: the state of this same application earlier in this request, with its
    other answers or facts; then only what hangs on the change is computed."""
    if before is not None:
        return reevaluate(before, application.answers, application.facts)
    today = clock.local(application.submitted).date() if application.submitted else clock.today()
    return evaluate(
        plan or plan_of(application), application.answers, application.facts, today=today, known=known_names(),
        settings=catalogue.settings_of(application.service), holidays=clock.holidays_around(today),
    )


def known_names() -> dict:
    """Names that texts on every page may use."""
    gemeente = tenancy.current()
    return {"gemeente": {"naam": gemeente.naam, "telefoon": gemeente.config.get("telefoon", "")}}


def view_of(application: Application, state: State | None = None) -> ApplicationView:
    plan = plan_of(application)
    return ApplicationView(
        id=application.pk, service=application.service, version_id=application.version_id, language=application.language,
        status=application.status, status_name=application.get_status_display(), person_id=application.person_id, loa=application.loa,
        revision=application.revision, answers=application.answers, facts=application.facts, fact_sources=application.fact_sources,
        visited=tuple(application.visited), saved=application.saved, expires=application.expires, kenmerk=application.kenmerk,
        submitted=application.submitted, outcome=application.outcome, price=application.price, payment_id=application.payment_id,
        assisted=bool(application.assisted_by), mandate_id=application.mandate_id, plan=plan, state=state or state_of(application, plan),
    )


def signed_as(application: Application, role: str) -> dict:
    """What became clear when this one agreed; empty before that."""
    return application.facts.get(SIGNED, {}).get(role_name(role), {})


def line_of(application: Application) -> ApplicationLine:
    return ApplicationLine(
        id=application.pk, service=application.service, version_id=application.version_id, status=application.status,
        status_name=application.get_status_display(), kenmerk=application.kenmerk, saved=application.saved, expires=application.expires,
        price=application.price, payment_id=application.payment_id, mandate_id=application.mandate_id,
    )


def cosign_rule(cosigner, language: str = "") -> CosignRule:
    """What the service says of this one who must agree."""
    return next(each.part for each in plan_of(cosigner.application, language).cosign if each.part.role == cosigner.role)


def cosign_view(cosigner, language: str = "") -> CosignView:
    rule = cosign_rule(cosigner, language)
    return CosignView(
        id=cosigner.pk, application_id=cosigner.application_id, service=cosigner.application.service, role=cosigner.role,
        name=f"{rule.name}: {cosigner.called}" if cosigner.called else rule.name,
        look={"purpose": rule.lives_at.purpose, "legal_basis": rule.lives_at.legal_basis} if rule.lives_at else {},
        lives_there=signed_as(cosigner.application, cosigner.role).get("woont_er"),
        text=cosigner.text, status=cosigner.status, status_name=cosigner.get_status_display(), until=cosigner.until,
        applicant_id=cosigner.application.person_id, person_id=cosigner.person_id, email=cosigner.email, phone=cosigner.phone, token=cosigner.token,
        by=rule.by, signed_name=cosigner.signed_name,
    )
