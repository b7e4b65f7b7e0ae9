"""Pure rules of applications: terms, who may sign, how a number is written."""
from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from balie.forms.public import SIGNED

DRAFT_DAYS = 30
RESUME_DAYS = 30
RESUME_LINKS_A_DAY = 10
PAY_DAYS = 14
STOPPED_DAYS = 90  # long enough to see what happened and to ask about it; the municipality has no use for it after that
REMIND_BEFORE_DAYS = 3
CODE_MINUTES = 15
CODE_TRIES = 5
LOOKUPS_AN_HOUR = 200  # for one application: nobody reads a whole register through a form
CODES_AN_HOUR = 10  # for one application; how often one address is written to, messages limits


def hashed(token: str) -> bytes:
    """What is kept of a token that somebody carries."""
    return hashlib.sha256(token.encode()).digest()


def kenmerk(year: int, number: int) -> str:
    """Z-2026-100317"""
    return f"Z-{year}-{number}"


def cosign_until(today: date, term: str) -> date:
    """`term` as in the service: "14 dagen" or "2 weken"; a term that cannot be read is two weeks."""
    count, _, unit = term.partition(" ")
    if not count.isdigit():
        return today + timedelta(days=14)
    return today + timedelta(days=int(count) * (7 if unit.startswith("we") else 1))


def may_sign(*, cosigner_person: UUID | None, signer: UUID, kind: str, applicants: Collection[UUID]) -> bool:
    """A cosigner is a person (an organisation is nobody to agree), signs for themselves and never for what they asked or filled in."""
    return kind == "persoon" and signer not in applicants and cosigner_person in (None, signer)


def lives_at(address: Mapping[str, Any] | None, bag_id: str) -> bool | None:
    """Whether somebody with this address in the BRP lives at this object of the BAG; None when one of the two is not known."""
    if not address or not bag_id or address.get("soort") == "onbekend":
        return None
    return address.get("bag_id") == bag_id and not address.get("briefadres") and not address.get("niet_op_adres")


def stored_facts(current: Mapping[str, Any], fetched: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of several sources side by side: `persoon` of one source and of the next are merged, lists are replaced.

    Who signed is no source's to say.
    """
    merged = dict(current)
    for name, value in fetched.items():
        if name == SIGNED:
            continue
        here = merged.get(name)
        merged[name] = {**here, **value} if isinstance(here, dict) and isinstance(value, dict) else value
    return merged


def signed_facts(facts: Mapping[str, Any], role: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """Facts with what became clear when this one agreed."""
    return {**facts, SIGNED: {**facts.get(SIGNED, {}), role: dict(known)}}


def without_facts(facts: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Facts without those at these paths ("voertuig.merk"); what becomes empty by that goes too."""
    left = dict(facts)
    for path in paths:
        first, _, rest = path.partition(".")
        here = left.get(first)
        if rest and isinstance(here, dict):
            left[first] = without_facts(here, [rest])
        if not rest or left.get(first) == {}:
            left.pop(first, None)
    return left
