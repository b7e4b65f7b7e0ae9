"""From a person as Haal Centraal BRP 2.7 gives them to facts as service definitions name them. Pure.

`ids` gives the random id for a BSN: the only thing that is kept of other people's numbers. A name that the register holds in doubt
(inOnderzoek) is reported by `in_doubt`. An address may be one in the Netherlands, a place described in words, abroad, or unknown.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from balie.registers.brp import dates

Ids = Mapping[str, UUID]

# What to ask of the BRP for each fact (`fields` of the request, "dataminimalisatie").
FIELDS: dict[str, tuple[str, ...]] = {
    "naam": ("naam.volledigeNaam",),
    "voornamen": ("naam.voornamen",),
    "geslachtsnaam": ("naam.geslachtsnaam",),
    "voorvoegsel": ("naam.voorvoegsel",),
    "achternaam": ("naam.voorvoegsel", "naam.geslachtsnaam"),
    "geboortedatum": ("geboorte.datum",),
    "leeftijd": ("geboorte.datum", "leeftijd"),
    "geboorteplaats": ("geboorte.plaats", "geboorte.land"),
    "geslacht": ("geslacht",),
    "nationaliteiten": ("nationaliteiten",),
    "adres": ("verblijfplaats",),
    "inschrijvingsdatum": ("datumInschrijvingInGemeente",),
    "inwoner": ("gemeenteVanInschrijving",),
    "geheim": (),
    "overleden": ("overlijden",),
    "partner": ("partners",),
    "kinderen": ("kinderen",),
    "ouders": ("ouders",),
    "gezag": ("gezag",),
}
ALWAYS = ("burgerservicenummer",)  # geheimhoudingPersoonsgegevens, opschortingBijhouding and inOnderzoek come unasked, and may not be asked


def request_fields(facts: Iterable[str]) -> list[str]:
    """Fields to ask for these facts ("naam", "adres"); raises `KeyError` for a fact the BRP does not have."""
    return sorted({*ALWAYS, *(field for fact in facts for field in FIELDS[fact])})


def bsns_in(person: dict) -> set[str]:
    """Every other person's BSN in this answer."""
    found = {
        relative["burgerservicenummer"]
        for group in ("kinderen", "ouders", "partners")
        for relative in person.get(group) or ()
        if relative.get("burgerservicenummer")
    }
    for gezag in person.get("gezag") or ():
        people = [gezag.get("minderjarige"), *_holders(gezag)]
        found |= {one["burgerservicenummer"] for one in people if one and one.get("burgerservicenummer")}
    return found


def _holders(gezag: dict) -> list[dict]:
    """Everyone whom this gezagsrelatie gives authority: one parent, two, or a third."""
    one_or_none = [gezag.get("ouder"), gezag.get("derde")]
    return [holder for holder in [*one_or_none, *(gezag.get("ouders") or ()), *(gezag.get("derden") or ())] if holder]


def facts_of(person: dict, facts: Iterable[str], *, ids: Ids, today: date) -> dict:
    """The asked facts of one person. Everything is JSON-able; what is not known is None, an empty list, or not there for `partner`.

    `inwoner` is the code of the municipality of registration: whether that is this one, the caller knows.
    """
    return {fact: _FACTS[fact](person, ids, today) for fact in facts}


def full_name(naam: dict | None) -> str:
    """Voornamen, voorvoegsel, geslachtsnaam; "" when the register knows none of them."""
    naam = naam or {}
    return naam.get("volledigeNaam") or " ".join(filter(None, (naam.get("voornamen"), naam.get("voorvoegsel"), naam.get("geslachtsnaam"))))


def died(person: dict) -> bool:
    """Overlijden is given, or the registration was suspended because of it (opschortingBijhouding code O)."""
    return bool(person.get("overlijden")) or (person.get("opschortingBijhouding") or {}).get("reden", {}).get("code") == "O"


