"""The root of an API: a page for who asks for HTML, the addresses of its lists for software. Without a token: there is nothing of anybody in it."""
from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from balie.api.zgw.tryout.described import described, resources
from balie.zgw.public import contract


@transaction.non_atomic_requests
@require_safe
@vary_on_headers("Accept", "Accept-Language", "Cookie")
def page(request: Any, api: str) -> HttpResponse:
    """`bewerking`: one operation, with a form to try it."""
    root = request.build_absolute_uri(f"/{api}/api/v1")
    if "text/html" not in request.headers.get("Accept", ""):  # browsers name it; software that takes anything is no person
        return JsonResponse(lists(api, root))
    context = {"api": api, "name": f"{api.capitalize()} API", "version": contract.load(api).version, "root": root}
    chosen = request.GET.get("bewerking")
    if chosen is None:
        return render(request, "api/tryout/index.html", context | {"resources": resources(api), "others": [each for each in APIS if each != api]})
    one = described(api).get(chosen)
    if one is None:
        raise Http404
    return render(request, "api/tryout/operation.html", context | {"one": one, "curl": one.curl(root), "fixed": json.dumps(dict(one.fixed))})


def lists(api: str, root: str) -> dict[str, str]:
    found = contract.load(api).operations.values()
    return {each.template.strip("/"): root + each.template for each in found if each.method == "GET" and "{" not in each.template}


APIS = ("zaken", "catalogi", "documenten", "besluiten", "notificaties", "autorisaties")
