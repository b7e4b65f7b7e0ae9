"""`balie lookup-connection`: the outside services in which the services of a municipality look things up."""
from __future__ import annotations

import json

import click

from balie.cli.officials import _scope


@click.group()
def command() -> None:
    """Set, list and try connections for look-ups (`lookups` of a service)."""


@command.command("set")
@click.argument("municipality")
@click.argument("name")
@click.option("--label", required=True, help="What officials call it: Evenementenkalender van de regio.")
@click.option("--address", required=True, help="What is asked, as https://name/path. What is looked up comes behind it, as ?datum=2026-12-31.")
@click.option("--header", default="", help="In which the key goes: X-Api-Key, or Authorization. Not given: it is asked without a key.")
def set_command(municipality: str, name: str, label: str, address: str, header: str) -> None:
    """Make or change the connection NAME of MUNICIPALITY. Its key is asked; it is kept sealed."""
    secret = click.prompt("Key", hide_input=True) if header else ""
    with _scope(municipality):
        from balie.registers import public as registers

        try:
            registers.set_lookup_connection(name=name, label=label, address=address, header=header, secret=secret)
        except registers.Unfit as unfit:
            raise click.ClickException(str(unfit)) from None
    click.echo(f"{name} is set. Try it: balie lookup-connection try {municipality} {name} datum=2026-12-31")


@command.command("list")
@click.argument("municipality")
def list_command(municipality: str) -> None:
    """The connections of MUNICIPALITY, without their keys: how they do, and which services look up in them."""
    with _scope(municipality):
        from balie.registers import public as registers

        wanted = _wanted()
        for row in registers.lookup_connections():
            click.echo(f"{row.name:25} {row.address:50} {state_of(row):40} {', '.join(wanted.pop(row.name, [])) or 'no service'}")
        for name, services in wanted.items():
            click.echo(f"{name:25} {_not_set():91} {', '.join(services)}")


@command.command("try")
@click.argument("municipality")
@click.argument("name")
@click.argument("ask", nargs=-1, metavar="[NAME=VALUE]…")
@click.option("--path", default="", help="What comes behind its address: /gemeenten/0001/regels.")
@click.option("--post", is_flag=True, help="Ask with POST; what is asked goes in the body, as JSON.")
def try_command(municipality: str, name: str, ask: tuple[str, ...], path: str, post: bool) -> None:
    """Ask the connection NAME, as a service would, and show what it answers. Nothing is kept."""
    asked = dict(each.partition("=")[::2] for each in ask)
    parameters, body = ({}, asked) if post else (asked, None)
    with _scope(municipality):
        from balie.registers import public as registers

        try:
            answer = registers.ask_connection(name, parameters, path, body)
        except registers.NoAnswer as reason:
            raise click.ClickException(f"{name} gives no answer: {reason}.") from None
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def state_of(row) -> str:
    if row.failed_at and (row.answered_at is None or row.failed_at > row.answered_at):
        return f"no answer at {row.failed_at:%Y-%m-%d %H:%M}: {row.failure}"
    return f"answered at {row.answered_at:%Y-%m-%d %H:%M}" if row.answered_at else "not asked yet"


def _not_set() -> str:
    from django.conf import settings

    return "(demo town)" if settings.BALIE.mode == "demo" else "NOT SET: every look-up fails"


def _wanted() -> dict[str, list[str]]:
    """Connection → the services on offer that look up in it."""
    from django.db import transaction

    from balie.catalogue import public as catalogue

    found: dict[str, list[str]] = {}
    with transaction.atomic():
        for card in catalogue.list_services():
            for each in catalogue.plan(catalogue.current_version(card.slug).version_id).service.lookups:
                found.setdefault(each.connection, []).append(card.slug)
    return found
