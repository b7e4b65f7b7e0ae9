"""The running town: its configuration, its invented data with indexes, and its journal. One per process, made at first use."""
from __future__ import annotations

import json
import secrets
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from balie.demo import config as configuration
from balie.demo.generate.town import Town, load_or_build
from balie.demo.journal import Journal
from balie.demo.municipality import MUNICIPALITIES, by_code


class Place:
    def __init__(self, config: configuration.Config, town: Town | None = None) -> None:
        self.config = config
        self.town = town or load_or_build(config.home, seed=config.seed, size=config.size, today=date.today())
        self.journal = Journal(config.home / "journal.jsonl")
        self._persons: tuple[int, dict[str, dict]] | None = None

    @property
    def persons(self) -> dict[str, dict]:
        """BSN → BRP record. Records of a loaded file come on top of the invented ones, from the moment that it is loaded."""
        loaded = self.config.home / LOADED
        try:
            stamp = loaded.stat().st_mtime_ns
        except FileNotFoundError:
            stamp = 0
        known = self._persons
        if known is None or known[0] != stamp:
            out = {person["burgerservicenummer"]: person for person in self.town.persons}
            if stamp:
                out |= {person["burgerservicenummer"]: person for person in json.loads(loaded.read_text(encoding="utf-8"))}
            self._persons = known = (stamp, out)
        return known[1]

    @cached_property
    def addresses(self) -> dict[str, dict]:
        return {row["nummeraanduidingIdentificatie"]: row for row in self.town.addresses}

    @cached_property
    def by_postcode(self) -> dict[tuple[str, int], list[dict]]:
        out = defaultdict(list)
        for row in self.town.addresses:
            out[row["postcode"], row["huisnummer"]].append(row)
        return out

    @cached_property
    def documents(self) -> dict[str, list[dict]]:
        out = defaultdict(list)
        for row in self.town.documents:
            out[row["burgerservicenummer"]].append(row)
        return out

    @cached_property
    def vehicles(self) -> dict[str, dict]:
        return {row["open"]["kenteken"]: row for row in self.town.vehicles}

    @cached_property
    def businesses(self) -> dict[str, dict]:
        return {row["kvkNummer"]: row for row in self.town.businesses}

    @cached_property
    def secret(self) -> str:
        """For signing what a page carries to the next one; kept, so that a restart in the middle of a login is no error."""
        path = self.config.home / "secret"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text()


LOADED = "loaded-persons.json"
ABROAD = "1999"  # Registratie niet-ingezetenen
_lock = threading.Lock()
_place: Place | None = None


def current() -> Place:
    global _place
    if _place is None:
        with _lock:
            if _place is None:
                _place = Place(configuration.from_environment())
    return _place


@contextmanager
def use(place: Place) -> Iterator[Place]:
    """Makes `place` the current town, for tests."""
    global _place
    before, _place = _place, place
    try:
        yield place
    finally:
        _place = before
        place.journal.close()


def now() -> str:
    """The moment in UTC as ISO 8601 with offset, to the microsecond."""
    return datetime.now(UTC).isoformat()


def load_persons(file: Path, home: Path, *, municipality: str = "") -> int:
    """Checks a file of BRP records and keeps it beside the town, also when that is running. Returns how many.

    `municipality`, a code: who is registered in any Dutch municipality is registered in that one; addresses stay as they are. Raises
    ValueError with a sentence when the file is not a list of records with a burgerservicenummer, or the town has no such municipality.
    """
    if municipality and by_code(municipality) is None:
        raise ValueError(f"the town has no municipality {municipality}; choose one of {', '.join(one.code for one in MUNICIPALITIES)}")
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"the file is no JSON ({error})") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get("burgerservicenummer") for row in rows):
        raise ValueError("the file must be a JSON list of persons, each with a burgerservicenummer")
    rows = [_registered_in(row, municipality) for row in rows] if municipality else rows
    home.mkdir(parents=True, exist_ok=True)
    fresh = home / f"{LOADED}.new"
    fresh.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    fresh.replace(home / LOADED)
    return len(rows)


def _registered_in(row: dict, code: str) -> dict:
    """Nobody moves in from abroad: who is in no municipality, or in the register of who left the country (1999), stays there."""
    before = (row.get("gemeenteVanInschrijving") or {}).get("code")
    return row if before in (None, ABROAD) else row | {"gemeenteVanInschrijving": {"code": code, "omschrijving": by_code(code).name}}
