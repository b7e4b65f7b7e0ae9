"""`balie coverage [FOLDER…]`: how much of what municipalities offer, can be arranged here?"""
from __future__ import annotations

import json
from pathlib import Path

import click

from balie.catalogue.upl import public as upl
from balie.cli.check import STANDARD, services_in

STATES = {"fully": "helemaal online", "partly": "deels online", "not": "alleen begonnen online"}
_COUNT = 20


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--municipality", help="The services that this municipality has on offer, instead of those in folders.")
@click.option("--json", "as_json", is_flag=True, help="Write all products of municipalities as JSON.")
def command(folders: tuple[Path, ...], municipality: str | None, as_json: bool) -> None:
    """Measure the services in FOLDER (default: services/) against the Uniforme Productnamenlijst.

    Every product of municipalities weighs as much as the number of the 342 municipalities that offer it.
    """
    if folders and municipality:
        raise click.UsageError("Name folders, or a municipality.")
    found = _of_municipality(municipality) if municipality else _of_folders(folders or (STANDARD,))
    click.echo(json.dumps(_data(found), ensure_ascii=False, indent=2) if as_json else _text(found))


def _of_folders(folders: tuple[Path, ...]) -> upl.Coverage:
    from balie.forms.public import DefinitionError, load_folder

    try:
        services = [upl.Service.of(load_folder(place)) for folder in folders for place in services_in(folder)]
    except DefinitionError as error:
        raise click.ClickException(str(error)) from None
    return upl.coverage(services)


def _of_municipality(key: str) -> upl.Coverage:
    from balie.cli.officials import _scope

    with _scope(key):
        from balie.catalogue import public as catalogue

        return catalogue.coverage()


def _data(found: upl.Coverage) -> dict:
    return {
        "listings": found.listings, "covered": found.covered, "fully": found.fully, "unknown": list(found.unknown),
        "confirm": [dict(zip(("service", "what", "text"), row, strict=True)) for row in found.confirm],
        "products": [
            {"name": line.product.name, "uri": line.product.uri, "listings": line.product.listings, "state": line.state,
             "services": list(line.product.covered_by), "why": list(line.why)}
            for line in found.lines
        ],
    }  # fmt: skip


def _text(found: upl.Coverage) -> str:
    covered = [line for line in found.lines if line.state != "none"]
    said = [
        f"{found.products} van de {len(found.lines)} producten van gemeenten hebben een dienst.",
        f"Gewogen naar hoeveel gemeenten ze aanbieden: {_share(found.covered, found.listings)}, "
        f"waarvan {_share(found.fully, found.listings)} helemaal online.",
        "",
        *(row for line in covered for row in _line(line)),
    ]
    if found.unknown:
        said += ["", f"Met een product dat niet in de lijst staat: {', '.join(found.unknown)}."]
    if found.confirm:
        said += ["", f"De gemeente bevestigt nog {len(found.confirm)} keer iets voor zij publiceert:"]
        said += [f"  {service}: {what}: {text}" for service, what, text in found.confirm]
    said += ["", "Dit voegt het meeste toe:", *(f"  {each.listings:3}  {each.name}" for each in found.open(_COUNT))]
    return "\n".join(said)


def _line(line: upl.Line) -> list[str]:
    said = f"  {line.product.listings:3}  {line.product.name}: {STATES[line.state]} ({', '.join(line.product.covered_by)})"
    return [said, *(f"       {why}" for why in line.why)]


def _share(part: int, whole: int) -> str:
    """In Dutch, with one decimal."""
    return f"{100 * part / whole:.1f}%".replace(".", ",")
