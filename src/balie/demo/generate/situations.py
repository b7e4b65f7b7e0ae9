"""The named test people: fixed BSN, name, home and situation, whatever the seed or size of the town."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from balie.demo.generate.numbers import test_bsns
from balie.demo.generate.people import Registrar, give_birth, marry, years_before
from balie.demo.generate.person import Person

RESERVED = 60  # this many BSNs belong to the test people and their relatives, also when not all are in use


@dataclass(frozen=True, kw_only=True)
class TestPerson:
    """One line of the login page. `key` is the stable name that tests use."""
    __test__ = False
    key: str
    bsn: str
    name: str
    municipality: str
    sentence: str


def settle(registrar: Registrar, home_of: Callable[[str, str, int], dict]) -> list[TestPerson]:
    """Registers the test people and their families. `home_of(municipality, street, n)`: the n-th dwelling of that street."""
    today = registrar.today
    numbers = islice(test_bsns(), RESERVED)
    shown: list[TestPerson] = []

    def person(given: str, family: str, sex: str, years: int, home: dict, *, days: int = 100, prefix: str = "", stay: int = 2500,
               **more: object) -> Person:
        born = years_before(today, years, days)
        since = max(born, today - timedelta(days=stay))
        fields = {"since": since, "arrived": since, "municipality": home["gemeente"], **more}
        made = registrar.add(bsn=next(numbers), given=given, family=family, prefix=prefix, sex=sex, born=born, address=home, **fields)
        if years >= 18:
            made.parents = [Person(bsn="", given=name, prefix=prefix if of == "M" else "", family=family if of == "M" else "Blom", sex=of,
                                   born=years_before(born, 29)) for name, of in (("Johanna", "V"), ("Albert", "M"))]
        return made

    def show(key: str, one: Person, sentence: str) -> Person:
        shown.append(TestPerson(key=key, bsn=one.bsn, name=one.full_name, municipality=one.municipality, sentence=sentence))
        return one

    def z(street: str, number: int) -> dict:
        return home_of("9991", street, number)

    show("sanne", person("Sanne", "Bakker", "V", 34, z("Binnengracht", 3)),
         "Woont alleen in het centrum. Haar paspoort verloopt over zes weken.")

    youssef = show("youssef", person("Youssef", "El Amrani", "M", 41, z("Meerkoetlaan", 6)),
                   "Is getrouwd met Noor. Zij hebben twee kinderen van 8 en 11 jaar.")
    noor = show("noor", person("Noor", "Visser", "V", 39, youssef.address or {}), "Is getrouwd met Youssef en moeder van Sami en Lina.")
    marry(youssef, noor, years_before(today, 13))
    for given, sex, years in (("Sami", "M", 11), ("Lina", "V", 8)):
        give_birth(person(given, "El Amrani", sex, years, youssef.address or {}), noor, youssef)

    lotte = show("lotte", person("Lotte", "Jansen", "V", 31, z("Kreekoever", 5)),
                 "Is gisteren bevallen. De baby is nog niet aangegeven.")
    daan = show("daan", person("Daan", "Kuipers", "M", 33, lotte.address or {}), "Woont samen met Lotte. Hij heeft het kind erkend.")
    marry(lotte, daan, years_before(today, 3), "P")

    parents = (person("Marjan", "Prins", "V", 46, z("Fuutstraat", 4)), person("Erik", "Kramer", "M", 48, z("Fuutstraat", 4)))
    marry(*parents, years_before(today, 20))
    mees = show("mees", person("Mees", "Kramer", "M", 17, parents[0].address or {}, days=40),
                "Is 17 jaar. Hij mag zelf een identiteitskaart aanvragen, maar geen paspoort.")
    give_birth(mees, *parents)

    show("amira", person("Amira", "Haddad", "V", 29, z("Zuringstraat", 7), secret=True),
         "Heeft geheimhouding: niemand mag haar adres krijgen.")

    show("piotr", person("Piotr", "Kowalski", "M", 36, z("Ankerstraat", 2), stay=25, nationalities=(("0072", "Poolse"),),
                         birth_country=("7028", "Polen"), birth_town="Gdańsk",
                         immigrated=(years_before(today, 4), ("7028", "Polen"))),
         "Is vorige maand vanuit Waterrijk naar Zonnedam verhuisd. Hij heeft de Poolse nationaliteit.")

    show("willem", person("Willem", "Meer", "M", 71, z("Wulpstraat", 5), prefix="van der"), "Heeft geen paspoort en geen identiteitskaart.")

    show("ingrid", person("Ingrid", "Smit", "V", 52, z("Wipmolen", 6)),
         "Woont in de Molenwijk. Daar is geen vergunning nodig om te parkeren.")

    show("tarik", person("Tarik", "Kaya", "M", 44, z("Marktstraat", 4), birth_country=("6043", "Turkije"), birth_town="Ankara"),
         "Is ondernemer. Hij logt ook in met eHerkenning voor zijn fietsenwinkel.")

    chantal = show("chantal", person("Chantal", "Rozenblad", "V", 37, z("Dotterbloemstraat", 3)),
                   "Zorgt alleen voor haar dochters Naomi en Joy. Zij heeft alleen het gezag.")
    for given, years in (("Naomi", 12), ("Joy", 5)):
        give_birth(person(given, "Rozenblad", "V", years, chantal.address or {}), chantal)

    bram = show("bram", person("Bram", "Dekker", "M", 43, z("Loodsenstraat", 4)),
                "Is gescheiden van Eva. Samen hebben zij gezag over Tess; Tess woont bij Eva.")
    eva = show("eva", person("Eva", "Mulder", "V", 42, z("Waterlelie", 6)), "Is gescheiden van Bram. Dochter Tess van 9 woont bij haar.")
    marry(bram, eva, years_before(today, 12), ended=years_before(today, 3))
    give_birth(person("Tess", "Dekker", "V", 9, eva.address or {}), eva, bram)

    show("ruben", person("Ruben", "Peters", "M", 27, z("Sternstraat", 3), investigation=("081120", today - timedelta(days=60))),
         "De gemeente onderzoekt of zijn adres nog klopt.")

    show("mila", person("Mila", "Vos", "V", 25, z("Havenkade", 3)), "Is haar paspoort kwijt. Zij woont in parkeerzone B.")

    gerda = show("gerda", person("Gerda", "Hofman", "V", 79, z("Kerkstraat", 2), prefix=""),
                 "Is weduwe. Haar man Johan is vorige maand overleden.")
    johan = person("Johan", "Hofman", "M", 82, gerda.address or {}, died=today - timedelta(days=30))
    marry(gerda, johan, years_before(today, 54), ended=johan.died)

    show("kevin", person("Kevin", "Tan", "M", 30, z("Buitengracht", 5)), "Heeft twee auto's op zijn naam en woont in parkeerzone B.")

    show("hendrik", person("Hendrik", "Postma", "M", 58, home_of("9992", "Rietdijk", 3)),
         "Woont in Waterrijk, dus niet in Zonnedam.")
    return shown


def documents_of(key: str, today: date) -> list[dict] | None:
    """The documents of a test person as (kind, expiry, status), or None: as for anybody else."""
    fixed = {
        "sanne": [("paspoort", today + timedelta(days=42), "geldig")],
        "willem": [],
        "mila": [("paspoort", today + timedelta(days=1500), "vermist")],
        "mees": [("identiteitskaart", today - timedelta(days=70), "verlopen")],
        "piotr": [],
        "kevin": [("paspoort", today + timedelta(days=2000), "geldig"), ("identiteitskaart", today - timedelta(days=12), "verlopen")],
    }
    rows = fixed.get(key)
    return None if rows is None else [{"soort": kind, "einde": end, "status": status} for kind, end, status in rows]


CARS = {"sanne": ("ZD001A",), "kevin": ("K100TN", "K200TN"), "ingrid": ("M300LN",), "mila": ("H400VN",), "youssef": ("V500LB",)}
"""Fixed number plates of test people; each is registered in that person's name. L900SE is a lease car of a company."""
