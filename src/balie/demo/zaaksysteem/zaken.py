"""The Zaken API: a zaak and what belongs to it, as far as one comes in from elsewhere and is read back."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods, require_safe

from balie.demo.municipality import MUNICIPALITIES
from balie.demo.zaaksysteem import catalogus, notificaties, store
from balie.demo.zaaksysteem.http import Wrong, api, asked, body_of, paged

VERSION = "1.7.0"
RSIN = MUNICIPALITIES[0].rsin
NOT_SET = {
    "toelichting": "", "einddatum": None, "einddatumGepland": None, "uiterlijkeEinddatumAfdoening": None, "publicatiedatum": None,
    "communicatiekanaal": "", "productenOfDiensten": [], "betalingsindicatie": "nvt", "laatsteBetaaldatum": None, "zaakgeometrie": None,
    "verlenging": None, "opschorting": {"indicatie": False, "reden": ""}, "selectielijstklasse": "", "hoofdzaak": None, "deelzaken": [],
    "relevanteAndereZaken": [], "archiefnominatie": None, "archiefstatus": "nog_te_archiveren", "archiefactiedatum": None,
}


def now() -> str:
    return datetime.now(UTC).isoformat()


def shown(row: dict) -> dict:
    """A zaak with the addresses of what belongs to it."""
    url = row["url"]
    statuses = sorted(store.rows("status", zaak=url), key=lambda each: each["datumStatusGezet"])
    result = next(store.rows("resultaat", zaak=url), None)
    return {
        **row, "status": statuses[-1]["url"] if statuses else None, "resultaat": result["url"] if result else None,
        "betalingsindicatieWeergave": "", "eigenschappen": [each["url"] for each in store.rows("eigenschap", zaak=url)],
        "rollen": [each["url"] for each in store.rows("rol", zaak=url)],
        "zaakinformatieobjecten": [each["url"] for each in store.rows("zio", zaak=url)],
        "zaakobjecten": [each["url"] for each in store.rows("zaakobject", zaak=url)],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION, crs=True)
def zaken(request: HttpRequest):
    if request.method != "POST":
        where = asked(request, "identificatie", "bronorganisatie", "zaaktype")
        return 200, paged(request, [shown(row) for row in store.rows("zaak", **where)])
    body = body_of(request, "bronorganisatie", "zaaktype", "verantwoordelijkeOrganisatie", "startdatum")
    kind = catalogus.found("zaaktypen", body["zaaktype"])
    if kind is None:
        raise Wrong("zaaktype", "bad-url")
    with store.lock():
        key = store.new_key()
        name = body.get("identificatie") or f"ZS-{key[:8]}"
        if next(store.rows("zaak", identificatie=name, bronorganisatie=body["bronorganisatie"]), None):
            raise Wrong("identificatie", "identificatie-niet-uniek")
        body.setdefault("vertrouwelijkheidaanduiding", kind["vertrouwelijkheidaanduiding"])
        row = store.put("zaak", {
            **NOT_SET, "registratiedatum": date.today().isoformat(), "omschrijving": "", **body, "kenmerken": body.get("kenmerken", []),
            "identificatie": name, "uuid": key, "url": store.address("zaken", "zaken", key), "made": now(),
        })
    notificaties.announce(row, "zaak", row["url"])
    return 201, shown(row)


def one(api_kind: str, kind: str):
    @require_safe
    @api(VERSION, crs=api_kind == "zaken")
    def view(request: HttpRequest, identification: str):
        row = store.get(kind, identification)
        return 200, shown(row) if row and kind == "zaak" else row
    return view


def _zaak_in(body: dict) -> dict:
    row = store.get("zaak", store.key_in(body.get("zaak", ""), "zaken", "zaken"))
    if row is None:
        raise Wrong("zaak", "does_not_exist")
    return row


def _made(kind: str, resource: str, body: dict, **more: object) -> dict:
    key = store.new_key()
    return store.put(kind, {**body, **more, "uuid": key, "url": store.address("zaken", resource, key)})


def _of_zaaktype(body: dict, field: str, kind: str, zaak: dict) -> dict:
    row = catalogus.found(kind, body[field])
    if row is None:
        raise Wrong(field, "bad-url")
    if row["zaaktype"] != zaak["zaaktype"]:
        raise Wrong("nonFieldErrors", "zaaktype-mismatch")
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION)
def rollen(request: HttpRequest):
    if request.method != "POST":
        return 200, paged(request, list(store.rows("rol", **asked(request, "zaak", "roltype", "betrokkeneType"))))
    body = body_of(request, "zaak", "betrokkeneType", "roltype", "roltoelichting")
    zaak = _zaak_in(body)
    role = _of_zaaktype(body, "roltype", "roltypen", zaak)
    made = _made("rol", "rollen", body, omschrijving=role["omschrijving"], omschrijvingGeneriek=role["omschrijvingGeneriek"],
                 registratiedatum=now(), statussen=[], indicatieMachtiging=body.get("indicatieMachtiging", ""))
    notificaties.announce(zaak, "rol", made["url"])
    return 201, made


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION)
def statussen(request: HttpRequest):
    if request.method != "POST":
        return 200, paged(request, list(store.rows("status", **asked(request, "zaak", "statustype"))))
    body = body_of(request, "zaak", "statustype", "datumStatusGezet")
    zaak = _zaak_in(body)
    return 201, set_status(zaak, _of_zaaktype(body, "statustype", "statustypen", zaak), body["datumStatusGezet"])


def set_status(zaak: dict, kind: dict, moment: str) -> dict:
    """The last one closes the zaak, when it has a result (zrc-007)."""
    with store.lock():
        if kind["isEindstatus"]:
            if next(store.rows("resultaat", zaak=zaak["url"]), None) is None:
                raise Wrong("nonFieldErrors", "resultaat-does-not-exist")
            store.put("zaak", {**zaak, "einddatum": moment[:10]})
        made = _made("status", "statussen", {"zaak": zaak["url"], "statustype": kind["url"], "datumStatusGezet": moment},
                     statustoelichting="", indicatieLaatstGezetteStatus=True, zaakinformatieobjecten=[])
    notificaties.announce(zaak, "status", made["url"])
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION)
def resultaten(request: HttpRequest):
    if request.method != "POST":
        return 200, paged(request, list(store.rows("resultaat", **asked(request, "zaak", "resultaattype"))))
    body = body_of(request, "zaak", "resultaattype")
    zaak = _zaak_in(body)
    return 201, set_result(zaak, _of_zaaktype(body, "resultaattype", "resultaattypen", zaak))


def set_result(zaak: dict, kind: dict) -> dict:
    with store.lock():
        if next(store.rows("resultaat", zaak=zaak["url"]), None):
            raise Wrong("zaak", "unique")
        made = _made("resultaat", "resultaten", {"zaak": zaak["url"], "resultaattype": kind["url"]}, toelichting="")
    notificaties.announce(zaak, "resultaat", made["url"])
    return made


def begin(*, bsn: str = "", kind: str = "EVENEMENT") -> dict:
    """A zaak that somebody asked for here, with its first status."""
    zaaktype = next(row for row in catalogus.of("zaaktypen").values() if row["identificatie"] == kind)
    key, today = store.new_key(), date.today()
    row = store.put("zaak", {
        **NOT_SET, "registratiedatum": today.isoformat(), "startdatum": today.isoformat(), "omschrijving": "Buurtfeest op het plein",
        "zaaktype": zaaktype["url"], "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN, "kenmerken": [], "identificatie": f"ZS-{key[:8]}",
        "vertrouwelijkheidaanduiding": zaaktype["vertrouwelijkheidaanduiding"], "uuid": key, "url": store.address("zaken", "zaken", key),
        "uiterlijkeEinddatumAfdoening": (today + timedelta(weeks=8)).isoformat(), "made": now(),
    })
    for generic, person, known in (("initiator", "natuurlijk_persoon", {"inpBsn": bsn}), ("behandelaar", "medewerker", {"achternaam": "Jansen"})):
        role = next(each for each in catalogus.of("roltypen").values()
                    if each["zaaktype"] == zaaktype["url"] and each["omschrijvingGeneriek"] == generic)
        if bsn or generic != "initiator":
            _made("rol", "rollen", {"zaak": row["url"], "betrokkeneType": person, "roltype": role["url"], "betrokkeneIdentificatie": known},
                  omschrijving=role["omschrijving"], omschrijvingGeneriek=generic, registratiedatum=now(), statussen=[], indicatieMachtiging="")
    notificaties.announce(row, "zaak", row["url"])
    first = next(each for each in catalogus.of("statustypen").values() if each["zaaktype"] == zaaktype["url"] and each["volgnummer"] == 1)
    set_status(row, first, now())
    return row


def destroy(zaak: dict) -> None:
    store.drop("zaak", zaak["uuid"])
    notificaties.announce(zaak, "zaak", zaak["url"], "destroy")


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION)
def eigenschappen(request: HttpRequest, identification: str):
    zaak = store.get("zaak", identification)
    if zaak is None:
        return 404, None
    if request.method != "POST":
        return 200, list(store.rows("eigenschap", zaak=zaak["url"]))
    body = body_of(request, "zaak", "eigenschap", "waarde")
    kind = _of_zaaktype(body, "eigenschap", "eigenschappen", zaak)
    return 201, _made("eigenschap", f"zaken/{identification}/zaakeigenschappen", body, naam=kind["naam"])


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION)
def informatieobjecten(request: HttpRequest):
    if request.method != "POST":
        return 200, list(store.rows("zio", **asked(request, "zaak", "informatieobject")))
    body = body_of(request, "zaak", "informatieobject")
    _zaak_in(body)
    document = store.get("document", store.key_in(body["informatieobject"], "documenten", "enkelvoudiginformatieobjecten"))
    if document is None:
        raise Wrong("informatieobject", "bad-url")
    with store.lock():
        if next(store.rows("zio", zaak=body["zaak"], informatieobject=body["informatieobject"]), None):
            raise Wrong("nonFieldErrors", "unique")
        return 201, _made("zio", "zaakinformatieobjecten", body, aardRelatieWeergave="Hoort bij, omgekeerd: kent", registratiedatum=now(),
                          beschrijving="", vernietigingsdatum=None, status=None)


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION)
def objecten(request: HttpRequest):
    if request.method != "POST":
        return 200, paged(request, list(store.rows("zaakobject", **asked(request, "zaak", "object", "objectType"))))
    body = body_of(request, "zaak", "objectType")
    _zaak_in(body)
    return 201, _made("zaakobject", "zaakobjecten", body)
