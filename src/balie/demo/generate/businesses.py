"""Businesses in the trade register: sole traders, companies, associations, some with branches."""
from __future__ import annotations

import random

from balie.demo.generate.numbers import kvk_nummer, rsin, vestigingsnummer
from balie.demo.generate.person import Person

TRADES = (("Bakkerij", "1071", "Vervaardiging van brood en vers banketbakkerswerk"), ("Fietsenwinkel", "47641", "Winkels in fietsen en bromfietsen"),
          ("Kapsalon", "96021", "Haarverzorging"), ("Loodgieter", "4322", "Loodgieters- en fitterswerk"), ("Restaurant", "56101", "Restaurants"),
          ("Jachtwerf", "3012", "Bouw van sport- en recreatievaartuigen"), ("Boekhandel", "4761", "Winkels in boeken"),
          ("Hoveniersbedrijf", "8130", "Landschapsverzorging"), ("Transport", "4941", "Goederenvervoer over de weg"))
SAILS = ("De Zon", "Het Anker", "De Gouw", "Waterlicht", "De Kade", "Oostervaart", "Zilvermeeuw", "De Linde")


def found(owner: Person, people: list[Person], premises: list[dict], rng: random.Random) -> list[dict]:
    """Companies as the register knows them. The first, 90100001, belongs to `owner`; 90100002 has two branches."""
    adults = [person for person in people if not person.died and person.municipality == "9991"]
    out = [_company(1, "Kaya Fietsen", TRADES[1], "Eenmanszaak", owner, premises[:1])]
    out.append(_company(2, "Jachtwerf De Zon B.V.", TRADES[5], "Besloten Vennootschap", adults[len(adults) // 3], premises[1:3]))
    out.append(_company(3, "Watersportvereniging Het Anker", ("Vereniging", "93129", "Overige buitensport"),
                        "Vereniging", adults[len(adults) // 2], premises[3:4]))
    for index, place in enumerate(premises[4:], start=4):
        trade = rng.choice(TRADES)
        form = rng.choice(("Eenmanszaak", "Eenmanszaak", "Besloten Vennootschap", "Vennootschap onder firma"))
        out.append(_company(index, f"{trade[0]} {rng.choice(SAILS)}", trade, form, rng.choice(adults), [place]))
    return out


def _company(index: int, name: str, trade: tuple[str, str, str], form: str, owner: Person, places: list[dict]) -> dict:
    branches = [{"vestigingsnummer": vestigingsnummer(index * 10 + number), "eersteHandelsnaam": name,
                 "indHoofdvestiging": "Ja" if number == 1 else "Nee", "adres": place} for number, place in enumerate(places, start=1)]
    return {"kvkNummer": kvk_nummer(index), "naam": name, "rechtsvorm": form, "rsin": rsin(index),
            "sbi": {"sbiCode": trade[1], "sbiOmschrijving": trade[2]}, "eigenaar": owner.bsn, "eigenaarNaam": owner.full_name,
            "vestigingen": branches}
