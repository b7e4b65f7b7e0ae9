"""`balie import-form SOURCE --into FOLDER`: a form of Open Forms or a sheet of questions becomes a service, with a report of every part of it."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from balie.forms.public import REPORT, Imported, Item, Occupied, Unreadable, example_sheet, import_form, summary

MOST = 25


@click.command()
@click.argument("source", type=click.Path(path_type=Path), required=False)
@click.option("--into", type=click.Path(path_type=Path, file_okay=False),
              help="Where the service comes: inside this folder when it exists (such as services/), else as this folder.")  # fmt: skip
@click.option("--example", type=click.Path(path_type=Path, dir_okay=False), help="Write a filled in Excel sheet to start from, and stop.")
@click.option("--json", "as_json", is_flag=True, help="Write the whole report as JSON.")
def command(source: Path | None, into: Path | None, example: Path | None, as_json: bool) -> None:
    """Move a form in: SOURCE is an export of Open Forms (a zip, or a folder with its files), one JSON file of Form.io, or a sheet of questions
    (.xlsx, .ods or .csv; --example writes one to start from).

    Makes a service folder that `balie check` accepts, with overgenomen.md: what became of every page, component and rule.
    Ends with 1 when no valid service resulted. Nothing is written over.
    """
    if example is not None:
        _example(example)
        return
    if source is None or into is None:
        raise click.UsageError("Name what to take over and where it goes: balie import-form form.zip --into services")
    try:
        done = import_form(source, into)
    except (Unreadable, Occupied) as refused:
        if as_json:
            click.echo(json.dumps({"valid": False, "error": str(refused)}, ensure_ascii=False, indent=2))
            sys.exit(1)
        raise click.ClickException(str(refused)) from None
    if as_json:
        click.echo(json.dumps(_json(done), ensure_ascii=False, indent=2))
    else:
        _told(done)
    sys.exit(1 if done.errors else 0)


def _example(path: Path) -> None:
    try:
        example_sheet(path)
    except OSError as refused:
        said = "is er al" if isinstance(refused, FileExistsError) else f"kan niet worden geschreven ({refused.strerror})"
        raise click.ClickException(f"{path} {said}. Noem een ander bestand.") from None
    click.echo(f"{path} is gemaakt. Vul het in, en neem het over met: balie import-form {path} --into services")


def _json(done: Imported) -> dict:
    findings = [{"file": str(done.folder / each.file), "line": each.line or 1, "level": each.level, "message": each.message} for each in done.errors]
    return {"valid": not done.errors, "folder": str(done.folder), "report": str(done.folder / REPORT), "findings": findings, **done.report.as_json()}


def _told(done: Imported) -> None:
    click.echo(f"{done.folder} is gemaakt van “{done.report.form}”.\n")
    for line in summary(done.report):
        click.echo(line)
    listed("Dit moet iemand bekijken", [said(each) for each in done.report.items if each.status == "person"])
    listed("Stel deze koppelingen in (balie lookup-connection set)", [f"{name}: {what}" for name, what in done.report.connections.items()])
    listed("Vul deze instellingen in", [f"{name}: {why}" for name, why in done.report.settings.items()])
    listed("Gelijk aan iets anders", done.report.alike)
    click.echo(f"\nAlles staat in {done.folder / REPORT}.")
    if done.errors:
        listed("De dienst is nog niet goed", [str(each) for each in done.errors])
    else:
        click.echo(f"Kijk nu naar de dienst en zijn voorbeeld:\n\n    balie check {done.folder}")


def said(item: Item) -> str:
    return f"{item.where} ({item.key}): {' '.join(item.notes)}"


def listed(title: str, lines: list[str]) -> None:
    if lines:
        click.echo(f"\n{title}:")
        for line in lines[:MOST]:
            click.echo(f"  - {line}")
        if len(lines) > MOST:
            click.echo(f"  - en nog {len(lines) - MOST}; zie het verslag.")