def address_of(place: dict | None) -> dict | None:
    """`persoon.adres`. Somebody abroad or at a described place has `omschrijving` in words and no street."""
    if not place:
        return None
    inside = place.get("verblijfadres") or {}
    empty = {"straat": "", "huisnummer": None, "huisletter": "", "toevoeging": "", "postcode": "", "woonplaats": "", "bag_id": ""}
    match place.get("type"):
        case "Adres":
            return empty | {
                "soort": "adres", "straat": inside.get("officieleStraatnaam") or inside.get("korteStraatnaam") or "",
                "huisnummer": _number(inside.get("huisnummer")), "huisletter": inside.get("huisletter") or "",
                "toevoeging": inside.get("huisnummertoevoeging") or "", "postcode": inside.get("postcode") or "",
                "woonplaats": inside.get("woonplaats") or "", "bag_id": place.get("adresseerbaarObjectIdentificatie") or "",
                "sinds": dates.whole(place.get("datumVan")),
                "briefadres": (place.get("functieAdres") or {}).get("code") == "B",
                "niet_op_adres": bool(place.get("indicatieVastgesteldVerblijftNietOpAdres")),
            }
        case "Locatie":
            return empty | {"soort": "locatie", "omschrijving": inside.get("locatiebeschrijving") or ""}
        case "VerblijfplaatsBuitenland":
            lines = [inside.get(f"regel{number}") for number in (1, 2, 3)] + [(inside.get("land") or {}).get("omschrijving")]
            return empty | {"soort": "buitenland", "omschrijving": ", ".join(filter(None, lines))}
        case _:
            return empty | {"soort": "onbekend", "omschrijving": "onbekend"}


def _number(value) -> int | None:
    return int(value) if value not in (None, "") else None


def _text(value: dict | None) -> str | None:
    return (value or {}).get("omschrijving") or None


def relative(one: dict, ids: Ids, today: date) -> dict:
    """Somebody related: with `person_id` when the register gave their number."""
    born = (one.get("geboorte") or {}).get("datum")
    bsn = one.get("burgerservicenummer")
    return {
        "person_id": str(ids[bsn]) if bsn else None, "naam": full_name(one.get("naam")), "geboortedatum": dates.whole(born),
        "geboortedatum_woorden": dates.words(born), "leeftijd": dates.age_on(born, today),
    }


def _partner(person, ids, today):
    """The partner of now: one whose marriage or partnership was not dissolved."""
    for one in person.get("partners") or ():
        if not one.get("ontbindingHuwelijkPartnerschap"):
            return relative(one, ids, today) | {"soort": _text(one.get("soortVerbintenis"))}
    return None


def _children(person, ids, today):
    """With `gezag`, what the register says of the authority over this child, and `andere_ouder`, the person who shares it; when asked."""
    relations = {bsn: one for one in person.get("gezag") or () if (bsn := (one.get("minderjarige") or {}).get("burgerservicenummer"))}
    own = person.get("burgerservicenummer")
    return [relative(one, ids, today) | _authority(relations.get(one.get("burgerservicenummer")), own, ids) for one in person.get("kinderen") or ()]


def _authority(relation: dict | None, own: str | None, ids: Ids) -> dict:
    """`gezag`: samen, alleen, derde (a parent with somebody who is none), ander (not this person) or onbekend; None: no word of it."""
    if relation is None:
        return {"gezag": None, "andere_ouder": None}
    numbers = [holder.get("burgerservicenummer") for holder in _holders(relation)]
    others = [number for number in numbers if number not in (None, own)]
    word = _AUTHORITY.get(relation["type"], "onbekend")
    if relation.get("inOnderzoek"):
        word = "onbekend"
    elif word in ("alleen", "samen", "derde") and own not in numbers:
        word = "ander"
    return {"gezag": word, "andere_ouder": str(ids[others[0]]) if own in numbers and others else None}


_AUTHORITY = {
    "EenhoofdigOuderlijkGezag": "alleen", "GezamenlijkOuderlijkGezag": "samen", "TweehoofdigOuderlijkGezag": "samen",
    "GezamenlijkGezag": "derde", "Voogdij": "ander",
}


def _parents(person, ids, today):
    return [relative(one, ids, today) | {"ouder": one.get("ouderAanduiding"), "geslacht": _text(one.get("geslacht"))}
            for one in person.get("ouders") or ()]


