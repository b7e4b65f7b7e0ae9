"""Addresses for machines."""
from django.urls import path

from balie.api import health, notified
from balie.api.zgw import entry
from balie.api.zgw.tryout import page
from balie.zgw.public import contract

app_name = "api"
urlpatterns = [
    *(path(f"{api}/api/v1/<path:rest>", entry.serve, {"api": api}, name=api) for api in contract.APIS),
    *(path(f"{api}/api/v1/", page.page, {"api": api}, name=f"{api}_page") for api in contract.APIS),
    path("notificaties-consumer/api/v1/notificaties/<uuid:id>", notified.notified, name="notified"),
    path("health/ready", health.ready, name="ready"),
    path("health/live", health.live, name="live"),
]
