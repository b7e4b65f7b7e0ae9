"""The room as a Django app."""
from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "balie.applications"
    label = "applications"

    def ready(self):
        from balie.applications import handlers, jobs  # noqa: F401
