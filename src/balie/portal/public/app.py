"""The portal as an app on a phone: manifest, service worker and the page it shows without internet.

The service worker keeps that one page and its style only. Pages with personal data are never kept.
"""
from __future__ import annotations

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from balie.look import assets
from balie.look.context import page


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request):
    """Web app manifest (W3C Application Manifest)."""
    site = page(request)["site"]
    return JsonResponse(
        {
            "name": site.name, "short_name": site.short_name, "lang": (get_language() or "nl")[:2], "id": "/", "start_url": "/", "scope": "/",
            "display": "standalone", "background_color": "#ffffff", "theme_color": site.colour,
            "icons": [{"src": site.logo, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
        },
        content_type="application/manifest+json",
    )


@require_safe
@cache_control(max_age=0, must_revalidate=True)
def service_worker(request):
    site = page(request)["site"]
    keep = [address for address in ("/offline/", assets.url("balie.css"), site.css, site.logo, site.font) if address]
    return render(request, "portal/public/sw.js", {"keep": keep, "version": assets.url("balie.css")}, content_type="text/javascript")


@require_safe
def offline(request):
    return render(request, "look/offline.html")
