"""The Django app of the cases room."""
from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "balie.cases"
    label = "cases"

    def ready(self) -> None:
        import_module("balie.cases.handlers")
        import_module("balie.cases.jobs")
        import_module("balie.cases.own_facts")
        import_module("balie.cases.elsewhere.jobs")
        import_module("balie.cases.elsewhere.mirror.jobs")
        import_module("balie.cases.zgw.resources")
        import_module("balie.cases.zgw.jobs")
