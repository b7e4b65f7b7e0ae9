"""`balie export-zaaktype MUNICIPALITY [IDENTIFICATIE] --to FILE.zip`: a zaaktype, or a whole catalogus, as the zip that zaaksystemen exchange."""
from __future__ import annotations

from pathlib import Path

import click

from balie.cli.officials import _scope


@click.command()
@click.argument("municipality")
@click.argument("identificatie", required=False, default="")
@click.option("--catalogus", "domein", default="", help="Domein of the catalogus. Without IDENTIFICATIE: all types in it.")
@click.option("--concept", is_flag=True, help="The newest concept where there is one, not the version that is published.")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The zip to write. It may not exist yet.")
def command(municipality: str, identificatie: str, domein: str, concept: bool, to: Path) -> None:
    """Write the zaaktype IDENTIFICATIE of MUNICIPALITY, with all its parts and the document and decision types that it names.

    The zip holds a JSON file per resource of the Catalogi API, as Open Zaak writes and reads it. Of each type one version: the published one
    that is valid now, else the newest.
    """
    if not identificatie and not domein:
        raise click.UsageError("Name a zaaktype, or a whole catalogus with --catalogus.")
    with _scope(municipality):
        from balie.cases.typefiles import public as typefiles

        try:
            found = typefiles.entries(identificatie=identificatie, domein=domein, concept=concept)
            typefiles.write(to, found)
        except typefiles.Unreadable as nothing:
            raise click.ClickException(str(nothing)) from None
        except OSError as refused:
            wrong = "is er al" if isinstance(refused, FileExistsError) else f"kan niet worden geschreven ({refused.strerror})"
            raise click.ClickException(f"{to} {wrong}. Noem een ander bestand.") from None
    click.echo(f"{to} is gemaakt:")
    for schema, listed in found.items():
        if listed:
            click.echo(f"  {schema:32} {len(listed)}")
