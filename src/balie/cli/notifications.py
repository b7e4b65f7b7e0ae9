"""`balie notifications`: the systems that are told what changes, and what the Notificaties API has no word for."""
from __future__ import annotations

from contextlib import contextmanager
from uuid import UUID

import click

from balie.cli.officials import _scope


@click.group()
def command() -> None:
    """List, change and remove subscribers (abonnementen) of the Notificaties API."""


@contextmanager
def _verbs(municipality: str):
    with _scope(municipality):
        from balie.zgw.public import NotFound, notificaties

        try:
            yield notificaties
        except NotFound:
            raise click.ClickException("There is no subscriber with that id. See: balie notifications list") from None


@command.command("list")
@click.argument("municipality")
def list_command(municipality: str) -> None:
    """The subscribers of MUNICIPALITY, without what they entrusted to us: how they do, and what waits for them or stopped."""
    with _verbs(municipality) as notificaties:
        from django.db import transaction

        with transaction.atomic():
            rows = notificaties.listed()
    for each in rows:
        how = f"{each.form}{', signed' if each.signed else ''}"
        click.echo(f"{each.id}  {each.address:50} {', '.join(each.kanalen):30} {how:20} {each.state:7} {each.waiting} waiting, {each.dead} stopped")
    if not rows:
        click.echo("Nobody is told anything.")


@command.command("cloudevents")
@click.argument("municipality")
@click.argument("subscriber", type=click.UUID)
@click.option("--off", is_flag=True, help="Send what the standard says again.")
def cloudevents_command(municipality: str, subscriber: UUID, off: bool) -> None:
    """Send messages to SUBSCRIBER as CloudEvents (NL GOV profile)."""
    with _verbs(municipality) as notificaties:
        notificaties.as_cloudevents(abonnement_id=subscriber, on=not off)
    click.echo("From now on messages go as the standard has them." if off else "From now on messages go as CloudEvents.")


@command.command("sign")
@click.argument("municipality")
@click.argument("subscriber", type=click.UUID)
def sign_command(municipality: str, subscriber: UUID) -> None:
    """Sign messages to SUBSCRIBER, with a new secret that is shown once."""
    with _verbs(municipality) as notificaties:
        secret = notificaties.sign(abonnement_id=subscriber)
    click.echo(f"Secret, shown this once: {secret}")


@command.command("remove")
@click.argument("municipality")
@click.argument("subscriber", type=click.UUID)
def remove_command(municipality: str, subscriber: UUID) -> None:
    """End the subscription; what was not delivered is not delivered any more."""
    with _verbs(municipality) as notificaties:
        notificaties.unsubscribe(abonnement_id=subscriber, everything=True)
    click.echo("It is told nothing any more.")
