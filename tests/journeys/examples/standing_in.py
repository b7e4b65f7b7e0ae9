"""What an example says of the world, in the place of the registers, the bank and the calendar: they answer what the example says they do."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from types import SimpleNamespace
from typing import Any

from balie.applications import codes
from balie.kernel import clock, egress, plugins
from balie.payments.providers import KIND, Checkout
from balie.payments.tests import factories
from balie.registers.sources import Answer, Question
from balie.registers.views import Address

HEADS = {"brp": "persoon", "brp_household": "persoon", "brp_adres": "bewoning", "brp_kind": "gekozen_kind", "reisdocumenten": "documenten",
         "rdw": "voertuig", "kvk": "organisatie", "eigen": "eigen"}  # fmt: skip
MORNING = time(10, tzinfo=UTC)
CODE = "271828"


class World:
    """One at a time: `be(example)`."""

    def __init__(self, monkeypatch) -> None:
        self.example: Any = None
        for source, head in HEADS.items():
            monkeypatch.setitem(plugins._registry["fact_source"], source, lambda head=head: Facts(self, head))
        monkeypatch.setitem(plugins._registry["register"], "bag", lambda: Addresses(self))
        monkeypatch.setitem(plugins._registry["register"], "kvk", Companies)
        bank = Bank()
        for name in plugins.names(KIND):
            monkeypatch.setitem(plugins._registry[KIND], name, lambda: bank)
        monkeypatch.setattr(egress, "available", lambda service: True)
        monkeypatch.setattr(clock, "now", self.now)
        monkeypatch.setattr(codes, "secrets", SimpleNamespace(randbelow=lambda _top: int(CODE)))

    def be(self, example: Any) -> None:
        self.example = example

    def now(self) -> datetime:
        return datetime.combine(self.example.today, MORNING) if self.example else datetime.now(UTC)

    def knows(self, source: str) -> bool:
        """Whether the example has anything from this register."""
        return HEADS[source] in self.example.facts


class Facts:
    def __init__(self, world: World, head: str) -> None:
        self.world, self.head = world, head

    def facts(self, question: Question) -> Answer:
        known = self.world.example.facts.get(self.head)
        return Answer(values={self.head: dict(known) if isinstance(known, Mapping) else known})


class Addresses:
    """The BAG with the addresses that stand in the example, whether as a fact or as an answer."""

    def __init__(self, world: World) -> None:
        self.world = world

    def find(self, *, postcode: str, huisnummer: int, huisletter: str = "", toevoeging: str = "") -> list[Address]:
        example = self.world.example
        asked = (postcode, str(huisnummer), huisletter, toevoeging)
        return [address(each) for each in addresses_in([example.answers, example.facts]) if key(each) == asked][:1]


class Companies:
    def branches(self, kvk_nummer: str) -> list[dict]:
        return []


class Bank(factories.Bank):
    """Everything is paid at once: it sends people straight back."""

    name = "mollie"

    def configured(self) -> bool:
        return True

    def create(self, *, return_url, **about) -> Checkout:
        made = super().create(return_url=return_url, **about)
        self.status[made.provider_id][0] = "paid"
        return replace(made, url=return_url)


def addresses_in(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        if {"postcode", "huisnummer"} <= data.keys():
            yield data
        data = list(data.values())
    if isinstance(data, list | tuple):
        for each in data:
            yield from addresses_in(each)


def key(found: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(found.get(part) or "") for part in ("postcode", "huisnummer", "huisletter", "toevoeging"))


def address(found: Mapping[str, Any]) -> Address:
    return Address(
        straat=found.get("straat") or "Dorpsstraat", huisnummer=int(found["huisnummer"]), huisletter=found.get("huisletter") or "",
        toevoeging=found.get("toevoeging") or "", postcode=found["postcode"], woonplaats=found.get("woonplaats") or "Zonnedam",
        bag_id=found.get("bag_id") or "9991010000000001", nummeraanduiding="", gebruiksdoelen=("woonfunctie",), status="Verblijfsobject in gebruik",
        rd=None,
    )
