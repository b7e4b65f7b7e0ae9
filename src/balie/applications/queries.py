"""Reads of applications."""
from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from balie.applications import access, rules
from balie.applications.evaluation import cosign_view, line_of, plan_of, state_of, view_of
from balie.applications.files import files_in
from balie.applications.models import Application, Cosigner, ResumeLink
from balie.applications.views import ApplicationLine, ApplicationView, CosignView, NotFound, SubmittedApplication, VisitNeeded
from balie.forms.public import context_of_signer, render_markdown
from balie.identity.public import Resident
from balie.kernel import clock

MOST = 50


def get(application_id: UUID, *, resident: Resident | None, token: str = "") -> ApplicationView:
    """Raises `NotFound` for anybody else's."""
    return view_of(access.application_for(application_id, resident=resident, token=token))


def service_behind_link(link: str) -> str | None:
    """The service of the draft that a resume link opens: who has to log in for it first, does so as this service asks. None: no such link."""
    links = ResumeLink.objects.filter(hash=rules.hashed(link), expires__gt=clock.now(), application__status=Application.Status.CONCEPT)
    return links.values_list("application__service", flat=True).first()


def application_facts(application_id: UUID) -> tuple[ApplicationView, UUID | None]:
    """For later rooms, in reaction to an event: the application in any state, and its person or organisation. Raises `NotFound`."""
    row = Application.objects.filter(pk=application_id).first()
    if row is None:
        raise NotFound("This application does not exist.")
    return view_of(row), row.person_id or row.organisation_id


CHANNELS = {"email": "email", "tel": "phone"}  # autocomplete token of a question → detail of contact


def channel_of(view: ApplicationView, question: str) -> str | None:
    """The detail of contact that this question asks for ("email", "phone"); None for every other question."""
    return CHANNELS.get(getattr(view.plan.types[question].definition, "autocomplete", None) or "")


def contact_in(view: ApplicationView) -> dict[str, str]:
    """The details that this application itself asked for: {"email": …, "phone": …}; what was left empty is an empty text."""
    return {
        channel: str(question.json or "") for page in view.state.pages for question in page.questions
        if (channel := channel_of(view, question.name))
    }


def open_of(resident: Resident) -> tuple[ApplicationLine, ...]:
    """Drafts and applications that wait for a signature or payment, newest first."""
    rows = Application.objects.filter(access.visible_to(resident)).filter(
        status__in=(Application.Status.CONCEPT, Application.Status.SIGNING, Application.Status.PAYING)
    ).defer("answers", "facts", "outcome")
    return tuple(line_of(row) for row in rows.order_by("-saved")[:MOST])


def appointments_needed(application_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Application → code of what the applicant still comes by for, of those that ask for an appointment right after sending."""
    rows = Application.objects.filter(pk__in=list(application_ids), outcome__appointment__when="submit")
    return {key: outcome["appointment"]["product"] for key, outcome in rows.values_list("pk", "outcome")}


def paying_of(resident: Resident) -> tuple[ApplicationLine, ...]:
    """Every application of this resident for which money was asked, newest first, in whatever state."""
    rows = Application.objects.filter(access.visible_to(resident), payment_id__isnull=False).defer("answers", "facts", "outcome")
    return tuple(line_of(row) for row in rows.order_by("-saved")[:MOST])


def hold(application_id: UUID) -> None:
    """Hold its row for the running transaction: who books a visit and who ends the zaak do not pass each other."""
    Application.objects.select_for_update().filter(pk=application_id).values_list("pk", flat=True).first()


def hold_for_visit(*, application_id: UUID, resident: Resident | None, token: str = "") -> VisitNeeded:
    """What the applicant comes by for, with its row held. Raises `NotFound` for anybody else's."""
    row = access.application_for(application_id, resident=resident, token=token, lock=True)
    sent = row.status == Application.Status.SUBMITTED
    return VisitNeeded(
        owner=f"application:{row.pk}", person_id=row.person_id, product=row.outcome.get("appointment", {}).get("product", "") if sent else ""
    )


def draft_of(service: str, *, resident: Resident | None, token: str = "", mandate_id: UUID | None = None) -> ApplicationLine | None:
    """The newest draft of this service, to offer "ga verder": one's own, or the one by this mandate."""
    rows = Application.objects.filter(
        access.visible_to(resident, token), service=service, status=Application.Status.CONCEPT, mandate_id=mandate_id
    )
    row = rows.order_by("-saved").first()
    return line_of(row) if row else None


def cosign(token: str, *, language: str = "") -> CosignView:
    """`language`: of who reads it; empty: the applicant's."""
    return cosign_view(access.cosign_for(token), language)


def cosign_text(token: str, *, language: str = "") -> str:
    """The service's own text for the cosigner, as safe Markdown with the application's names filled in; `language` as above."""
    cosigner = access.cosign_for(token)
    plan = plan_of(cosigner.application, language)
    context = context_of_signer(state_of(cosigner.application, plan), cosigner.role, cosigner.row)
    return render_markdown(plan.definition.words(cosigner.text) or "", context)


def cosigns_asked_of(resident: Resident) -> tuple[CosignView, ...]:
    """What this resident has been asked to agree to."""
    rows = Cosigner.objects.select_related("application").filter(person_id=resident.person_id, status=Cosigner.Status.ASKED)
    return tuple(cosign_view(row) for row in rows.order_by("until")[:MOST])


def cosigners_of(application_id: UUID) -> tuple[CosignView, ...]:
    rows = Cosigner.objects.select_related("application").filter(application_id=application_id)
    return tuple(cosign_view(row) for row in rows.order_by("role", "row"))


def decision_of(application_id: UUID) -> dict:
    """What the rules made of a sent application: row, outcome, reason, explanation, and `why` in words for the applicant. One query."""
    return Application.objects.filter(pk=application_id).values_list("outcome__decision", flat=True).first() or {}


def submitted(application_id: UUID) -> SubmittedApplication:
    """For later rooms, in reaction to `ApplicationSubmitted`. Raises `NotFound` when it is not complete."""
    row = Application.objects.filter(pk=application_id, status=Application.Status.SUBMITTED).first()
    if row is None:
        raise NotFound("This application is not complete.")
    types = plan_of(row).types
    uploads = [file for name, answer in row.answers.items() for file in files_in(types.get(name), answer)]
    return SubmittedApplication(
        application_id=row.pk, kenmerk=row.kenmerk, service=row.service, version_id=row.version_id, person_id=row.person_id,
        organisation_id=row.organisation_id, loa=row.loa, submitted_at=row.submitted, completed_at=row.completed, language=row.language,
        answers=row.answers, facts=row.facts, values=row.outcome["values"], decision=row.outcome["decision"], price=row.price,
        costs=tuple(row.outcome["costs"]), needs={key: row.outcome.get(key) for key in ("appointment", "documents", "tasks", "partners", "later",
                                                                                        "messages", "offers", "product", "term")},
        attachments=tuple(UUID(file["document_id"]) for file in uploads),
        cosigners=cosigners_of(row.pk), assisted_by=row.assisted_by, mandate_id=row.mandate_id, today=clock.local(row.submitted).date(),
    )
