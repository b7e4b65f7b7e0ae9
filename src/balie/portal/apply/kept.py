"""What a browser never keeps of a step while somebody fills it in: what says who somebody is, or would let another pose as them."""
from __future__ import annotations

from collections.abc import Iterable

TEMPLATES, TYPES = ("upload", "signature"), ("iban",)


def never(kinds: Iterable) -> str:
    """Names of such questions, also those in the rows of a group, for the page to say."""
    return " ".join(sorted(set(_names(kinds))))


def _names(kinds: Iterable) -> Iterable[str]:
    for kind in kinds:
        if kind.sensitive or kind.template in TEMPLATES or kind.definition.type in TYPES:
            yield kind.definition.question
        yield from _names(getattr(kind, "inner", {}).values())
