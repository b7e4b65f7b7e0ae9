"""Filters that all types share: published or concept, and valid on a day."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model, Q

from balie.cases.zgw.catalogi import relations
from balie.zgw.public import id_of

SHOWN = ("alles", "concept", "definitief")
NOTHING = Q(pk__in=[])


def by_status(before: str = "") -> Callable[[Mapping[str, Any]], Q]:
    """Ours, and what is published, unless the client asks for something else."""
    def condition(given: Mapping[str, Any]) -> Q:
        asked = given.get("status") or "definitief"
        return ours(before)(given) & (Q() if asked == "alles" else Q(**{f"{before}concept": asked == "concept"}))

    return condition


def ours(before: str = "") -> Callable[[Mapping[str, Any]], Q]:
    """What is of another provider is listed there."""
    return lambda given: Q(**{f"{before}catalogus__elsewhere": False})


def status(value: str) -> Q:
    """Its condition is in `by_status`; here it is refused when it is none of the three. Raises `ValueError`."""
    if value not in SHOWN:
        raise ValueError(value)
    return Q()


def valid_on(before: str = "") -> Callable[[Any], Q]:
    """Raises `ValueError`."""
    return lambda value: relations.valid(relations.on(value), before)


def at(url: str, kind: str, model: type[Model], *columns: str) -> dict[str, Any] | None:
    """Those columns, and the catalogus, of the row that a URL of that kind points at."""
    key = id_of(url, kind)
    return model.objects.filter(pk=key).values("catalogus", *columns).first() if key else None


def named_by(kind: str, model: type[Model], column: str) -> Callable[[str], Q]:
    """Rows whose omschrijving is among the texts in `column` of the `model` at that URL."""
    def condition(url: str) -> Q:
        found = at(url, kind, model, column)
        return Q(catalogus=found["catalogus"], omschrijving__in=found[column]) if found else NOTHING

    return condition


def naming(kind: str, model: type[Model], column: str) -> Callable[[str], Q]:
    """Rows of which the array `column` holds the omschrijving of the `model` at that URL, or that text itself."""
    def condition(value: str) -> Q:
        if "://" not in value:
            return Q(**{f"{column}__contains": [value]})
        found = at(value, kind, model, "omschrijving")
        return Q(catalogus=found["catalogus"], **{f"{column}__contains": [found["omschrijving"]]}) if found else NOTHING

    return condition


OF_ZAAKTYPE = {
    "status": status, "datumGeldigheid": valid_on("zaaktype__"), "datum_geldigheid": valid_on("zaaktype__"),
    "zaaktypeIdentificatie": lambda value: Q(zaaktype__identificatie=value),
    "zaaktype_identificatie": lambda value: Q(zaaktype__identificatie=value),
}
