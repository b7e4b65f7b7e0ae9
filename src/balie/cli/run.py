"""`balie run`: the whole of Balie on this machine, until Ctrl-C."""
from __future__ import annotations

import click

READY = """
  Balie is ready.

  Open           http://localhost:{port}              Zonnedam
                 http://waterrijk.localhost:{port}    Waterrijk, with its own house style
  Officials      http://localhost:{port}/werk/
"""
TOWN = """  The town       http://localhost:{town}/             test residents, officials, mail and faults
"""
END = """
  Data and logs are in {home}. Ctrl-C stops everything.
"""


@click.command()
def command() -> None:
    """Start Balie: PostgreSQL, web, worker and the demo town. Ctrl-C stops it.

    PORT, BALIE_HOME (data folder, default var/) and BALIE_DATABASE_URL (a server of your own) are honoured.
    """
    from balie.runtime.postgres import CannotStart, UnsafeSettings
    from balie.runtime.supervisor import Supervisor
    from balie.settings.environment import read

    click.echo("Starting Balie", err=True)
    try:
        Supervisor(read(), lambda line: click.echo(line, err=True)).run(announce)
    except (CannotStart, UnsafeSettings) as problem:
        raise click.ClickException(str(problem)) from None


def announce(supervisor) -> None:
    demo = supervisor.settings.mode == "demo"
    text = READY + (TOWN if demo else "") + END
    click.echo(text.format(port=supervisor.port, town=supervisor.town_port, home=supervisor.home))
    data = supervisor.cluster and supervisor.cluster.data
    if data and supervisor.home not in data.parents:
        click.echo(f"  The database is in {data.parent}, because PostgreSQL's account cannot enter the data folder.\n")
