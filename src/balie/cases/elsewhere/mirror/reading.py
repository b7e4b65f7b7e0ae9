"""From a zaak as the Zaken API shows it to what we keep of it. Raises `Unreachable`, `Refused`."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from balie.cases import rules
from balie.cases.elsewhere.zgw import Refused, Zgw
from balie.identity import public as identity

Row = dict[str, Any]
PERSON = "natuurlijk_persoon"


class Reader:
    """For the zaken of one run: what a zaaktype, a status or a result is called is asked once."""

    def __init__(self, zgw: Zgw) -> None:
        self.zgw = zgw
        self._names: dict[str, str] = {}

    def columns(self, zaak: Row) -> Row:
        """First all that is asked there, then, in a transaction of its own, the people."""
        try:
            found, rollen = self._columns(zaak), list(self.zgw.all("zaken", "rollen", zaak=zaak["url"]))
            with transaction.atomic():
                return found | _people(rollen)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Refused(f"{self.zgw.access.label} gaf een zaak die wij niet kunnen lezen.") from None

    def _columns(self, zaak: Row) -> Row:
        last = zaak.get("uiterlijkeEinddatumAfdoening") or zaak.get("einddatumGepland")
        return {
            "identificatie": zaak["identificatie"][:40], "omschrijving": (zaak.get("omschrijving") or "")[:80],
            "zaaktype": self.name(zaak["zaaktype"]), "confidentiality": _level(zaak.get("vertrouwelijkheidaanduiding")),
            "statuses": self._statuses(zaak["url"]) if zaak.get("status") else [], "result": self._result(zaak),
            "started": date.fromisoformat(zaak["startdatum"]), "ended": _day(zaak.get("einddatum")), "deadline": _day(last),
            "fingerprint": fingerprint(zaak), "missing_since": None,
        }

    def name(self, url: str) -> str:
        """`omschrijving` of something in the catalogus there."""
        if url not in self._names:
            self._names[url] = str(self.zgw.one("catalogi", url)["omschrijving"])[:80]
        return self._names[url]

    def _statuses(self, zaak: str) -> list[list[str]]:
        rows = [(parse_datetime(row["datumStatusGezet"]), row["statustype"]) for row in self.zgw.all("zaken", "statussen", zaak=zaak)]
        return [[self.name(kind), moment.isoformat()] for moment, kind in sorted(rows, key=lambda row: row[0])]

    def _result(self, zaak: Row) -> str:
        return self.name(self.zgw.one("zaken", zaak["resultaat"])["resultaattype"]) if zaak.get("resultaat") else ""


def fingerprint(zaak: Row) -> str:
    """The list names the newest status, the result and every rol of a zaak by their addresses, so that it changes with them."""
    return hashlib.sha256(json.dumps(zaak, sort_keys=True, default=str).encode()).hexdigest()


def _level(name: str | None) -> int:
    """What we do not know, only those may see who may see everything."""
    return rules.LEVELS.index(name) if name in rules.LEVELS else len(rules.LEVELS) - 1


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _people(rollen: Iterable[Row]) -> Row:
    found: Row = {"person_id": None, "applicant": "", "handler": ""}
    for rol in rollen:
        known = rol.get("betrokkeneIdentificatie") or {}
        if rol.get("omschrijvingGeneriek") == "initiator":
            found["person_id"] = _person(known.get("inpBsn")) if rol.get("betrokkeneType") == PERSON else None
            found["applicant"] = ((identity.name_of(found["person_id"]) if found["person_id"] else "") or _name(rol, known))[:200]
        elif rol.get("omschrijvingGeneriek") == "behandelaar":
            found["handler"] = _name(rol, known)[:120]
    return found


def _person(bsn: str | None):
    """A BSN goes into the vault at once. What is none, is nobody."""
    try:
        return identity.person_for_bsn(str(bsn)) if bsn else None
    except identity.InvalidInput:
        return None


def _name(rol: Row, known: Row) -> str:
    """An organisatorische eenheid has a `naam`, and nothing else that is a name."""
    return str(rol.get("afwijkendeNaamBetrokkene") or rules.name_in(known) or known.get("naam") or "")
