"""The Django app `look`."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "balie.look"
    label = "look"
    verbose_name = "Vormgeving"
