"""The kernel as a Django app."""
from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "balie.kernel"
    label = "kernel"

    def ready(self):
        from balie.kernel import jobs  # noqa: F401
