"""One invented person, and how the BRP would write that person down.

`record` gives the shape of the published test persons (dates as YYYYMMDD, value tables as code and omschrijving), so
that the simulator treats invented and loaded people alike.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from balie.demo.generate.names import NEDERLAND, NEDERLANDSE
from balie.demo.generate.numbers import a_nummer

SEXES = {"M": "man", "V": "vrouw", "O": "onbekend"}
NAMING = {"E": "eigen geslachtsnaam", "P": "geslachtsnaam echtgenoot/geregistreerd partner",
          "V": "geslachtsnaam echtgenoot/geregistreerd partner voor eigen geslachtsnaam",
          "N": "geslachtsnaam echtgenoot/geregistreerd partner na eigen geslachtsnaam"}
REASONS = {"O": "overlijden", "E": "emigratie", "R": "pl is aangelegd in de rni"}
MUNICIPALITY_NAMES = {"9991": "Zonnedam", "9992": "Waterrijk"}


@dataclass(kw_only=True)
class Person:
    bsn: str  # empty: a relative of whom only the name is known (a parent)
    index: int = 0
    given: str
    family: str
    sex: str
    born: date
    prefix: str = ""
    born_text: str = ""  # an incomplete date in BRP form, e.g. "19580000"; wins from `born`
    birth_country: tuple[str, str] = NEDERLAND
    birth_town: str = "Zonnedam"
    nationalities: tuple[tuple[str, str], ...] = (NEDERLANDSE,)
    naming: str = "E"
    address: dict | None = None
    since: date = date(2010, 1, 1)  # at this address
    municipality: str = "9991"
    arrived: date = date(2010, 1, 1)  # in this municipality
    immigrated: tuple[date, tuple[str, str]] | None = None
    secret: bool = False
    died: date | None = None
    emigrated: tuple[date, tuple[str, str], str] | None = None
    address_unknown: bool = False
    investigation: tuple[str, date] | None = None  # (code of the data, e.g. "081120"; since)
    partner: Person | None = None
    partnership: tuple[date, str] | None = None  # (date, H | P)
    partnership_ended: date | None = None
    parents: list[Person] = field(default_factory=list)
    children: list[Person] = field(default_factory=list)
    custody: list[Person] = field(default_factory=list)  # who decides about this child

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given, self.prefix, self.family) if part)


def gba(day: date | None) -> str:
    return day.strftime("%Y%m%d") if day else "00000000"


def table(code: str, text: str) -> dict:
    return {"code": code, "omschrijving": text}


def _name(person: Person) -> dict:
    return {"voornamen": person.given, **({"voorvoegsel": person.prefix} if person.prefix else {}), "geslachtsnaam": person.family}


def _birth(person: Person) -> dict:
    dutch = person.birth_country == NEDERLAND
    code = next((code for code, name in MUNICIPALITY_NAMES.items() if name == person.birth_town), "")
    place = table(code, person.birth_town) if dutch and code else {"omschrijving": person.birth_town}
    return {"land": table(*person.birth_country), "plaats": place, "datum": person.born_text or gba(person.born)}


def _related(person: Person) -> dict:
    known = {"burgerservicenummer": person.bsn} if person.bsn else {}
    return {**known, "naam": _name(person), "geboorte": _birth(person)}


def _residence(person: Person) -> dict:
    if person.emigrated:
        day, country, line = person.emigrated
        return {"land": table(*country), "regel1": line, "datumAanvangAdresBuitenland": gba(day), "datumIngangGeldigheid": gba(day)}
    if person.address_unknown or not person.address:
        return {"land": table("0000", "Onbekend"), "datumAanvangAdresBuitenland": gba(person.since), "datumIngangGeldigheid": gba(person.since)}
    home = person.address
    extra = {key: home[key] for key in ("huisletter", "huisnummertoevoeging") if home[key]}
    found = {"inOnderzoek": _investigated(person)} if person.investigation and person.investigation[0].startswith("08") else {}
    return {
        "functieAdres": table("W", "woonadres"), "adresseerbaarObjectIdentificatie": home["adresseerbaarObjectIdentificatie"],
        "nummeraanduidingIdentificatie": home["nummeraanduidingIdentificatie"], "datumIngangGeldigheid": gba(person.since),
        "datumAanvangAdreshouding": gba(person.since), "naamOpenbareRuimte": home["straat"], "straat": home["straat"][:24],
        "huisnummer": str(home["huisnummer"]), **extra, "postcode": home["postcode"], "woonplaats": home["woonplaats"], **found,
    }


def _investigated(person: Person) -> dict:
    assert person.investigation
    return {"aanduidingGegevensInOnderzoek": person.investigation[0], "datumIngangOnderzoek": gba(person.investigation[1])}


def _custody(child: Person) -> list[dict]:
    minor = {"minderjarige": {"burgerservicenummer": child.bsn}}
    holders = [{"burgerservicenummer": one.bsn} for one in child.custody]
    if len(holders) == 2:
        return [{"type": "GezamenlijkOuderlijkGezag", **minor, "ouders": holders}]
    return [{"type": "EenhoofdigOuderlijkGezag", **minor, "ouder": holders[0]}] if holders else []


def record(person: Person) -> dict:
    """The BRP record of this person in the shape of the published test persons."""
    out = {
        "aNummer": a_nummer(person.index), "burgerservicenummer": person.bsn, "datumEersteInschrijvingGBA": gba(max(person.born, date(1994, 10, 1))),
        "geslacht": table(person.sex, SEXES[person.sex]),
        "naam": {"aanduidingNaamgebruik": table(person.naming, NAMING[person.naming]), **_name(person)},
        "nationaliteiten": [{"datumIngangGeldigheid": gba(person.born), "nationaliteit": table(*one)} for one in person.nationalities],
        "geboorte": _birth(person), "verblijfplaats": _residence(person),
        "gemeenteVanInschrijving": table(person.municipality, MUNICIPALITY_NAMES[person.municipality]),
        "datumInschrijvingInGemeente": gba(person.arrived),
        "gezag": [*_custody(person), *(relation for child in person.children for relation in _custody(child) if person in child.custody)],
        "kinderen": [_related(child) for child in person.children],
        "ouders": [{"geslacht": table(one.sex, SEXES[one.sex]), "ouderAanduiding": str(number),
                    "datumIngangFamilierechtelijkeBetrekking": gba(person.born), **_related(one)}
                   for number, one in enumerate(person.parents, start=1)],
        "partners": [_partner(person)] if person.partner and person.partnership else [],
        "immigratie": {"datumVestigingInNederland": gba(person.immigrated[0]),
                       "landVanwaarIngeschreven": table(*person.immigrated[1])} if person.immigrated else {},
    }
    if person.secret:
        out["geheimhoudingPersoonsgegevens"] = 7
    if person.died:
        out["overlijden"] = {"datum": gba(person.died), "land": table(*NEDERLAND), "plaats": table("9991", "Zonnedam")}
        out["opschortingBijhouding"] = {"datum": gba(person.died), "reden": table("O", REASONS["O"])}
    elif person.emigrated:
        out["opschortingBijhouding"] = {"datum": gba(person.emigrated[0]), "reden": table("E", REASONS["E"])}
    if person.investigation and person.investigation[0].startswith("01"):
        out["persoonInOnderzoek"] = _investigated(person)
    return out


def _partner(person: Person) -> dict:
    assert person.partner and person.partnership
    day, kind = person.partnership
    out = {**_related(person.partner), "geslacht": table(person.partner.sex, SEXES[person.partner.sex]),
           "soortVerbintenis": table(kind, "huwelijk" if kind == "H" else "geregistreerd partnerschap"),
           "aangaanHuwelijkPartnerschap": {"datum": gba(day), "land": table(*NEDERLAND), "plaats": table("9991", "Zonnedam")}}
    if person.partnership_ended:
        out["ontbindingHuwelijkPartnerschap"] = {"datum": gba(person.partnership_ended)}
    return out
