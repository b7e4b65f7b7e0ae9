"""The floor: a bare Django view that does as many trivial queries as a page of ours, with no middleware and no template."""
from __future__ import annotations

from django.db import connection
from django.http import HttpResponse
from django.urls import path


def bare(request, queries: int) -> HttpResponse:
    with connection.cursor() as cursor:
        for _ in range(queries):
            cursor.execute("select 1")
            cursor.fetchone()
    return HttpResponse("ok")


urlpatterns = [path("<int:queries>/", bare)]
