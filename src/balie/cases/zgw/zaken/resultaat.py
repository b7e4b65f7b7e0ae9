"""The resource `resultaat`: one per zaak (zrc-020)."""
from __future__ import annotations

from balie.cases.models import Resultaat
from balie.cases.zgw import fitting
from balie.cases.zgw.zaken import closed
from balie.cases.zgw.zaken.status import ACCESS
from balie.zgw.public import UUID_FIELD, Draft, Ref, Resource, Self, plain_fields


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
    allow=(closed.may_change,), may_go=(closed.may_change,), rules=(fitting.of_the_zaaktype("resultaattype"), one_per_zaak),
    after=(closed.archive_again,),
)
