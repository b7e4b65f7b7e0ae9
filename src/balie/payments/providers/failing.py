"""The provider that never answers: to see that nothing is lost and every screen says something sensible."""

from .base import ProviderFailed


class Failing:
    name = "failing"

    def configured(self) -> bool:
        return True

    def create(self, **_):
        raise ProviderFailed("failing on purpose")

    def fetch(self, provider_id, **_):
        raise ProviderFailed("failing on purpose")

    def cancel(self, provider_id):
        raise ProviderFailed("failing on purpose")

    def refund(self, provider_id, **_):
        raise ProviderFailed("failing on purpose")
