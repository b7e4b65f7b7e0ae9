"""Pictograms by name: our own drawings first, then Tabler outline as `balie assets` collected it."""

from __future__ import annotations

import functools
import json

from balie.look.build import paths

UNKNOWN = "point"
"""What is drawn for a name that does not exist, so that a typing error in a service never breaks a page."""


@functools.cache
def _shapes() -> dict[str, str]:
    try:
        return json.loads(paths.pictograms().read_text("utf-8"))
    except FileNotFoundError:
        return {}


def exists(name: str) -> bool:
    """Whether a pictogram of this name can be drawn."""
    return name in _shapes()


def shape(name: str) -> str:
    """The inside of the `<svg>`: safe markup made at build time; the neutral dot when the name is unknown."""
    shapes = _shapes()
    return shapes.get(name) or shapes.get(UNKNOWN, "")
