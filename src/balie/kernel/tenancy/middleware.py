"""Finds the municipality by host name; a host that belongs to none is answered with 404 before anything else runs."""
from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.http import HttpResponseNotFound

from balie.kernel.tenancy.hosts import gemeente_of_host
from balie.kernel.tenancy.scopes import scope

WITHOUT_TENANT = ("/health/",)
UNKNOWN = "<!doctype html><html lang=nl><title>Onbekend adres</title><h1>Dit adres is van geen gemeente</h1>" \
    "<p>Controleer het adres in uw browser.</p></html>"


class Tenancy:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(WITHOUT_TENANT):
            return self.get_response(request)
        try:
            gemeente = gemeente_of_host(request.get_host().rsplit(":", 1)[0].lower())
        except DisallowedHost:
            gemeente = None
        if gemeente is None:
            return HttpResponseNotFound(UNKNOWN)
        request.gemeente = gemeente
        with scope(gemeente):
            return self.get_response(request)
