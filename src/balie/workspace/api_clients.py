"""Software that may use the APIs of the municipality: who they are, what they may do, and the secret with which they log in."""
from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balie.workspace import api_rights
from balie.workspace.frame import official, page
from balie.workspace.words import Typed, notice
from balie.zgw.public import Invalid, NotFound, autorisaties

MAY = "koppelingen.beheren"
HERE = "Applicaties"
COLUMNS = [{"label": "Applicatie"}, {"label": "Mag"}, {"label": "Geheim"}]
EVERYTHING = {"value": "alles", "label": "Alles", "help": "Alleen voor software die u helemaal vertrouwt."}
FIELDS = {"clientIds": "client_id", "label": "naam"}  # the standard's name → the field on the page


@require_safe
@official(MAY)
def clients(request):
    rows = [row(each) for each in autorisaties.administering.clients(request.official)]
    context = {"title": HERE, "columns": COLUMNS, "rows": rows, "notices": notice(request.GET.get("gedaan", ""))}
    return page(request, "workspace/api_clients.html", context, here=HERE)


def row(each) -> list:
    complete = all(name.has_secret for name in each.names)
    return [
        {"text": each.label, "href": reverse("workspace:api_client", args=[each.id]), "sub": ", ".join(name.client_id for name in each.names)},
        api_rights.summary(each), {"badge": "Ingesteld" if complete else "Ontbreekt", "tone": "done" if complete else "waiting"},
    ]


@never_cache
@require_http_methods(["GET", "POST"])
@official(MAY)
def new(request):
    """Name and client id first; then, unless it may do everything, its first right."""
    if request.method == "GET":
        return ask_new(request)
    label, client_id, may = (request.POST.get(name, "").strip() for name in ("naam", "client_id", "onderdeel"))
    try:
        if not label or not client_id:
            raise Typed("client_id" if label else "naam", "Vul een client id in." if label else "Vul een naam in.")
        if may != EVERYTHING["value"]:
            if may not in autorisaties.SCOPES:
                raise Typed("onderdeel", "Kies wat de applicatie mag.")
            if "recht" not in request.POST:
                return ask_right(request, may, first={"naam": label, "client_id": client_id})
        rights = None if may == EVERYTHING["value"] else api_rights.typed(request.POST)
        key, secret = autorisaties.administering.add(official=request.official, label=label, client_id=client_id, rights=rights)
    except (Typed, Invalid) as wrong:
        found = mistakes(wrong)
        if "recht" in request.POST and not {"naam", "client_id", "onderdeel"} & set(found):
            return ask_right(request, may, found, first={"naam": label, "client_id": client_id})
        return ask_new(request, found)
    return show_secret(request, key, client_id, secret)


def ask_new(request, wrong: dict | None = None):
    context = {
        "title": "Nieuwe applicatie", "options": [EVERYTHING, *api_rights.components()], "typed": request.POST, "wrong": wrong or {},
        "errors": listed(wrong or {}),
    }
    return page(request, "workspace/api_client_new.html", context, here=HERE, status=422 if wrong else 200)


def ask_right(request, component: str, wrong: dict | None = None, *, first: dict | None = None, found=None):
    """`first`: of an applicatie that is being added; `found`: one that gets a right more."""
    action = reverse("workspace:api_client_grant", args=[found.id]) if found else reverse("workspace:api_client_new")
    context = {
        "title": "Wat mag deze applicatie?", "right": api_rights.form(component, request.POST if wrong else None), "first": first or {},
        "action": action, "found": found, "wrong": wrong or {}, "errors": listed(wrong or {}),
    }
    return page(request, "workspace/api_right.html", context, here=HERE, status=422 if wrong else 200)


def show_secret(request, key: UUID, client_id: str, secret: str):
    """Not redirected to: a secret stands in no address and in no session, and is shown only now."""
    context = {"title": "Het geheim", "client_id": client_id, "secret": secret, "key": key}
    return page(request, "workspace/api_secret.html", context, here=HERE)


@require_safe
@official(MAY)
def client(request, id: UUID):
    return show(request, id)


def show(request, id: UUID, *, error: str = ""):
    found = of(request, id)
    names = {each.url: each.label for component in {right.component for right in found.rights} for each in autorisaties.types(component)}
    context = {
        "title": found.label, "found": found, "components": api_rights.components(),
        "rights": [api_rights.words(right, names) | {"id": key} for right, key in zip(found.rights, found.right_ids, strict=True)],
        "notices": notice(request.GET.get("gedaan", "")), "errors": [{"text": error, "href": ""}] if error else [],
    }
    return page(request, "workspace/api_client.html", context, here=HERE, status=422 if error else 200)


@never_cache
@require_POST
@official(MAY)
def renew(request, id: UUID):
    client_id = request.POST.get("client_id", "")
    try:
        secret = autorisaties.administering.renew_secret(official=request.official, applicatie_id=id, client_id=client_id)
    except NotFound:
        raise Http404 from None
    return show_secret(request, id, client_id, secret)


@require_POST
@official(MAY)
def grant(request, id: UUID):
    """First which API, then what within it."""
    found, component = of(request, id), request.POST.get("onderdeel", "")
    if component not in autorisaties.SCOPES:
        return show(request, id, error="Kies een onderdeel.")
    if "recht" not in request.POST:
        return ask_right(request, component, found=found)
    try:
        autorisaties.administering.grant(official=request.official, applicatie_id=id, rights=api_rights.typed(request.POST))
    except (Typed, Invalid) as wrong:
        return ask_right(request, component, mistakes(wrong), found=found)
    return redirect(reverse("workspace:api_client", args=[id]) + "?gedaan=gewijzigd")


@require_POST
@official(MAY)
def withdraw(request, id: UUID):
    of(request, id)
    try:
        autorisaties.administering.withdraw(official=request.official, applicatie_id=id, right_id=UUID(request.POST.get("recht", "")))
    except (NotFound, ValueError):
        return show(request, id, error="Dit recht is er niet meer. Kijk wat er nu staat.")
    except Invalid:
        return show(request, id, error="Dit is het laatste recht. Trek de hele applicatie in.")
    return redirect(reverse("workspace:api_client", args=[id]) + "?gedaan=gewijzigd")


@require_POST
@official(MAY)
def revoke(request, id: UUID):
    try:
        autorisaties.administering.revoke(official=request.official, applicatie_id=id)
    except NotFound:
        raise Http404 from None
    return redirect(reverse("workspace:api_clients") + "?gedaan=ingetrokken")


def of(request, id: UUID):
    try:
        return autorisaties.administering.client(request.official, id)
    except NotFound:
        raise Http404 from None


def mistakes(wrong: Typed | Invalid) -> dict[str, str]:
    """Field → sentence."""
    if isinstance(wrong, Typed):
        return {wrong.field: str(wrong)}
    return {FIELDS.get(each.name.split(".")[0], "typen" if each.name.startswith("autorisaties") else "naam"): each.reason for each in wrong.params}


def listed(wrong: dict[str, str]) -> list[dict]:
    return [{"text": text, "href": f"#f-{field}"} for field, text in wrong.items()]
