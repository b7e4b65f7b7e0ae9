"""What a command does before it touches the database."""
from __future__ import annotations

import os

import click

_held = []


def start_django(role: str = "owner") -> None:
    """Set Django up as `role`: "owner" (all tables, no row-level security) or "web" (the runtime role), with the database at hand.

    Where Balie does not run and no server of the user's own is named, the embedded one starts for as long as the command takes.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = f"balie.settings.{role}"
    import django
    from django.conf import settings

    from balie.runtime.postgres import CannotStart
    from balie.runtime.postgres.shared import hold

    if not settings.BALIE.database_url:
        try:
            _held.append(hold(settings.BALIE.home))
        except CannotStart as problem:
            raise click.ClickException(str(problem)) from None
    django.setup()
