"""`balie search-train`: make the model of the search anew. Thin: the work is in `assistant.learned`."""
from __future__ import annotations

from pathlib import Path

import click

from balie.cli.setup import start_django


@click.command()
@click.argument("titles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(titles: Path) -> None:
    """Learn from TITLES (a CSV with titel, upl_uri and aantal_gemeenten) and Balie's own words; writes the model that Balie ships."""
    start_django()
    from balie.assistant import learned

    try:
        size, count = learned.remake(titles)
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(f"Learned from {count} titles, names and words: {learned.FILE.name}, {size / 1e6:.1f} MB. It is used when Balie starts again.")
