"""`balie assets`: build the front end from the installed packages. Thin: the work is in `look.build`."""

from __future__ import annotations

import json as _json

import click


@click.command("assets")
@click.option("--force", is_flag=True, help="Build anew, also when nothing has changed.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(force: bool, as_json: bool) -> None:
    """Build stylesheets, fonts, pictograms and translations."""
    from balie.look.build.assets import MissingPackages, build

    try:
        result = build(force=force)
    except MissingPackages as missing:
        raise click.ClickException(str(missing)) from missing
    if as_json:
        click.echo(_json.dumps({"changed": result.changed, "files": result.files, "translations": result.translations}))
    else:
        click.echo(f"Front end {'built' if result.changed else 'up to date'}: {len(result.files)} files.")
