"""From an export to a service folder: nothing is written over, and nothing is written when it did not succeed."""

from dataclasses import dataclass
from pathlib import Path

from balie.forms.checks import check_folder
from balie.forms.definition import images
from balie.forms.definition.folder import SERVICE, definition_of
from balie.forms.findings import Finding
from balie.forms.moving_in import alike
from balie.forms.moving_in.assemble import assemble
from balie.forms.moving_in.example import example
from balie.forms.moving_in.naming import slug
from balie.forms.moving_in.read import read
from balie.forms.moving_in.report import Report, markdown
from balie.forms.moving_in.settle import settled
from balie.forms.moving_in.sheets import assemble as from_sheets
from balie.forms.moving_in.sheets import read as sheets
from balie.forms.moving_in.yamlout import dumped

REPORT = "overgenomen.md"


class Occupied(ValueError):
    """There is something already where the service should come."""


@dataclass(frozen=True)
class Imported:
    """`folder` is where the service came; `errors` what is wrong with it (nothing, when all is well)."""

    folder: Path
    report: Report
    errors: tuple[Finding, ...]


def import_form(source: Path, into: Path) -> Imported:
    """Read an export or a sheet and write its service: into a folder that is there, else as that folder. Raises Unreadable, Occupied."""
    export = sheets.read(source) if sheets.is_sheet(source) else read(source)
    called = source.stem if isinstance(export, list) else export.slug or export.name
    named = slug(into.name, "")
    folder = into if not into.exists() and named == into.name else into / slug(called, "formulier")
    if (into / SERVICE).exists():
        raise Occupied(f"{into} is al een dienst. Noem een map met diensten, of een map die er nog niet is.")
    if folder.exists():
        raise Occupied(f"{folder} bestaat al. Haal die map weg, of noem een andere.")
    moved = from_sheets.assemble(export, source, folder.name) if isinstance(export, list) else assemble(export, folder.name)
    files, errors = settled(moved)
    if not errors:
        files["examples/kortste-weg.yaml"] = dumped(example(definition_of(files)))
    moved.report.alike.extend(alike.found(moved.service, folder.parent))
    files[REPORT] = markdown(moved.report)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(images.read(text) if images.is_image(name) else text.encode())
    found = tuple(errors) or tuple(each for each in check_folder(folder) if each.level == "error")
    return Imported(folder, moved.report, found)
