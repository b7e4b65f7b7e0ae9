"""Reference lists that zaaktypen point at by URL, bundled, so that nothing needs the internet: `procestype`, `resultaat`, … of a URL.

The hosts that publish them differ per time and supplier; what an entry is called (its uuid) does not.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

HOSTS = ("selectielijst.openzaak.nl", "selectielijst.test.openzaak.nl", "referentielijsten-api.vng.cloud", "referentielijsten-api.test.vng.cloud",
         "ref.tst.vng.cloud", "referentielijsten.roxit.nl")
ROOT = f"https://{HOSTS[0]}/api/v1"
_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_URL = re.compile(rf"https?://([^/?#]+)(?:/referentielijsten)?/api/v1/([a-z]+)/({_ID})")
INCOMPLETE = ("resultaattypeomschrijvingen", "communicatiekanalen")  # municipalities add to these: an entry that we do not hold may exist


@dataclass(frozen=True)
class Entry:
    """`facts` is empty for an entry of a list that we hold in part or not at all."""

    kind: str
    uuid: str
    facts: Mapping[str, Any]

    @property
    def url(self) -> str:
        return f"{ROOT}/{self.kind}/{self.uuid}"


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, dict[str, Any]]]:
    raw = msgspec.json.decode((Path(__file__).parent / "lists.json").read_bytes())
    return {kind: {each["uuid"]: each for each in entries} for kind, entries in raw.items()}


def entry(url: str) -> Entry | None:
    """What stands at this address of a reference list; None when there is nothing, or it is no list."""
    found = _URL.fullmatch(url)
    if found is None or found[1].lower() not in HOSTS:
        return None
    kind, key = found[2], found[3]
    facts = _lists().get(kind, {}).get(key)
    if facts is None and kind not in INCOMPLETE:
        return None
    return Entry(kind, key, facts or {})


def resultaat_by_number(nummer: str) -> Entry | None:
    """Of a number in the selectielijst, such as `"5.1"`; in the newest one that has it."""
    kinds = _lists()["procestypen"]
    found = [Entry("resultaten", key, each) for key, each in _lists()["resultaten"].items() if each["nummer"] == nummer]
    return max(found, key=lambda each: kinds[each.facts["procestype"]]["jaar"], default=None)


def resultaat(named: str) -> str:
    """The address of a result that is named by its number, `"5.1"`; anything else is an address already."""
    found = resultaat_by_number(named)
    return found.url if found else named


def resultaattypeomschrijving(name: str) -> str:
    """The address of a description, `"Toegekend"`."""
    facts = next(each for each in _lists()["resultaattypeomschrijvingen"].values() if each["omschrijving"] == name)
    return Entry("resultaattypeomschrijvingen", facts["uuid"], facts).url


def procestype(uuid: str) -> Entry | None:
    facts = _lists()["procestypen"].get(uuid)
    return Entry("procestypen", uuid, facts) if facts else None
