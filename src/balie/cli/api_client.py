"""`balie api-client`: the software that may use the ZGW APIs of a municipality, and what each may do there."""
from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import click

from balie.cli.officials import _scope

SHOWN_ONCE = "The secret is shown this once. Sign tokens (JWT, HS256) with it; a Balie that runs knows it within five seconds."


@click.group()
def command() -> None:
    """Add, change and list clients of the ZGW APIs (Zaken, Catalogi, Documenten, Besluiten, Notificaties, Autorisaties)."""


def right_options(decorated: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--max", "level", default="", help="Highest vertrouwelijkheidaanduiding, such as zaakvertrouwelijk. For zrc and drc."),
        click.option("--type", "types", multiple=True, metavar="URL",
                     help="Of the zaaktype (zrc), informatieobjecttype (drc) or besluittype (brc); may be repeated."),
        click.option("--scope", "scopes", multiple=True, help="Such as zaken.lezen; may be repeated."),
        click.option("--component", default="", help="zrc, ztc, drc, brc, nrc or ac: the API that the scopes are of."),
    ):
        decorated = option(decorated)
    return decorated


secret_option = click.option(
    "--secret-file", type=click.File(),
    help="A secret that was agreed on, at least 16 signs; - reads it from the input. Not given: a random one is made.",
)


@command.command("add")
@click.argument("municipality")
@click.argument("client_id")
@click.option("--label", required=True, help="What officials call it: Zaaksysteem vergunningen.")
@click.option("--all", "everything", is_flag=True, help="It may do everything (heeftAlleAutorisaties).")
@click.option("--published-only", is_flag=True, help="Reads only documents that are ready to be published.")
@secret_option
@right_options
def add_command(municipality: str, client_id: str, label: str, everything: bool, published_only: bool, secret_file: Any, **right: Any) -> None:
    """Add CLIENT_ID with a secret, which is shown once. Give it everything (--all), or a first right; more with `grant`."""
    with _scope(municipality):
        from django.db import transaction

        from balie.zgw.public import autorisaties

        with refusals(), transaction.atomic():
            rights = _rights(**right) if right["component"] or not everything else ()
            autorisaties.create_applicatie(
                client_ids=(client_id,), label=label, heeft_alle_autorisaties=everything, alleen_is_gereed_voor_publicatie=published_only,
                autorisaties=rights,
            )
            secret = _new_secret(client_id, secret_file)
    _show(client_id, secret)


@command.command("grant")
@click.argument("municipality")
@click.argument("client_id")
@right_options
def grant_command(municipality: str, client_id: str, **right: Any) -> None:
    """Give CLIENT_ID a right more. One that could do everything can do only this from now on."""
    with _scope(municipality):
        from balie.zgw.public import autorisaties

        with refusals():
            found = autorisaties.api_client_of(client_id)
            rights = (*found.rights, *_rights(**right))
            autorisaties.update_applicatie(applicatie_id=found.id, heeft_alle_autorisaties=False, autorisaties=rights)
    click.echo(f"{client_id} has {len(rights)} rights.")


@command.command("withdraw")
@click.argument("municipality")
@click.argument("client_id")
@click.option("--component", required=True, help="zrc, ztc, drc, brc, nrc or ac: all rights within it go.")
def withdraw_command(municipality: str, client_id: str, component: str) -> None:
    """Take the rights of CLIENT_ID within one API away. At least one right stays: else `remove` it."""
    with _scope(municipality):
        from balie.zgw.public import autorisaties

        with refusals():
            found = autorisaties.api_client_of(client_id)
            kept = tuple(each for each in found.rights if each.component != component)
            if len(kept) == len(found.rights):
                raise click.ClickException(f"{client_id} has no rights within {component!r}.")
            autorisaties.update_applicatie(applicatie_id=found.id, autorisaties=kept)
    click.echo(f"{client_id} has {len(kept)} rights.")


@command.command("list")
@click.argument("municipality")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def list_command(municipality: str, as_json: bool) -> None:
    """The clients of MUNICIPALITY and what they may do, without their secrets."""
    with _scope(municipality):
        from balie.zgw.public import autorisaties

        found, loose = autorisaties.api_clients(), autorisaties.loose_client_ids()
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        names = ", ".join(f"{name.client_id}{'' if name.has_secret else ' (no secret)'}" for name in each.names)
        click.echo(f"{names:30} {each.label:40} {'everything' if each.everything else ''}".rstrip())
        for right in each.rights:
            about = " ".join(filter(None, (_type_of(right), right.max_vertrouwelijkheidaanduiding)))
            click.echo(f"    {right.component} {', '.join(right.scopes)} {about}".rstrip())
    for client_id in loose:
        click.echo(f"{client_id:30} (no applicatie)")


