"""Relations between zaaktypen, besluittypen and informatieobjecttypen: by omschrijving, independent of versions (ztc-011).

Each gives an expression of ids, to stand within the query of the other side: of the versions that are published and valid today, as the
standard has it under "De url's die moeten worden teruggegeven".
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, F, Func, IntegerField, Model, OuterRef, Q

from balie.cases.models import BesluitType, InformatieObjectType, ResultaatType, ZaakType, ZaakTypeInformatieObjectType
from balie.zgw.public import NOWHERE, Draft, Refs, read

SAME = {"gemeente": OuterRef("gemeente"), "catalogus": OuterRef("catalogus")}


class Today(Func):
    """Where the municipality is."""

    template = "(now() at time zone 'Europe/Amsterdam')::date"
    output_field = DateField()


def valid(on: Any, before: str = "") -> Q:
    """Both days inclusive. `before`: the path to what is valid, `"zaaktype__"`."""
    return Q(**{f"{before}begin_geldigheid__lte": on}) & (
        Q(**{f"{before}einde_geldigheid__isnull": True}) | Q(**{f"{before}einde_geldigheid__gte": on}))


def _now(model: type[Model], same: dict[str, Any] | None = None) -> Any:
    return model.objects.filter(valid(Today()), concept=False, **(same or SAME)).order_by("id")


def named_in(model: type[Model], column: str, *, by: str = "omschrijving", catalogus: str = "catalogus") -> Callable[[], ArraySubquery]:
    """Rows of `model` whose `by` is among the texts of the array `column` of the row itself."""
    place = Func(OuterRef(column), F(by), function="array_position", output_field=IntegerField())
    same = {"gemeente": OuterRef("gemeente"), "catalogus": OuterRef(catalogus)}
    return lambda: ArraySubquery(_now(model, same).alias(place=place).filter(place__isnull=False).values("id"))


def _naming(found: Any, column: str, by: str) -> Any:
    """Those of which the array `column` holds the `by` of the row outside."""
    place = Func(F(column), OuterRef(by), function="array_position", output_field=IntegerField())
    return found.alias(place=place).filter(place__isnull=False)


def naming(model: type[Model], column: str, *, by: str = "omschrijving", value: str = "id") -> Callable[[], ArraySubquery]:
    return lambda: ArraySubquery(_naming(_now(model), column, by).values(value))


def results_naming(column: str, value: str = "id") -> Callable[[], ArraySubquery]:
    """Resultaattypen of valid zaaktypen in the same catalogus, that may lead to a besluit of this type."""
    def made() -> ArraySubquery:
        found = ResultaatType.objects.filter(
            valid(Today(), "zaaktype__"), zaaktype__concept=False, gemeente=OuterRef("gemeente"), zaaktype__catalogus=OuterRef("catalogus"))
        return ArraySubquery(_naming(found.order_by("id"), column, "omschrijving").values(value))

    return made


def documents_of_zaaktype() -> ArraySubquery:
    names = ZaakTypeInformatieObjectType.objects.filter(zaaktype=OuterRef(OuterRef("pk"))).values("informatieobjecttype")
    return ArraySubquery(_now(InformatieObjectType).filter(omschrijving__in=names).values("id"))


def names_of_documents() -> ArraySubquery:
    return ArraySubquery(ZaakTypeInformatieObjectType.objects.filter(
        zaaktype=OuterRef("pk"), gemeente=OuterRef("gemeente")).order_by("volgnummer").values("informatieobjecttype"))


def zaaktypen_with_document(value: str = "id") -> Callable[[], ArraySubquery]:
    """Of an informatieobjecttype."""
    def made() -> ArraySubquery:
        zaaktypen = ZaakTypeInformatieObjectType.objects.filter(informatieobjecttype=OuterRef(OuterRef("omschrijving"))).values("zaaktype")
        return ArraySubquery(_now(ZaakType).filter(pk__in=zaaktypen).values(value))

    return made


def document_named() -> Any:
    """The version that is valid now of the informatieobjecttype that a zaaktype-informatieobjecttype names."""
    same = {"gemeente": OuterRef("gemeente"), "catalogus": OuterRef("zaaktype__catalogus")}
    return _now(InformatieObjectType, same).filter(omschrijving=OuterRef("informatieobjecttype")).values("id")[:1]


# -- taken: a client names them by omschrijving (1.3), or by URL as it did before

MODELS = {"catalogi/besluittypen": BesluitType, "catalogi/informatieobjecttypen": InformatieObjectType, "catalogi/zaaktypen": ZaakType}


def names_of(draft: Draft, wire: str, given: Iterable[Any] | None, kind: str, *, by: str = "omschrijving") -> list[str]:
    """Texts, as they lie in our tables. A URL has to be of that kind and of the same catalogus (ztc-013)."""
    made: list[str] = []
    for place, each in enumerate(given or ()):
        name = name_of(draft, f"{wire}.{place}", str(each), kind, by=by)
        if name and name not in made:
            made.append(name)
    return made


def name_of(draft: Draft, wire: str, given: str, kind: str, *, by: str = "omschrijving") -> str:
    if "://" not in given:
        most = MODELS[kind]._meta.get_field(by).max_length
        if len(given) > most:
            draft.wrong(wire, "max_length", f"Dit is te lang: hooguit {most} tekens.")
        return given[:most]
    reference = read(given)
    found = MODELS[kind].objects.filter(pk=reference.id).first() if reference and reference.kind == kind else None
    if found is None:
        draft.wrong(wire, "bad-url", "Dit adres bestaat niet, of wijst naar iets anders.")
        return ""
    catalogus = catalogus_of(draft)
    if catalogus is not None and found.catalogus_id != catalogus:
        draft.wrong(NOWHERE, "relations-incorrect-catalogus", "Dit hoort bij een andere catalogus.")
    return getattr(found, by)


def catalogus_of(draft: Draft) -> Any:
    """Of what is about to be written; None when that is not known yet."""
    if "catalogus" in draft.resource.by_wire and hasattr(draft.resource.model, "catalogus"):
        found = draft.get("catalogus")
        return found.pk if found is not None else None
    zaaktype = draft.get("zaaktype")
    return zaaktype.catalogus_id if zaaktype is not None else None


def on(value: str) -> date:
    """A date of a filter. Raises `ValueError`."""
    return date.fromisoformat(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Named(Refs):
    """Shown as URLs, and taken by `takes`: a client sends what they are called."""

    takes: Callable[[Draft, Any], None] = lambda draft, given: None

    def taken(self, draft: Draft, given: Any) -> None:
        self.takes(draft, given)

    def absent(self, draft: Draft) -> None:
        self.takes(draft, None)
