"""`balie demo-town`: the two fictional municipalities in the database: settings, services, counters and officials.

Its residents live in the simulators (`balie.demo`), where Balie finds them as it would find real people: over the national protocols.
"""
from __future__ import annotations

from datetime import time

import click

from balie.cli.setup import start_django


@click.command()
@click.option("--if-absent", is_flag=True, help="Do nothing when the demo town is already there.")
def command(if_absent: bool) -> None:
    """Build the demo municipalities Zonnedam and Waterrijk (again: brings them up to date)."""
    start_django("owner")
    from balie.kernel.models import Gemeente

    if if_absent and Gemeente.objects.filter(slug="waterrijk").exists():
        return
    build()


def build() -> None:
    """Everything of both municipalities, each in one transaction. Running it again changes nothing that is already right."""
    from django.db import transaction

    from balie.demo.municipality import MUNICIPALITIES
    from balie.kernel import tenancy

    for town in MUNICIPALITIES:
        with transaction.atomic():
            gemeente = municipality(town)
            with tenancy.scope(gemeente):
                services(town)
                counters(town)
                officials(town)
        click.echo(f"  {town.name}: diensten, balies en medewerkers staan klaar", err=True)


def municipality(town):
    from balie.kernel.models import Gemeente

    place = town.locations[0]
    config = {
        "telefoon": town.phone, "email": town.email, "adres": [f"{place.name}, {place.street} {place.number}", f"{place.postcode} {place.place}"],
        "openingstijden": {day[:2]: [list(span) for span in spans][0] for day, spans in place.hours.items()},
        "parkeerzones": {zone.key: {"naam": zone.name, "straten": list(zone.streets), "aantal": zone.permits} for zone in town.parking_zones},
    }
    found, _made = Gemeente.objects.update_or_create(slug=town.slug, defaults={
        "naam": town.name, "code": town.code, "rsin": town.rsin, "hosts": list(town.hosts), "style": town.house_style, "config": config,
    })
    return found


def services(town) -> None:
    from balie.catalogue import public as catalogue

    catalogue.publish_standard_catalogue()
    first, *others = [list(zone.streets) for zone in town.parking_zones]
    catalogue.change_settings(slug="parkeervergunning", values={"straten_a": first, "straten_b": others[0] if others else []})


def counters(town) -> None:
    from balie.appointments import public as appointments
    from balie.catalogue import public as catalogue
    from balie.demo.municipality import WEEKDAYS

    for place in town.locations:
        appointments.add_location(
            code=place.key, name=place.name, street=f"{place.street} {place.number}", postcode=place.postcode, town=place.place,
            accessibility="De ingang heeft geen drempel. Er is een invalidentoilet en een ringleiding.",
        )
        for desk in place.desks:
            appointments.add_desk(location=place.key, name=desk)
        hours = [(WEEKDAYS.index(day), clock(start), clock(end)) for day, spans in place.hours.items() for start, end in spans]
        appointments.open_hours(location=place.key, hours=hours)
    for card in catalogue.list_services():
        wanted = catalogue.definition(card.version_id).service.appointment
        if wanted is not None:
            appointments.add_product(
                code=wanted.product, name=card.title, minutes=wanted.minutes, locations=[place.key for place in town.locations],
            )


def clock(text: str) -> time:
    return time.fromisoformat(text)


def officials(town) -> None:
    from balie.demo.officials import OFFICIALS
    from balie.identity import public as identity

    known = {official.email for official in identity.officials()}
    for official in OFFICIALS:
        if official.municipality == town.slug and official.email not in known:
            added = identity.add_official(email=official.email, name=official.name, roles=list(official.roles), password=official.password)
            identity.set_totp(official_id=added.id, secret=official.totp_secret)
