"""Filters that all types share: published or concept, and valid on a day."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q

from balie.cases.zgw.catalogi import relations
from balie.zgw.public import id_of

SHOWN = {"alles": Q(), "concept": Q(concept=True), "definitief": Q(concept=False)}
NOTHING = Q(pk__in=[])


def by_status(before: str = "") -> Callable[[Mapping[str, Any]], Q]:
    """What is published, unless the client asks for something else. Raises `ValueError`."""
    def condition(given: Mapping[str, Any]) -> Q:
        asked = given.get("status") or "definitief"
        return Q() if asked not in ("concept", "definitief") else Q(**{f"{before}concept": asked == "concept"})

    return condition


def status(value: str) -> Q:
    """Its condition is in `by_status`; here it is refused when it is none of the three. Raises `ValueError`."""
    if value not in SHOWN:
        raise ValueError(value)
    return Q()


def valid_on(before: str = "") -> Callable[[Any], Q]:
    """Raises `ValueError`."""
    def condition(value: Any) -> Q:
        day = relations.on(value)
        return Q(**{f"{before}begin_geldigheid__lte": day}) & (
            Q(**{f"{before}einde_geldigheid__isnull": True}) | Q(**{f"{before}einde_geldigheid__gte": day}))

    return condition


def named_by(kind: str, model: Any, column: str, *, by: str = "omschrijving", own: str = "omschrijving") -> Callable[[str], Q]:
    """Rows whose `own` is among the texts in `column` of the `model` at that URL."""
    def condition(url: str) -> Q:
        found = model.objects.filter(pk=id_of(url, kind)).values("catalogus", column).first() if id_of(url, kind) else None
        return Q(catalogus=found["catalogus"], **{f"{own}__in": found[column]}) if found else NOTHING

    return condition


def naming(kind: str, model: Any, column: str, *, by: str = "omschrijving") -> Callable[[str], Q]:
    """Rows of which the array `column` holds the `by` of the `model` at that URL, or that text itself."""
    def condition(value: str) -> Q:
        if "://" not in value:
            return Q(**{f"{column}__contains": [value]})
        found = model.objects.filter(pk=id_of(value, kind)).values("catalogus", by).first() if id_of(value, kind) else None
        return Q(catalogus=found["catalogus"], **{f"{column}__contains": [found[by]]}) if found else NOTHING

    return condition


OF_ZAAKTYPE = {
    "status": status, "datumGeldigheid": valid_on("zaaktype__"), "datum_geldigheid": valid_on("zaaktype__"),
    "zaaktypeIdentificatie": lambda value: Q(zaaktype__identificatie=value),
    "zaaktype_identificatie": lambda value: Q(zaaktype__identificatie=value),
}
