"""`balie scenarios [SERVICE] [NAME]`: the given/expected examples of a service: what comes out otherwise, why, and what none of them tries."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from balie.cli.check import STANDARD
from balie.forms.public import DefinitionError, Difference, Example, Plan, compile_plan, coverage, load_folder, run_example

SHOWN = 10


@click.command()
@click.argument("service")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Write scenarios, differences and coverage as JSON.")
@click.option("--all", "everything", is_flag=True, help="Also name every condition that no scenario tries.")
def command(service: str, name: str | None, as_json: bool, everything: bool) -> None:
    """Run the scenarios of SERVICE: a folder, or the name of a service in services/. NAME: only the one with this title, or in this file.

    Ends with 1 when something comes out otherwise than a scenario expects.
    """
    plan, examples = _read(_folder(service))
    chosen = _chosen(examples, name) if name else examples
    ran = {path: run_example(plan, each) for path, each in chosen.items()}
    wrong = sum(bool(each) for each in ran.values())
    tried = coverage(plan, chosen.values())
    if as_json:
        rows = [{"name": chosen[path].example, "file": path.partition("#")[0], "line": int(path.partition("#")[2] or 1), "ok": not found,
                 "differences": [_row(each) for each in found]} for path, found in ran.items()]  # fmt: skip
        missing = [{"about": each.about, "name": each.name, "never": each.missing, "rule": each.rule} for each in tried.untried]
        whole = {"scenarios": rows, "failed": wrong, "coverage": {"tried": tried.tried, "total": tried.total, "untried": missing}}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2, default=str))
    else:
        for path, found in ran.items():
            click.echo(f"{'niet goed' if found else 'goed'}: {chosen[path].example}" + (f" ({path.replace('#', ':')})" if found else ""))
            for each in found:
                click.echo(f"    {each.what}\n      verwacht: {_words(each.expected)}\n      gevonden: {_words(each.got)}")
                if each.why:
                    click.echo(f"      {each.why}")
        click.echo(f"{len(ran)} scenario’s, {wrong} niet goed. Van {tried.total} uitkomsten van voorwaarden zijn er {tried.tried} geprobeerd.")
        for each in tried.untried if everything else tried.untried[:SHOWN]:
            click.echo(f"  niet geprobeerd: {each}")
        if not everything and len(tried.untried) > SHOWN:
            click.echo(f"  en nog {len(tried.untried) - SHOWN}; kijk met --all.")
    sys.exit(1 if wrong else 0)


def _folder(service: str) -> Path:
    for place in (Path(service), STANDARD / service):
        if (place / "service.yaml").is_file():
            return place
    raise click.ClickException(f"De dienst {service} is er niet. Noem een map met een bestand service.yaml, of de naam van een map in {STANDARD}.")


def _read(folder: Path) -> tuple[Plan, dict[str, Example]]:
    try:
        definition = load_folder(folder)
        return compile_plan(definition), dict(definition.examples)
    except DefinitionError as error:
        found = "\n".join(map(str, error.findings[:10]))
        raise click.ClickException(f"Deze dienst is nog niet goed. Kijk met: balie check {folder}\n{found}") from None


def _chosen(examples: dict[str, Example], name: str) -> dict[str, Example]:
    found = {path: each for path, each in examples.items() if name in (each.example, Path(path.partition("#")[0]).stem)}
    if not found:
        raise click.ClickException(f"Het scenario “{name}” bestaat niet. Noem de titel, of de naam van het bestand zonder .yaml.")
    return found


def _row(each: Difference) -> dict:
    return {"what": each.what, "expected": each.expected, "found": each.got, "why": each.why}


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in value.items()) or "niets"
    return ", ".join(map(str, value)) or "niets" if isinstance(value, list | tuple) else "niets" if value is None else str(value)
