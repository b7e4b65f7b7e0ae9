"""Compiles translations to `.mo` with Babel: no gettext program is needed.

A room has one `locale/<language>/LC_MESSAGES/django.mo`, where Django looks for it. What it says may be written in several files: every
`django.po` below the room (`portal/public/locale/…`, `portal/apply/locale/…`) goes into it, so that a part keeps its own words beside it.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from balie.look.build import paths


def sources() -> dict[Path, list[Path]]:
    """Each `.mo` with the `.po` files that go into it."""
    rooms = paths.ROOT / "src" / "balie"
    found = defaultdict(list)
    for source in sorted(rooms.glob("**/locale/*/LC_MESSAGES/django.po")):
        room, language = rooms / source.relative_to(rooms).parts[0], source.parts[-3]
        found[room / "locale" / language / "LC_MESSAGES" / "django.mo"].append(source)
    return found


def compile_all() -> int:
    """Compile what is newer than its `.mo`; returns how many."""
    done = 0
    for target, parts in sources().items():
        if target.exists() and target.stat().st_mtime >= max(part.stat().st_mtime for part in parts):
            continue
        compile_one(target, parts)
        done += 1
    return done


def compile_one(target: Path, parts: list[Path]) -> None:
    """Write one `.mo`. The first file that translates a sentence wins."""
    language = target.parts[-3]
    catalogues = [read_po(part.open("rb"), locale=language) for part in parts]
    whole = catalogues[0]
    for other in catalogues[1:]:
        for message in other:
            if message.id and message.string and message.id not in whole:
                whole.add(message.id, message.string, context=message.context)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(".tmp")
    with temporary.open("wb") as binary:
        write_mo(binary, whole)
    temporary.replace(target)
