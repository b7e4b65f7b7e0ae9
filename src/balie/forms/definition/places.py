"""Where something stands in a service: `zaak.term`, `pages.auto.title`, `zaak.results.verleend.keep`, `texts/ontvangen.md`.

Keys of service.yaml with dots between; an item of a list goes by its name (what its first key says) or its number, from 0. Of another file the
path is its place. Pure.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from balie.forms.definition.folder import SERVICE, ServiceDefinition

TEXTS = ("texts/", "letters/")
NOTHING = object()
"""Nothing stands there."""


def value_at(data: Any, what: str) -> Any:
    """What stands at this place of service.yaml, read as data; NOTHING when nothing does."""
    for word in what.split("."):
        at = _key(data, word)
        if at is None:
            return NOTHING
        data = data[at]
    return data


def stands_at(definition: ServiceDefinition, what: str) -> Any:
    """The same in a whole service, also of its texts and letters; a number with decimals as it is written, so that it can be stored as JSON."""
    return definition.files.get(what, NOTHING) if what.startswith(TEXTS) else plain(value_at(definition.source.data, what))


def plain(value: Any) -> Any:
    """A number with decimals as text; of a list each of it."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, Decimal) else value


def with_values(files: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, str]:
    """The files with other values at these places; comments stay. What is not there is passed over."""
    texts = {what: text for what, text in values.items() if what in files and what.startswith(TEXTS)}
    inside = {what: value for what, value in values.items() if not what.startswith(TEXTS)}
    changed = {SERVICE: _rewritten(files[SERVICE], inside)} if inside else {}
    return dict(files) | texts | changed


def leaves(definition: ServiceDefinition) -> dict[str, Any]:
    """Everything that is written, by its place, as `stands_at` gives it: the single values of service.yaml, lists of words whole, and the texts."""
    texts = {path: text for path, text in definition.files.items() if path.startswith(TEXTS)}
    return dict(_leaves(definition.source.data, "")) | texts


def _key(data: Any, word: str) -> str | int | None:
    if isinstance(data, Mapping):
        return word if word in data else None
    if isinstance(data, list):
        names = [_name(item) for item in data]
        if word in names:
            return names.index(word)
        return int(word) if word.isdecimal() and int(word) < len(data) else None
    return None


def _name(item: Any) -> str:
    return str(next(iter(item.values()), "")) if isinstance(item, Mapping) else ""


def _leaves(data: Any, before: str) -> Iterator[tuple[str, Any]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, f"{before}.{key}" if before else str(key))
    elif isinstance(data, list) and any(isinstance(each, Mapping | list) for each in data):
        names = [_name(item) for item in data]
        for number, item in enumerate(data):
            fits = names[number] and "." not in names[number] and names.count(names[number]) == 1
            yield from _leaves(item, f"{before}.{names[number] if fits else number}")
    else:
        yield before, plain(data)


def _rewritten(text: str, values: Mapping[str, Any]) -> str:
    writer = YAML()
    writer.preserve_quotes, writer.width, writer.allow_unicode = True, 100_000, True
    writer.indent(mapping=2, sequence=4, offset=2)
    data = writer.load(text)
    for what, value in values.items():
        around, _, last = what.rpartition(".")
        container = value_at(data, around) if around else data
        at = NOTHING if container is NOTHING else _key(container, last)
        if at is not NOTHING and at is not None:
            container[at] = value
    out = StringIO()
    writer.dump(data, out)
    return out.getvalue()
