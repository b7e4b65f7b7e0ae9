"""What a document belongs to: `"zaak:<uuid>"` in our tables, an address in the API; a zaak of another provider is its address here
too. Balie's own owners, such as a draft, have no address."""
from __future__ import annotations

from balie.zgw.public import Links, is_ours, read

KINDS = {"zaak": "zaken/zaken", "besluit": "besluiten/besluiten"}
RELATIONS = {"zaak": "zaakinformatieobjecten", "besluit": "besluitinformatieobjecten"}  # of the zaak or besluit: where they are made (drc-004)
_NAMES = {kind: name for name, kind in KINDS.items()}


def owner_of(url: str) -> str:
    """What lies with another provider is its address; empty for what is no zaak or besluit of ours."""
    found = read(url)
    if found is None and "://" in url and not is_ours(url):
        return url
    return f"{_NAMES[found.kind]}:{found.id}" if found and found.kind in _NAMES else ""


def url_of(owner: str, links: Links) -> str:
    if "://" in owner:
        return owner
    name, _, key = owner.partition(":")
    return links.to(KINDS[name], key)
