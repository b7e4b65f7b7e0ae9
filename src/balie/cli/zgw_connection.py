"""`balie zgw-connection`: the zaaksystemen of a municipality that Balie hands zaken over to, and whose zaken it shows."""
from __future__ import annotations

import click

from balie.cli.officials import _scope


@click.group()
def command() -> None:
    """Set, list and try connections to other zaaksystemen (ZGW APIs)."""


@command.command("set")
@click.argument("municipality")
@click.argument("name")
@click.option("--label", required=True, help="What officials call it: Zaaksysteem vergunningen.")
@click.option("--zaken", default="", help="Root of the Zaken API, as https://name/zaken/api/v1. Not given in the demo: the demo town's.")
@click.option("--documenten", default="", help="Root of the Documenten API.")
@click.option("--catalogi", default="", help="Root of the Catalogi API.")
@click.option("--besluiten", default="", help="Root of the Besluiten API, where there is one.")
@click.option("--client-id", required=True, help="As the other system knows Balie.")
@click.option("--domain", "domein", default="", help="Domein of the catalogus there, five signs at most; not given: any.")
@click.option("--rsin", default="", help="RSIN of that catalogus; not given: the municipality's.")
def set_command(municipality: str, name: str, **about: str) -> None:
    """Make or change the connection NAME of MUNICIPALITY. Its secret is asked; it is kept sealed."""
    secret = click.prompt("Secret", hide_input=True)
    with _scope(municipality):
        from balie.cases.elsewhere import public as elsewhere

        try:
            elsewhere.set_connection(name=name, secret=secret, **about)
        except elsewhere.Unfit as unfit:
            raise click.ClickException(str(unfit)) from None
    click.echo(f"{name} is set. Try it: balie zgw-connection try {municipality} {name}")


@command.command("list")
@click.argument("municipality")
def list_command(municipality: str) -> None:
    """The connections of MUNICIPALITY, without their secrets."""
    with _scope(municipality):
        from balie.cases.elsewhere import public as elsewhere

        for row in elsewhere.connections():
            click.echo(f"{row.name:20} {row.label:40} {row.zaken or '(demo town)'}")


@command.command("try")
@click.argument("municipality")
@click.argument("name")
def try_command(municipality: str, name: str) -> None:
    """Log in at the connection NAME, and list the zaaktypen there. Changes nothing."""
    with _scope(municipality):
        from balie.cases.elsewhere import public as elsewhere
        from balie.cases.public import NotFound

        try:
            found = elsewhere.check_connection(name)
        except NotFound:
            raise click.ClickException(f"There is no connection {name!r}.") from None
        except (elsewhere.Refused, elsewhere.Unreachable) as problem:
            raise click.ClickException(str(problem)) from None
    click.echo(f"{name} answers. Zaaktypen: {', '.join(found) or 'none'}")


@command.command("follow")
@click.argument("municipality")
@click.argument("name")
@click.option("--notificaties", default="", help="Root of the Notificaties API there. Not given: every fifteen minutes Balie asks.")
@click.option("--link", default="", help="Where officials open a zaak there: https://name/zaak/{identificatie}, or with {uuid}.")
def follow_command(municipality: str, name: str, notificaties: str, link: str) -> None:
    """Show the zaken behind the connection NAME in Mijn Balie and the queue, and keep them up to date. Again is a change."""
    with _scope(municipality):
        from balie.cases.elsewhere import public as elsewhere
        from balie.cases.public import NotFound

        try:
            callback = elsewhere.follow(name=name, notificaties=notificaties, link=link)
        except NotFound:
            raise click.ClickException(f"There is no connection {name!r}.") from None
        except elsewhere.Unfit as unfit:
            raise click.ClickException(str(unfit)) from None
        except (elsewhere.Refused, elsewhere.Unreachable) as problem:
            raise click.ClickException(f"{name} is followed by asking. Subscribing is tried again after every round. {problem}") from None
    click.echo(f"{name} is followed." + (f" It tells us at {callback}" if callback else ""))


@command.command("unfollow")
@click.argument("municipality")
@click.argument("name")
def unfollow_command(municipality: str, name: str) -> None:
    """Stop showing the zaken behind the connection NAME, end the subscription, and delete what was kept of them."""
    with _scope(municipality):
        from balie.cases.elsewhere import public as elsewhere
        from balie.cases.public import NotFound

        try:
            elsewhere.unfollow(name=name)
        except NotFound:
            raise click.ClickException(f"There is no connection {name!r}.") from None
        except (elsewhere.Unfit, elsewhere.Refused, elsewhere.Unreachable) as problem:
            raise click.ClickException(str(problem)) from None
    click.echo(f"{name} is no longer followed.")


@command.command("followed")
@click.argument("municipality")
def followed_command(municipality: str) -> None:
    """What MUNICIPALITY follows: when everything was read last, and what is wrong."""
    with _scope(municipality):
        from balie.cases.elsewhere import public as elsewhere

        for row in elsewhere.followed():
            read = f"{row.round_ended:%Y-%m-%d %H:%M}" if row.round_ended else "never"
            click.echo(f"{row.connection:20} {'told' if row.abonnement else 'asked':6} read {read}  {row.error}")
