"""Values and settings that turned out to be read by nothing are taken out again."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from balie.forms.moving_in.move import Move

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def unread(move: Move, service: dict[str, Any], files: Mapping[str, str]) -> None:
    """Until everything that is left is read by a rule or a text. What an official may change stays in `move.settings` too."""
    while True:
        read = {name for text in (*_texts(service), *files.values()) for name in _NAME.findall(text)}
        lost = [(part, name) for part in ("values", "settings") for name in service.get(part, {}) if name not in read]
        if not lost:
            break
        for part, name in lost:
            del service[part][name]
            move.settings.pop(name, None)
            move.values.pop(name, None)
    for part in ("values", "settings"):
        if part in service and not service[part]:
            del service[part]
    for path, known in list(move.looked_up.items()):
        if known.node.path[0] not in move.settings:  # type: ignore[attr-defined]
            del move.looked_up[path]
    for key, made in list(move.made.items()):
        if made is not None and made.node.path[0] not in (*move.values, *move.settings):  # type: ignore[attr-defined]
            del move.made[key]


def _texts(data: Any) -> Iterator[str]:
    """Every text but those of the settings themselves."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            if name != "settings":
                yield from _texts(value)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)
    elif isinstance(data, str):
        yield data
