"""`balie export-applications SERVICE`: the data of what came in for a service, as one file."""
from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import click

from balie.cli.setup import start_django


@click.command()
@click.argument("service")
@click.option("--municipality", default="zonnedam", show_default=True, help="The slug of the municipality.")
@click.option("--format", "kind", type=click.Choice(["csv", "xlsx", "json", "xml"]), default="csv", show_default=True)
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="First day, such as 2026-01-01.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day; not given: today.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write. It may not exist yet.")
def command(service: str, municipality: str, kind: str, since: datetime, until: datetime | None, out: Path) -> None:
    """Write the data of the applications for SERVICE (such as parkeervergunning) to a file that only you can read.

    These are personal data: every application in it is recorded as a look at the data of its applicant.
    """
    if out.exists():
        raise click.ClickException(f"{out} is there already. Choose another name.")
    last = until.date() if until else date.today()
    if last < since.date():
        raise click.ClickException("--until lies before --from.")
    start_django("owner")
    from django.db import transaction

    from balie.cases.export import public as exports
    from balie.cases.public import NotFound
    from balie.kernel import audit, tenancy
    from balie.kernel.models import Gemeente

    gemeente = Gemeente.objects.filter(slug=municipality).first()
    if gemeente is None:
        raise click.ClickException(f"There is no municipality {municipality!r}.")
    with tenancy.scope(gemeente), audit.acting(audit.Actor("systeem", "", "Beheer van de installatie")):
        try:
            with transaction.atomic():
                made = exports.set_for_system(service, kind, since=since.date(), until=last)
        except NotFound:
            raise click.ClickException(f"{gemeente.naam} has no service {service!r}.") from None
    out.touch(mode=0o600)
    with made.file, out.open("wb") as file:
        shutil.copyfileobj(made.file, file)
    click.echo(f"{made.count} applications in {out}")