@command.command("new-secret")
@click.argument("municipality")
@click.argument("client_id")
@secret_option
def new_secret_command(municipality: str, client_id: str, secret_file: Any) -> None:
    """Give CLIENT_ID a new secret, which is shown once. The old one opens nothing any more.

    Its applicatie may come later, over the Autorisaties API.
    """
    with _scope(municipality), refusals():
        secret = _new_secret(client_id, secret_file)
    _show(client_id, secret)


@command.command("token")
@click.argument("municipality")
@click.argument("client_id")
def token_command(municipality: str, client_id: str) -> None:
    """Print a token of CLIENT_ID to try the APIs with. It counts for an hour (BALIE_JWT_EXPIRY); that it was made is on record."""
    with _scope(municipality):
        from balie.zgw.public import autorisaties

        with refusals():
            click.echo(autorisaties.make_token(client_id=client_id))


@command.command("remove")
@click.argument("municipality")
@click.argument("client_id")
def remove_command(municipality: str, client_id: str) -> None:
    """Remove CLIENT_ID and its secret. When it is the last of its applicatie, that goes too, with its rights."""
    with _scope(municipality):
        from balie.zgw.public import autorisaties

        with refusals():
            autorisaties.remove_client_id(client_id=client_id)
    click.echo(f"{client_id} is removed.")


@contextmanager
def refusals():
    """What is wrong, a line each, in place of a traceback."""
    from balie.zgw.public import Invalid, ZgwError

    try:
        yield
    except Invalid as invalid:
        raise click.ClickException("\n".join(f"{each.name}: {each.reason}" for each in invalid.params)) from None
    except ZgwError as error:
        raise click.ClickException(error.detail) from None


def _new_secret(client_id: str, given: Any) -> str:
    """Ours, or the one in the file: then it is known already and need not be shown."""
    from balie.zgw.public import autorisaties

    secret = given.read(1000).strip() if given else autorisaties.new_secret()
    autorisaties.set_secret(client_id=client_id, secret=secret)
    return "" if given else secret


def _show(client_id: str, secret: str) -> None:
    if not secret:
        click.echo(f"{client_id} has the secret of the file. A Balie that runs knows it within five seconds.")
        return
    click.echo(f"Client id  {client_id}\nSecret     {secret}\n{SHOWN_ONCE}")


def _rights(component: str, scopes: tuple[str, ...], types: tuple[str, ...], level: str) -> tuple:
    """One for each type. The API takes any scope; here a slip of the pen is caught."""
    from balie.zgw.public import autorisaties

    known = autorisaties.SCOPES.get(component)
    if known is None:
        raise click.ClickException(f"Give --all, or a --component: {', '.join(autorisaties.SCOPES)}.")
    if not scopes or set(scopes) - set(known):
        raise click.ClickException(f"Give --scope, one or more of: {', '.join(known)}.")
    needed = autorisaties.NEEDED.get(component, ())
    if needed and not types:
        raise click.ClickException(f"Give --type: the URL of the {needed[0]}.")
    if types and not needed:
        raise click.ClickException(f"Rights of {component} are not about types: leave --type out.")
    own = {"max_vertrouwelijkheidaanduiding": level} if len(needed) > 1 else {}
    return tuple(autorisaties.Given(component, scopes, **own | ({needed[0]: url} if url else {})) for url in types or ("",))


def _type_of(right: Any) -> str:
    return right.zaaktype or right.informatieobjecttype or right.besluittype


def _as_json(each: Any) -> dict[str, Any]:
    return {
        "clientIds": [name.client_id for name in each.names], "withoutSecret": [name.client_id for name in each.names if not name.has_secret],
        "label": each.label, "heeftAlleAutorisaties": each.everything, "alleenIsGereedVoorPublicatie": each.only_published,
        "autorisaties": [{"component": right.component, "scopes": right.scopes, "type": _type_of(right),
                          "max": right.max_vertrouwelijkheidaanduiding} for right in each.rights],
    }
