"""`balie migrate`: bring the tables, their policies and their keys up to date, as the owner of the tables."""
from __future__ import annotations

import sys

import click

from balie.cli.setup import start_django


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
def command(quiet: bool) -> None:
    """Bring the database up to date: tables, row-level security, keys, grants."""
    start_django("owner")
    migrate(quiet=quiet)


def migrate(*, quiet: bool = False) -> None:
    """Migrations, then the tenancy guarantees. Django's settings are the owner's."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from balie.kernel.tenancy.secure import secure_tables

    call_command("migrate", verbosity=0 if quiet else 1, interactive=False, stdout=sys.stderr)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        secure_tables(connection)
