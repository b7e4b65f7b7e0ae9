"""The two fictional municipalities as an organisation: hosts, contact, opening hours, places with desks, parking zones."""
from __future__ import annotations

from dataclasses import dataclass

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


@dataclass(frozen=True, kw_only=True)
class Location:
    """A place where residents come by appointment. `hours`: weekday → list of (from, until) as HH:MM."""
    key: str
    name: str
    street: str
    number: int
    postcode: str
    place: str
    desks: tuple[str, ...]
    hours: dict[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, kw_only=True)
class ParkingZone:
    key: str
    name: str
    streets: tuple[str, ...]
    permits: int  # how many permits exist; when all are in use there is a waiting list


@dataclass(frozen=True, kw_only=True)
class Municipality:
    code: str  # gemeentecode, as in the BRP
    slug: str
    name: str
    hosts: tuple[str, ...]
    phone: str
    email: str
    house_style: str
    kvk: str
    rsin: str
    locations: tuple[Location, ...]
    parking_zones: tuple[ParkingZone, ...]


def _hours(start: str, until: str, evening: str = "") -> dict[str, tuple[tuple[str, str], ...]]:
    week = dict.fromkeys(WEEKDAYS, ((start, until),))
    if evening:
        week["donderdag"] = ((start, until), ("18:00", evening))
    return week


ZONNEDAM = Municipality(
    code="9991", slug="zonnedam", name="Zonnedam", hosts=("localhost", "zonnedam.localhost"),
    phone="14 0199", email="gemeente@zonnedam.example", house_style="zonnedam", kvk="90009991", rsin="999188033",
    locations=(
        Location(key="stadhuis", name="Stadhuis", street="Damplein", number=1, postcode="1998AA", place="Zonnedam",
                 desks=("Balie 1", "Balie 2", "Balie 3", "Balie 4"), hours=_hours("08:30", "17:00", "20:00")),
        Location(key="huis-van-de-wijk", name="Huis van de Wijk", street="Meerkoetlaan", number=2, postcode="1998CB",
                 place="Zonnedam", desks=("Balie A", "Balie B"), hours=_hours("09:00", "13:00")),
    ),
    parking_zones=(
        ParkingZone(key="A", name="Centrum", permits=400, streets=(
            "Damplein", "Kerkstraat", "Marktstraat", "Binnengracht", "Schippersgracht", "Stationsstraat", "Zoutsteeg",
            "Touwslagerssteeg", "Zeilmakersstraat")),
        ParkingZone(key="B", name="Havenkwartier", permits=2, streets=(
            "Havenkade", "Oosterkade", "Buitengracht")),
    ),
)

WATERRIJK = Municipality(
    code="9992", slug="waterrijk", name="Waterrijk", hosts=("waterrijk.localhost",),
    phone="14 0198", email="gemeente@waterrijk.example", house_style="waterrijk", kvk="90009992", rsin="999188045",
    locations=(
        Location(key="gemeentehuis", name="Gemeentehuis", street="Dorpsplein", number=1, postcode="1998PA", place="Waterrijk",
                 desks=("Balie 1", "Balie 2"), hours=_hours("09:00", "16:00")),
    ),
    parking_zones=(ParkingZone(key="W", name="Dorp", permits=60, streets=("Dorpsplein", "Sluisweg", "Rietdijk")),),
)

MUNICIPALITIES = (ZONNEDAM, WATERRIJK)


def by_code(code: str) -> Municipality | None:
    return next((one for one in MUNICIPALITIES if one.code == code), None)
