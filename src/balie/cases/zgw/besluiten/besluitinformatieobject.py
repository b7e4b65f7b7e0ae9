"""The resource `besluitinformatieobject`: a document in which a besluit is laid down. Rules: brc-003, 004, 005, 008."""
from __future__ import annotations

from typing import Any

from balie.cases.models import BesluitInformatieObject, InformatieObjectType
from balie.cases.zgw import fitting
from balie.documents import public as documents
from balie.zgw.public import NOWHERE, Access, Draft, Ref, Resource, Self

ACCESS = Access("brc", type="besluit__besluittype_id", kind="catalogi/besluittypen")


def of_the_besluittype(draft: Draft) -> None:
    """brc-008."""
    besluit, document = draft.get("besluit"), draft.get("informatieobject")
    if besluit is None or document is None:
        return
    allowed = {"catalogus": besluit.besluittype.catalogus_id, "omschrijving__in": besluit.besluittype.informatieobjecttype_omschrijving}
    if not InformatieObjectType.objects.filter(pk=documents.type_of(document.pk), **allowed).exists():
        draft.wrong(NOWHERE, "missing-besluittype-informatieobjecttype-relation", "Dit soort document hoort niet bij het besluittype.")


ONCE = fitting.once("besluit", "informatieobject", reason="Dit document hoort al bij dit besluit.")


def nature(draft: Draft) -> None:
    """brc-004."""
    draft.values["aard_relatie"] = "legt_vast"


def mirror(draft: Draft, row: Any) -> None:
    """brc-005."""
    documents.attach(document_id=row.informatieobject_id, owner=f"besluit:{row.besluit_id}")


def let_go(draft: Draft) -> None:
    row = draft.old
    row.delete()
    documents.detach(document_id=row.informatieobject_id, owner=f"besluit:{row.besluit_id}")


BESLUITINFORMATIEOBJECT = Resource(
    api="besluiten", path="besluitinformatieobjecten", name="besluitinformatieobject", schema="BesluitInformatieObject",
    model=BesluitInformatieObject, access=ACCESS, main="besluit", kanaal="besluiten", load=("besluit",),
    fields=(
        Self(), Ref("informatieobject", kind="documenten/enkelvoudiginformatieobjecten"),
        Ref("besluit", kind="besluiten/besluiten", load=("besluittype",)),
    ),
    rules=(of_the_besluittype, ONCE, nature), after=(mirror,), destroy=let_go,
)
