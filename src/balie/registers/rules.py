"""Which facts come from which source, and what is still to be asked. Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

# The first part of a fact's name, per source. `brp` holds every `persoon.…` but the household.
OF_SOURCE = {
    "brp": "persoon", "brp_household": "persoon", "brp_adres": "bewoning", "brp_kind": "gekozen_kind",
    "reisdocumenten": "documenten", "rdw": "voertuig", "kvk": "organisatie", "eigen": "eigen",
}
# The outside service that each source asks; "eigen" asks nobody.
REGISTER = {
    "brp": "brp", "brp_household": "brp", "brp_adres": "brp", "brp_kind": "brp", "brp_inzage": "brp",
    "reisdocumenten": "reisdocumenten", "rdw": "rdw", "kvk": "kvk",
}
HOUSEHOLD = "huishouden"


def names_in(fields: Iterable[str]) -> list[str]:
    """The second parts ("persoon.adres.postcode" → "adres"), each once, in order."""
    return list(dict.fromkeys(parts[1] for parts in (field.split(".") for field in fields) if len(parts) > 1))


def misplaced(source: str, fields: Iterable[str]) -> list[str]:
    """Fields that this source does not have; for `balie check` and for who asks."""
    first = OF_SOURCE.get(source)
    return [field for field in fields if field.split(".")[0] != first]


def still_to_ask(asks: Iterable, answered: Mapping[str, tuple[bool, frozenset[str]]]) -> list:
    """Asks without an answer that covers them. `answered`: source → (given, fields). A refusal covers what it refused."""
    return [one for one in asks if one.source not in answered or not set(one.fields) <= answered[one.source][1]]


def merge(into: dict, values: Mapping) -> dict:
    """Nested dicts joined; a later value wins."""
    for key, value in values.items():
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = dict(value) if isinstance(value, Mapping) else value
    return into
