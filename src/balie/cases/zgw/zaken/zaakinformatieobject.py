"""The resource `zaakinformatieobject`: a document belongs to a zaak. Rules: zrc-003, 004, 005, 017."""
from __future__ import annotations

from typing import Any

from django.db.models import Model

from balie.cases.models import InformatieObjectType, ZaakInformatieObject, ZaakTypeInformatieObjectType
from balie.cases.zgw import fitting, papers_elsewhere
from balie.cases.zgw.zaken import closed
from balie.cases.zgw.zaken.status import ACCESS
from balie.documents import public as documents
from balie.kernel import clock
from balie.zgw.public import NOWHERE, UUID_FIELD, Draft, Field, Made, Ref, Resource, Self, plain_fields, save

SHOWN_AS = {"hoort_bij": "Hoort bij, omgekeerd: kent", "legt_vast": "Legt vast, omgekeerd: kan vastgelegd zijn als"}


def of_the_zaaktype(draft: Draft) -> None:
    """zrc-017: the zaaktype knows documents of this kind."""
    zaak, document = draft.get("zaak"), draft.get("informatieobject") or draft.get("document_url")
    if not draft.is_new or zaak is None or not document or draft.errors:
        return
    kind = InformatieObjectType.objects.filter(pk=papers_elsewhere.type_of(draft)).values("omschrijving", "catalogus").first()
    if draft.errors:
        return
    allowed = kind and {"informatieobjecttype": kind["omschrijving"], "zaaktype__catalogus": kind["catalogus"]}
    if not allowed or not ZaakTypeInformatieObjectType.objects.filter(zaaktype=zaak.zaaktype_id, **allowed).exists():
        draft.wrong(NOWHERE, "missing-zaaktype-informatieobjecttype-relation", "Dit soort document hoort niet bij het zaaktype van de zaak.")


def not_archived(draft: Draft) -> None:
    """A zaak that lies in the archive gets no more documents."""
    zaak = draft.get("zaak")
    if draft.is_new and zaak is not None and zaak.archiefstatus != "nog_te_archiveren":
        draft.wrong("zaak", "zaak-gearchiveerd", "Deze zaak is al gearchiveerd. Er kan geen document meer bij.")


ONCE = fitting.once("zaak", "informatieobject", reason="Dit document hoort al bij deze zaak.")


def status_of_the_zaak(draft: Draft) -> None:
    zaak, status = draft.get("zaak"), draft.get("status")
    if zaak is not None and status is not None and status.zaak_id != zaak.pk:
        draft.wrong(NOWHERE, "zaak-mismatch", "Deze status hoort niet bij deze zaak.")


def _save(draft: Draft) -> Model:
    if draft.is_new:  # zrc-004: not for the client to say
        draft.values |= {"aard_relatie": "hoort_bij", "registratiedatum": clock.now()}
    return save(draft)


def mirror(draft: Draft, row: Any) -> None:
    """zrc-005: the document knows of it too."""
    if draft.is_new and row.informatieobject_id:
        documents.attach(document_id=row.informatieobject_id, owner=f"zaak:{row.zaak_id}")
    elif draft.is_new:
        papers_elsewhere.tell(draft, row, "zaak")


def let_go(draft: Draft) -> None:
    papers_elsewhere.let_go(draft.old, "zaak")


ZAAKINFORMATIEOBJECT = Resource(
    api="zaken", path="zaakinformatieobjecten", name="zaakinformatieobject", schema="ZaakInformatieObject", model=ZaakInformatieObject,
    access=ACCESS, main="zaak", kanaal="zaken", label=lambda row: row.titel, load=("zaak", "informatieobject"),
    fields=(
        Self(), UUID_FIELD, papers_elsewhere.Document(),
        Ref("zaak", kind="zaken/zaken", immutable=True),
        Made("aardRelatieWeergave", read_only=True, select={"aard_relatie": "aard_relatie"}, make=lambda links, code: SHOWN_AS.get(code, code)),
        *plain_fields(ZaakInformatieObject, "titel", "beschrijving"), Field("registratiedatum", read_only=True),
        *plain_fields(ZaakInformatieObject, "vernietigingsdatum"), Ref("status", kind="zaken/statussen"),
    ),
    filters={"informatieobject": papers_elsewhere.is_document},
    allow=(closed.may_change,), may_go=(closed.may_change,),
    rules=(of_the_zaaktype, ONCE, papers_elsewhere.once("zaak"), not_archived, status_of_the_zaak), save=_save,
    after=(mirror,), destroy=let_go,
)
