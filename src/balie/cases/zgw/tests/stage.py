"""Zaaktypen and zaken for tests of the APIs, made in the database."""
from __future__ import annotations

from itertools import count
from typing import Any

from balie.cases.models import (
    BesluitType,
    Catalogus,
    InformatieObjectType,
    ResultaatType,
    RolType,
    StatusType,
    Zaak,
    ZaakType,
    ZaakTypeInformatieObjectType,
)
from balie.kernel import clock
from balie.zgw.public import lists

RSIN = "517439943"
KLASSE = lists.resultaat_by_number("5.1")
_numbers = count(1)


def catalogus(**changes: Any) -> Catalogus:
    return Catalogus.objects.create(**{"domein": f"T{next(_numbers) % 10000}", "rsin": RSIN, "contactpersoon_beheer_naam": "Beheer"} | changes)


def zaaktype(**changes: Any) -> ZaakType:
    """A published zaaktype with two statustypen, a resultaattype, a roltype and a document type."""
    number = next(_numbers)
    made = ZaakType.objects.create(**{
        "catalogus": changes.get("catalogus") or catalogus(), "identificatie": f"ZT-{number}", "omschrijving": f"Zaaktype {number}",
        "vertrouwelijkheidaanduiding": "openbaar", "doel": "Doel", "aanleiding": "Aanleiding", "indicatie_intern_of_extern": "extern",
        "handeling_initiator": "aanvragen", "onderwerp": "Onderwerp", "handeling_behandelaar": "behandelen", "doorlooptijd": "P30D",
        "opschorting_en_aanhouding_mogelijk": True, "verlenging_mogelijk": True, "verlengingstermijn": "P30D", "publicatie_indicatie": False,
        "selectielijst_procestype": f"{lists.ROOT}/procestypen/{KLASSE.facts['procestype']}",
        "referentieproces_naam": "Proces", "verantwoordelijke": "Gemeente", "versiedatum": clock.today(), "begin_geldigheid": clock.today(),
        "concept": False,
    } | changes)
    for place, name in enumerate(("Ontvangen", "Klaar"), start=1):
        StatusType.objects.create(zaaktype=made, omschrijving=name, volgnummer=place, code=name.lower())
    ResultaatType.objects.create(
        zaaktype=made, omschrijving="Verleend", archiefnominatie="vernietigen", archiefactietermijn="P5Y", afleidingswijze="afgehandeld",
        selectielijstklasse=KLASSE.url, resultaattypeomschrijving=lists.resultaattypeomschrijving("Toegekend"),
        omschrijving_generiek="Toegekend",
    )
    RolType.objects.create(zaaktype=made, omschrijving="Initiator", omschrijving_generiek="initiator")
    kind = InformatieObjectType.objects.create(
        catalogus=made.catalogus, omschrijving=f"Bijlage {number}", vertrouwelijkheidaanduiding="openbaar", informatieobjectcategorie="Bijlage",
        begin_geldigheid=clock.today(), concept=False,
    )
    ZaakTypeInformatieObjectType.objects.create(zaaktype=made, informatieobjecttype=kind.omschrijving, volgnummer=1, richting="inkomend")
    return made


def besluittype(**changes: Any) -> BesluitType:
    return BesluitType.objects.create(**{
        "catalogus": changes.get("catalogus") or catalogus(), "omschrijving": f"Besluit {next(_numbers)}", "publicatie_indicatie": False,
        "begin_geldigheid": clock.today(), "concept": False,
    } | changes)


def zaak(kind: ZaakType | None = None, **changes: Any) -> Zaak:
    kind = kind or zaaktype()
    return Zaak.objects.create(**{
        "identificatie": f"Z-{next(_numbers)}", "bronorganisatie": RSIN, "verantwoordelijke_organisatie": RSIN, "zaaktype": kind,
        "registratiedatum": clock.today(), "startdatum": clock.today(), "vertrouwelijkheidaanduiding": kind.vertrouwelijkheidaanduiding,
    } | changes)


def body(kind_url: str, **changes: Any) -> dict[str, Any]:
    """Of a POST that is right."""
    return {
        "zaaktype": kind_url, "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN, "startdatum": clock.today().isoformat(),
    } | changes
