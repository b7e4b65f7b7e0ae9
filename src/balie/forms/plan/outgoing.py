"""What a definition says about registering elsewhere and about the properties of the zaak, as far as a look at it tells that it is wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from balie.forms.language.tree import paths
from balie.forms.language.types import Type

Place = tuple[str | int, ...]
NEEDS = {"zgw": ("connection", "zaaktype"), "mail": ("address",), "eigen": ()}
SAID = {"connection": "de koppeling van uw gemeente", "zaaktype": "de identificatie van het zaaktype daar",
        "address": "de instelling met het adres"}  # fmt: skip


def faults(service: Any, settings: Mapping[str, Type]) -> Iterator[tuple[Place, str]]:
    """(place, sentence) of everything that is wrong."""
    for index, row in enumerate(service.registration):
        place = ("registration", index)
        for key in NEEDS[row.to]:
            if getattr(row, key) is None:
                yield place, f"Bij `to: {row.to}` hoort `{key}`: {SAID[key]}."
        for key in SAID:
            if key not in NEEDS[row.to] and getattr(row, key) is not None:
                yield (*place, key), f"`{key}` betekent niets bij `to: {row.to}`. Haal het weg."
        if row.address is not None and (row.address not in settings or settings[row.address].kind != "text"):
            yield (*place, "address"), f"`{row.address}` is geen instelling van het type text. Zet hem bij `settings`."
        if row.condition is None and index < len(service.registration) - 1:
            yield place, "Deze regel geldt altijd, dus de regels eronder tellen nooit. Zet hem onderaan."
    yield from _doubles(service.zaak.properties)


def _doubles(properties: Any) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for index, each in enumerate(properties):
        if each.name.lower() in seen:
            yield ("zaak", "properties", index, "name"), f"Er is al een eigenschap `{each.name}`. Geef deze een andere naam."
        seen.add(each.name.lower())


def secrets(service: Any, properties: Any) -> Iterator[tuple[Place, str]]:
    """A BSN stays in its vault: no property of the zaak holds one. `properties`: each with its rule."""
    numbers = {part.question for page in service.pages for each in page.questions for part in _all(each) if part.type == "bsn"}
    for index, (_part, rule) in enumerate(properties):
        if rule and any(numbers & set(path) for path in paths(rule.rule.tree)):
            yield ("zaak", "properties", index, "value"), "Een eigenschap van de zaak mag geen BSN bevatten. Haal deze weg."


def _all(part: Any) -> Iterator[Any]:
    """A question and all that stand in its rows."""
    yield part
    for inner in getattr(part, "questions", ()):
        yield from _all(inner)
