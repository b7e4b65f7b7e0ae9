"""The Django app."""
from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "balie.identity"
    label = "identity"

    def ready(self):
        from balie.identity import jobs, plugins  # noqa: F401  (registers the jobs and the plug-ins)
