"""This room's part of the access request and of the erasure.

A draft and what was stopped are nobody's record: they can be erased. What was sent became a zaak, an archive record (Archiefwet): it stays as
long as the zaak does and is destroyed with it, and so does the signature of somebody else under it.
"""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from balie.applications.actions import throw_away
from balie.applications.evaluation import cosign_rule, plan_of, state_of
from balie.applications.models import Application, Cosigner
from balie.documents import public as documents
from balie.forms.public import Plan
from balie.kernel import audit

IDS = ("person_id", "andere_ouder")  # random ids of our own: no data of anybody, and of no use to who reads


def export_for(person_id: UUID) -> dict:
    """Every application of this person (or organisation), and what they were asked to sign (AVG article 15); JSON-able, in Dutch names."""
    audit.record("inzageverzoek.aanvragen", subject=person_id, purpose="Inzageverzoek", legal_basis="AVG artikel 15")
    return {
        "aanvragen": [_application(row) for row in _own(person_id).order_by("created", "pk")],
        "ondertekeningen": [
            {"aanvraag": plan_of(row.application).service.name, "als": cosign_rule(row).name, "e-mail": row.email, "telefoon": row.phone,
             **_signature(row)}
            for row in Cosigner.objects.filter(person_id=person_id).select_related("application").order_by("asked", "pk")
        ],
    }


def _own(person_id: UUID):
    return Application.objects.filter(Q(person_id=person_id) | Q(organisation_id=person_id))


def _application(row: Application) -> dict:
    plan = plan_of(row)
    return {
        "aanvraag": plan.service.name, "kenmerk": row.kenmerk or "", "stand": row.get_status_display(), "begonnen": row.created.isoformat(),
        "bewaard": row.saved.isoformat(), "verstuurd": row.submitted and row.submitted.isoformat(),
        "loopt_af": row.expires and row.expires.isoformat(), "prijs": str(row.price),
        "antwoorden": _answers(row, plan),
        "uit_registers": _without_ids(row.facts), "bronnen": row.fact_sources,
        "documenten": [document.title for document in documents.documents_of_owner(f"application:{row.pk}")],
        "medeondertekenaars": [
            {"wie": cosign_rule(each).name, "rij": each.called, "e-mail": each.email, "telefoon": each.phone, "naam": each.signed_name,
             **_signature(each)}
            for each in row.cosigners.select_related("application").order_by("role", "row")
        ],
    }


def _answers(row: Application, plan: Plan) -> dict[str, Any]:
    """By question, in words; an answer to what is not asked any more as it is stored, because it is still there."""
    asked = {each.name: each for page in state_of(row, plan).pages for each in page.questions}
    return {
        asked[name].label if name in asked else name: asked[name].words if name in asked else stored for name, stored in row.answers.items()
    }


def _signature(row: Cosigner) -> dict:
    return {"gevraagd": row.asked.isoformat(), "stand": row.get_status_display(), "beantwoord": row.answered and row.answered.isoformat()}


def _without_ids(facts: Any) -> Any:
    if isinstance(facts, dict):
        return {name: _without_ids(value) for name, value in facts.items() if name not in IDS}
    return [_without_ids(each) for each in facts] if isinstance(facts, list) else facts


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Delete what did not become a zaak, and forget who signed, or was asked to sign, what came to nothing.

    Money that still comes in for what is gone goes back (`handlers`).
    """
    rows = _own(person_id).select_for_update().exclude(status=Application.Status.SUBMITTED)
    throw_away(list(rows.values_list("pk", flat=True)))
    signed = Cosigner.objects.filter(person_id=person_id)
    signed.exclude(status=Cosigner.Status.ASKED).update(email="", phone="")  # it served to ask
    signed.filter(
        Q(application__status=Application.Status.WITHDRAWN) | Q(status__in=(Cosigner.Status.DROPPED, Cosigner.Status.EXPIRED))
    ).update(person=None, email="", phone="", called="")
    audit.record("gewist.aanvragen", subject=person_id, purpose="Verwijderverzoek", legal_basis="AVG artikel 17")


@transaction.atomic
def destroy(*, application_id: UUID) -> None:
    """Delete a sent application, with the zaak that it became: answers, what registers said, signatures, files. The caller knows that it may."""
    throw_away(Application.objects.select_for_update().filter(pk=application_id).values_list("pk", flat=True))
    audit.record("aanvraag.vernietigd", object_ref=f"application:{application_id}", legal_basis="Archiefwet 1995 artikel 3")
