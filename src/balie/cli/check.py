"""`balie check [FOLDER…]`: is a service right? Checks the definition and runs its examples."""
from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from balie.catalogue.upl import public as upl
from balie.forms.public import (
    LEVELS,
    DefinitionError,
    Finding,
    ServiceDefinition,
    alike,
    check_folder,
    finding,
    load_folder,
    run_definition,
    said_again,
)

STANDARD = Path(__file__).resolve().parents[3] / "services"


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON.")
def command(folders: tuple[Path, ...], as_json: bool) -> None:
    """Check services: FOLDER is a service, or a folder of services (default: services/).

    Ends with 1 when there is an error or an example that fails; a warning or an advice alone is no failure.
    """
    services = [service for folder in folders or (STANDARD,) for service in services_in(folder)]
    findings = [finding for service in services for finding in findings_of(service)] + twice(services)
    wrong = sum(finding["level"] == "error" for finding in findings)
    if as_json:
        click.echo(json.dumps({"services": [str(each) for each in services], "findings": findings}, ensure_ascii=False, indent=2))
    else:
        for each in findings:
            click.echo(f"{each['file']}:{each['line']}: {LEVELS[each['level']]}: {each['message']} [{each['code']}]")
        click.echo(_summary(len(services), Counter(each["level"] for each in findings)))
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
    """Findings and failing examples: {"file", "line", "level", "code", "message", "do"}, with `file` as the user can open it."""
    found = [_row(service, each) for each in check_folder(service)]
    if any(each["level"] == "error" for each in found):
        return found
    try:
        definition = load_folder(service)
        names = _example_files(service, definition)
        found += [_row(service, each) for each in _product(definition)]
        return found + [
            _row(service, finding("example-fails", str(place.relative_to(service)), line, str(each)))
            for each in run_definition(definition)
            for place, line in [names.get(each.example, (service / "examples", 1))]
        ]
    except DefinitionError as error:
        return found + [_row(service, each) for each in error.findings]


def twice(services: list[Path]) -> list[dict]:
    """Services that ask nearly the same, and texts that stand in two of them. What cannot be read has its own findings."""
    definitions, where = [], {}
    for service in services:
        with suppress(DefinitionError):
            definitions.append(load_folder(service))
            where[definitions[-1].service.service] = service
    found = [
        _row(where[each.one], finding("service-alike", "service.yaml", 1,
             f"`{each.one}` en `{each.other}` vragen bijna hetzelfde ({each.share:.0%})."))
        for each in alike(definitions)
    ]
    return found + [
        _row(where[each.one], finding("text-alike", each.file, 1, f"Dit staat ook bij `{each.other}`, in {each.of}."))
        for each in said_again(definitions)
    ]  # fmt: skip


def _product(definition: ServiceDefinition) -> list[Finding]:
    """The products that are not in the Uniforme Productnamenlijst, with the ones that were probably meant."""
    places = [(("upl",), definition.service.upl), *((("products", at), each.upl) for at, each in enumerate(definition.service.products))]
    return [
        finding("product-unknown", "service.yaml", definition.source.line(place), _unknown(named))
        for place, named in places
        if named is not None and named not in upl.by_uri()
    ]


def _unknown(named: str) -> str:
    meant = " of ".join(f"`{product.uri}`" for product in upl.near(named))
    return f"`{named}` staat niet in de Uniforme Productnamenlijst." + (f" Bedoelt u {meant}?" if meant else "")


def _row(service: Path, found: Finding) -> dict:
    where = {"file": str(service / found.file), "line": found.line or 1}
    return where | {"level": found.level, "code": found.code, "message": found.message, "do": found.do}


def _example_files(service: Path, definition: ServiceDefinition) -> dict[str, tuple[Path, int]]:
    """Example → file and line; one of several in a file is called path#line."""
    places = ((example.example, path.partition("#")) for path, example in definition.examples.items())
    return {name: (service / path, int(line or 1)) for name, (path, _, line) in places}


def _summary(services: int, levels: Mapping[str, int]) -> str:
    checked = f"{services} {'dienst' if services == 1 else 'diensten'} gecontroleerd"
    if not levels:
        return f"{checked}. Alles is in orde."
    wrong = levels["error"]
    return f"{checked}: {wrong} {'fout' if wrong == 1 else 'fouten'}, {levels['warning']} keer let op, {levels['advice']} keer advies."
