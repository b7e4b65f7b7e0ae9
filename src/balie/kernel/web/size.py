"""Refuses a request that is larger than anything we ask for, before a byte of it is read."""
from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig


class NotTooBig:
    """413, with the page that says so. Django bounds texts itself (`DATA_UPLOAD_MAX_MEMORY_SIZE`); of files it would read any number of bytes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()) or int(length) > settings.REQUEST_MAX_SIZE:
            raise RequestDataTooBig("larger than REQUEST_MAX_SIZE")
        return self.get_response(request)
