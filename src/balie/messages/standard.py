"""The standard texts (texts/<language>/<name>.md, first line subject), for what a service does not say itself."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_datetime
from django.template import Context, Engine

from balie.kernel import clock, dutch, tenancy

from .rendering import fill_in

FOLDER = Path(__file__).parent / "texts"
ENGINE = Engine(autoescape=False)


@cache
def _template(name: str, language: str):
    path = FOLDER / language / f"{name}.md"
    return ENGINE.from_string((path if path.exists() else FOLDER / "nl" / f"{name}.md").read_text())


def moment(at: datetime, language: str) -> str:
    """woensdag 25 november om 9.20 uur; Wednesday 25 November at 9:20"""
    if language == "nl":
        return dutch.moment(at)
    return format_datetime(clock.local(at), "EEEE d MMMM 'at' H:mm", locale="en_GB")


def day(at: date, language: str) -> str:
    """woensdag 25 november; Wednesday 25 November"""
    return dutch.day(at) if language == "nl" else format_date(clock.local(at) if isinstance(at, datetime) else at, "EEEE d MMMM", locale="en_GB")


def text(name: str, language: str = "nl", *, trusted: dict | None = None, **values) -> str:
    """The text with its values filled in. Values are shown as typed; only `trusted` ones (links, texts of ours) may hold Markdown."""
    plain = {key: fill_in(value) if isinstance(value, str) else value for key, value in values.items()}
    gemeente = tenancy.current()
    common = {"gemeente": gemeente.naam, "telefoon": gemeente.config.get("telefoon", "")}
    return _template(name, language).render(Context(common | plain | (trusted or {}), autoescape=False))
