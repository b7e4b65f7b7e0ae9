"""The Django app."""

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "balie.assistant"
    label = "assistant"
    verbose_name = "Assistent"

    def ready(self) -> None:
        from balie.assistant import jobs  # noqa: F401  (they register themselves)
