"""What Open Forms filled in from registers, as the facts that we ask for ourselves."""

from collections.abc import Mapping

_BRP = {
    "voornamen": "persoon.voornamen", "voorvoegsel": "persoon.voorvoegsel", "voorvoegselgeslachtsnaam": "persoon.voorvoegsel",
    "geslachtsnaam": "persoon.geslachtsnaam", "achternaam": "persoon.geslachtsnaam", "naam": "persoon.naam", "volledigenaam": "persoon.naam",
    "geboortedatum": "persoon.geboortedatum", "geboorteplaats": "persoon.geboorteplaats", "geslacht": "persoon.geslacht",
    "geslachtsaanduiding": "persoon.geslacht", "straatnaam": "persoon.adres.straat", "straat": "persoon.adres.straat",
    "kortenaam": "persoon.adres.straat", "huisnummer": "persoon.adres.huisnummer", "huisletter": "persoon.adres.huisletter",
    "huisnummertoevoeging": "persoon.adres.toevoeging", "postcode": "persoon.adres.postcode", "woonplaats": "persoon.adres.woonplaats",
    "woonplaatsnaam": "persoon.adres.woonplaats", "leeftijd": "persoon.leeftijd",
}  # fmt: skip
_KVK = {
    "handelsnaam": "organisatie.naam", "statutairenaam": "organisatie.naam", "naam": "organisatie.naam", "kvknummer": "organisatie.kvk_nummer",
    "vestigingsnummer": "organisatie.vestigingsnummer", "rechtsvorm": "organisatie.rechtsvorm", "straatnaam": "organisatie.adres.straat",
    "huisnummer": "organisatie.adres.huisnummer", "huisletter": "organisatie.adres.huisletter", "postcode": "organisatie.adres.postcode",
    "huisnummertoevoeging": "organisatie.adres.toevoeging", "plaats": "organisatie.adres.woonplaats",
}  # fmt: skip
_SOURCES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "haalcentraal": ("brp", _BRP), "stufbg": ("brp", _BRP), "demo": ("brp", _BRP), "family_members": ("brp", _BRP),
    "kvk-kvknumber": ("kvk", _KVK), "kvk": ("kvk", _KVK),
}  # fmt: skip


def fact(plugin: str, attribute: str) -> tuple[str, str] | None:
    """(source, path) of the fact behind a prefill; None when we know no such fact."""
    source, known = _SOURCES.get(plugin.lower(), ("", {}))
    parts = [part.lower().replace("_", "") for part in attribute.split(".") if part]
    # the last part that means something: naam.geslachtsnaam, geboorte.datum.datum, verblijfplaats.postcode
    if parts[:2] == ["geboorte", "datum"]:
        return (source, known["geboortedatum"]) if "geboortedatum" in known else None
    if parts[:2] == ["geboorte", "plaats"]:
        return (source, known["geboorteplaats"]) if "geboorteplaats" in known else None
    found = next((known[part] for part in reversed(parts) if part in known), None)
    return (source, found) if found else None
