"""`balie makemigrations [LABEL…]`: for developers; writes the migrations of changed models."""
from __future__ import annotations

import click

from balie.cli.setup import start_django


@click.command()
@click.argument("labels", nargs=-1)
@click.option("--check", is_flag=True, help="Fail when a migration is missing; write nothing.")
def command(labels: tuple[str, ...], check: bool) -> None:
    """Write the migrations of changed models."""
    start_django("owner")
    from django.core.management import call_command

    call_command("makemigrations", *labels, check_changes=check, dry_run=check)
