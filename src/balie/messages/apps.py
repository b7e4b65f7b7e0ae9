"""The Django app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "balie.messages"
    label = "messages"
    verbose_name = "Berichten"

    def ready(self) -> None:
        from . import channels, handlers, jobs, sealed  # noqa: F401  (they register themselves)
