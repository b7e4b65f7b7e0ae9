"""The resource `besluitinformatieobject`: a document in which a besluit is laid down. Rules: brc-003, 004, 005, 008."""
from __future__ import annotations

from typing import Any

from balie.cases.models import BesluitInformatieObject, InformatieObjectType
from balie.cases.zgw import fitting, papers_elsewhere
from balie.documents import public as documents
from balie.zgw.public import NOWHERE, Access, Draft, Ref, Resource, Self

ACCESS = Access("brc", type="besluit__besluittype_id", kind="catalogi/besluittypen")


def of_the_besluittype(draft: Draft) -> None:
    """brc-008."""
    besluit, document = draft.get("besluit"), draft.get("informatieobject") or draft.get("document_url")
    if besluit is None or not document or draft.errors:
        return
    allowed = {"catalogus": besluit.besluittype.catalogus_id, "omschrijving__in": besluit.besluittype.informatieobjecttype_omschrijving}
    kind = papers_elsewhere.type_of(draft)
    if not draft.errors and not InformatieObjectType.objects.filter(pk=kind, **allowed).exists():
        draft.wrong(NOWHERE, "missing-besluittype-informatieobjecttype-relation", "Dit soort document hoort niet bij het besluittype.")


ONCE = fitting.once("besluit", "informatieobject", reason="Dit document hoort al bij dit besluit.")


def nature(draft: Draft) -> None:
    """brc-004."""
    draft.values["aard_relatie"] = "legt_vast"


def mirror(draft: Draft, row: Any) -> None:
    """brc-005."""
    if row.informatieobject_id:
        documents.attach(document_id=row.informatieobject_id, owner=f"besluit:{row.besluit_id}")
    else:
        papers_elsewhere.tell(draft, row, "besluit")


def let_go(draft: Draft) -> None:
    papers_elsewhere.let_go(draft.old, "besluit")


BESLUITINFORMATIEOBJECT = Resource(
    api="besluiten", path="besluitinformatieobjecten", name="besluitinformatieobject", schema="BesluitInformatieObject",
    model=BesluitInformatieObject, access=ACCESS, main="besluit", kanaal="besluiten", load=("besluit",),
    fields=(
        Self(), papers_elsewhere.Document(),
        Ref("besluit", kind="besluiten/besluiten", load=("besluittype",)),
    ),
    filters={"informatieobject": papers_elsewhere.is_document},
    rules=(of_the_besluittype, ONCE, papers_elsewhere.once("besluit"), nature), after=(mirror,), destroy=let_go,
)
