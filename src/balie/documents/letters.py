"""The papers of a municipality in its house style: letter, confirmation of an application, official extract.

`render_pdf` gives PDF/A-2a + PDF/UA-1 (tagged) bytes; `signing.sign_pdf` puts the seal of the municipality on it.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date

from balie.documents import typeset
from balie.kernel import clock, dutch

LETTER, CONFIRMATION, EXTRACT = "letter", "confirmation", "extract"
ACCENT = "#0b5c4b"

WORDS = {
    "nl": {
        "municipality": "Gemeente", "page": "Bladzijde", "of": "van", "question": "Vraag", "answer": "Antwoord", "date": "Datum",
        "reference": "Ons kenmerk", "contact": "Vragen?", "signed": "Dit document is elektronisch ondertekend.",
        "check": "Open het bestand in een pdf-lezer om de handtekening te controleren. Een afdruk op papier is niet ondertekend.",
    },
    "en": {
        "municipality": "Municipality of", "page": "Page", "of": "of", "question": "Question", "answer": "Answer", "date": "Date",
        "reference": "Our reference", "contact": "Questions?", "signed": "This document has been signed electronically.",
        "check": "Open the file in a PDF reader to check the signature. A print on paper is not signed.",
    },
}


@dataclass(frozen=True)
class HouseStyle:
    """What differs per municipality. `name` as in "Gemeente Zonnedam", `short` as in "Zonnedam", `accent` a hex colour."""

    name: str
    short: str
    address: str = ""
    phone: str = ""
    website: str = ""
    accent: str = ACCENT

    @classmethod
    def of(cls, gemeente) -> HouseStyle:
        """From the municipality's own configuration: `adres` (lines), `telefoon`, `website`, `letter_accent` (a hex colour)."""
        config = gemeente.config
        lines = config.get("adres", ())
        return cls(
            name=f"Gemeente {gemeente.naam}", short=gemeente.naam, address=lines if isinstance(lines, str) else ", ".join(map(str, lines)),
            phone=str(config.get("telefoon", "")), website=str(config.get("website", "")), accent=_colour(config.get("letter_accent", "")),
        )


def _colour(written: str) -> str:
    return written if re.fullmatch(r"#[0-9a-fA-F]{6}", str(written)) else ACCENT


@dataclass(frozen=True)
class Section:
    """A titled table of (label, value). `pictures`: SVG that belongs to a row, by its place; the value says the same in words."""

    title: str
    rows: Sequence[tuple[str, str]]
    pictures: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What is said. `body` is Markdown without HTML; `to` the lines of the address; `closing` the lines under the text."""

    kind: str = LETTER
    title: str
    body: str = ""
    sections: Sequence[Section] = ()
    kenmerk: str
    to: Sequence[str] = ()
    closing: Sequence[str] = ()
    day: date | None = None
    language: str = "nl"
    signed: bool = False


def render_pdf(paper: Paper, style: HouseStyle) -> bytes:
    """The paper as tagged PDF/A. Raises `typeset.NotRendered`."""
    words = WORDS.get(paper.language, WORDS["nl"])
    day = paper.day or clock.today()
    reference = [(words["date"], in_words(day, paper.language)), (words["reference"], paper.kenmerk)]
    if style.phone:
        reference.append((words["contact"], style.phone))
    data = {
        "kind": paper.kind, "title": paper.title if typeset.visible(paper.title) else paper.kenmerk, "kenmerk": paper.kenmerk,
        "language": paper.language, "words": words,
        "date": [day.year, day.month, day.day], "reference": reference, "to": list(paper.to), "closing": list(paper.closing),
        "sections": [
            {"title": section.title, "rows": [list(row) for row in section.rows],
             "pictures": {str(place): svg for place, svg in section.pictures.items()}}
            for section in paper.sections if typeset.visible(section.title)
        ],
        "signed": paper.signed,
        "style": {
            "name": style.name, "short": style.short, "initial": style.short[:1], "accent": style.accent,
            "footer": " · ".join(part for part in (style.name, style.address, style.phone, style.website) if part),
        },
    }
    return typeset.to_pdf(_clean(data) | {"blocks": typeset.blocks(paper.body)}, at=clock.now())


def in_words(day: date, language: str) -> str:
    return dutch.day_year(day) if language == "nl" else format_date(day, "long", locale=language)


def _clean(value):
    if isinstance(value, str):
        return typeset.clean(value)
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    return value
