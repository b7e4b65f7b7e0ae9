"""The filters of the list of zaken that are no attribute of a zaak itself: about its rollen, and up to which confidentiality."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from balie.cases.models import Rol
from balie.cases.rules import LEVELS
from balie.cases.zgw.zaken import rolzoeken


def up_to(level: str) -> Q:
    """maximaleVertrouwelijkheidaanduiding. Raises `ValueError`."""
    return Q(vertrouwelijkheidaanduiding__in=LEVELS[: LEVELS.index(level) + 1])


def with_rol(given: Mapping[str, Any]) -> Q:
    """All `rol__…` parameters together say one thing: there is a rol that has all of it."""
    asked = [condition(given[name]) for name, condition in OF_ROL.items() if name in given]
    if not asked:
        return Q()
    return Q(Exists(Rol.objects.filter(*asked, zaak=OuterRef("pk"), gemeente=OuterRef("gemeente"))))


def anything(value: Any) -> Q:
    """Its condition is made together with others, by `with_rol`."""
    return Q()


OF_ROL: Mapping[str, Callable[[Any], Q]] = {
    "rol__betrokkeneType": lambda value: Q(betrokkene_type=value),
    "rol__betrokkene": lambda value: Q(betrokkene=value),
    "rol__omschrijvingGeneriek": lambda value: Q(roltype__omschrijving_generiek=value),
    **{f"rol__{name}": condition for name, condition in rolzoeken.BY_IDENTIFICATION.items()},
}
ZAAK_FILTERS: Mapping[str, Callable[[Any], Q]] = {"maximaleVertrouwelijkheidaanduiding": up_to, **dict.fromkeys(OF_ROL, anything)}
