"""`balie check [FOLDER…]`: is a service right? Checks the definition and runs its examples."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from balie.forms.public import DefinitionError, Finding, check_folder, load_folder, run_examples

STANDARD = Path(__file__).resolve().parents[3] / "services"


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON.")
def command(folders: tuple[Path, ...], as_json: bool) -> None:
    """Check services: FOLDER is a service, or a folder of services (default: services/).

    Ends with 1 when there is an error or an example that fails; a warning alone is no failure.
    """
    services = [service for folder in folders or (STANDARD,) for service in services_in(folder)]
    findings = [finding for service in services for finding in findings_of(service)]
    wrong = sum(finding["level"] == "error" for finding in findings)
    if as_json:
        click.echo(json.dumps({"services": [str(each) for each in services], "findings": findings}, ensure_ascii=False, indent=2))
    else:
        for each in findings:
            click.echo(f"{each['file']}:{each['line']}: {'fout' if each['level'] == 'error' else 'let op'}: {each['message']}")
        click.echo(_summary(len(services), wrong, len(findings) - wrong))
    sys.exit(1 if wrong else 0)


def services_in(folder: Path) -> list[Path]:
    """The service folders that `folder` means. Ends the command with a sentence when there is none."""
    if (folder / "service.yaml").is_file():
        return [folder]
    found = sorted(place.parent for place in folder.glob("*/service.yaml"))
    if not found:
        raise click.ClickException(f"In {folder} staat geen dienst. Een dienst is een map met een bestand service.yaml.")
    return found


def findings_of(service: Path) -> list[dict]:
    """Findings and failing examples: {"file", "line", "level", "message"}, with `file` as the user can open it."""
    found = [_row(service, each) for each in check_folder(service)]
    if any(each["level"] == "error" for each in found):
        return found
    try:
        names = _example_files(service)
        return found + [
            {"file": str(place), "line": line, "level": "error", "message": str(each)}
            for each in run_examples(service)
            for place, line in [names.get(each.example, (service / "examples", 1))]
        ]
    except DefinitionError as error:
        return found + [_row(service, each) for each in error.findings]


def _row(service: Path, finding: Finding) -> dict:
    return {"file": str(service / finding.file), "line": finding.line or 1, "level": finding.level, "message": finding.message}


def _example_files(service: Path) -> dict[str, tuple[Path, int]]:
    """Example → file and line; one of several in a file is called path#line."""
    places = ((example.example, path.partition("#")) for path, example in load_folder(service).examples.items())
    return {name: (service / path, int(line or 1)) for name, (path, _, line) in places}


def _summary(services: int, wrong: int, unwise: int) -> str:
    checked = f"{services} {'dienst' if services == 1 else 'diensten'} gecontroleerd"
    if not wrong and not unwise:
        return f"{checked}. Alles is in orde."
    return f"{checked}: {wrong} {'fout' if wrong == 1 else 'fouten'}, {unwise} keer let op."
