"""A BSN that came in through the API goes into the vault of identity at once. In our tables stands the person, `"person:<uuid>"`, instead.

It comes out again for a client that may see the zaak: for all rows of an answer together, and each resident finds that in their own trail.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from balie.identity import public as identity
from balie.zgw.public import Draft, Links

PREFIX = "person:"
PURPOSE, LEGAL_BASIS = "Gegevens van een zaak aan een aangesloten systeem geven", "Artikel 6, eerste lid, onder e, AVG"
BSN = "inpBsn"
LEFT_OUT = "verwijderd"


def hidden(draft: Draft, name: str, given: Any) -> Any:
    """The same, with a person instead of each BSN. `name`: where it stands, for what is wrong with it."""
    if isinstance(given, list):
        return [hidden(draft, f"{name}.{place}", each) for place, each in enumerate(given)]
    if not isinstance(given, dict):
        return given
    return {key: _kept(draft, f"{name}.{key}", value) if key == BSN and value else hidden(draft, f"{name}.{key}", value)
            for key, value in given.items()}


def _kept(draft: Draft, name: str, bsn: Any) -> str:
    person = person_of(draft, name, bsn)
    return f"{PREFIX}{person}" if person else ""


def person_of(draft: Draft, name: str, bsn: Any) -> UUID | None:
    """Who that is, from now on in the vault; what is no BSN is noted as a mistake at `name`."""
    try:
        return identity.person_for_bsn(str(bsn))
    except identity.InvalidInput:
        draft.wrong(name, "invalid", "Dit is geen burgerservicenummer.")
        return None


def persons_in(value: Any) -> Iterator[UUID]:
    if isinstance(value, str) and value.startswith(PREFIX):
        yield UUID(value.removeprefix(PREFIX))
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from persons_in(each)


def gather(persons: set[UUID], links: Links) -> None:
    """Their BSNs, for `bsn_of`: what an answer shows already is not asked again."""
    asked = persons - links.known.keys()
    if asked:
        links.known |= dict.fromkeys(asked, "") | identity.bsns_of(asked, purpose=PURPOSE, legal_basis=LEGAL_BASIS)


def shown(value: Any, links: Links) -> Any:
    """The other way round: with the BSN, as far as it was gathered."""
    if isinstance(value, str) and value.startswith(PREFIX):
        return links.known.get(UUID(value.removeprefix(PREFIX)), "")
    if isinstance(value, Mapping):
        return {key: shown(each, links) for key, each in value.items()}
    return [shown(each, links) for each in value] if isinstance(value, list) else value


def without_bsn(value: Any) -> Any:
    """For the audit trail, which is no vault."""
    if isinstance(value, Mapping):
        return {key: LEFT_OUT if key == BSN and each else without_bsn(each) for key, each in value.items()}
    return [without_bsn(each) for each in value] if isinstance(value, list) else value
