"""`balie town`: make the synthetic town, list its test people, load BRP records, or run the simulators alone."""
from __future__ import annotations

import dataclasses
import json
import os
import sys
import time
from datetime import date
from pathlib import Path

import click

from balie.demo import config, officials, place
from balie.demo.generate.town import load_or_build


@click.group()
def command() -> None:
    """The synthetic town and its simulators."""


def _town():
    settings = config.from_environment()
    return settings, load_or_build(settings.home, seed=settings.seed, size=settings.size, today=date.today())


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def make(as_json: bool) -> None:
    """Make the town when it is not there yet (BALIE_TOWN_SIZE and BALIE_TOWN_SEED say which)."""
    start = time.monotonic()
    settings, town = _town()
    report = {"folder": str(settings.home), **town.about, "persons": len(town.persons), "addresses": len(town.addresses),
              "vehicles": len(town.vehicles), "businesses": len(town.businesses), "seconds": round(time.monotonic() - start, 2)}
    click.echo(json.dumps(report) if as_json else
               f"{report['persons']} residents at {report['addresses']} addresses in {report['folder']} ({report['seconds']} s)")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def people(as_json: bool) -> None:
    """List the test people and the officials."""
    _, town = _town()
    staff = [dataclasses.asdict(one) | {"totp_secret": one.totp_secret} for one in officials.OFFICIALS]
    if as_json:
        click.echo(json.dumps({"people": town.test_people, "officials": staff}, ensure_ascii=False))
        return
    for one in town.test_people:
        click.echo(f"{one['bsn']}  {one['name']:<22} {one['sentence']}")
    for one in staff:
        click.echo(f"{one['email']:<24} {one['name']:<16} {', '.join(one['roles'])}")


@command.command("load-brp")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", default="", help="Code of the municipality in which they all live, such as 9991 (Zonnedam). Not given: as in FILE.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def load_brp(file: Path, municipality: str, as_json: bool) -> None:
    """Add the persons of FILE (a JSON list in the form of the published BRP test persons) to the simulated BRP.

    They count at once, also in a town that runs. Whoever lives in another municipality can use few services: give --municipality to
    register them here. Their addresses stay as they are.
    """
    try:
        count = place.load_persons(file, config.from_environment().home, municipality=municipality)
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from None
    click.echo(json.dumps({"persons": count}) if as_json else f"{count} persons added")


@command.command()
def serve() -> None:
    """Run the simulators alone, on TOWN_PORT and BALIE_SMTP_PORT. Ctrl-C stops them."""
    settings = config.from_environment()
    click.echo(f"The town is at {settings.url}")
    arguments = ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "32", "--host", "127.0.0.1",
                 "--port", str(settings.port), "balie.demo.wsgi:application"]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 - the same interpreter, fixed arguments
