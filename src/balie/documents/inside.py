"""What a text document holds: it is a zip, which may hold programs, or unpack to more than any disk takes. Nothing is unpacked here. Pure."""
from __future__ import annotations

import io
import zipfile

from django.utils.translation import gettext as _

MAX_PARTS = 5_000
MAX_UNPACKED = 300 * 1024 * 1024
PROGRAMS = ("vbaproject.bin", "vbadata.xml", "basic/", "scripts/", "activex/", "embeddings/oleobject")


def danger(content: bytes) -> str:
    """A sentence for who sent it when this document is damaged, holds programs or is far larger than it seems; else an empty text."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return _("Dit bestand is beschadigd. Bewaar het opnieuw, liefst als PDF.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        return _("Dit bestand wordt te groot als wij het openen. Bewaar het als PDF en stuur dat.")
    names = [part.filename.lower().replace("\\", "/") for part in parts]
    if any(each.startswith(program) or f"/{program}" in f"/{each}" for each in names for program in PROGRAMS):
        return _("In dit bestand zitten programma's (macro's). Bewaar het als PDF en stuur dat.")
    return ""
