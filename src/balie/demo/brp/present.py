"""A BRP record as the API gives it: schema Persoon of Haal Centraal BRP Personen 2.7, all fields; `fields` chooses later."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date

from balie.demo.brp import dates, investigation, naming

CUSTODY = {"TweehoofdigOuderlijkGezag": "GezamenlijkOuderlijkGezag"}  # its name before 2.7, still in older example files


def person(raw: dict, today: date, find: Callable[[str], dict | None]) -> dict:
    """`find` gives the record of another person by BSN, for the names in custody relations."""
    about = raw.get("persoonInOnderzoek")
    own = naming.basis(raw.get("naam", {}))
    partners = [partner for partner in raw.get("partners", []) if partner.get("naam")]
    mate = naming.basis(partners[-1]["naam"]) if partners else None
    code = raw.get("naam", {}).get("aanduidingNaamgebruik", {}).get("code", "E")
    home = raw.get("verblijfplaats") or {}
    out = {
        "aNummer": raw.get("aNummer"), "burgerservicenummer": raw["burgerservicenummer"], "geslacht": raw.get("geslacht"),
        "datumEersteInschrijvingGBA": _date(raw.get("datumEersteInschrijvingGBA")), "leeftijd": _age(raw, today),
        "naam": _drop({**own, "volledigeNaam": naming.full(own), "aanduidingNaamgebruik": raw.get("naam", {}).get("aanduidingNaamgebruik"),
                       "inOnderzoek": investigation.flags(about, "02", investigation.NAME)}),
        "nationaliteiten": [_nationality(one) for one in raw.get("nationaliteiten", [])],
        "geboorte": _birth(raw.get("geboorte", {}), investigation.flags(about, "03", investigation.BIRTH)),
        "overlijden": _drop({**raw["overlijden"], "datum": _date(raw["overlijden"].get("datum"))}) if raw.get("overlijden") else None,
        "verblijfplaats": _residence(home), "immigratie": _immigration(raw.get("immigratie") or {}),
        "gemeenteVanInschrijving": raw.get("gemeenteVanInschrijving"),
        "datumInschrijvingInGemeente": _date(raw.get("datumInschrijvingInGemeente")),
        "adressering": _drop({**naming.salutation(own, mate, code, raw.get("geslacht", {}).get("code", "O")), **naming.address_lines(home),
                              "inOnderzoek": investigation.address_lines(home.get("inOnderzoek"))}),
        "indicatieCurateleRegister": raw.get("indicatieCurateleRegister"), "indicatieGezagMinderjarige": raw.get("indicatieGezagMinderjarige"),
        "gezag": [_custody(one, today, find) for one in raw.get("gezag", [])],
        "verblijfstitel": _permit(raw.get("verblijfstitel")),
        "kinderen": [_related(one) for one in raw.get("kinderen", [])],
        "ouders": [_related(one) for one in raw.get("ouders", [])],
        "partners": [_related(one) for one in raw.get("partners", [])][-1:],
        "geheimhoudingPersoonsgegevens": bool(raw.get("geheimhoudingPersoonsgegevens")),
        "opschortingBijhouding": _drop({"reden": raw["opschortingBijhouding"]["reden"], "datum": _date(raw["opschortingBijhouding"].get("datum"))})
        if raw.get("opschortingBijhouding") else None,
        "inOnderzoek": investigation.person(about), "rni": raw.get("rni"), "verificatie": raw.get("verificatie"),
    }
    return _drop(out)


def _drop(values: dict) -> dict:
    """Without what is not there: the API leaves out what has no value (a 0 for an age does count)."""
    return {key: value for key, value in values.items() if value == 0 and value is not False or value}


def _date(text: str | None) -> dict | None:
    return dates.present(text) if text else None


def _age(raw: dict, today: date) -> int | None:
    if raw.get("overlijden") or not raw.get("geboorte", {}).get("datum"):
        return None
    return dates.age(raw["geboorte"]["datum"], today)


def _birth(raw: dict, flags: dict | None = None) -> dict:
    return _drop({"datum": _date(raw.get("datum")), "land": raw.get("land"), "plaats": raw.get("plaats"), "inOnderzoek": flags})


def _nationality(raw: dict) -> dict:
    code = raw.get("nationaliteit", {}).get("code")
    sort = {"0000": "NationaliteitOnbekend", "0499": "Staatloos", "0500": "VastgesteldNietNederlander", "0002": "BehandeldAlsNederlander"}
    kind = sort.get(code or "", "Nationaliteit")
    since = raw.get("datumIngangGeldigheid", "00000000")
    return _drop({"type": kind, "nationaliteit": raw.get("nationaliteit") if kind == "Nationaliteit" else None,
                  "redenOpname": raw.get("redenOpname"), "datumIngangGeldigheid": _date(since) if since != "00000000" else None})


def _residence(raw: dict) -> dict:
    about = raw.get("inOnderzoek")
    since = {"datumIngangGeldigheid": _date(raw.get("datumIngangGeldigheid"))}
    if raw.get("straat"):
        address = {
            "officieleStraatnaam": raw.get("naamOpenbareRuimte"), "korteStraatnaam": raw["straat"], "huisnummer": int(raw["huisnummer"]),
            "huisletter": raw.get("huisletter"), "huisnummertoevoeging": raw.get("huisnummertoevoeging"), "postcode": raw.get("postcode"),
            "woonplaats": raw.get("woonplaats"), "inOnderzoek": investigation.flags(about, "11", investigation.STREET),
        }
        flags = investigation.flags(about, "10", investigation.HOME) | investigation.flags(about, "11", investigation.OBJECT)
        return _drop({"type": "Adres", **since, "datumVan": _date(raw.get("datumAanvangAdreshouding")), "functieAdres": raw.get("functieAdres"),
                      "adresseerbaarObjectIdentificatie": raw.get("adresseerbaarObjectIdentificatie"),
                      "nummeraanduidingIdentificatie": raw.get("nummeraanduidingIdentificatie"),
                      "verblijfadres": _drop(address), "inOnderzoek": flags})
    if raw.get("locatiebeschrijving"):
        return _drop({"type": "Locatie", **since, "datumVan": _date(raw.get("datumAanvangAdreshouding")), "functieAdres": raw.get("functieAdres"),
                      "verblijfadres": {"locatiebeschrijving": raw["locatiebeschrijving"]}})
    moved = {**since, "datumVan": _date(raw.get("datumAanvangAdresBuitenland"))}
    if raw.get("land", {}).get("code") not in (None, "0000"):
        lines = {f"regel{n}": raw[f"regel{n}"].strip() for n in (1, 2, 3) if raw.get(f"regel{n}")}
        return _drop({"type": "VerblijfplaatsBuitenland", **moved, "verblijfadres": {**lines, "land": raw["land"]}})
    return _drop({"type": "VerblijfplaatsOnbekend", **moved}) if raw else {}


def _immigration(raw: dict) -> dict | None:
    if not raw:
        return None
    country = raw.get("landVanwaarIngeschreven", {})
    unknown = country.get("code") == "0000"
    return _drop({"datumVestigingInNederland": _date(raw.get("datumVestigingInNederland")),
                  "landVanwaarIngeschreven": None if unknown else country, "vanuitVerblijfplaatsOnbekend": unknown or None,
                  "indicatieVestigingVanuitBuitenland": True})


def _permit(raw: dict | None) -> dict | None:
    if not raw:
        return None
    return _drop({"aanduiding": raw.get("aanduiding"), "datumIngang": _date(raw.get("datumIngang")), "datumEinde": _date(raw.get("datumEinde"))})


def _related(raw: dict) -> dict:
    about = raw.get("inOnderzoek")
    name = naming.basis(raw.get("naam", {}))
    out = {
        "burgerservicenummer": raw.get("burgerservicenummer"), "geslacht": raw.get("geslacht"), "ouderAanduiding": raw.get("ouderAanduiding"),
        "soortVerbintenis": raw.get("soortVerbintenis"),
        "geboorte": _birth(raw.get("geboorte", {}), investigation.flags(about, "03", investigation.BIRTH)),
        "naam": _drop({**name, "inOnderzoek": {key: flag for key, flag in investigation.flags(about, "02", investigation.NAME).items()
                                               if key != "volledigeNaam"}}),
        "datumIngangFamilierechtelijkeBetrekking": _date(raw.get("datumIngangFamilierechtelijkeBetrekking")),
    }
    for key in ("aangaanHuwelijkPartnerschap", "ontbindingHuwelijkPartnerschap"):
        if raw.get(key):
            out[key] = _drop({**raw[key], "datum": _date(raw[key].get("datum"))})
    return _drop(out)


def _custody(raw: dict, today: date, find: Callable[[str], dict | None]) -> dict:
    def named(one: dict, with_age: bool = False) -> dict:
        other = find(one.get("burgerservicenummer", "")) or {}
        extra = {"naam": {"volledigeNaam": naming.full(naming.basis(other["naam"]))}} if other.get("naam") else {}
        if with_age and other:
            extra["leeftijd"] = _age(other, today)
        return {**one, **_drop(extra)}

    out = {**raw, "type": CUSTODY.get(raw["type"], raw["type"])}
    if "minderjarige" in raw:
        out["minderjarige"] = named(raw["minderjarige"], with_age=True)
    if "ouder" in raw:
        out["ouder"] = named(raw["ouder"])
    if "ouders" in raw:
        out["ouders"] = [named(one) for one in raw["ouders"]]
    if "derden" in raw:
        out["derden"] = [{"type": "BekendeDerde", **named(one)} for one in raw["derden"]]
    return out
