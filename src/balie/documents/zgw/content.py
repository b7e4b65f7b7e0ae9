"""What a client says of the content of its document, held against what it sends.

Another system is believed in what kind of file it is: any kind is kept, as it came, and goes out as an attachment that no browser runs. The
scanner looks at what comes within a body, and what it finds is refused; that it cannot look is no reason to refuse a colleague's document.
"""
from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from typing import Any

import msgspec

from balie.documents import scanners, storage, streams
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.zgw.drafts import version_of
from balie.zgw.public import NOWHERE, Draft

INLINE = 40 * 1024 * 1024  # larger ones come in parts
LARGEST = 20 * 1024 * 1024 * 1024
CONTENT = "content"
# The algorithms of the standard that we can compute, by the length of the digest: SHA-3 has four
KNOWN: dict[str, dict[int, Callable[[], streams.Hash]]] = {
    "md5": {32: lambda: hashlib.md5(usedforsecurity=False)},
    "sha_1": {40: lambda: hashlib.sha1(usedforsecurity=False)},
    "sha_256": {64: hashlib.sha256},
    "sha_512": {128: hashlib.sha512},
    "sha_3": {56: hashlib.sha3_224, 64: hashlib.sha3_256, 96: hashlib.sha3_384, 128: hashlib.sha3_512},
}
_HEX = re.compile(r"[0-9a-fA-F]+")


def take(draft: Draft, given: str | None) -> None:
    """The base64 of a body; that it is such, the contract has seen."""
    draft.notes[CONTENT] = base64.b64decode(given) if given else None


def take_nothing(draft: Draft) -> None:
    draft.notes[CONTENT] = None


def unpacked(text: Any) -> dict[str, Any]:
    """An object of JSON that came as text out of an array."""
    return msgspec.json.decode(text) if isinstance(text, str | bytes) else text


# -- rules

def fits(draft: Draft) -> None:
    """bestandsomvang is the size of the content, where there is content: sent now, or kept from the version before."""
    version = version_of(draft)
    if (version.bestandsomvang or 0) > LARGEST:
        draft.wrong("bestandsomvang", "max_value", f"Een bestand is hoogstens {LARGEST // 1024 ** 3} GB.")
    if CONTENT not in draft.notes:
        if not draft.is_new and version.inhoud and draft.gave("bestandsomvang") and version.bestandsomvang != draft.old.newest.bestandsomvang:
            _wrong_size(draft)
        return
    version.inhoud = version.sha256 = ""
    found = draft.notes[CONTENT]
    if found is None:
        return
    if len(found) > INLINE:
        draft.wrong("inhoud", "file-size", f"Stuur een bestand van meer dan {INLINE // 1024 ** 2} MB in bestandsdelen.")
    elif draft.body.get("bestandsomvang") not in (None, len(found)):
        _wrong_size(draft)
    version.bestandsomvang = len(found)


def _wrong_size(draft: Draft) -> None:
    draft.wrong(NOWHERE, "file-size", "De bestandsomvang is niet die van de inhoud.")


def intact(draft: Draft) -> None:
    """A checksum that we can compute must be that of the content. One that was of other content goes with it."""
    version, found = version_of(draft), draft.notes.get(CONTENT)
    if found is None:
        return
    if not draft.gave("integriteit"):
        version.integriteit_algoritme, version.integriteit_waarde, version.integriteit_datum = "", "", None
    elif make := hash_of(version):
        computed = make()
        computed.update(found)
        if computed.hexdigest() != version.integriteit_waarde.lower():
            draft.wrong("integriteit.waarde", "integrity-mismatch", "Deze waarde is niet die van de inhoud. Is het bestand heel aangekomen?")


def hash_of(version: Versie) -> Callable[[], streams.Hash] | None:
    """With which the checksum of a version can be computed; None when we cannot, or when its value has not the form of one."""
    digest = version.integriteit_waarde
    return KNOWN.get(version.integriteit_algoritme, {}).get(len(digest)) if _HEX.fullmatch(digest) else None


def harmless(draft: Draft) -> None:
    found = draft.notes.get(CONTENT)
    if found and scanners.finds(found):
        draft.wrong("inhoud", "virus", "In dit bestand zit een virus. Wij bewaren het niet.")


# -- keeping

def keep(draft: Draft, version: Versie) -> None:
    """On disk before the row is made. Without content nothing is kept, unless the client says that it is empty."""
    found = draft.notes.get(CONTENT)
    if found is None and CONTENT in draft.notes and version.bestandsomvang == 0:
        found = b""
    if found is not None:
        version.inhoud, version.sha256, version.bestandsomvang = storage.keep(found), hashlib.sha256(found).hexdigest(), len(found)
