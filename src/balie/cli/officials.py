"""`balie officials`: add, change and list the people who work in the workspace of a municipality."""
from __future__ import annotations

import json

import click

from balie.cli.setup import start_django


@click.group()
def command() -> None:
    """Add, change and list officials."""


def _scope(slug: str):
    start_django()
    from balie.kernel import tenancy
    from balie.kernel.models import Gemeente

    gemeente = Gemeente.objects.filter(slug=slug).first()
    if gemeente is None:
        raise click.ClickException(f"There is no municipality {slug!r}.")
    return tenancy.scope(gemeente)


def _password() -> str:
    return click.prompt("Password (at least 12 signs)", hide_input=True, confirmation_prompt=True)


@command.command("list")
@click.argument("gemeente")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def list_command(gemeente: str, as_json: bool) -> None:
    """Active officials of GEMEENTE (a slug, such as zonnedam)."""
    with _scope(gemeente):
        from django.db import transaction

        from balie.identity import public as identity

        with transaction.atomic():
            rows = [{"email": one.email, "name": one.name, "roles": list(one.roles), "teams": list(one.teams)} for one in identity.officials()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['email']:40} {row['name']:30} {', '.join(row['roles']):30} {', '.join(row['teams'])}".rstrip())


@command.command("add")
@click.argument("gemeente")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, required=True, help="behandelaar, balie, teamleider or beheerder; may be repeated.")
@click.option("--team", "teams", multiple=True, help="Whose zaken they decide, as tasks name it: burgerzaken, parkeren; may be repeated.")
def add_command(gemeente: str, email: str, name: str, roles: tuple[str, ...], teams: tuple[str, ...]) -> None:
    """Add an official; asks for a first password. They choose their second step at the first login."""
    with _scope(gemeente):
        from balie.identity import public as identity

        try:
            one = identity.add_official(email=email, name=name, roles=list(roles), teams=teams, password=_password())
        except identity.InvalidInput as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{one.name} can log in at /werk/.")


@command.command("change")
@click.argument("gemeente")
@click.argument("email")
@click.option("--role", "roles", multiple=True, help="The new roles, instead of the old ones.")
@click.option("--team", "teams", multiple=True, help="The new teams, instead of the old ones.")
@click.option("--active/--inactive", default=None, help="Whether they can log in.")
@click.option("--new-password", is_flag=True, help="Ask for a new password.")
@click.option("--forget-second-factor", is_flag=True, help="For who lost phone and codes: they choose a new second step.")
def change_command(gemeente: str, email: str, roles: tuple[str, ...], teams: tuple[str, ...], active: bool | None, new_password: bool,
                   forget_second_factor: bool) -> None:
    """Change an official of GEMEENTE."""
    with _scope(gemeente):
        from balie.identity import public as identity

        try:
            one = identity.change_official(
                official_id=identity.official_id_of(email), roles=list(roles) or None, teams=teams or None, active=active,
                password=_password() if new_password else None, forget_second_factor=forget_second_factor,
            )
        except (identity.InvalidInput, identity.NotFound) as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{one.name}: {', '.join((*one.roles, *one.teams))}")
