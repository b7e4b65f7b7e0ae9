"""A counter for tests: the town hall with desks, open on working days from 9 to 17."""

from datetime import datetime, time
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection

from balie.appointments import public
from balie.kernel import clock

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=clock.AMSTERDAM)  # a Monday
TOWN_HALL = {"code": "stadhuis", "name": "Stadhuis", "street": "Havenplein 1", "postcode": "9991 AA", "town": "Zonnedam",
                 "accessibility": "De ingang is gelijkvloers.", "latitude": 52.1, "longitude": 5.1}


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=clock.AMSTERDAM)


def counter(*, code: str = "stadhuis", desks: int = 2, product: str = "paspoort-aanvragen", minutes: int = 15, locations=None,
            opens: time = time(9), closes: time = time(17)) -> None:
    public.add_location(**TOWN_HALL | {"code": code})
    for number in range(desks):
        public.add_desk(location=code, name=f"Balie {number + 1}")
    public.open_hours(location=code, hours=[(weekday, opens, closes) for weekday in range(5)])
    public.add_product(code=product, name="Paspoort aanvragen", minutes=minutes, locations=locations or [code])


def booked(*, start: datetime, owner: str = "", person_id=None, location: str = "stadhuis", product: str = "paspoort-aanvragen",
           key: str | None = None):
    """Of an owner of its own, unless one is named."""
    return public.book(owner=owner or f"proef:{uuid4()}", product=product, location=location, start=start, person_id=person_id or uuid4(),
                       key=key or str(uuid4()))


def as_owner(statement: str) -> None:
    """What only the owner of the tables may do, such as taking a guarantee away to see a test fail."""
    from balie.settings.embedded import connection_urls

    url = settings.BALIE.database_url or connection_urls(settings.BALIE.home)[0]
    with psycopg.connect(url, dbname=connection.settings_dict["NAME"], autocommit=True) as owner:
        owner.execute(statement)
