"""`balie export-form FOLDER --to FILE.zip`: a service as an export that Open Forms imports, with a report of what that cannot hold."""
from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from balie.cli.import_form import listed, said
from balie.forms.public import DefinitionError, Report, export_form, summary


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The zip to write. It may not exist yet.")
@click.option("--json", "as_json", is_flag=True, help="Write the whole report as JSON.")
def command(folder: Path, to: Path, as_json: bool) -> None:
    """Write the service in FOLDER as an export of Open Forms 3: steps, questions, rules, variables and texts.

    Says of every page, question, rule and value what became of it, and names what a form there cannot hold, such as the zaak and the
    decision. Ends with 1 when nothing was written.
    """
    try:
        report = export_form(folder, to, datetime.now(UTC))
    except (DefinitionError, OSError) as refused:
        wrong = f"{to} is er al. Noem een ander bestand." if isinstance(refused, FileExistsError) else str(refused)
        if as_json:
            click.echo(json.dumps({"written": False, "error": wrong}, ensure_ascii=False, indent=2))
            sys.exit(1)
        raise click.ClickException(wrong) from None
    if as_json:
        click.echo(json.dumps({"written": True, "file": str(to), **report.as_json()}, ensure_ascii=False, indent=2))
    else:
        _told(report, to)


def _told(report: Report, to: Path) -> None:
    click.echo(f"{to} is gemaakt van “{report.form}”. Lees het in Open Forms in bij Formulieren, Importeren.\n")
    for line in summary(report):
        click.echo(line)
    listed("Dit moet iemand bekijken", [said(each) for each in report.items if each.status == "person" and each.kind != "form"])
    whole = [said(each) for each in report.items if each.status == "person" and each.kind == "form"]
    listed("Dit kan een formulier daar niet bevatten, of moet daar nog gekozen worden", whole)
    listed("Dit werkt daar anders", [said(each) for each in report.items if each.status == "changed"])
