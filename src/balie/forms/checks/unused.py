"""Values and settings that nothing uses, and names that are easily taken for each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from balie.forms.checks.files import leaves
from balie.forms.checks.whole import read_in_texts
from balie.forms.definition.folder import SERVICE, ServiceDefinition
from balie.forms.definition.yamlfile import Place
from balie.forms.findings import Finding, finding
from balie.forms.plan.plan import Plan

_LOOSE = re.compile(r"(?<!\d)_|_(?!\d)")  # between two digits it does mean something
_DOUBLED = re.compile(r"([a-z])\1+")


def names(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """A setting may also be named as such: the options of a choice, the address for a registration."""
    service = definition.service
    used = {path[0] for path in plan.read | read_in_texts(definition, plan)} | {text for _, text in leaves(definition.source.data)}
    for name in service.values.keys() - used:
        said = f"Niets gebruikt de waarde `{name}`. Haal haar weg, of gebruik haar in een regel of tekst."
        yield finding("value-unused", SERVICE, definition.source.line(("values", name)), said)
    for name in service.settings.keys() - used:
        said = f"Niets gebruikt de instelling `{name}`: wie haar verandert, merkt niets. Haal haar weg, of gebruik haar."
        yield finding("setting-unused", SERVICE, definition.source.line(("settings", name)), said)


def alike(definition: ServiceDefinition, plan: Plan) -> Iterator[Finding]:
    """Names that differ by an underscore, a doubled letter or two letters that changed places."""
    service = definition.service
    named: list[tuple[str, Place]] = [(name, ("settings", name)) for name in service.settings] + [(name, ("values", name)) for name in service.values]
    named += [
        (part.question, ("pages", at, "questions", index)) for at, page in enumerate(service.pages) for index, part in enumerate(page.questions)
    ]
    for one, (other, place) in _pairs(named):
        said = f"`{other}` lijkt erg op `{one}`. Is het hetzelfde? Gebruik dan een van de twee. Geef anders een van beide een andere naam."
        yield finding("look-alike", SERVICE, definition.source.line(place), said)


def _pairs(named: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, tuple[str, Place]]]:
    same: dict[str, str] = {}
    swapped: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, place in named:
        bare = _DOUBLED.sub(r"\1", _LOOSE.sub("", name))
        letters = tuple(sorted(name))
        near = same.get(bare) or next((each for each in swapped[letters] if _swapped(each, name)), None)
        if near and near != name:
            yield near, (name, place)
        same.setdefault(bare, name)
        swapped[letters].append(name)


def _swapped(one: str, other: str) -> bool:
    """kenteken and kentkeen."""
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(one) > 5 and len(apart) == 2 and apart[1] == apart[0] + 1 and (one[apart[0]] + one[apart[1]]).isalpha()
