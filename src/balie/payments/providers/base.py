"""What every payment provider can do. Statuses are Mollie's words (rules.py); amounts are Decimal euros."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Checkout:
    """A payment made at the provider; the resident goes to `url`."""

    provider_id: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ProviderRefund:
    id: str
    amount: Decimal
    status: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """How a payment stands at the provider. `refunds` is None when they were not asked for."""

    status: str
    amount: Decimal
    refunds: tuple[ProviderRefund, ...] | None = None


class ProviderFailed(Exception):
    """The provider did not answer, or not as agreed. `final`: asking the same again will not help."""

    def __init__(self, reason: str, final: bool = False):
        super().__init__(reason)
        self.final = final


class Provider(Protocol):
    """All may raise `ProviderFailed`. The same `key` makes the same payment or refund once."""

    name: str

    def configured(self) -> bool: ...

    def create(self, *, amount: Decimal, description: str, return_url: str, webhook_url: str, key: str) -> Checkout: ...

    def fetch(self, provider_id: str, *, refunds: bool = False) -> Report: ...

    def cancel(self, provider_id: str) -> None: ...

    def refund(self, provider_id: str, *, amount: Decimal, description: str, key: str) -> ProviderRefund: ...
