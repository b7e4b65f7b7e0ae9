"""`balie demo-town`: the two fictional municipalities in the database: settings, services, counters and officials.

Its residents live in the simulators (`balie.demo`), where Balie finds them as it would find real people: over the national protocols.
"""
from __future__ import annotations

from datetime import time
from functools import cache
from pathlib import Path

import click

from balie.cli.setup import start_django

API_CLIENT = "balie-demo"


@click.command()
@click.option("--if-absent", is_flag=True, help="When the demo town is already there, only publish the services that changed.")
def command(if_absent: bool) -> None:
    """Build the demo municipalities Zonnedam and Waterrijk (again: brings them up to date)."""
    start_django("owner")
    if if_absent:
        build_or_renew()
    else:
        build()


def build_or_renew() -> None:
    from balie.kernel.models import Gemeente

    if Gemeente.objects.filter(slug="waterrijk").exists():
        renew()
    else:
        build()


def renew() -> None:
    """Put what changed in the catalogue on offer, as after an update of Balie. What a municipality set itself stays; a service with errors too."""
    from django.db import transaction

    from balie.catalogue import public as catalogue
    from balie.demo.municipality import MUNICIPALITIES
    from balie.kernel import tenancy
    from balie.kernel.models import Gemeente

    standards = Standards(catalogue.standard_folder())
    for town in MUNICIPALITIES:
        with transaction.atomic(), tenancy.scope(Gemeente.objects.get(slug=town.slug)):
            teams(town)
            connections()
            api_client(town)
            changed = standards.changed_here()
            own = {slug: values for slug, values in own_values(town).items() if not offered(slug)}
            catalogue.publish_all(definitions=changed)
            for definition in changed:
                slug = definition.service.service
                products(town, definition.service)
                if slug in own and offered(slug):  # one that is switched off has no price here
                    catalogue.change_settings(slug=slug, values=own[slug])
                click.echo(f"  {town.name}: {slug} is vernieuwd", err=True)


class Standards:
    """The services of a folder. Reading one is done when it changed somewhere, checking too (it runs the examples): once for all municipalities."""

    def __init__(self, folder: Path) -> None:
        from balie.cli.check import services_in
        from balie.forms.public import read_files

        self.files = {each: read_files(each) for each in services_in(folder)}
        self.read, self.sound = cache(self._read), cache(self._sound)

    def changed_here(self) -> list:
        """Those without errors of which something else is on offer in this municipality."""
        from balie.catalogue import public as catalogue

        other = [each for each, files in self.files.items() if not catalogue.is_on_offer(files)]
        return [
            definition for each in other
            if (definition := self.read(each)) is not None and not catalogue.is_current(definition) and self.sound(each)
        ]  # fmt: skip

    def _read(self, folder: Path):
        from balie.forms.public import DefinitionError, definition_of

        try:
            return definition_of(self.files[folder])
        except DefinitionError as error:
            return self._complain(folder, error.findings[0].message)

    def _sound(self, folder: Path) -> bool:
        from balie.cli.check import findings_of

        wrong = [each for each in findings_of(folder) if each["level"] == "error"]
        if wrong:
            self._complain(folder, wrong[0]["message"])
        return not wrong

    def _complain(self, folder: Path, message: str) -> None:
        click.echo(f"  {folder.name} heeft fouten en blijft zoals hij was: {message}", err=True)


def offered(slug: str) -> bool:
    from balie.catalogue import public as catalogue

    try:
        return bool(catalogue.current_version(slug))
    except catalogue.UnknownService:
        return False


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
                teams(town)
                connections()
                api_client(town)
        click.echo(f"  {town.name}: diensten, balies en medewerkers staan klaar", err=True)


