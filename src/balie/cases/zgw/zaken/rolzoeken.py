"""Finding rollen by who they are about: the filters `betrokkeneIdentificatie__…` of the Zaken API, on a list of rollen.

A BSN lies in the vault of identity alone: it is found by its fingerprint, and then the rol by the person.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q

from balie.cases.models.zaken import KNOWN_BY
from balie.identity import public as identity

PERSON, ORGANISATION = "natuurlijk_persoon", "niet_natuurlijk_persoon"


def with_bsn(bsn: str) -> Q:
    person = identity.known_person(bsn)
    return Q(betrokkene_type=PERSON, person_id=person) if person else Q(pk__in=[])


def _kept(kind: str, name: str) -> Callable[[Any], Q]:
    """What we know of who has no id with us lies in the rol itself."""
    column = "known_by" if KNOWN_BY.get(kind) == name else f"betrokkene_identificatie__{name}"
    return lambda value: Q(betrokkene_type=kind, **{column: value})


def _official(value: str) -> Q:
    return Q(betrokkene_type="medewerker") & (Q(known_by=value) | (Q(official_id=value) & ~Q(official_id="")))


BY_IDENTIFICATION: Mapping[str, Callable[[Any], Q]] = {
    "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": with_bsn,
    "betrokkeneIdentificatie__natuurlijkPersoon__anpIdentificatie": _kept(PERSON, "anpIdentificatie"),
    "betrokkeneIdentificatie__natuurlijkPersoon__inpA_nummer": _kept(PERSON, "inpA_nummer"),
    "betrokkeneIdentificatie__nietNatuurlijkPersoon__innNnpId": _kept(ORGANISATION, "innNnpId"),
    "betrokkeneIdentificatie__nietNatuurlijkPersoon__annIdentificatie": _kept(ORGANISATION, "annIdentificatie"),
    "betrokkeneIdentificatie__vestiging__vestigingsNummer": _kept("vestiging", "vestigingsNummer"),
    "betrokkeneIdentificatie__medewerker__identificatie": _official,
    "betrokkeneIdentificatie__organisatorischeEenheid__identificatie": _kept("organisatorische_eenheid", "identificatie"),
}
