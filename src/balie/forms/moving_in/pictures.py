"""An image that stands in a text itself: it becomes a file of the service, and a picture. One from elsewhere is not fetched."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from balie.forms.definition import images
from balie.forms.moving_in import html
from balie.forms.moving_in.layout import Placed

_FIGURE = re.compile(
    r"(?:<figure\b[^>]*>\s*)?<img\b([^>]*)>(?:\s*<figcaption\b[^>]*>(.*?)</figcaption>)?(?:\s*</figure>)?", re.DOTALL | re.IGNORECASE
)  # fmt: skip
_DATA = re.compile(r"\bsrc=(['\"])data:(image/[a-z+]+);base64,([A-Za-z0-9+/=\s]+)\1", re.IGNORECASE)
_ALT = re.compile(r"\balt=(['\"])(.*?)\1", re.DOTALL | re.IGNORECASE)
_SUFFIX = {kind: suffix for suffix, kind in images.TYPES.items()}


@dataclass(frozen=True)
class Pictured:
    """`placed` is the same text without the image, with its `alt` and `caption` beside it; `path` and `stored`: the image as a file."""

    placed: Placed
    path: str
    stored: str


def pictured(placed: Placed) -> Pictured | None:
    """The one image of this text; None when there is none, when there are more, and when it may not be shown."""
    component = placed.component
    written = str(component.get("html") or "")
    if len(html.lost(written)) + written.lower().count("<img") != 2 or (figure := _FIGURE.search(written)) is None:
        return None
    data = _DATA.search(figure[1])
    suffix = _SUFFIX.get(data[2].lower()) if data else None
    if data is None or suffix is None:
        return None
    path, stored = f"{images.FOLDER}/{placed.name}{suffix}", re.sub(r"\s", "", data[3])
    if images.fault(path, stored):
        return None
    about = {**component, **_words(written), "openForms": _translated(component.get("openForms"))}
    return Pictured(replace(placed, component=about), path, stored)


def _words(written: str) -> dict[str, str]:
    """The text around the image, and what is said of the image."""
    figure = _FIGURE.search(written)
    alt = _ALT.search(figure[1]) if figure else None
    return {"html": _FIGURE.sub("", written), "alt": unescape(alt[2]) if alt else "", "caption": (figure[2] or "") if figure else ""}


def _translated(about: Any) -> dict[str, Any]:
    found = about.get("translations") if isinstance(about, Mapping) else None
    kept = {language: words for language, words in found.items() if isinstance(words, Mapping)} if isinstance(found, Mapping) else {}
    return {"translations": {language: {**words, **(_words(str(words["html"])) if words.get("html") else {})} for language, words in kept.items()}}
