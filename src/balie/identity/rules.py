"""Levels of assurance, what each role may do, limits in time, and where a login may lead back to. Pure."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

LOGIN_PATH = "/inloggen/"
IDLE = timedelta(minutes=15)  # DigiD norm: no longer than a quarter of an hour without a sign of life
WARN_BEFORE = timedelta(minutes=2)
ABSOLUTE = timedelta(hours=2)
OFFICIAL_IDLE = timedelta(minutes=60)
ASSISTED = timedelta(minutes=45)
LOGIN_ATTEMPT = timedelta(minutes=15)  # between leaving for DigiD and coming back


class Loa(StrEnum):
    """Level of assurance of a login. DigiD and eHerkenning each have their own ladder; compare with `reaches`."""

    BASIS = "basis"
    MIDDEN = "midden"
    SUBSTANTIEEL = "substantieel"
    HOOG = "hoog"
    EH2PLUS = "eh2+"
    EH3 = "eh3"
    EH4 = "eh4"

    @property
    def means(self) -> str:
        """The login means that this level belongs to: "digid" or "eherkenning"."""
        return "eherkenning" if self.value.startswith("eh") else "digid"

    def reaches(self, asked: Loa | str) -> bool:
        """Whether this level is at least `asked`, on the same ladder."""
        asked = Loa(asked)
        return self.means == asked.means and _LADDER.index(self) >= _LADDER.index(asked)


_LADDER = tuple(Loa)
LOWEST = {"digid": Loa.BASIS, "eherkenning": Loa.EH2PLUS}

# SAML class references of DigiD (Koppelvlakspecificatie DigiD SAML, 5.4) and the classes of eHerkenning (Afsprakenstelsel, LoA).
ACR = {
    "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport": Loa.BASIS,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract": Loa.MIDDEN,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard": Loa.SUBSTANTIEEL,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI": Loa.HOOG,
    "urn:etoegang:core:assurance-class:loa2plus": Loa.EH2PLUS,
    "urn:etoegang:core:assurance-class:loa3": Loa.EH3,
    "urn:etoegang:core:assurance-class:loa4": Loa.EH4,
}
ACR_OF = {loa: acr for acr, loa in ACR.items()}


def satisfies(*, via: str, loa: Loa | None, login: Mapping[str, str]) -> bool:
    """Whether a login by `via` at `loa` is enough for a service's `login` ({"digid": "midden", "eherkenning": "eh3"}).

    Somebody whose identity an official checked at the counter (`via` "balie") satisfies what DigiD would.
    """
    if not login:
        return True
    if via == "balie":
        return "digid" in login
    return via in login and loa is not None and loa.reaches(login[via])


# -- officials --------------------------------------------------------------------------------------------------------------

ROLES = {
    "behandelaar": "Behandelaar",
    "balie": "Baliemedewerker",
    "teamleider": "Teamleider",
    "beheerder": "Beheerder",
}
_HANDLE = {"zaak.bekijken", "zaak.behandelen", "zaak.besluiten", "bericht.sturen", "brp.bevragen", "document.bekijken"}
_RECEIVE = {"afspraak.beheren", "afspraak.bekijken"}
_DESK = {"zaak.bekijken", "aanvraag.innemen", "uitreiken", "inwoner.helpen", "brp.bevragen", "document.bekijken"}
PERMISSIONS: dict[str, frozenset[str]] = {
    "behandelaar": frozenset(_HANDLE | _RECEIVE),
    "balie": frozenset(_DESK | _RECEIVE),
    "teamleider": frozenset(_HANDLE | _DESK | _RECEIVE | {
        "zaak.toewijzen", "betaling.terugbetalen", "medewerkers.bekijken", "gegevens.downloaden", "zoekwoorden.beheren",
        "dekking.bekijken"}),
    "beheerder": frozenset({"medewerkers.bekijken", "medewerkers.beheren", "koppelingen.beheren", "zoekwoorden.beheren", "dekking.bekijken"}),
}


def may(roles, permission: str) -> bool:
    """Whether any of `roles` allows `permission`; an unknown permission is an error, so that a typing mistake never refuses in silence."""
    if permission not in ALL_PERMISSIONS:
        raise ValueError(f"There is no permission {permission!r}.")
    return any(permission in PERMISSIONS.get(role, ()) for role in roles)


ALL_PERMISSIONS = frozenset().union(*PERMISSIONS.values())


def is_of(roles, teams, team: str) -> bool:
    """Whether somebody with these roles and teams does the work of `team`; what is of no team is of everybody, a teamleider is of every team.

    A task may also name a role ("balie") as its team.
    """
    return not team or team in teams or team in roles or "teamleider" in roles


# -- where to go back to ----------------------------------------------------------------------------------------------------

def safe_next(target: str | None, default: str = "/") -> str:
    """`target` when it is a plain path on this site, else `default`. Refuses other hosts, schemes, `//`, backslashes and controls."""
    if not target or len(target) > 2000 or not target.startswith("/") or target.startswith("//"):
        return default
    if "\\" in target or any(ord(sign) < 33 or ord(sign) == 127 for sign in target):
        return default
    parts = urlsplit(target)
    return default if parts.scheme or parts.netloc or parts.path.startswith(LOGIN_PATH) else target
