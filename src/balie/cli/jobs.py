"""`balie jobs`: background work that gave up, and giving it another chance."""
from __future__ import annotations

import json
from dataclasses import asdict

import click

from balie.cli.setup import start_django


@click.command()
@click.option("--retry", is_flag=True, help="Put the work that gave up back in the queue.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(retry: bool, as_json: bool) -> None:
    """List background work that gave up after its last try. Running it again is safe: effects happen once."""
    start_django("web")
    from balie.kernel.outbox.given_up import given_up, try_again

    found = given_up()
    if retry:
        try_again([job.id for job in found])
    if as_json:
        click.echo(json.dumps([asdict(job) for job in found], indent=1))
        return
    for job in found:
        click.echo(f"{job.id:>8}  {job.tries:>3} tries  {job.since}  {job.what}")
    if not found:
        click.echo("No work gave up.")
    elif retry:
        click.echo(f"Back in the queue: {len(found)}.")
    else:
        click.echo("The reason is in the log of the worker. When it is gone: balie jobs --retry")
