"""The shapes that leave this room, and what can go wrong."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from balie.identity.rules import Loa, is_of, may, satisfies


@dataclass(frozen=True, kw_only=True)
class Resident:
    """Who is logged in as a resident. Other rooms know them by `person_id` only.

    `person_id`: random id of the person, or of the organisation when `kind` is "organisatie". `kind`: "persoon" | "organisatie".
    `via`: "digid" | "eherkenning" | "balie". `loa`: None at the counter. `name`: empty until the BRP gave it.
    `assisted_by`: the official's id while an official helps at the counter.
    """

    person_id: UUID
    kind: str = "persoon"
    loa: Loa | None = None
    via: str = "digid"
    name: str = ""
    assisted_by: UUID | None = None

    def satisfies(self, login) -> bool:
        """Whether this login is enough for a service's `login`, such as {"digid": "midden"}."""
        return satisfies(via=self.via, loa=self.loa, login=login)


@dataclass(frozen=True, kw_only=True)
class OfficialView:
    """An official who has logged in with a second factor."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    teams: tuple[str, ...] = ()

    def can(self, permission: str) -> bool:
        return may(self.roles, permission)

    def is_of(self, team: str) -> bool:
        return is_of(self.roles, self.teams, team)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How somebody wants to be reached. `phone` in E.164. Never None: somebody unknown has empty fields."""

    person_id: UUID
    email: str = ""
    phone: str = ""
    language: str = "nl"
    by_email: bool = True
    by_sms: bool = False
    by_post: bool = False


@dataclass(frozen=True, kw_only=True)
class LoginView:
    """A login as its owner sees it."""

    at: datetime
    via: str
    loa: str
    ended: bool


@dataclass(frozen=True, kw_only=True)
class SessionStatus:
    """`seconds_left` until the resident is logged out when nothing happens; `warn` when it is time to ask."""

    seconds_left: int
    warn: bool


@dataclass(frozen=True, kw_only=True)
class MandateView:
    """Somebody acts for somebody else. `basis`: machtiging or gezag. `state`: wacht (for its receiver), geldig, verlopen or beëindigd."""

    id: UUID
    basis: str
    giver: UUID
    receiver: UUID | None
    giver_name: str
    receiver_name: str
    services: tuple[str, ...]
    until: date
    given: datetime
    state: str


@dataclass(frozen=True, kw_only=True)
class LoginStart:
    """Send the browser to `url` and keep `transaction` (JSON-able) until it comes back."""

    url: str
    transaction: dict


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What an identity provider vouches for. `bsn` is set for a person, `kvk_nummer` for an organisation."""

    via: str
    loa: Loa
    bsn: str = ""
    kvk_nummer: str = ""
    vestigingsnummer: str = ""
    name: str = ""

    def __repr__(self):
        return f"Proof(via={self.via!r}, loa={self.loa!r})"  # a BSN must not reach a log by way of a traceback


class LoginFailed(Exception):
    """No login. `reason`: cancelled | expired | too_low | unavailable | refused; `str()` is for the log, without personal data."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(detail or reason)
        self.reason = reason


class NotFound(LookupError):
    """There is nobody with this id here."""


class InvalidInput(ValueError):
    """`str()` is a sentence that says what to do; `field` is what it is about."""

    def __init__(self, field: str, text: str):
        super().__init__(text)
        self.field = field
