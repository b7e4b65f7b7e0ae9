"""Refuses requests that hold a NUL: no person can type one, and PostgreSQL keeps no text with it."""
from __future__ import annotations

from itertools import chain

from django.core.exceptions import BadRequest

NUL = "\x00"


class OnlyText:
    """400 for a NUL in address, cookies, query, fields or file names; the page that says so is the usual one.

    A view with the attribute `reads_text_itself` refuses a NUL in its query in a form of its own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if any(NUL in text for text in chain([request.path], request.COOKIES.values())):
            raise BadRequest("NUL in the address or a cookie")
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "reads_text_itself", False) and any(NUL in text for text in _texts(request.GET)):
            raise BadRequest("NUL in the query")
        if request.method == "POST" and any(NUL in text for text in chain(_texts(request.POST), (file.name for file in request.FILES.values()))):
            raise BadRequest("NUL in a field")


def _texts(fields) -> chain:
    return chain(fields, chain.from_iterable(values for _name, values in fields.lists()))
