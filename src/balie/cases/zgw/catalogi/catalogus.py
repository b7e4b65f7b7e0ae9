"""The resource `catalogus`: in which a municipality keeps its types."""
from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from balie.cases.models import BesluitType, Catalogus, InformatieObjectType
from balie.zgw.public import NOWHERE, Access, Draft, Made, Refs, Resource, Self, plain_fields

ACCESS = Access("ztc")


def names(model):
    return lambda: ArraySubquery(
        model.objects.filter(catalogus=OuterRef("pk"), gemeente=OuterRef("gemeente")).order_by("id").values("omschrijving"))


def once(draft: Draft) -> None:
    same = Catalogus.objects.filter(domein=draft.get("domein"), rsin=draft.get("rsin"), elsewhere=False)
    if draft.old is not None:
        same = same.exclude(pk=draft.old.pk)
    if not draft.errors and same.exists():
        draft.wrong(NOWHERE, "unique", "Er is al een catalogus met dit domein en dit rsin.")


CATALOGUS = Resource(
    api="catalogi", path="catalogussen", name="catalogus", schema="Catalogus", model=Catalogus, access=ACCESS,
    fields=(
        Self(),
        *plain_fields(
            Catalogus, "domein", "rsin", "contactpersoonBeheerNaam", "contactpersoonBeheerTelefoonnummer", "contactpersoonBeheerEmailadres",
        ),
        Refs("zaaktypen", kind="catalogi/zaaktypen", of="zaaktypen"),
        Refs("besluittypen", kind="catalogi/besluittypen", of="besluittypen"),
        Made("besluittypeOmschrijving", read_only=True, select={"besluittype_names": names(BesluitType)}),
        Refs("informatieobjecttypen", kind="catalogi/informatieobjecttypen", of="informatieobjecttypen"),
        Made("informatieobjecttypeOmschrijving", read_only=True, select={"document_names": names(InformatieObjectType)}),
        *plain_fields(Catalogus, "naam", "versie", "begindatumVersie"),
    ),
    filters={"domein__in": lambda value: Q(domein__in=value if isinstance(value, list) else value.split(",")),
             "rsin__in": lambda value: Q(rsin__in=value if isinstance(value, list) else value.split(","))},
    always=lambda given: Q(elsewhere=False), rules=(once,),
)

