"""What goes to the other system about one zaak, gathered in one moment. Holds personal data, also a BSN: it is never kept or logged."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.cases.access import LEGAL_BASIS
from balie.cases.models import Registration, Rol, Zaak, ZaakEigenschap, ZaakInformatieObject, ZaakObject
from balie.documents import public as documents
from balie.identity import public as identity
from balie.kernel import tenancy

PURPOSE = "Doorgeven van een aanvraag aan het systeem dat hem behandelt"
PARTIES = ("initiator", "mede_initiator", "belanghebbende")


@dataclass(frozen=True)
class Person:
    """Somebody with a part in the zaak; `kind`, `identification` and `mandate` (indicatieMachtiging) as the standard has them."""

    role: str
    kind: str
    note: str
    identification: Mapping[str, Any] = field(repr=False)
    mandate: str = ""


@dataclass(frozen=True)
class Paper:
    document_id: UUID
    title: str
    kind: str
    received: bool


@dataclass(frozen=True)
class Parcel:
    """`zaak`: the body of a new zaak, without its zaaktype."""

    zaaktype: str
    kenmerk: str
    rsin: str
    start: date
    zaak: Mapping[str, Any] = field(repr=False)
    people: tuple[Person, ...] = field(repr=False)
    properties: Mapping[str, str] = field(repr=False)
    objects: tuple[Mapping[str, Any], ...] = field(repr=False)
    papers: tuple[Paper, ...] = field(repr=False)


@transaction.atomic
def parcel_of(row: Registration, *, with_people: bool = True) -> Parcel:
    """`with_people`: with those who have a part in it, by their BSN: only for who may have that."""
    zaak = Zaak.objects.get(pk=row.zaak_id)
    return Parcel(
        zaaktype=row.zaaktype, kenmerk=zaak.identificatie, rsin=zaak.bronorganisatie, start=zaak.startdatum, zaak=_zaak(zaak),
        people=_people(zaak) if with_people else (),
        properties=dict(ZaakEigenschap.objects.filter(zaak=zaak).values_list("naam", "waarde")), objects=_objects(zaak), papers=_papers(zaak),
    )


def _zaak(zaak: Zaak) -> dict[str, Any]:
    body: dict[str, Any] = {
        "identificatie": zaak.identificatie, "bronorganisatie": zaak.bronorganisatie, "omschrijving": zaak.omschrijving,
        "verantwoordelijkeOrganisatie": zaak.verantwoordelijke_organisatie, "registratiedatum": zaak.registratiedatum.isoformat(),
        "startdatum": zaak.startdatum.isoformat(), "vertrouwelijkheidaanduiding": zaak.vertrouwelijkheidaanduiding,
        "betalingsindicatie": zaak.betalingsindicatie or "nvt", "kenmerken": [{"kenmerk": zaak.identificatie, "bron": "Balie"}],
    }
    if zaak.laatste_betaaldatum:
        body["laatsteBetaaldatum"] = zaak.laatste_betaaldatum.isoformat()
    if zaak.uiterlijke_einddatum_afdoening:
        body["uiterlijkeEinddatumAfdoening"] = zaak.uiterlijke_einddatum_afdoening.isoformat()
    return body


def _people(zaak: Zaak) -> tuple[Person, ...]:
    rows = Rol.objects.filter(zaak=zaak, roltype__omschrijving_generiek__in=PARTIES).select_related("roltype").order_by("id")
    found = []
    for row in rows:
        role = row.roltype.omschrijving_generiek
        if row.organisation_id:
            known = {"kvkNummer": identity.kvk_of(row.organisation_id), "handelsnaam": [identity.name_of(row.organisation_id)[:625]]}
            found.append(Person(role, "vestiging", row.roltoelichting, known))
        elif row.person_id:
            bsn = identity.bsn_of(row.person_id, purpose=PURPOSE, legal_basis=LEGAL_BASIS)
            found.append(Person(role, "natuurlijk_persoon", row.roltoelichting, {"inpBsn": bsn}, row.indicatie_machtiging))
        elif row.betrokkene_identificatie:
            found.append(Person(role, "natuurlijk_persoon", row.roltoelichting, row.betrokkene_identificatie))
    return tuple(found)


def _objects(zaak: Zaak) -> tuple[dict[str, Any], ...]:
    rows = ZaakObject.objects.filter(zaak=zaak).order_by("id")
    return tuple(
        {"objectType": row.object_type, "relatieomschrijving": row.relatieomschrijving, "objectIdentificatie": row.object_identificatie}
        | ({"object": row.object} if row.object else {}) for row in rows
    )


def _papers(zaak: Zaak) -> tuple[Paper, ...]:
    """All documents of the zaak; `kind` is the name of its type with us."""
    own = {each.document_id: each for each in documents.documents_of_owner(f"zaak:{zaak.id}")}
    rows = ZaakInformatieObject.objects.filter(zaak=zaak).order_by("id").values_list("informatieobject_id", flat=True)
    return tuple(Paper(key, own[key].title, "Bijlage" if own[key].received else own[key].title, own[key].received) for key in rows if key in own)


@transaction.atomic
def content_of(row: Registration, paper: Paper) -> documents.Content:
    """The look is recorded."""
    return documents.content_of_owner(
        paper.document_id, owner=f"zaak:{row.zaak_id}", subject=row.zaak.person_id, purpose=PURPOSE, legal_basis=LEGAL_BASIS
    )


def author() -> str:
    return tenancy.current().naam[:200]
