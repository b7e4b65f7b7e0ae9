"""The resource `resultaat`: one per zaak (zrc-020)."""
from __future__ import annotations

from balie.cases.models import Resultaat
from balie.cases.zgw.zaken import closed
from balie.cases.zgw.zaken.status import ACCESS, NOWHERE
from balie.zgw.public import UUID_FIELD, Draft, Ref, Resource, Self, plain_fields


def of_the_zaaktype(draft: Draft) -> None:
    """zrc-020."""
    zaak, kind = draft.get("zaak"), draft.get("resultaattype")
    if zaak is not None and kind is not None and kind.zaaktype_id != zaak.zaaktype_id:
        draft.wrong(NOWHERE, "zaaktype-mismatch", "Dit resultaattype hoort niet bij het zaaktype van de zaak.")


def one_per_zaak(draft: Draft) -> None:
    zaak = draft.values.get("zaak")
    if draft.is_new and zaak is not None and Resultaat.objects.filter(zaak=zaak).exists():
        draft.wrong("zaak", "unique", "Deze zaak heeft al een resultaat.")


RESULTAAT = Resource(
    api="zaken", path="resultaten", name="resultaat", schema="Resultaat", model=Resultaat, access=ACCESS, main="zaak", kanaal="zaken",
    label=lambda result: result.resultaattype.omschrijving, load=("zaak", "resultaattype"),
    fields=(
        Self(),
        UUID_FIELD,
        Ref("zaak", kind="zaken/zaken", immutable=True),
        Ref("resultaattype", kind="catalogi/resultaattypen", immutable=True),
        *plain_fields(Resultaat, "toelichting"),
    ),
    allow=(closed.may_change,), may_go=(closed.may_change,), rules=(of_the_zaaktype, one_per_zaak), after=(closed.archive_again,),
)