def municipality(town):
    from balie.kernel.models import Gemeente

    place = town.locations[0]
    config = {
        "telefoon": town.phone, "email": town.email, "adres": [f"{place.name}, {place.street} {place.number}", f"{place.postcode} {place.place}"],
        "openingstijden": {day[:2]: [list(span) for span in spans][0] for day, spans in place.hours.items()},
    }
    found, _made = Gemeente.objects.update_or_create(slug=town.slug, defaults={
        "naam": town.name, "code": town.code, "rsin": town.rsin, "hosts": list(town.hosts), "style": town.house_style, "config": config,
    })
    return found


def services(town) -> None:
    from balie.catalogue import public as catalogue

    catalogue.publish_standard_catalogue()
    for slug, values in own_values(town).items():
        catalogue.change_settings(slug=slug, values=values)


def own_values(town) -> dict[str, dict]:
    """What this municipality sets otherwise than the standard catalogue, by service."""
    first, *others = [list(zone.streets) for zone in town.parking_zones]
    permits = [zone.permits for zone in town.parking_zones]
    return {
        "parkeervergunning": {
            "straten_a": first, "straten_b": others[0] if others else [], "plekken_a": permits[0], "plekken_b": sum(permits[1:2]),
        },
        "bedrijfsparkeervergunning": {"straten": sum([first, *others], [])},
    }


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
    for definition in catalogue.standard_catalogue():
        products(town, definition.service)


def products(town, service) -> None:
    """The appointment that a service needs can be made at every place."""
    from balie.appointments import public as appointments

    if service.appointment is not None:
        appointments.add_product(
            code=service.appointment.product, name=service.title, minutes=service.appointment.minutes,
            locations=[place.key for place in town.locations],
        )


def clock(text: str) -> time:
    return time.fromisoformat(text)


def officials(town) -> None:
    from balie.demo.officials import OFFICIALS
    from balie.identity import public as identity

    known = {official.email for official in (*identity.officials(), *identity.officials(inactive=True))}
    for official in OFFICIALS:
        if official.municipality == town.slug and official.email not in known:
            added = identity.add_official(
                email=official.email, name=official.name, roles=list(official.roles), teams=official.teams, password=official.password,
            )
            identity.set_totp(official_id=added.id, secret=official.totp_secret)


def teams(town) -> None:
    """For a town from before there were teams: without one nobody could decide. Teams that somebody has stay."""
    from balie.demo.officials import OFFICIALS
    from balie.identity import public as identity

    wanted = {official.email: official.teams for official in OFFICIALS if official.municipality == town.slug}
    for official in identity.officials():
        if not official.teams and wanted.get(official.email):
            identity.change_official(official_id=official.id, teams=wanted[official.email])


def connections() -> None:
    """The zaaksysteem that the demo town plays, for services that hand their zaken over: `registration` with `connection: zaaksysteem`."""
    from balie.cases.public import elsewhere
    from balie.demo import config
    from balie.demo.municipality import MUNICIPALITIES

    if "zaaksysteem" not in {each.name for each in elsewhere.connections()}:
        elsewhere.set_connection(
            name="zaaksysteem", label="Zaaksysteem vergunningen", client_id=config.ZGW_CLIENT_ID, secret=config.ZGW_SECRET, domein="VERG",
            rsin=MUNICIPALITIES[0].rsin,
        )


def api_client(town) -> None:
    """A client of the ZGW APIs that may do everything, to try them with. Its random secret stands in the data folder."""
    from django.conf import settings

    from balie.zgw.public import autorisaties

    if settings.BALIE.mode != "demo" or any(name.client_id == API_CLIENT for one in autorisaties.api_clients() for name in one.names):
        return
    secret = autorisaties.new_secret()
    autorisaties.create_applicatie(client_ids=(API_CLIENT,), label="Uitproberen", heeft_alle_autorisaties=True)
    autorisaties.set_secret(client_id=API_CLIENT, secret=secret)
    place = settings.BALIE.home / "keys" / f"{API_CLIENT}-{town.slug}"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.touch(mode=0o600)
    place.write_text(f"CLIENT_ID={API_CLIENT}\nSECRET={secret}\n")
