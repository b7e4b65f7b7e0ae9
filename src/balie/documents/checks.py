"""What a file must satisfy before it is kept: size, type by its content, a safe name. Pure."""
from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

import filetype
from django.utils.translation import gettext as _

from balie.documents import inside

MAX_BYTES = 20 * 1024 * 1024
PDF = "application/pdf"
TYPES = {
    PDF: "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    "image/webp": "webp",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}
ALLOWED = frozenset(TYPES)
PACKED = frozenset(media_type for media_type, kind in TYPES.items() if kind in ("docx", "odt"))
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')


class Refused(ValueError):
    """The file is not kept. The text is a sentence for who sent it, that says what to do."""


@dataclass(frozen=True)
class Measured:
    """What was found out about a file. `sha256` in hexadecimal, `size` in bytes."""

    media_type: str
    size: int
    sha256: str
    name: str


def measure(content: bytes, name: str, *, allowed: Collection[str] = ALLOWED, max_bytes: int = MAX_BYTES) -> Measured:
    """Look at the content, not at what the sender says about it. Raises `Refused`."""
    if not content:
        raise Refused(_("Dit bestand is leeg. Kies een ander bestand."))
    if len(content) > max_bytes:
        raise Refused(_("Dit bestand is te groot. Kies een bestand van hoogstens %(mb)s MB.") % {"mb": max_bytes // (1024 * 1024)})
    media_type = filetype.guess_mime(content) or ""
    if media_type not in allowed:
        raise Refused(_("Dit soort bestand kunnen wij niet lezen. Stuur een van deze soorten: %(kinds)s.") % {"kinds": kinds(allowed)})
    if media_type in PACKED and (danger := inside.danger(content)):
        raise Refused(danger)
    return Measured(media_type, len(content), hashlib.sha256(content).hexdigest(), safe_name(name, media_type))


def media_types(kinds: Collection[str]) -> frozenset[str]:
    """The media types of these kinds, such as "pdf" and "jpg"."""
    return frozenset(media_type for media_type, kind in TYPES.items() if kind in kinds)


def kinds(allowed: Collection[str]) -> str:
    return ", ".join(sorted(TYPES.get(media_type, media_type) for media_type in allowed))


def plain_media_type(said: str) -> str:
    """What a file is, when it is one of the kinds that we know; whatever else another system says of its own, nobody's browser believes."""
    return said if said in TYPES else "application/octet-stream"


def plain_name(name: str) -> str:
    """A name as it was given, without what no file name or header can hold."""
    return _UNSAFE.sub("", unicodedata.normalize("NFC", name)).strip(" .")[:200] or "document"


def safe_name(name: str, media_type: str) -> str:
    """A file name that no system stumbles over, with the extension of what it really is; at most 120 characters."""
    stem = _UNSAFE.sub("", unicodedata.normalize("NFC", name)).strip(" .")
    extension = TYPES.get(media_type, "bin")
    if "." in stem:
        stem = stem.rsplit(".", 1)[0].strip(" .")
    return f"{stem[: 119 - len(extension)] or 'document'}.{extension}"
