"""Values and settings that turned out to be read by nothing are taken out again."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from balie.forms.definition import images
from balie.forms.moving_in.move import Move

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def unread(move: Move, service: dict[str, Any], files: Mapping[str, str]) -> None:
    """Until everything that is left is read by a rule or a text. What an official may change stays in `move.settings` too."""
    while True:
        read = {name for text in (*_texts(service), *_written(files)) for name in _NAME.findall(text)}
        lost = [(part, name) for part in ("values", "settings") for name in service.get(part, {}) if name not in read]
        if not _lookups(move, service, files) and not lost:
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


def _lookups(move: Move, service: dict[str, Any], files: Mapping[str, str]) -> bool:
    """Take out what is looked up and read by nothing; True: something was."""
    before = [len(each["fields"]) for each in service.get("lookups", ())]
    every = "\n".join([*_texts(service), *_written(files)])
    for each in service.get("lookups", ()):
        read = set(re.findall(rf"\b{each['lookup']}\.([a-z][a-z0-9_]*)", every))
        kept = {name: about for name, about in each["fields"].items() if name in read}
        # a look-up of which only the success counts still reads something
        each["fields"] = kept or (dict(list(each["fields"].items())[:1]) if read else {})
    if "lookups" in service:
        service["lookups"] = [each for each in service["lookups"] if each["fields"]]
        if not service["lookups"]:
            del service["lookups"]
    kept_names = {each["lookup"] for each in service.get("lookups", ())}
    for _, fetch in move.fetching.kept():
        if fetch.given not in kept_names:
            fetch.fields.clear()
    return before != [len(each["fields"]) for each in service.get("lookups", ())]


def _written(files: Mapping[str, str]) -> Iterator[str]:
    return (text for path, text in files.items() if not images.is_image(path))


def _texts(data: Any) -> Iterator[str]:
    """Every text but those of the settings and look-ups themselves."""
    if isinstance(data, Mapping):
        own = ("lookup", "name", "from", "path", "fields") if "lookup" in data else ("settings",)
        for name, value in data.items():
            if name not in own:
                yield from _texts(value)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)
    elif isinstance(data, str):
        yield data
