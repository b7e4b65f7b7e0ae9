"""The Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "balie.plans"
    label = "plans"
    verbose_name = "Stappenplannen"

    def ready(self) -> None:
        from balie.plans import jobs  # noqa: F401  (they register themselves)
