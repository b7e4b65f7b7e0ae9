"""The export of a service as a zip that Open Forms imports. Nothing is written over."""

import json
import zipfile
from datetime import datetime
from pathlib import Path

from balie.forms.definition.folder import load_folder
from balie.forms.moving_in.report import Report
from balie.forms.moving_out.export import exported


def export_form(folder: Path, to: Path, made: datetime) -> Report:
    """Write the service in this folder as an export. Raises DefinitionError, FileExistsError."""
    files, report = exported(load_folder(folder))
    files["_meta.json"]["created"] = made.isoformat()
    with to.open("xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, json.dumps(data, ensure_ascii=False, indent=2))
    return report
