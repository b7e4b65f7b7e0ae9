"""When a closed zaak may be destroyed or transferred (zrc-021): derived when it closes, and again when what it hangs on changes later.

A date that a person or another system set is left alone. Whether a date was derived can be told: it is the start of the bewaartermijn plus the
term of the result.
"""
from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import Q

from balie.cases import rules
from balie.cases.models import Besluit, BesluitElsewhere, Resultaat, ResultaatType, Zaak, ZaakObject
from balie.zgw.public import changes, id_of

COLUMNS = ("archiefnominatie", "archiefactiedatum", "startdatum_bewaartermijn")
DESTROY = "vernietigen"


def derive(zaak: Zaak, kind: ResultaatType) -> None:
    """Fills what is empty; the caller saves `COLUMNS`. What cannot be derived stays empty."""
    found = _found(zaak, kind)
    zaak.archiefnominatie = zaak.archiefnominatie or kind.archiefnominatie
    if zaak.startdatum_bewaartermijn is None and zaak.archiefnominatie == DESTROY:  # zrc-026
        zaak.startdatum_bewaartermijn = found.brondatum
    if zaak.archiefactiedatum is None:
        zaak.archiefactiedatum = found.archiefactiedatum


def derive_again(zaak: Zaak) -> bool:
    """Of a closed zaak, which the caller has locked. Returns whether something changed."""
    kind = ResultaatType.objects.filter(pk__in=Resultaat.objects.filter(zaak=zaak).values("resultaattype_id")).first() if zaak.einddatum else None
    if kind is None or not _was_derived(zaak, kind):
        return False
    before = [getattr(zaak, name) for name in COLUMNS]
    zaak.archiefactiedatum = zaak.startdatum_bewaartermijn = None
    derive(zaak, kind)
    if before == [getattr(zaak, name) for name in COLUMNS]:
        return False
    zaak.save(update_fields=COLUMNS)
    return True


def follow(zaak: Zaak) -> None:
    """This zaak closed, or opened again: closed zaken whose date hangs on it follow."""
    hanging = Q(hoofdzaak=zaak, resultaten__resultaattype__afleidingswijze="hoofdzaak")
    if related := _related(zaak):
        hanging |= Q(pk__in=related, resultaten__resultaattype__afleidingswijze="gerelateerde_zaak")
    for other in Zaak.objects.filter(hanging, einddatum__isnull=False).select_for_update(of=("self",), no_key=True).order_by("id"):
        if derive_again(other):
            changes.record_of(other, "partial_update")


def _was_derived(zaak: Zaak, kind: ResultaatType) -> bool:
    return zaak.archiefactiedatum is None or zaak.archiefactiedatum == rules.later(zaak.startdatum_bewaartermijn, kind.archiefactietermijn)


def _found(zaak: Zaak, kind: ResultaatType) -> rules.Archiving:
    """A query or two: for what this way of deriving needs. What another provider has may change without our knowing: a person sets the date."""
    needs: dict[str, Any] = {}
    way = kind.afleidingswijze
    if way == "hoofdzaak" and zaak.hoofdzaak_id:
        needs["hoofdzaak_einddatum"] = Zaak.objects.filter(pk=zaak.hoofdzaak_id).values_list("einddatum", flat=True).first()
    elif way == "eigenschap":
        needs["eigenschap"] = zaak.eigenschappen.filter(naam=kind.datumkenmerk).values_list("waarde", flat=True).first() or ""
    elif way == "gerelateerde_zaak" and not _elsewhere(zaak):
        days = Zaak.objects.filter(pk__in=_related(zaak)).values_list("einddatum", flat=True)
        needs["gerelateerde_einddatums"] = tuple(day for day in days if day)
    elif way in ("ingangsdatum_besluit", "vervaldatum_besluit") and not BesluitElsewhere.objects.filter(zaak=zaak).exists():
        decided = list(Besluit.objects.filter(zaak=zaak).values_list("ingangsdatum", "vervaldatum"))
        needs["ingangsdatums"] = tuple(start for start, _ in decided)
        needs["vervaldatums"] = tuple(end for _, end in decided if end)
    elif way == "zaakobject":
        about = ZaakObject.objects.filter(zaak=zaak, object_type=kind.objecttype).values_list("object_identificatie", flat=True)
        needs["objects"] = tuple(str((each or {}).get(kind.datumkenmerk) or "") for each in about)
    return rules.archiving(
        afleidingswijze=way, archiefnominatie=kind.archiefnominatie, archiefactietermijn=kind.archiefactietermijn, einddatum=zaak.einddatum,
        procestermijn=kind.brondatum_procestermijn, **needs,
    )


def _related(zaak: Zaak) -> list[UUID]:
    return [key for url in _urls(zaak) if (key := id_of(url, "zaken/zaken"))]


def _elsewhere(zaak: Zaak) -> bool:
    """A related zaak with another provider: when it ends, nobody tells us."""
    return len(_related(zaak)) < len(_urls(zaak))


def _urls(zaak: Zaak) -> list[str]:
    given = zaak.relevante_andere_zaken
    listed = json.loads(given) if isinstance(given, str) else given or []
    return [str(each.get("url", "")) for each in listed]
