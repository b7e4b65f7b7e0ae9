"""What residents have: travel documents and cars."""
from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from balie.demo.generate.numbers import document_number
from balie.demo.generate.people import age
from balie.demo.generate.person import Person
from balie.demo.generate.situations import CARS, documents_of

MODELS = (("VOLKSWAGEN", "POLO"), ("VOLKSWAGEN", "ID.3"), ("TOYOTA", "YARIS"), ("KIA", "PICANTO"), ("KIA", "NIRO"), ("RENAULT", "CLIO"),
          ("PEUGEOT", "208"), ("OPEL", "CORSA"), ("SKODA", "OCTAVIA"), ("VOLVO", "V60"), ("FORD", "FOCUS"), ("TESLA", "MODEL 3"))
COLOURS = ("GRIJS", "ZWART", "WIT", "BLAUW", "ROOD", "GROEN")


def documents(people: list[Person], keys: dict[str, str], today: date, rng: random.Random) -> list[dict]:
    """Passports and identity cards of Dutch residents. `keys`: BSN → key of a test person."""
    out = []
    for person in people:
        fixed = documents_of(keys.get(person.bsn, ""), today)
        if fixed is None:
            fixed = list(_usual(person, today, rng))
        for row in fixed:
            years = 10 if age(person, today) >= 18 else 5
            out.append({
                "burgerservicenummer": person.bsn, "soort": row["soort"], "documentnummer": document_number(rng, row["soort"]),
                "datumUitgifte": (row["einde"] - timedelta(days=365 * years)).isoformat(),
                "datumEindeGeldigheid": row["einde"].isoformat(), "status": row["status"],
                "autoriteitVanAfgifte": "Burgemeester van " + ("Waterrijk" if person.municipality == "9992" else "Zonnedam"),
            })
    return out


def _usual(person: Person, today: date, rng: random.Random) -> Iterator[dict]:
    if person.died or ("0001", "Nederlandse") not in person.nationalities or (age(person, today) < 12 and rng.random() < 0.4):
        return
    for kind, share in (("paspoort", 0.72), ("identiteitskaart", 0.45)):
        if rng.random() < share:
            longest = 3650 if age(person, today) >= 18 else 1825
            end = today + timedelta(days=rng.randrange(-200, longest))
            status = "verlopen" if end < today else ("vermist" if rng.random() < 0.01 else "geldig")
            yield {"soort": kind, "einde": end, "status": status}


def vehicles(people: list[Person], keys: dict[str, str], today: date, plates: Iterator[str], rng: random.Random) -> list[dict]:
    """Cars: what is open data (strings, dates as YYYYMMDD, as RDW publishes them) and, apart, in whose name they are."""
    out = [_car("L900SE", "", today, rng)]
    for person in people:
        mine = CARS.get(keys.get(person.bsn, ""))
        if mine is None and person.bsn not in keys and not person.died and age(person, today) >= 19 and rng.random() < 0.46:
            mine = (next(plates),)
        out += [_car(plate, person.bsn, today, rng) for plate in mine or ()]
    return out


def _car(plate: str, owner: str, today: date, rng: random.Random) -> dict:
    make, model = rng.choice(MODELS)
    first = today - timedelta(days=rng.randrange(200, 6000))
    named = first + timedelta(days=rng.randrange(0, max(1, (today - first).days)))
    test = today + timedelta(days=rng.randrange(-20, 700))
    return {"eigenaar": owner, "open": {
        "kenteken": plate, "voertuigsoort": "Personenauto", "merk": make, "handelsbenaming": model, "vervaldatum_apk": test.strftime("%Y%m%d"),
        "datum_tenaamstelling": named.strftime("%Y%m%d"), "inrichting": "hatchback", "aantal_zitplaatsen": "5",
        "eerste_kleur": rng.choice(COLOURS), "tweede_kleur": "Niet geregistreerd", "datum_eerste_toelating": first.strftime("%Y%m%d"),
        "wam_verzekerd": "Ja", "europese_voertuigcategorie": "M1", "export_indicator": "Nee",
    }}
