"""The Django app."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "balie.appointments"
    label = "appointments"
    verbose_name = "Afspraken"

    def ready(self) -> None:
        from . import jobs  # noqa: F401  (they register themselves)
