"""The words in the OpenAPI file Balie serves: short sentences of our own, made from the names the standard gives."""
from __future__ import annotations

import re
from typing import Any

_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")
_DEEDS = {
    "list": ("{} opvragen", "Geeft alle die u mag zien, en die bij uw filters passen."),
    "retrieve": ("Eén {} lezen", "Geeft dit ene, als u het mag zien."),
    "read": ("Eén {} lezen", "Geeft dit ene, als u het mag zien."),
    "create": ("{} toevoegen", "Slaat het op, of noemt alle fouten tegelijk."),
    "update": ("{} vervangen", "Zet alles wat u stuurt in de plaats van wat er was."),
    "partial_update": ("{} deels wijzigen", "Wijzigt alleen wat u stuurt."),
    "destroy": ("{} verwijderen", "Verwijdert het voorgoed, met alles wat eraan hangt."),
    "delete": ("{} verwijderen", "Verwijdert het voorgoed, met alles wat eraan hangt."),
    "headers": ("Headers van {} lezen", "Geeft alleen de headers, zoals de ETag."),
    "publish": ("{} publiceren", "Maakt van het concept een versie die gebruikt mag worden."),
    "zoek": ("Zoeken in {}", "Zoekt met de voorwaarden in de body."),
    "lock": ("{} vergrendelen", "Geeft een sleutel; zonder die sleutel kan niemand wijzigen."),
    "unlock": ("{} ontgrendelen", "Geeft het vrij voor anderen, met de sleutel."),
    "download": ("Bestand van {} downloaden", "Geeft de inhoud van het bestand."),
    "consumer": ("{} van een client opvragen", "Zoekt op de id van de client."),
    "reserveren": ("{} reserveren", "Houdt nummers vrij voor later gebruik."),
}
_STATUS = {
    "200": "Gelukt.", "201": "Opgeslagen.", "202": "Aangenomen.", "204": "Gelukt; er is niets te geven.", "304": "Niet gewijzigd.",
    "400": "Er zijn fouten in wat u stuurde.", "401": "U bent niet aangemeld.", "403": "U mag dit niet.", "404": "Dit is er niet.",
    "406": "Dit formaat kunnen wij niet geven.", "409": "Dit botst met iets anders.", "410": "Dit is er niet meer.",
    "412": "Er ontbreekt een voorwaarde.", "413": "Dit is te groot.", "415": "Dit formaat kunnen wij niet lezen.",
    "429": "U vraagt te veel in korte tijd.", "500": "Er ging bij ons iets mis.", "502": "Een ander systeem gaf een fout.",
    "503": "Wij zijn er even niet.",
}
_HEADERS = {
    "ETag": "Kenmerk van deze versie.", "API-version": "De versie van deze API.", "Location": "Het adres van wat is opgeslagen.",
    "Accept-Crs": "Het coördinatenstelsel dat u wilt krijgen.", "Content-Crs": "Het coördinatenstelsel van de gegevens.",
    "If-None-Match": "Kenmerken die u al hebt; is er niets nieuws, dan krijgt u 304.", "Content-Type": "Het formaat van wat u stuurt.",
    "X-NLX-Logrecord-ID": "Het id van dit verzoek in NLX.", "X-Audit-Toelichting": "Waarom u dit doet; dat komt in de audit trail.",
    "X-Warning": "Een waarschuwing bij dit antwoord.",
}
_PARAMETERS = {
    "page": "Het nummer van de pagina.", "pageSize": "Het aantal per pagina.", "expand": "Wat u erbij wilt, met komma's ertussen.",
    "ordering": "De volgorde, met komma's ertussen; een min keert hem om.", "uuid": "Het id.", "versie": "Het nummer van de versie.",
    "registratieOp": "Zoals het was op dit moment.",
}
_LOOKUPS = {
    "gt": "na of meer dan deze waarde", "gte": "vanaf deze waarde", "lt": "voor of minder dan deze waarde", "lte": "tot en met deze waarde",
    "in": "een van deze waarden, met komma's ertussen", "isnull": "true als het er niet is, false als het er wel is",
    "icontains": "bevat deze tekst",
}


def heading(name: str) -> str:
    """"verantwoordelijkeOrganisatie" -> "Verantwoordelijke organisatie"."""
    text = " ".join(part if part.isupper() else part.lower() for part in _HUMPS.split(name) if part)
    return text[:1].upper() + text[1:]


def operation(identifier: str, template: str) -> tuple[str, str]:
    """Summary and description. A list is called what its path is called."""
    summary, noun, description = deed(identifier, template)
    return started(summary.format(noun)), description


def deed(identifier: str, template: str) -> tuple[str, str, str]:
    """The summary with a hole, what goes into the hole, and the description."""
    for ending in sorted(_DEEDS, key=len, reverse=True):
        if identifier.endswith(f"_{ending}"):
            summary, description = _DEEDS[ending]
            noun = _collection(template) if ending in ("list", "zoek") else identifier.removesuffix(f"_{ending}").rstrip("_").replace("_", " ")
            return summary, noun, description
    return "{}", heading(identifier), heading(identifier) + "."


def started(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _collection(template: str) -> str:
    return [step for step in template.split("/") if step and not step.startswith(("{", "_"))][-1].replace("-", " ")


def status(code: str) -> str:
    return _STATUS.get(code.partition("-")[0], "Een antwoord.")


def header(name: str) -> str:
    return _HEADERS.get(name, heading(name) + ".")


def parameter(raw: dict[str, Any]) -> str:
    name = raw["name"]
    if raw["in"] == "header":
        return header(name)
    if name in _PARAMETERS:
        return _PARAMETERS[name]
    if known := lookup(name):
        return f"{heading('_'.join(name.split('__')[:-1]))}: {known}."
    return heading(name) + "."


def lookup(name: str) -> str:
    """How the value of a filter is compared; empty: it is the value itself."""
    path, _, last = name.rpartition("__")
    return _LOOKUPS.get(last, "") if path else ""


def about(name: str, where: str) -> str:
    """What is known of a parameter beside its name; empty: nothing."""
    return (_HEADERS if where == "header" else _PARAMETERS).get(name, "") or lookup(name)


def sentences() -> list[str]:
    """All that can be said, for who translates it."""
    return [*(each for pair in _DEEDS.values() for each in pair), *_STATUS.values(), *_HEADERS.values(), *_PARAMETERS.values(), *_LOOKUPS.values()]


def info(api: str, version: str) -> dict[str, Any]:
    return {
        "title": f"{api.capitalize()} API",
        "version": version,
        "description": f"De {api.capitalize()} API van de standaard API's voor Zaakgericht werken, zoals Balie die aanbiedt.",
        "license": {"name": "EUPL 1.2", "url": "https://opensource.org/licenses/EUPL-1.2"},
    }
