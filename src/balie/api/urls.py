"""Addresses for machines."""
from django.urls import path

from balie.api import health

app_name = "api"
urlpatterns = [
    path("health/ready", health.ready, name="ready"),
    path("health/live", health.live, name="live"),
]
