"""The Django app."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "balie.assistant"
    label = "assistant"
    verbose_name = "Assistent"