def _nationalities(person, ids, today):
    kinds = {"BehandeldAlsNederlander": "behandeld als Nederlander", "VastgesteldNietNederlander": "vastgesteld niet-Nederlander",
             "Staatloos": "staatloos", "NationaliteitOnbekend": "onbekend"}
    return [_text(one.get("nationaliteit")) or kinds.get(one.get("type"), "onbekend") for one in person.get("nationaliteiten") or ()]


def _gezag(person, ids, today):
    """Who has parental authority over whom. `zeker` is False where the register cannot tell."""
    def who(one: dict) -> dict:
        bsn = one.get("burgerservicenummer")
        return {"person_id": str(ids[bsn]) if bsn else None, "naam": full_name(one.get("naam"))}

    return [
        {
            "soort": one["type"], "kind": who(one["minderjarige"]) if one.get("minderjarige") else None,
            "gezagsdragers": [who(holder) for holder in _holders(one)],
            "zeker": one["type"] not in ("GezagNietTeBepalen", "TijdelijkGeenGezag") and not one.get("inOnderzoek"),
        }
        for one in person.get("gezag") or ()
    ]


def _surname(naam: dict) -> str:
    """With what comes before it: de Wit."""
    return " ".join(filter(None, (naam.get("voorvoegsel"), naam.get("geslachtsnaam"))))


def _age(person, ids, today):
    certain = dates.age_on((person.get("geboorte") or {}).get("datum"), today)
    return certain if certain is not None else person.get("leeftijd")


def registered_in(person: dict) -> str | None:
    """Code of the municipality (four digits) where this person is registered now; None when the registration is suspended."""
    return None if person.get("opschortingBijhouding") else (person.get("gemeenteVanInschrijving") or {}).get("code")


_FACTS = {
    "naam": lambda person, ids, today: full_name(person.get("naam")),
    "voornamen": lambda person, ids, today: (person.get("naam") or {}).get("voornamen") or "",
    "geslachtsnaam": lambda person, ids, today: (person.get("naam") or {}).get("geslachtsnaam") or "",
    "voorvoegsel": lambda person, ids, today: (person.get("naam") or {}).get("voorvoegsel") or "",
    "achternaam": lambda person, ids, today: _surname(person.get("naam") or {}),
    "geboortedatum": lambda person, ids, today: dates.whole((person.get("geboorte") or {}).get("datum")),
    "leeftijd": _age,
    "geboorteplaats": lambda person, ids, today: _text((person.get("geboorte") or {}).get("plaats")),
    "geslacht": lambda person, ids, today: _text(person.get("geslacht")),
    "nationaliteiten": _nationalities,
    "adres": lambda person, ids, today: address_of(person.get("verblijfplaats")),
    "inschrijvingsdatum": lambda person, ids, today: dates.whole(person.get("datumInschrijvingInGemeente")),
    "inwoner": lambda person, ids, today: registered_in(person),
    "geheim": lambda person, ids, today: bool(person.get("geheimhoudingPersoonsgegevens")),
    "overleden": lambda person, ids, today: died(person),
    "partner": _partner,
    "kinderen": _children,
    "ouders": _parents,
    "gezag": _gezag,
}

_DOUBTED = {"naam": "naam", "voornamen": "naam", "geslachtsnaam": "naam", "voorvoegsel": "naam", "achternaam": "naam", "geboortedatum": "geboorte",
            "geboorteplaats": "geboorte", "adres": "verblijfplaats", "overleden": "overlijden", "partner": "partners"}


def in_doubt(person: dict, facts: Iterable[str]) -> list[str]:
    """The facts among these that the register is looking into (`inOnderzoek`)."""
    return [fact for fact in facts if any(_doubts(person, fact))]


def _doubts(person: dict, fact: str):
    yield (person.get("inOnderzoek") or {}).get(fact)
    block = person.get(_DOUBTED.get(fact, fact)) or {}
    for one in block if isinstance(block, list) else [block]:
        if isinstance(one, dict):
            yield one.get("inOnderzoek")
            yield (one.get("verblijfadres") or {}).get("inOnderzoek")
