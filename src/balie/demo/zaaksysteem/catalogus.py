"""Its catalogus, which nobody changes here: a few zaaktypen with all that belongs to them, and the Catalogi API to read it by."""
from __future__ import annotations

import uuid
from functools import cache

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from balie.demo.municipality import MUNICIPALITIES
from balie.demo.zaaksysteem import store
from balie.demo.zaaksysteem.http import api, asked, paged

VERSION = "1.3.3"
BEGIN = "2020-01-01"
ZAAKTYPEN = {  # identificatie: (omschrijving, names of its properties)
    "EVENEMENT": ("Evenementenvergunning", ("aantal", "datum", "soort")),
    "TERRAS": ("Dakterras beoordelen", ("hoogte", "postcode", "kosten")),
    "ALGEMEEN": ("Aanvraag behandelen", ("onderwerp",)),
}
STATUSES = ("Ontvangen", "In behandeling", "Afgehandeld")
RESULTS = ("Verleend", "Geweigerd", "Ingetrokken")
ROLES = {"Aanvrager": "initiator", "Mede-aanvrager": "mede_initiator", "Behandelaar": "behandelaar"}
PAPERS = ("Bevestiging van aanvraag", "Bijlage", "Brief")
_SPACE = uuid.UUID("6f1e8c5e-1d52-4a0c-9a44-0f0b6c2a9000")


def key(*words: str) -> str:
    """The same thing has the same key after every start."""
    return str(uuid.uuid5(_SPACE, ":".join(words)))


def _kind(kind: str, *words: str) -> str:
    return store.address("catalogi", kind, key(kind, *words))


@cache
def rows(root: str) -> dict[str, dict[str, dict]]:
    """kind → key → row. `root`: where the API is, since addresses stand in the rows."""
    made: dict[str, dict[str, dict]] = {name: {} for name in (
        "catalogussen", "zaaktypen", "statustypen", "resultaattypen", "roltypen", "eigenschappen", "informatieobjecttypen")}

    def add(kind: str, row: dict, *words: str) -> str:
        made[kind][key(kind, *words)] = {"url": _kind(kind, *words), **row}
        return _kind(kind, *words)

    catalogus = add("catalogussen", {
        "domein": "VERG", "rsin": MUNICIPALITIES[0].rsin, "contactpersoonBeheerNaam": "Functioneel beheer", "naam": "Vergunningen",
        "contactpersoonBeheerTelefoonnummer": "", "contactpersoonBeheerEmailadres": "", "informatieobjecttypen": [], "zaaktypen": [],
        "besluittypen": [],
    }, "VERG")
    papers = [add("informatieobjecttypen", {
        "catalogus": catalogus, "omschrijving": name, "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "beginGeldigheid": BEGIN,
        "eindeGeldigheid": None, "concept": False, "zaaktypen": [], "zaaktypeIdentificaties": list(ZAAKTYPEN), "besluittypen": [],
        "besluittypeOmschrijving": [], "informatieobjectcategorie": name, "trefwoord": [], "beginObject": None, "eindeObject": None,
        "omschrijvingGeneriek": None,
    }, name) for name in PAPERS]
    for code, (name, properties) in ZAAKTYPEN.items():
        of = {"zaaktype": _kind("zaaktypen", code), "zaaktypeIdentificatie": code, "catalogus": catalogus}
        statuses = [add("statustypen", {**of, "omschrijving": status, "volgnummer": place, "isEindstatus": place == len(STATUSES)}, code, status)
                    for place, status in enumerate(STATUSES, start=1)]
        results = [add("resultaattypen", {**of, "omschrijving": result, "omschrijvingGeneriek": result,
                                          "resultaattypeomschrijving": "https://selectielijst.example/omschrijving",
                                          "selectielijstklasse": "https://selectielijst.example/klasse"}, code, result) for result in RESULTS]
        roles = [add("roltypen", {**of, "omschrijving": role, "omschrijvingGeneriek": generic}, code, role) for role, generic in ROLES.items()]
        kinds = [add("eigenschappen", {**of, "naam": each, "definitie": each, "statustype": None, "specificatie": {
            "groep": "", "formaat": "tekst", "lengte": "255", "kardinaliteit": "1", "waardenverzameling": []}}, code, each) for each in properties]
        add("zaaktypen", {
            "identificatie": code, "omschrijving": name, "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "doel": name, "aanleiding": name,
            "indicatieInternOfExtern": "extern", "handelingInitiator": "aanvragen", "onderwerp": name, "handelingBehandelaar": "behandelen",
            "doorlooptijd": "P8W", "opschortingEnAanhoudingMogelijk": True, "verlengingMogelijk": False, "publicatieIndicatie": False,
            "productenOfDiensten": [], "referentieproces": {"naam": name, "link": ""}, "verantwoordelijke": "Vergunningen", "zaakobjecttypen": [],
            "catalogus": catalogus, "statustypen": statuses, "resultaattypen": results, "eigenschappen": kinds, "informatieobjecttypen": papers,
            "informatieobjecttypeOmschrijving": list(PAPERS), "resultaattypeOmschrijving": list(RESULTS), "roltypen": roles, "besluittypen": [],
            "besluittypeOmschrijving": [], "deelzaaktypen": [], "deelzaaktypeIdentificaties": [], "gerelateerdeZaaktypen": [],
            "beginGeldigheid": BEGIN, "eindeGeldigheid": None, "versiedatum": BEGIN, "concept": False, "verlengingstermijn": None,
        }, code)
    return made


def of(kind: str) -> dict[str, dict]:
    return rows(store.root("catalogi"))[kind]


def found(kind: str, url: str) -> dict | None:
    """The row with this address."""
    return of(kind).get(store.key_in(url, "catalogi", kind))


PARAMETERS = ("catalogus", "identificatie", "status", "datumGeldigheid", "zaaktype", "domein", "rsin", "omschrijvingGeneriek", "omschrijving")


@require_safe
@api(VERSION)
def many(request: HttpRequest, kind: str):
    if kind not in rows(store.root("catalogi")):
        return 404, None
    where = asked(request, *PARAMETERS)
    published = where.pop("status", "definitief") in ("definitief", "alles")
    day = where.pop("datumGeldigheid", BEGIN)
    rows_ = [row for row in of(kind).values() if published and day >= BEGIN and all(row.get(name) == value for name, value in where.items())]
    return 200, paged(request, rows_)


@require_safe
@api(VERSION)
def one(request: HttpRequest, kind: str, identification: str):
    return 200, rows(store.root("catalogi")).get(kind, {}).get(identification)
