"""The Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "balie.catalogue"
    label = "catalogue"
    verbose_name = "Catalogus"
