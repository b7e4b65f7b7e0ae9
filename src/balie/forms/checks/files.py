"""Files that are named and not there, or there and not named."""

from collections.abc import Iterator
from typing import Any

from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.images import SUFFIXES
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding, finding
from balie.forms.language.errors import did_you_mean
from balie.forms.plan.plan import Plan

FILES = (".md", *SUFFIXES)


def leaves(data: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text in plain data, with its place."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*place, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*place, index))
    elif isinstance(data, str):
        yield place, data


def _named(definition: ServiceDefinition) -> dict[str, Place]:
    return {text: place for place, text in leaves(definition.source.data) if text.endswith(FILES) and " " not in text}


def missing(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    for path, place in _named(definition).items():
        if path not in definition.files and path.endswith(".md"):  # a plan cannot be made without an image
            yield finding(
                "file-missing", SERVICE, definition.source.line(place), f"Het bestand `{path}` ontbreekt.{did_you_mean(path, definition.files)}"
            )
    if not definition.examples:
        yield finding("no-example", SERVICE, 1, "Er zijn nog geen voorbeelden. Maak er een in `examples/`.")


def unused(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    named = _named(definition)
    for path in definition.files:
        if path.startswith(("texts/", "letters/", "images/")) and path not in named:
            yield finding("file-unused", path, 0, "Niets gebruikt dit bestand. Haal het weg, of noem het in service.yaml.")


def empty(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A text or letter without a word in it."""
    for path, text in definition.files.items():
        if path.startswith(("texts/", "letters/")) and not text.strip():
            yield finding("text-empty", path, 1, "Dit bestand is leeg. Schrijf de tekst, of haal het bestand weg.")
