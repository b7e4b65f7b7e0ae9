"""`balie search`: what a resident finds with these words."""
from __future__ import annotations

import json as _json

import click

from balie.cli.setup import start_django


@click.command()
@click.argument("text")
@click.option("--municipality", default="", help="Its short name; not given: the first one. Without any municipality: products only.")
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 50), help="At most so many results.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(text: str, municipality: str, limit: int, as_json: bool) -> None:
    """Find the service or product that TEXT means, best first."""
    rows = _found(text, municipality, limit)
    if as_json:
        click.echo(_json.dumps({"results": rows}, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['title']:55} {row['url']}")
    if not rows:
        click.echo("Nothing found.")


def _found(text: str, municipality: str, limit: int) -> list[dict]:
    start_django()
    from django.db import ProgrammingError, transaction
    from django.urls import reverse

    from balie.assistant import public as assistant
    from balie.kernel import tenancy
    from balie.kernel.models import Gemeente

    try:
        with transaction.atomic():
            town = Gemeente.objects.filter(**({"slug": municipality} if municipality else {})).order_by("slug").first()
    except ProgrammingError:
        town = None         # a database without tables: nobody ran `balie migrate` yet
    if town is None and municipality:
        raise click.ClickException(f"There is no municipality {municipality!r}.")
    if town is None:
        hits = assistant.products(text, limit)
    else:
        with tenancy.scope(town), transaction.atomic():
            hits = assistant.search(text, limit)
    return [{"title": hit.name, "upl": hit.upl, "url": reverse(f"portal:{_page(hit)}", args=[hit.slug])} for hit in hits]


def _page(hit) -> str:
    return "service" if hit.card else "product"
