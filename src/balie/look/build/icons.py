"""Collects pictograms: the insides of the SVG files of Tabler outline and of our own, in one file."""

from __future__ import annotations

import re
from pathlib import Path

from balie.look.build import paths

TABLER = paths.NODE_MODULES / "@tabler" / "icons" / "icons" / "outline"
OWN = paths.LOOK / "drawings" / "pictograms"
_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)


def inside(svg: str) -> str:
    """What stands between `<svg …>` and `</svg>`, on one line, without the invisible frame and comments."""
    body = _INSIDE.search(re.sub(r"<!--.*?-->", "", svg, flags=re.S)).group(1)
    body = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", body)
    return re.sub(r"\s*\n\s*", "", body).replace(" />", "/>").strip()


def collect(folders: tuple[Path, ...] = (TABLER, OWN)) -> dict[str, str]:
    """Name → shape. A drawing of our own replaces one of the same name."""
    return {path.stem: inside(path.read_text("utf-8")) for folder in folders for path in sorted(folder.glob("*.svg"))}
