"""Repeating questions without JavaScript: buttons in the form add a row or take one away."""
from __future__ import annotations

import re
from collections.abc import Mapping


def asked_for(posted: Mapping) -> bool:
    """Whether a button for a row was pressed rather than "Volgende"."""
    return any(name.startswith(("nog-", "weg-")) for name in posted)


def more(posted: Mapping) -> set[str]:
    """Groups that somebody asked another row for."""
    return {name.removeprefix("nog-") for name in posted if name.startswith("nog-")}


def changed(buttons: Mapping, posted: dict[str, list[str]]) -> dict[str, list[str]]:
    """The posted fields after the buttons did their work; the rows after one that was taken away move up."""
    for button in [name for name in buttons if name.startswith("weg-")]:
        row = buttons[button]
        if row.isascii() and row.isdigit():
            posted = without(posted, button.removeprefix("weg-"), int(row))
    return posted


def without(posted: dict[str, list[str]], group: str, row: int) -> dict[str, list[str]]:
    kept = {}
    for name, values in posted.items():
        match = re.fullmatch(re.escape(group) + r"-(\d{1,3})-(.+)", name)
        if match is None:
            kept[name] = values
        elif int(match[1]) != row:
            place = int(match[1]) - (int(match[1]) > row)
            kept[f"{group}-{place}-{match[2]}"] = values
    return kept
