"""Giving up what one has, such as a permit: a page that says what that means, and the deed."""
from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balie.cases import public as cases
from balie.portal.mine.frame import mine, page
from balie.portal.said import of_service, said


@require_http_methods(["GET", "POST"])
@mine
def give_up(request, id):
    try:
        found = cases.product_of(request.resident, id)
    except cases.NotFound:
        raise Http404 from None
    if not found.can_give_up:
        raise Http404
    if request.method == "GET":
        return show(request, found)
    if request.POST.get("zeker") != "ja":
        return show(request, found, error=_("Kruis aan dat u zeker wilt opzeggen."))
    try:
        cases.end_product(product_id=id, resident=request.resident)
    except cases.Impossible as refused:
        return show(request, found, error=said(refused))
    return redirect(f"{reverse('portal:mijn')}?gedaan=opgezegd")


def show(request, found: cases.ProductView, *, error: str = ""):
    context = {
        "product": found, "name": of_service(found.service)(found.name), "error": error, "title": _("Opzeggen"),
        "errors": [{"text": error, "href": "#f-zeker"}] if error else [],
    }
    return page(request, "portal/mine/give_up.html", context, here="mijn", status=422 if error else 200)
