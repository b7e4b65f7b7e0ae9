"""The shapes that leave this room, and what can go wrong."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

NAMES = {
    "brp": gettext_noop("de Basisregistratie Personen (BRP)"),
    "brp_household": gettext_noop("de Basisregistratie Personen (BRP)"),
    "brp_adres": gettext_noop("de Basisregistratie Personen (BRP)"),
    "brp_kind": gettext_noop("de Basisregistratie Personen (BRP)"),
    "brp_inzage": gettext_noop("de Basisregistratie Personen (BRP)"),
    "reisdocumenten": gettext_noop("het Basisregister Reisdocumenten"),
    "rdw": gettext_noop("het kentekenregister van de RDW"),
    "bag": gettext_noop("de Basisregistratie Adressen en Gebouwen (BAG)"),
    "kvk": gettext_noop("het Handelsregister van de KvK"),
    "eigen": gettext_noop("onze eigen administratie"),
}
SHORT = {
    "brp": "BRP", "brp_household": "BRP", "brp_adres": "BRP", "brp_kind": "BRP", "brp_inzage": "BRP",
    "reisdocumenten": "Basisregister Reisdocumenten", "rdw": "RDW", "bag": "BAG", "kvk": "KvK",
    "eigen": "eigen administratie",
}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question to the resident: may we fetch `fields` from `source`? As under `facts:` in a service definition.

    `parameters`: what the source needs besides the person, such as {"kenteken": "AB-123-C"} for the RDW.
    """

    source: str
    fields: tuple[str, ...]
    purpose: str
    legal_basis: str = ""
    required: bool = True
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A vestiging in the Handelsregister."""

    number: str
    name: str
    address: str
    main: bool


@dataclass(frozen=True, kw_only=True)
class Consent:
    """An answer, as its owner sees it. `given` False: refused. `active`: neither withdrawn nor replaced."""

    id: UUID
    person_id: UUID
    owner: str
    source: str
    source_name: str
    fields: tuple[str, ...]
    purpose: str
    legal_basis: str
    given: bool
    answered_at: datetime
    active: bool


@dataclass(frozen=True, kw_only=True)
class Look:
    """That a source was asked. `words`: "uit de BRP, vandaag om 14.03 uur"."""

    source: str
    fetched_at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class FactSet:
    """What the sources said, JSON-able, as nested dicts: {"persoon": {"naam": "…", "adres": {…}}}.

    Dates are ISO text ("1979-12-01"); what a source does not know is None. `looks`: by source. `origin`: name of a fact → source.
    `in_onderzoek`: names of facts that the register itself doubts. `unavailable`: source → sentence to show; `refused`: sources the
    resident refused. Nothing here contains a BSN.
    """

    values: dict[str, Any] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    in_onderzoek: tuple[str, ...] = ()
    unavailable: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()

    def words_for(self, fact: str) -> str:
        """Where this fact came from and when, for the check page; empty when it was not fetched."""
        parts = fact.split(".")
        for length in range(len(parts), 0, -1):
            source = self.origin.get(".".join(parts[:length]))
            if source:
                return self.looks[source].words
        return ""


@dataclass(frozen=True, kw_only=True)
class Address:
    """An address of the BAG. `bag_id`: adresseerbaarObjectIdentificatie (16 digits). `gebruiksdoelen`: such as ("woonfunctie",).

    `rd`: where it is, in metres Rijksdriehoek, when the BAG says so.
    """

    straat: str
    huisnummer: int
    postcode: str
    woonplaats: str
    bag_id: str
    huisletter: str = ""
    toevoeging: str = ""
    nummeraanduiding: str = ""
    gebruiksdoelen: tuple[str, ...] = ()
    status: str = ""
    rd: tuple[float, float] | None = None

    @property
    def line(self) -> str:
        """Kerkstraat 12A-2, 1998 SB Zonnedam"""
        number = f"{self.huisnummer}{self.huisletter}{'-' + self.toevoeging if self.toevoeging else ''}"
        postcode = f"{self.postcode[:4]} {self.postcode[4:]}" if self.postcode else ""
        return f"{self.straat} {number}, {postcode} {self.woonplaats}".replace(",  ", ", ")

    def as_answer(self) -> dict:
        """As the question type `address_nl` and the fact `persoon.adres` hold it."""
        return {
            "straat": self.straat, "huisnummer": self.huisnummer, "huisletter": self.huisletter, "toevoeging": self.toevoeging,
            "postcode": self.postcode, "woonplaats": self.woonplaats, "bag_id": self.bag_id,
        }


@dataclass(frozen=True, kw_only=True)
class FoundPerson:
    """A hit of an official's search in the BRP. `adres` is empty for somebody whose data are secret."""

    person_id: UUID
    naam: str
    geboortedatum: str | None
    geboortedatum_woorden: str
    adres: str = ""
    geheim: bool = False
    overleden: bool = False


class RegisterUnavailable(Exception):
    """The register gives no answer now; `str()` is a sentence to show, `source` says which."""

    def __init__(self, source: str, text: str = ""):
        name = gettext(NAMES[source]) if source in NAMES else source
        super().__init__(text or _("Wij kunnen nu geen gegevens ophalen uit %(name)s. Probeer het later opnieuw.") % {"name": name})
        self.source = source


class ConsentNeeded(PermissionError):
    """Somebody's data were asked for without their agreement. `sources`: which ones are still to be asked."""

    def __init__(self, sources):
        super().__init__(f"Not agreed to: {', '.join(sources)}.")
        self.sources = tuple(sources)


class NotKnown(LookupError):
    """The register does not know this person, address or vehicle; `str()` is a sentence to show."""
