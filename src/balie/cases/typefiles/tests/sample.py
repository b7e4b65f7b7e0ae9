"""A zip as Open Zaak writes it: its own URLs, blanks and nulls, and none of the attributes that came later."""
from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

from balie.cases.zgw.tests.stage import KLASSE
from balie.zgw import lists

HOST = "http://open-zaak.example.nl/catalogi/api/v1"


def url(path: str, number: int) -> str:
    return f"{HOST}/{path}/{UUID(int=number)}"


CATALOGUS, ZAAKTYPE, DOCUMENT, DECISION = url("catalogussen", 1), url("zaaktypen", 2), url("informatieobjecttypen", 3), url("besluittypen", 4)
FIRST, LAST = url("statustypen", 5), url("statustypen", 6)


def entries() -> dict[str, list[dict[str, Any]]]:
    """One zaaktype of everything."""
    return {
        "InformatieObjectType": [{
            "url": DOCUMENT, "catalogus": CATALOGUS, "omschrijving": "Tekening", "vertrouwelijkheidaanduiding": "intern",
            "beginGeldigheid": "2024-01-01", "eindeGeldigheid": None, "concept": False, "informatieobjectcategorie": "Bijlage",
        }],
        "BesluitType": [{
            "url": DECISION, "catalogus": CATALOGUS, "zaaktypen": [], "omschrijving": "Vergunning", "omschrijvingGeneriek": "",
            "besluitcategorie": "", "reactietermijn": "P14D", "publicatieIndicatie": False, "publicatietekst": "", "publicatietermijn": None,
            "toelichting": "", "informatieobjecttypen": [DOCUMENT], "beginGeldigheid": "2024-01-01", "eindeGeldigheid": None, "concept": False,
        }],
        "ZaakType": [{
            "url": ZAAKTYPE, "identificatie": "TERRAS", "omschrijving": "Terras plaatsen", "omschrijvingGeneriek": "",
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "doel": "Doel", "aanleiding": "Aanleiding", "toelichting": "",
            "indicatieInternOfExtern": "extern", "handelingInitiator": "aanvragen", "onderwerp": "Terras", "handelingBehandelaar": "behandelen",
            "doorlooptijd": "P8W", "servicenorm": None, "opschortingEnAanhoudingMogelijk": False, "verlengingMogelijk": False,
            "verlengingstermijn": None, "trefwoorden": ["terras"], "publicatieIndicatie": False, "publicatietekst": "",
            "verantwoordingsrelatie": [], "productenOfDiensten": [], "referentieproces": {"naam": "Terras", "link": ""},
            "selectielijstProcestype": f"{lists.ROOT}/procestypen/{KLASSE.facts['procestype']}",
            "catalogus": CATALOGUS, "statustypen": [FIRST, LAST], "resultaattypen": [], "eigenschappen": [], "informatieobjecttypen": [DOCUMENT],
            "roltypen": [], "besluittypen": [DECISION], "deelzaaktypen": [],
            "gerelateerdeZaaktypen": [{"zaaktype": ZAAKTYPE, "aardRelatie": "vervolg", "toelichting": "Elk jaar"}],
            "beginGeldigheid": "2024-01-01", "eindeGeldigheid": None, "versiedatum": "2024-01-01", "concept": False,
        }],
        "StatusType": [
            {"url": FIRST, "omschrijving": "Ontvangen", "omschrijvingGeneriek": "", "statustekst": "", "zaaktype": ZAAKTYPE, "volgnummer": 1,
             "isEindstatus": False, "informeren": True},
            {"url": LAST, "omschrijving": "Klaar", "omschrijvingGeneriek": "", "statustekst": "", "zaaktype": ZAAKTYPE, "volgnummer": 2,
             "isEindstatus": True, "informeren": False},
        ],
        "ZaakTypeInformatieObjectType": [{
            "url": url("zaaktype-informatieobjecttypen", 7), "zaaktype": ZAAKTYPE, "informatieobjecttype": DOCUMENT, "volgnummer": 1,
            "richting": "inkomend", "statustype": FIRST,
        }],
        "ResultaatType": [
            {"url": url("resultaattypen", 8), "zaaktype": ZAAKTYPE, "omschrijving": "Verleend",
             "resultaattypeomschrijving": lists.resultaattypeomschrijving("Toegekend"), "omschrijvingGeneriek": "Toegekend",
             "selectielijstklasse": KLASSE.url, "toelichting": "", "archiefnominatie": "vernietigen", "archiefactietermijn": "P5Y",
             "brondatumArchiefprocedure": {"afleidingswijze": "afgehandeld", "datumkenmerk": "", "einddatumBekend": False, "objecttype": "",
                                           "registratie": "", "procestermijn": None}},
            {"url": url("resultaattypen", 9), "zaaktype": ZAAKTYPE, "omschrijving": "Geweigerd",
             "resultaattypeomschrijving": lists.resultaattypeomschrijving("Toegekend"), "omschrijvingGeneriek": "Toegekend",
             "selectielijstklasse": KLASSE.url, "toelichting": "", "archiefnominatie": "", "archiefactietermijn": None,
             "brondatumArchiefprocedure": {"afleidingswijze": "", "datumkenmerk": "", "einddatumBekend": False, "objecttype": "",
                                           "registratie": "", "procestermijn": None}},
        ],
        "RolType": [{"url": url("roltypen", 10), "zaaktype": ZAAKTYPE, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator"}],
        "Eigenschap": [{
            "url": url("eigenschappen", 11), "naam": "hoogte", "definitie": "Hoogte", "toelichting": "", "zaaktype": ZAAKTYPE, "statustype": FIRST,
            "specificatie": {"groep": "", "formaat": "getal", "lengte": "5", "kardinaliteit": "1", "waardenverzameling": []},
        }],
        "ZaakObjectType": [{
            "url": url("zaakobjecttypen", 12), "anderObjecttype": False, "objecttype": "https://example.nl/pand", "relatieOmschrijving": "gaat over",
            "zaaktype": ZAAKTYPE, "catalogus": CATALOGUS, "beginGeldigheid": "2024-01-01",
        }],
    }


FILL = {("ZaakType", "verantwoordelijke"): "Gemeente"}  # what such a provider did not have yet


def zipped(path: Path, content: dict[str, Any], *, folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, listed in content.items():
            archive.writestr(f"{folder}{name}.json", listed if isinstance(listed, bytes | str) else json.dumps(listed))
    return path
