"""The Django app of the documents room."""
from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "balie.documents"
    label = "documents"

    def ready(self) -> None:
        import_module("balie.documents.scanners").check()
        import_module("balie.documents.jobs")
        import_module("balie.documents.zgw.resources")
