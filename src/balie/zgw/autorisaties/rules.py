"""When an applicatie with its autorisaties is in order: the rules ac-001, ac-002 and ac-003 of the standard, and the form of every part. Pure."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from balie.zgw.autorisaties import scopes
from balie.zgw.autorisaties.rights import LEVELS
from balie.zgw.errors import NOWHERE, InvalidParam

LONGEST_CLIENT_ID, LONGEST_LABEL, LONGEST_SCOPE, LONGEST_URL = 50, 100, 100, 1000
TYPES = ("zaaktype", "informatieobjecttype", "besluittype")
WIRE = {"max_vertrouwelijkheidaanduiding": "maxVertrouwelijkheidaanduiding"}


@dataclass(frozen=True)
class Given:
    """One autorisatie. What its component has no use for is empty."""

    component: str
    scopes: tuple[str, ...]
    zaaktype: str = ""
    informatieobjecttype: str = ""
    besluittype: str = ""
    max_vertrouwelijkheidaanduiding: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> Given:
        """As it stands in the JSON of the standard; attributes of other components are dropped."""
        component = sent.get("component", "")
        own = scopes.NEEDED.get(component, ())
        return cls(component, tuple(sent.get("scopes") or ()), **{name: sent.get(WIRE.get(name, name)) or "" for name in own})


COLUMNS = tuple(each.name for each in fields(Given))


@dataclass(frozen=True)
class Wanted:
    """An applicatie as it is to become."""

    client_ids: tuple[str, ...]
    label: str
    heeft_alle_autorisaties: bool = False
    alleen_is_gereed_voor_publicatie: bool = False
    autorisaties: tuple[Given, ...] = ()


def against_the_rules(wanted: Wanted, taken: Collection[str]) -> list[InvalidParam]:
    """`taken`: client ids of other applicaties."""
    return [*ac_001(wanted, taken), *ac_002(wanted), *ac_003(enumerate(wanted.autorisaties))]


def ac_001(wanted: Wanted, taken: Collection[str]) -> Iterator[InvalidParam]:
    if not wanted.client_ids:
        yield InvalidParam("clientIds", "empty", "Geef minstens één client id.")
    if double := [each for each in wanted.client_ids if each in taken]:
        yield InvalidParam("clientIds", "clientId-exists", f"Deze client id's zijn al van een andere applicatie: {', '.join(double)}.")


def ac_002(wanted: Wanted) -> Iterator[InvalidParam]:
    if wanted.autorisaties and wanted.heeft_alle_autorisaties:
        yield InvalidParam(
            NOWHERE, "ambiguous-authorizations-specified", "Geef autorisaties, of zet heeftAlleAutorisaties aan. Niet allebei."
        )
    if not wanted.autorisaties and not wanted.heeft_alle_autorisaties:
        yield InvalidParam(NOWHERE, "missing-authorizations", "Geef autorisaties, of zet heeftAlleAutorisaties aan.")


def ac_003(autorisaties: Iterable[tuple[int, Given]]) -> Iterator[InvalidParam]:
    for number, each in autorisaties:
        for name in scopes.needed(each.component, each.scopes):
            if not getattr(each, name):
                yield InvalidParam(
                    f"autorisaties.{number}.{WIRE.get(name, name)}", "required", f"Dit is verplicht bij deze scopes van component {each.component}."
                )


def misformed(wanted: Wanted) -> list[InvalidParam]:
    """What the schema of the standard says, for who does not come through the API."""
    found = [*_texts("clientIds", wanted.client_ids, LONGEST_CLIENT_ID), *_texts("label", (wanted.label,), LONGEST_LABEL, listed=False)]
    for number, each in enumerate(wanted.autorisaties):
        found += _misformed(f"autorisaties.{number}", each)
    return found


def _misformed(place: str, each: Given) -> Iterator[InvalidParam]:
    if each.component not in scopes.SCOPES:
        yield InvalidParam(f"{place}.component", "invalid_choice", f"Kies uit {', '.join(scopes.SCOPES)}.")
    yield from _texts(f"{place}.scopes", each.scopes, LONGEST_SCOPE)
    if (level := each.max_vertrouwelijkheidaanduiding) and level not in LEVELS:
        yield InvalidParam(f"{place}.maxVertrouwelijkheidaanduiding", "invalid_choice", f"Kies uit {', '.join(LEVELS)}.")
    for name in TYPES:
        url = getattr(each, name)
        if url and (not url.startswith(("https://", "http://")) or len(url) > LONGEST_URL or not url.isprintable()):
            yield InvalidParam(f"{place}.{name}", "bad-url", "Dit is geen adres. Schrijf het als https://naam/pad.")


def _texts(place: str, texts: Sequence[str], longest: int, *, listed: bool = True) -> Iterator[InvalidParam]:
    for number, text in enumerate(texts):
        name = f"{place}.{number}" if listed else place
        if not text.strip():
            yield InvalidParam(name, "blank", "Dit mag niet leeg zijn.")
        elif len(text) > longest:
            yield InvalidParam(name, "max_length", f"Dit mag hoogstens {longest} tekens zijn.")
        elif not text.isprintable():
            yield InvalidParam(name, "invalid", "Hier staan tekens in die niet kunnen.")
