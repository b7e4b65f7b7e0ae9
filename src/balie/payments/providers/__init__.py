"""Payment providers: the shape they share, and the registry (kind "payment_provider", chosen by BALIE_PAYMENT_PROVIDER)."""

from django.conf import settings

from balie.kernel import plugins

from .base import Checkout, Provider, ProviderFailed, ProviderRefund, Report
from .failing import Failing
from .mollie import Mollie

KIND = "payment_provider"
plugins.register(KIND, "mollie", Mollie)
plugins.register(KIND, "failing", Failing)


def check() -> None:
    """At start: is there such a provider?"""
    plugins.check_setting(KIND, settings.BALIE.payment_provider, setting="BALIE_PAYMENT_PROVIDER")


def available() -> bool:
    """Whether this municipality takes payments online."""
    return provider().configured()


def provider(name: str | None = None) -> Provider:
    """The provider of this name, or the one that is chosen now. An attempt keeps the provider it began with."""
    return plugins.get(KIND, name or settings.BALIE.payment_provider)


__all__ = ["KIND", "Checkout", "Failing", "Mollie", "Provider", "ProviderFailed", "ProviderRefund", "Report", "available", "provider"]
