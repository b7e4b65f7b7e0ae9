"""Compiles every room's `locale/*/LC_MESSAGES/django.po` to `.mo` with Babel: no gettext program is needed."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from balie.look.build import paths


def sources() -> list[Path]:
    return sorted((paths.ROOT / "src" / "balie").glob("**/locale/*/LC_MESSAGES/django.po"))


def compile_all() -> int:
    """Compile those that are newer than their `.mo`; returns how many."""
    done = 0
    for source in sources():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text, target.open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.parts[-3]))
        done += 1
    return done
