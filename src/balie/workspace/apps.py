"""The door as a Django app."""
from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "balie.workspace"
    label = "workspace"
