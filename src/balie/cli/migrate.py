"""`balie migrate`: bring the tables, their policies and their keys up to date, as the owner of the tables."""
from __future__ import annotations

import sys

import click

from balie.cli.setup import start_django


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
@click.option("--with-demo-town", is_flag=True, help="And then what `balie demo-town --if-absent` does, in the same process.")
def command(quiet: bool, with_demo_town: bool) -> None:
    """Bring the database up to date: tables, row-level security, keys, grants."""
    start_django("owner")
    migrate(quiet=quiet)
    if with_demo_town:
        from balie.cli.demo_town import build_or_renew

        build_or_renew()


def migrate(*, quiet: bool = False) -> None:
    """Migrations, then the tenancy guarantees, then what every municipality has. Django's settings are the owner's."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from balie.kernel.tenancy.secure import secure_tables

    call_command("migrate", verbosity=0 if quiet else 1, interactive=False, stdout=sys.stderr)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        secure_tables(connection)
    channels()


def channels() -> None:
    """Every municipality has the kanalen of our own APIs."""
    from django.db import transaction

    from balie.kernel import tenancy
    from balie.kernel.models import Gemeente
    from balie.zgw.public import notificaties

    for gemeente in Gemeente.objects.order_by("slug"):
        with transaction.atomic(), tenancy.scope(gemeente):
            notificaties.ensure_standard()
