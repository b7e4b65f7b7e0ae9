"""`balie search-measure`: how often search finds the product of a title. Thin: the work is in `assistant.learned`."""
from __future__ import annotations

import json
from pathlib import Path

import click

from balie.cli.setup import start_django


@click.command()
@click.argument("titles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--products", default=120, show_default=True, help="Only titles of so many products: those that most municipalities list.")
@click.option("--all", "every", is_flag=True, help="Titles of every product.")
@click.option("--set-aside", "parts", type=click.IntRange(2), help="Divide the municipalities into so many parts and learn from the others.")
@click.option("--without-own-words", is_flag=True, help="With --set-aside: learn without the words that Balie adds.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(titles: Path, products: int, every: bool, parts: int | None, without_own_words: bool, as_json: bool) -> None:
    """Measure the search on TITLES: a CSV with titel, upl_uri and perhaps aantal_gemeenten.

    Without --set-aside it measures the model that Balie ships: meant for titles that it did not learn from.
    """
    start_django()
    from balie.assistant import learned

    tell = (lambda line: None) if as_json else click.echo
    try:
        found = learned.figures(titles, most=None if every else products, parts=parts, own_words=not without_own_words, tell=tell)
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from None
    if as_json:
        rows = {"every": found.every, "unseen": found.unseen} if parts else {"every": found.every}
        click.echo(json.dumps({name: vars(each) for name, each in rows.items()} | {"median_ms": round(found.median_ms, 2)}))
        return
    click.echo(f"All titles:    {found.every}")
    if parts:
        click.echo(f"Never seen:    {found.unseen}")
    click.echo(f"Median:        {found.median_ms:.2f} ms")
