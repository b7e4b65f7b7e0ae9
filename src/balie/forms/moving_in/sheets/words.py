"""The words that people use in a sheet: for its columns, for kinds of questions, for yes and no. Dutch and English."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from balie.forms.definition.questions import TYPES

COLUMNS: Mapping[str, str] = {
    "page": "pagina, page, stap, step, scherm, hoofdstuk, paginatitel, titel van de pagina",
    "question": "vraag, question, de vraag, vragen",
    "name": "naam, name, sleutel, key, id, code, veldnaam, variabele, naam van de vraag, field",
    "type": "soort, type, soort vraag, type vraag, vraagtype, veldtype, antwoordtype, soort antwoord, question type, kind",
    "label": "label, vraagtekst, tekst van de vraag, tekst, title, titel",
    "help": "uitleg, help, toelichting, hulp, hulptekst, helptekst, hint, tooltip, extra uitleg, description, uitleg bij de vraag",
    "required": "verplicht, required, mandatory, moet, verplichte vraag, is verplicht",
    "options": "keuzes, opties, options, choices, antwoorden, keuze, antwoordopties, antwoordmogelijkheden, keuzemogelijkheden, mogelijke antwoorden",
    "show": "toon als, tonen als, show if, show when, alleen als, alleen tonen als, zichtbaar als, visible if, voorwaarde, "
    "conditie, condition, wanneer",
    "group": "groep, group, in groep, herhaling, herhalende groep, hoort bij groep, repeat",
    "why": "waarom, why, waarom vragen wij dit, reden",
}
_KINDS: Mapping[str, str] = {
    "text": "tekst, korte tekst, tekstveld, textfield, string, invulveld, open, open vraag, vrije tekst, postcode",
    "long_text": "lange tekst, tekstvak, textarea, meer regels, lang, groot tekstveld, alinea",
    "number": "getal, nummer, aantal, heel getal, geheel getal, integer, int, cijfer",
    "money": "bedrag, geld, euro, euros, valuta, currency, prijs",
    "date": "datum, dag",
    "time": "tijd, tijdstip, uur",
    "period": "periode, van tot, begin en eind",
    "email": "e mail, e mailadres, emailadres, mail, mailadres",
    "phone": "telefoon, telefoonnummer, mobiel, phone number, phonenumber",
    "yes_no": "ja nee, ja of nee, yes no, yes or no, boolean, janee",
    "choice": "keuze, een keuze, radio, keuzerondjes, keuzerondje, enkele keuze, single choice, keuzeknoppen, select, keuzelijst, lijst, dropdown, "
    "uitklaplijst, zoeklijst",
    "choices": "meer keuzes, meerkeuze, meerdere keuzes, meerkeuzevraag, checkboxes, selectboxes, vinkjes, aankruisvakjes, selectievakjes, "
    "multiple choice",
    "statement": "verklaring, akkoord, checkbox, vinkje, selectievakje, aankruisvakje, agree",
    "bsn": "burgerservicenummer",
    "name": "naam, persoonsnaam, volledige naam",
    "address_nl": "adres, address, nederlands adres, addressnl",
    "iban": "rekeningnummer, bankrekening, rekening",
    "number_plate": "kenteken, nummerbord, licenseplate",
    "kvk": "kvk nummer, kvknummer, kamer van koophandel",
    "upload": "bestand, bestanden, bijlage, bijlagen, document, file, foto",
    "map_point": "kaart, plek, plek op de kaart, locatie, punt, punt op de kaart, map, location",
    "map_line": "route, lijn, route op de kaart, lijn op de kaart",
    "map_area": "gebied, vlak, gebied op de kaart, area",
    "signature": "handtekening",
    "group": "groep, herhaling, herhalende groep, rijen, repeat",
    "info": "informatie, tekst om te lezen, tekstblok, leestekst, mededeling, uitleg, toelichting, content, information",
}
_MORE: Mapping[str, Mapping[str, Any]] = {
    **dict.fromkeys(("select", "keuzelijst", "lijst", "dropdown", "uitklaplijst"), {"look": "select"}),
    "zoeklijst": {"look": "search"},
    "postcode": {"max": 7, "pattern": "[1-9][0-9]{3} ?[A-Za-z]{2}", "pattern_text": "Vul een postcode in, zoals 1234 AB."},
    **dict.fromkeys(("bestanden", "bijlagen"), {"max": 10}),
}
YES = frozenset("ja j yes y true waar x v 1 verplicht required aan".split())
NO = frozenset("nee n no false onwaar 0 optioneel optional niet uit".split()) | {"niet verplicht", "hoeft niet"}


def plain(text: str) -> str:
    """Small letters, digits and single spaces: how a word is recognised whatever it looks like."""
    found = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("_", " ")
    return re.sub(r"[^a-z0-9]+", " ", found).strip()


def _turned(words: Mapping[str, str]) -> dict[str, str]:
    return {plain(each): meaning for meaning, several in words.items() for each in several.split(",")}


_COLUMNS = _turned(COLUMNS)
# our own names, as far as a sheet can say all that they need
_TYPES = {plain(kind): kind for kind in _KINDS if kind in TYPES} | _turned(_KINDS)


def column(heading: str) -> str | None:
    """What a column holds, by its heading."""
    return _COLUMNS.get(plain(re.sub(r"\(.*?\)", "", heading)))


def kind(written: str) -> tuple[str, Mapping[str, Any]] | None:
    """The type of question that a word means, and what it says besides."""
    word = plain(written)
    found = _TYPES.get(word) or _TYPES.get(plain(re.sub(r"\(.*?\)", "", written)))
    return (found, _MORE.get(word, {})) if found else None


def kinds() -> list[tuple[str, str]]:
    """(the words for it, our own name), for the explanation beside an example."""
    return [(several.split(",")[0], meaning) for meaning, several in _KINDS.items()]
