"""The standard texts (texts/<language>/<name>.md, first line subject), for what a service does not say itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.template import Context, Engine

from balie.kernel import tenancy

from .rendering import fill_in

FOLDER = Path(__file__).parent / "texts"
ENGINE = Engine(autoescape=False)


@cache
def _template(name: str, language: str):
    path = FOLDER / language / f"{name}.md"
    return ENGINE.from_string((path if path.exists() else FOLDER / "nl" / f"{name}.md").read_text())


def exists(name: str) -> bool:
    return (FOLDER / "nl" / f"{name}.md").exists()


def text(name: str, language: str = "nl", *, trusted: dict | None = None, **values) -> str:
    """The text with its values filled in. Values are shown as typed; only `trusted` ones (links, texts of ours) may hold Markdown."""
    plain = {key: fill_in(value) if isinstance(value, str) else value for key, value in values.items()}
    gemeente = tenancy.current()
    common = {"gemeente": gemeente.naam, "telefoon": gemeente.config.get("telefoon", "")}
    return _template(name, language).render(Context(common | plain | (trusted or {}), autoescape=False))
