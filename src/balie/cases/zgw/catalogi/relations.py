"""Relations between zaaktypen, besluittypen and informatieobjecttypen: by omschrijving, independent of versions (ztc-011).

Each gives an expression of ids, to stand within the query of the other side; of several versions those that are valid now.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, Model, OuterRef

from balie.cases.models import InformatieObjectType, ZaakType, ZaakTypeInformatieObjectType


def _valid(model: type[Model], catalogus: str = "catalogus") -> Any:
    return model.objects.filter(gemeente=OuterRef("gemeente"), catalogus=OuterRef(catalogus), einde_geldigheid__isnull=True).order_by("id")


def named_in(model: type[Model], column: str, *, by: str = "omschrijving", catalogus: str = "catalogus") -> Callable[[], ArraySubquery]:
    """Rows of `model` whose `by` is among the texts of the array `column` of the row itself."""
    place = Func(OuterRef(column), F(by), function="array_position", output_field=IntegerField())
    return lambda: ArraySubquery(_valid(model, catalogus).alias(place=place).filter(place__isnull=False).values("id"))


def documents_of_zaaktype() -> ArraySubquery:
    names = ZaakTypeInformatieObjectType.objects.filter(zaaktype=OuterRef(OuterRef("pk"))).values("informatieobjecttype")
    return ArraySubquery(_valid(InformatieObjectType).filter(omschrijving__in=names).values("id"))


def names_of_documents() -> ArraySubquery:
    return ArraySubquery(ZaakTypeInformatieObjectType.objects.filter(
        zaaktype=OuterRef("pk"), gemeente=OuterRef("gemeente")).order_by("volgnummer").values("informatieobjecttype"))


def zaaktypen_with_document() -> ArraySubquery:
    """Of an informatieobjecttype."""
    zaaktypen = ZaakTypeInformatieObjectType.objects.filter(informatieobjecttype=OuterRef(OuterRef("omschrijving"))).values("zaaktype")
    return ArraySubquery(_valid(ZaakType).filter(pk__in=zaaktypen).values("id"))
