"""Terms, archive dates and what may happen when. Pure: no tables, no clock.

A term is text as in a service definition: "direct", "5 werkdagen", "8 weken", "1 jaar". A duration is ISO 8601: "P8W".
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from balie.kernel import clock

_TERM = re.compile(r"(\d+)\s+(minuten|minuut|uur|werkdagen|werkdag|dagen|dag|weken|week|maanden|maand|jaar)")
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_UNITS = {"dagen": "D", "dag": "D", "weken": "W", "week": "W", "maanden": "M", "maand": "M", "jaar": "Y"}

LEVELS = (
    "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel", "geheim", "zeer_geheim",
)
CLEARANCE = {"balie": "zaakvertrouwelijk", "behandelaar": "vertrouwelijk", "teamleider": "confidentieel"}


class Impossible(Exception):
    """This cannot be done with the zaak as it is. The text is a sentence for the screen."""


# -- terms ------------------------------------------------------------------------------------------------------------------

def ends_on(start: date, term: str) -> date:
    """Last day of a term that begins on `start`. A term in weeks, months or days ends on a working day (Algemene termijnenwet, 1)."""
    if term in ("", "direct"):
        return start
    count, unit = _parse(term)
    if unit in ("minuten", "minuut", "uur"):
        return start
    if unit.startswith("werkdag"):
        return clock.add_working_days(start, count)
    return clock.next_working_day(add_duration(start, f"P{count}{_UNITS[unit]}"))


def duration_of(term: str) -> str:
    """The ISO 8601 duration of a term in calendar days: five working days are a week."""
    if term in ("", "direct"):
        return "P1D"
    count, unit = _parse(term)
    if unit in ("minuten", "minuut", "uur"):
        return "P1D"
    if unit.startswith("werkdag"):
        weeks, days = divmod(count, 5)
        return f"P{weeks * 7 + days}D"
    return f"P{count}{_UNITS[unit]}"


def _parse(term: str) -> tuple[int, str]:
    found = _TERM.fullmatch(term.strip())
    if not found:
        raise ValueError(f"No term: {term!r}.")
    return int(found[1]), found[2]


def add_duration(start: date, duration: str) -> date:
    """`start` plus an ISO 8601 duration of years, months, weeks and days. Raises `ValueError`."""
    found = _ISO.fullmatch(duration)
    if not found or duration == "P":
        raise ValueError(f"No duration: {duration!r}.")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return start + relativedelta(years=years, months=months, weeks=weeks, days=days)


def moved_deadline(deadline: date, since: date, until: date) -> date:
    """The deadline after the term stood still from `since` to `until` (Awb 4:15)."""
    return clock.next_working_day(deadline + (until - since)) if until > since else deadline


def extended(deadline: date, duration: str) -> date:
    """The deadline after a verlenging (Awb 4:14) of an ISO 8601 duration; empty: there was none."""
    return clock.next_working_day(add_duration(deadline, duration)) if duration else deadline


def urgency(deadline: date | None, today: date) -> str:
    """wacht (the term has not begun) | te_laat | vandaag | snel (within two working days) | op_tijd"""
    if deadline is None:
        return "wacht"
    if deadline < today:
        return "te_laat"
    if deadline == today:
        return "vandaag"
    return "snel" if deadline <= clock.add_working_days(today, 2) else "op_tijd"


def days_left_text(deadline: date | None, today: date) -> str:
    """3 dagen te laat, laatste dag, 1 dag, 8 dagen; wacht op afspraak"""
    if deadline is None:
        return "wacht op afspraak"
    days = (deadline - today).days
    if days == 0:
        return "laatste dag"
    words = f"{abs(days)} dag" + ("" if abs(days) == 1 else "en")
    return f"{words} te laat" if days < 0 else words


# -- what may happen when ---------------------------------------------------------------------------------------------------

OPEN = ("nieuw", "in_behandeling", "wacht_op_inwoner", "wachtlijst", "wacht_op_betaling", "besloten", "klaar_voor_afhalen", "elders")
UNDECIDED = ("nieuw", "in_behandeling", "wacht_op_inwoner", "wachtlijst")
VERBS: dict[str, tuple[frozenset[str], str]] = {
    "take": (frozenset(OPEN), "Deze zaak is al klaar."),
    "release": (frozenset(OPEN), "Deze zaak is al klaar."),
    "set_status": (frozenset(UNDECIDED), "Over deze zaak is al besloten."),
    "ask": (frozenset({"nieuw", "in_behandeling", "wachtlijst"}), "Er staat al een vraag open, of er is al besloten."),
    "answer": (frozenset({"wacht_op_inwoner"}), "Deze vraag is al beantwoord."),
    "fill": (frozenset(UNDECIDED), "Over deze zaak is al besloten. U kunt dit niet meer wijzigen."),
    "extend": (frozenset(UNDECIDED), "Over deze zaak is al besloten."),
    "wait": (frozenset({"nieuw", "in_behandeling"}), "Deze zaak kan niet op de wachtlijst."),
    "decide": (frozenset({"nieuw", "in_behandeling", "wachtlijst"}), "Wij wachten nog op de inwoner, of er is al besloten."),
    "ready": (frozenset({"besloten"}), "Besluit eerst over de aanvraag."),
    "afterwards": (frozenset({"besloten", "klaar_voor_afhalen"}), "Deze taak komt na het besluit. Besluit eerst."),
    "hand_over": (frozenset({"klaar_voor_afhalen"}), "Er ligt nog niets klaar om uit te reiken."),
    "step": (frozenset(UNDECIDED), "Deze zaak is al klaar."),
    "finish": (frozenset({"nieuw", "in_behandeling"}), "Wij wachten nog op de inwoner, of de zaak is al klaar."),
    "besluit": (frozenset({"nieuw", "in_behandeling"}), "Wij wachten nog op de inwoner, of de zaak is al klaar."),
    "withdraw": (frozenset({*UNDECIDED, "wacht_op_betaling"}), "U kunt niet meer stoppen: wij hebben al besloten."),
}

OF_A_SERVICE = frozenset({"set_status", "wait", "decide", "ready", "afterwards", "hand_over", "fill", "withdraw"})  # its rules say how
OF_A_CLIENT = frozenset({"step", "finish", "besluit"})  # its zaaktype says how


def check(verb: str, state: str | None, *, of_client: bool = False) -> None:
    """Raises `Impossible` when `verb` may not happen in `state` (None: the zaak is closed). `of_client`: it came from no application."""
    allowed, sentence = VERBS[verb]
    if state not in allowed:
        raise Impossible(sentence)
    if verb in (OF_A_SERVICE if of_client else OF_A_CLIENT):
        raise Impossible("Deze zaak kwam niet uit een aanvraag. Zet een status of sluit hem." if of_client else "Besluit over de aanvraag.")


def possible(state: str | None, *, of_client: bool = False) -> frozenset[str]:
    return frozenset(verb for verb, (allowed, _) in VERBS.items() if state in allowed) - (OF_A_SERVICE if of_client else OF_A_CLIENT)


# -- statuses ---------------------------------------------------------------------------------------------------------------

def granted_step(count: int, *, hand_out: bool) -> int:
    """Which of `count` statuses (from 1) is set on granting: the last, or the one before "ready to collect"."""
    return max(1, count - 2) if hand_out else count


def making_step(count: int, *, hand_out: bool) -> int | None:
    """The status while what was granted is being made: the one on granting, or where nothing is handed out, the one of working on it."""
    return granted_step(count, hand_out=True) if hand_out else handling_step(count, hand_out=False)


def ready_step(count: int) -> int:
    return max(1, count - 1)


def handling_step(count: int, *, hand_out: bool) -> int | None:
    """The status for "somebody is working on it": the second, unless that one is about the outcome."""
    return 2 if granted_step(count, hand_out=hand_out) > 2 else None


# -- closing and archiving (zrc-007, zrc-021) -------------------------------------------------------------------------------

@dataclass(frozen=True)
class Archiving:
    """Empty fields are not known (yet)."""

    archiefnominatie: str = ""
    brondatum: date | None = None
    archiefactiedatum: date | None = None


def archiving(
    *, afleidingswijze: str, archiefnominatie: str, archiefactietermijn: str, einddatum: date, procestermijn: str = "",
    hoofdzaak_einddatum: date | None = None, eigenschap: str = "", ingangsdatums: tuple[date, ...] = (),
    vervaldatums: tuple[date, ...] = (), gerelateerde_einddatums: tuple[date, ...] = (), objects: tuple[str, ...] = (),
) -> Archiving:
    """When a closed zaak may be destroyed or transferred (zrc-021). What cannot be derived stays empty."""
    brondatum = {
        "afgehandeld": lambda: einddatum,
        "hoofdzaak": lambda: hoofdzaak_einddatum,
        "eigenschap": lambda: _day(eigenschap),
        "termijn": lambda: later(einddatum, procestermijn),
        "zaakobject": lambda: max((day for text in objects if (day := _day(text))), default=None),
        "gerelateerde_zaak": lambda: max(gerelateerde_einddatums, default=None),
        "ingangsdatum_besluit": lambda: max(ingangsdatums, default=None),
        "vervaldatum_besluit": lambda: max(vervaldatums, default=None),
    }.get(afleidingswijze, lambda: None)()
    return Archiving(archiefnominatie, brondatum, later(brondatum, archiefactietermijn))


def later(start: date | None, duration: str) -> date | None:
    """None when the day or the duration is not known, and beyond the calendar."""
    if start is None or not duration:
        return None
    try:
        return add_duration(start, duration)
    except (ValueError, OverflowError):
        return None


def _day(text: str) -> date | None:
    """As the standard writes a day (20260131), with or without a time, or as ISO 8601 does."""
    for part in (text[:10], text[:8]):
        try:
            return date.fromisoformat(part)
        except ValueError:
            continue
    return None


# -- addresses --------------------------------------------------------------------------------------------------------------

def address_key(address: Mapping | None) -> str:
    """One text for one home: the id of the BAG, else postcode and number in capitals. Empty when neither is known."""
    if not address:
        return ""
    if address.get("bag_id"):
        return str(address["bag_id"])
    number = "".join(str(address.get(part) or "") for part in ("huisnummer", "huisletter", "toevoeging"))
    return f"{address['postcode']}{number}".replace(" ", "").upper()[:40] if address.get("postcode") and number else ""


# -- people -----------------------------------------------------------------------------------------------------------------

def name_in(known: Mapping[str, Any]) -> str:
    """Of a company or a person, as a betrokkeneIdentificatie of the Zaken API holds it; empty when it holds none."""
    company = known.get("statutaireNaam") or next(iter(known.get("handelsnaam") or ()), "")
    parts = (known.get("voorletters"), known.get("voorvoegselGeslachtsnaam") or known.get("voorvoegselAchternaam"),
             known.get("geslachtsnaam") or known.get("achternaam"))
    return str(company) if company else " ".join(str(part) for part in parts if part)


# -- officials --------------------------------------------------------------------------------------------------------------

def clearance(roles) -> int:
    """Highest level of confidentiality that these roles may see, as a place in `LEVELS`; -1: none."""
    return max((LEVELS.index(CLEARANCE[role]) for role in roles if role in CLEARANCE), default=-1)


def team_name(team: str) -> str:
    """In words: Burgerlijke stand."""
    return team.replace("-", " ").capitalize()
