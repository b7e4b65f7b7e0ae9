"""The Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "balie.payments"
    label = "payments"
    verbose_name = "Betalingen"

    def ready(self) -> None:
        from . import jobs, providers  # noqa: F401  (they register themselves)

        providers.check()
