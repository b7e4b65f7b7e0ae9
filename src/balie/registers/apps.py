"""The Django app."""
from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "balie.registers"
    label = "registers"

    def ready(self):
        from balie.registers import plugins  # noqa: F401  (registers the plug-ins)
