"""The Django app of the zgw room."""
from importlib import import_module

from django.apps import AppConfig


class ZgwConfig(AppConfig):
    name = "balie.zgw"
    label = "zgw"

    def ready(self) -> None:
        for name in (
            "autorisaties.secrets", "autorisaties.resource", "notificaties.sealing", "notificaties.jobs", "notificaties.serving",
            "audittrail.serving", "providers.connections", "providers.jobs",
        ):
            import_module(f"balie.zgw.{name}")
