"""`balie publish [FOLDER…]`: put services on offer."""
from __future__ import annotations

import json
from pathlib import Path

import click

from balie.cli.check import STANDARD, findings_of, services_in
from balie.cli.setup import start_django


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--gemeente", "slugs", multiple=True, help="Only for this municipality (its slug); may be repeated. Default: all.")
@click.option("--json", "as_json", is_flag=True, help="Write what was published as JSON.")
def command(folders: tuple[Path, ...], slugs: tuple[str, ...], as_json: bool) -> None:
    """Publish services (default: services/) for every municipality. What did not change, stays as it is."""
    services = [service for folder in folders or (STANDARD,) for service in services_in(folder)]
    for service in services:
        wrong = [each for each in findings_of(service) if each["level"] == "error"]
        if wrong:
            lines = "\n".join(f"{each['file']}:{each['line']}: {each['message']}" for each in wrong)
            raise click.ClickException(f"{service.name} heeft fouten. Er is niets gepubliceerd.\n{lines}")
    start_django("web")
    from balie.forms.public import load_folder

    definitions = [load_folder(each) for each in services]
    rows = [row for gemeente in _gemeenten(slugs) for row in _published(gemeente, definitions)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['gemeente']}: {row['service']} versie {row['version']}" + ("" if row["new"] else " (al gepubliceerd)"))
        for name in row["unset"]:
            click.echo(f"  De koppeling {name} is hier nog niet ingesteld: balie lookup-connection set {row['gemeente']} {name}", err=True)


def _gemeenten(slugs: tuple[str, ...]) -> list:
    from balie.kernel.models import Gemeente

    found = list(Gemeente.objects.filter(active=True, **({"slug__in": slugs} if slugs else {})).order_by("slug"))
    missing = sorted(set(slugs) - {each.slug for each in found})
    if missing:
        raise click.ClickException(f"De gemeente {missing[0]} bestaat niet.")
    if not found:
        raise click.ClickException("Er is nog geen gemeente. Start eerst `make run`, of voeg een gemeente toe.")
    return found


def _published(gemeente, definitions: list) -> list[dict]:
    from django.db import transaction

    from balie.catalogue import public as catalogue
    from balie.kernel import tenancy

    with tenancy.scope(gemeente), transaction.atomic():
        before = {each.service.service: _number(catalogue, each.service.service) for each in definitions}
        catalogue.publish_all(definitions=definitions)
        now = {slug: _number(catalogue, slug) for slug in before}
        return [
            {"gemeente": gemeente.slug, "service": slug, "version": now[slug], "new": now[slug] != before[slug], "unset": unset(each.service)}
            for each in definitions for slug in [each.service.service]
        ]  # fmt: skip


def unset(service) -> list[str]:
    """The connections of its look-ups that this municipality still has to set; in the demo the town plays them."""
    from django.conf import settings

    from balie.registers import public as registers

    wanted = {each.connection for each in service.lookups} if settings.BALIE.mode != "demo" else set()
    return sorted(wanted - {row.name for row in registers.lookup_connections()}) if wanted else []


def _number(catalogue, slug: str) -> int:
    try:
        return catalogue.current_version(slug).number
    except catalogue.UnknownService:
        return 0
