"""`balie import-zaaktype MUNICIPALITY FILE.zip`: zaaktypen of another zaaksysteem, taken over as concepts, with a report of every one."""
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from balie.cli.officials import _scope

TITLES = {"made": "Nieuw, als concept", "there": "Was er al", "other": "Was er al, en is anders", "refused": "Kan niet worden overgenomen"}


def _fill(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[tuple[str, str], str]:
    made = {}
    for each in given:
        place, equals, value = each.partition("=")
        schema, dot, wire = place.partition(".")
        if not (equals and dot and schema and wire and value):
            raise click.BadParameter("write it as InformatieObjectType.informatieobjectcategorie=Bijlage")
        made[schema, wire] = value
    return made


@click.command()
@click.argument("municipality")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--catalogus", default="", help="Into which: its domein, or DOMEIN/RSIN. Not given: that of the file, or the only one.")
@click.option("--fill", multiple=True, callback=_fill, metavar="SCHEMA.ATTRIBUTE=VALUE",
              help="A value for what the file does not have, such as ZaakType.verantwoordelijke=Gemeente; may be repeated.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
def command(municipality: str, file: Path, catalogus: str, fill: dict[tuple[str, str], str], dry_run: bool, as_json: bool) -> None:
    """Take over the types in FILE, a zip as Open Zaak exports it, into a catalogus of MUNICIPALITY.

    They come in as concepts; publish them when they are right. What is there stays as it is, and doing it twice changes nothing. When one
    thing is refused nothing is written: all reasons are said at once, and the command ends with 1.
    """
    with _scope(municipality):
        from balie.cases.typefiles import public as typefiles

        try:
            report = typefiles.take(file, catalogus=catalogus, fill=fill, dry_run=dry_run)
        except typefiles.Unreadable as refused:
            if not as_json:
                raise click.ClickException(str(refused)) from None
            click.echo(json.dumps({"written": False, "error": str(refused)}, ensure_ascii=False, indent=2))
            sys.exit(1)
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2)) if as_json else _told(report)
    sys.exit(1 if report.refused else 0)


def _told(report: Any) -> None:
    if report.refused:
        click.echo("Er is niets overgenomen. Los dit eerst op.")
    else:
        click.echo(f"{'Zo zou het gaan' if report.dry_run else 'Klaar'}, in de catalogus {report.catalogus}.")
    for status in ("refused",) if report.refused else ("made", "other", "there"):
        _listed(TITLES[status], [" ".join((f"{each.what} {each.name}.", *each.notes)) for each in report.of(status)])
    _listed("Weggelaten: verwijzingen naar typen die niet in het bestand staan", report.left_out)
    _listed("Niet gelezen", list(report.ignored))


def _listed(title: str, lines: list[str]) -> None:
    """All of them: who has to mend something wants to see the last one too."""
    if lines:
        click.echo("\n".join([f"\n{title}:", *(f"  - {line}" for line in lines)]))
