"""The built files as the pages see them: address with content hash, house style, horizon."""

from __future__ import annotations

import functools
import json

from balie.look.build import paths, styles

PREFIX = "/static/look/"


@functools.cache
def _manifest() -> dict[str, str]:
    try:
        return json.loads((paths.built() / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}


def url(name: str) -> str:
    """`"balie.css"` → `/static/look/balie.3f2a9c01.css`; the bare name when `balie assets` has not run yet."""
    return PREFIX + _manifest().get(name, name)


@functools.cache
def horizon() -> str:
    """The drawing of the town as inline SVG, tinted by the theme's own classes."""
    return (paths.LOOK / "drawings" / "horizon.svg").read_text("utf-8")


@functools.cache
def style(name: str) -> styles.Style:
    """A house style by its folder name; an unknown name falls back on the first, so that a page always has a look."""
    return styles.load(name if (paths.STYLES / name / "style.json").is_file() else styles.DEFAULT)
