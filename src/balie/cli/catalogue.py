"""`balie catalogue`: the standard catalogue and what a municipality has of its own on top of it."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from balie.cli.officials import _scope

KINDS = {"new": "nieuw", "changed": "anders", "only_here": "alleen hier"}
_LONG = 100


@click.group()
def command() -> None:
    """What a municipality has of its own, and what a new standard catalogue changes for it."""


@command.command("own")
@click.argument("municipality")
def own_command(municipality: str) -> None:
    """Write what MUNICIPALITY has of its own, as the file that `apply` reads."""
    with _scope(municipality):
        from balie.catalogue import public as catalogue

        click.echo(catalogue.written_layer(catalogue.layer()), nl=False)


@command.command("apply")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def apply_command(file: Path) -> None:
    """Make it as FILE says: services that are off, prices, terms, texts, what is confirmed. What is not in it is as the standard has it.

    Says everything that is wrong at once, and does nothing then.
    """
    from balie.catalogue.own.layer import WrongLayer, read

    try:
        wanted = read(file.read_text(encoding="utf-8"))
        with _scope(wanted.municipality):
            from balie.catalogue import public as catalogue

            touched = catalogue.apply_layer(wanted)
    except WrongLayer as wrong:
        raise click.ClickException("\n".join(wrong.sentences)) from None
    click.echo("Er verandert niets." if not touched else f"Aangepast: {', '.join(touched)}.")


@command.command("diff")
@click.argument("municipality")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")
def diff_command(municipality: str, folder: Path | None, as_json: bool) -> None:
    """What the catalogue in FOLDER (default: services/) changes for MUNICIPALITY, before it is published.

    Also where the standard and the municipality both changed something: the municipality's own stays.
    """
    with _scope(municipality):
        from balie.catalogue import public as catalogue

        found = [each for each in catalogue.updates(catalogue.standard_catalogue(folder)) if each.kind != "same" or each.meetings]
    click.echo(json.dumps([_data(each) for each in found], ensure_ascii=False, indent=2) if as_json else _text(found))


@command.command("update")
@click.argument("municipality")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def update_command(municipality: str, folder: Path | None) -> None:
    """Publish the catalogue in FOLDER (default: services/) for MUNICIPALITY, with what is its own on top."""
    with _scope(municipality):
        from balie.catalogue import public as catalogue

        standards = catalogue.standard_catalogue(folder)
        found = [each for each in catalogue.updates(standards) if each.kind in ("new", "changed")]
        catalogue.publish_all(definitions=standards)
    new = sum(each.kind == "new" for each in found)
    click.echo(f"{new} nieuw, {len(found) - new} anders. Wat van de gemeente zelf is, is gebleven.")


def _text(found: list) -> str:
    from balie.forms.public import NOTHING

    if not found:
        return "Er verandert niets."
    said = []
    for each in found:
        said.append(f"{each.slug}: {KINDS.get(each.kind, 'ongewijzigd')}")
        said += [f"  {row.what}: {_short(row.before, NOTHING)} → {_short(row.after, NOTHING)}" for row in each.differences]
        for row in each.meetings:
            there = "staat niet meer in de standaard" if row.gone else f"de standaard zegt nu {_short(row.standard, NOTHING)}"
            said.append(f"  let op: {row.what}: {there}; u hebt {_short(row.own, NOTHING)}, en dat blijft")
        if each.kept:
            said.append(f"  van uzelf, en blijft: {', '.join(each.kept)}")
    return "\n".join(said)


def _data(each: Any) -> dict:
    from balie.forms.public import NOTHING

    def plain(value: Any) -> Any:
        return None if value is NOTHING else value

    return {
        "service": each.slug, "kind": each.kind, "kept": list(each.kept),
        "differences": [{"what": row.what, "before": plain(row.before), "after": plain(row.after)} for row in each.differences],
        "meetings": [{"what": row.what, "was": row.was, "standard": plain(row.standard), "own": row.own, "gone": row.gone} for row in each.meetings],
    }  # fmt: skip


def _short(value: Any, nothing: object) -> str:
    if value is nothing:
        return "niets"
    said = " ".join(str(", ".join(map(str, value)) if isinstance(value, list) else value).split())
    return f'"{said[:_LONG]}{"…" if len(said) > _LONG else ""}"'
