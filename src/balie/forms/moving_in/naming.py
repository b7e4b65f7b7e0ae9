"""Names: a key of Form.io (`watIsUwVoornaam`) becomes one of ours (`wat_is_uw_voornaam`), short and used once."""

import re
import unicodedata

from balie.forms.language.parser import RESERVED
from balie.forms.plan.facts import CATALOGUE, SIGNED, TEXT_NAMES

MAX = 40
TAKEN = frozenset({*RESERVED, *CATALOGUE, *TEXT_NAMES, SIGNED})


class Names:
    """Gives names out, each one once."""

    def __init__(self, taken: frozenset[str] = TAKEN) -> None:
        self.used = set(taken)

    def give(self, key: str, otherwise: str = "veld") -> str:
        """A free name for this key."""
        wanted = shortened(snake(key) or otherwise)
        if wanted in TAKEN:
            wanted += "_vraag"
        found, number = wanted, 1
        while found in self.used:
            number += 1
            found = f"{wanted}_{number}"
        self.used.add(found)
        return found


def snake(key: str) -> str:
    """Small letters, digits and underscores; begins with a letter."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    parted = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", plain))
    found = re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")
    return f"v_{found}" if found[:1].isdigit() else found


def shortened(name: str) -> str:
    """At most MAX characters, cut between words."""
    if len(name) <= MAX:
        return name
    cut = name[: MAX + 1].rsplit("_", 1)[0]
    return cut if len(cut) > MAX // 2 else name[:MAX].strip("_")


def slug(text: str, otherwise: str) -> str:
    """A name for a folder or a page: small letters, digits and hyphens."""
    found = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()).strip("-")
    return found[:60].strip("-") or otherwise
