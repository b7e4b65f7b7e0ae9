"""This room's part of the access request and of the erasure.

A zaak is an archive record (Archiefwet): it is destroyed when its archiefactiedatum has come, not earlier. Until then a request for erasure
leaves it, and says so by what is still in the export.
"""
from __future__ import annotations

from uuid import UUID

from django.db import transaction

from balie.applications import public as applications
from balie.cases.models import (
    Ask,
    Besluit,
    Product,
    Registration,
    Resultaat,
    Rol,
    Status,
    Task,
    Zaak,
    ZaakEigenschap,
    ZaakElsewhere,
)
from balie.cases.zgw import papers_elsewhere
from balie.documents import public as documents
from balie.kernel import audit, clock


def export_for(person_id: UUID) -> dict:
    """Everything of this person's own zaken (AVG article 15); JSON-able, in Dutch names."""
    audit.record("inzageverzoek.zaken", subject=person_id, purpose="Inzageverzoek", legal_basis="AVG artikel 15")
    return {
        "zaken": [_zaak(zaak) for zaak in Zaak.objects.filter(person_id=person_id).select_related("zaaktype").order_by("id")],
        "ook_betrokken_bij": [
            {"kenmerk": rol.zaak.identificatie, "rol": rol.roltype.omschrijving}
            for rol in Rol.objects.filter(person_id=person_id).exclude(zaak__person_id=person_id).select_related("zaak", "roltype")
        ],
        "zaken_in_andere_systemen": [
            {
                "systeem": row.followed.label, "kenmerk": row.identificatie, "soort": row.zaaktype, "omschrijving": row.omschrijving,
                "begonnen": row.started.isoformat(), "klaar": row.ended and row.ended.isoformat(), "resultaat": row.result,
                "statussen": [{"naam": name, "moment": at} for name, at in row.statuses], "gelezen_op": row.read_at.isoformat(),
            }
            for row in ZaakElsewhere.objects.filter(person_id=person_id, missing_since=None).select_related("followed").order_by("id")
        ],
        "producten": [
            {"naam": row.name, "geldig_vanaf": row.valid_from.isoformat(), "geldig_tot": row.valid_until and row.valid_until.isoformat()}
            for row in Product.objects.filter(person_id=person_id).order_by("id")
        ],
    }


def _zaak(zaak: Zaak) -> dict:
    result = Resultaat.objects.filter(zaak=zaak).select_related("resultaattype").first()
    return {
        "kenmerk": zaak.identificatie, "soort": zaak.zaaktype.omschrijving, "begonnen": zaak.startdatum.isoformat(),
        "klaar": zaak.einddatum and zaak.einddatum.isoformat(), "resultaat": result.resultaattype.omschrijving if result else "",
        "wordt_vernietigd_op": zaak.archiefactiedatum and zaak.archiefactiedatum.isoformat(),
        "antwoorden": dict(ZaakEigenschap.objects.filter(zaak=zaak).values_list("eigenschap__definitie", "waarde")),
        "statussen": [
            {"naam": name, "moment": at.isoformat()} for name, at in
            Status.objects.filter(zaak=zaak).order_by("datum_status_gezet").values_list("statustype__omschrijving", "datum_status_gezet")
        ],
        "ingevuld_door_ons": [
            {each["label"]: str(task.answers[each["name"]]) for each in task.fields if each["name"] in task.answers}
            for task in Task.objects.filter(zaak=zaak).exclude(answers={}).order_by("id")
        ],
        "vragen": list(Ask.objects.filter(zaak=zaak).order_by("asked_at").values("question", "answer")),
        "doorgegeven_aan": list(Registration.objects.filter(zaak=zaak, done_at__isnull=False).values_list("label", flat=True)),
        "documenten": [document.title for document in documents.documents_of_owner(f"zaak:{zaak.id}")],
    }


@transaction.atomic
def erase(person_id: UUID) -> None:
    """Destroy this person's zaken whose time has come; the law makes us keep the others."""
    due = Zaak.objects.filter(person_id=person_id, archiefnominatie="vernietigen", archiefactiedatum__lte=clock.today())
    for zaak_id in list(due.values_list("id", flat=True)):
        destroy(zaak_id=zaak_id)
    ZaakElsewhere.objects.filter(person_id=person_id).delete()  # a copy: as long as the other system has it, it comes back
    audit.record("gewist.zaken", subject=person_id, purpose="Verwijderverzoek", legal_basis="AVG artikel 17")


@transaction.atomic
def destroy(*, zaak_id: UUID) -> None:
    """Delete the zaak with everything of it, also its documents (zrc-023) and the application it came from. The caller knows that it may."""
    zaak = Zaak.objects.get(pk=zaak_id)
    owners = [f"zaak:{zaak_id}", *(f"besluit:{key}" for key in Besluit.objects.filter(zaak=zaak_id).values_list("id", flat=True))]
    papers_elsewhere.forget_of_zaak(zaak_id)
    zaak.delete()
    for owner in reversed(owners):  # the besluit lets go first, so that its letters belong to the zaak alone
        documents.destroy_of_owner(owner=owner)
    if zaak.application_id:
        applications.destroy(application_id=zaak.application_id)
    audit.record("zaak.vernietigd", object_ref=f"zaak:{zaak_id}", legal_basis="Archiefwet 1995 artikel 3")
