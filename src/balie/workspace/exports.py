"""Downloading data: of one zaak, and of everything that came in for a service in a period."""
from __future__ import annotations

import json
from datetime import date

from django.views.decorators.http import require_POST, require_safe

from balie.cases.public import exports
from balie.catalogue import public as catalogue
from balie.kernel import clock
from balie.workspace.frame import official, page
from balie.workspace.words import Typed, typed_day, with_days

KINDS = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("xml", "XML"))
LONGEST = 366 * 2  # days


@require_safe
@official("document.bekijken")
def one(request, id, kind: str):
    """As an attachment; the look is recorded. `kind`: a format, or `schema`."""
    if kind == "schema":
        content = json.dumps(exports.schema_for(request.official, id), ensure_ascii=False, indent=2)
        return exports.as_json_file("schema.json", content.encode())
    return exports.as_file(exports.for_official(request.official, id, kind))


@require_safe
@official("gegevens.downloaden")
def many(request):
    return show(request)


@require_POST
@official("gegevens.downloaden")
def download(request):
    typed = with_days(request.POST, "van", "tot")
    try:
        service, kind = request.POST.get("dienst", ""), request.POST.get("soort", "")
        if service not in {slug for slug, _name in services()}:
            raise Typed("dienst", "Kies een dienst.")
        if kind not in exports.FORMATS:
            raise Typed("soort", "Kies een soort bestand.")
        since, until = period(request.POST)
    except Typed as wrong:
        return show(request, typed=typed, wrong={wrong.field: str(wrong)})
    made = exports.set_for_official(request.official, service, kind, since=since, until=until)
    return exports.as_file(made)


def period(posted) -> tuple[date, date]:
    """Raises `Typed`. Without an end: until today."""
    since, until = typed_day(posted, "van"), typed_day(posted, "tot") or clock.today()
    if since is None:
        raise Typed("van", "Vul in vanaf welke dag.")
    if until < since:
        raise Typed("tot", "Deze dag ligt voor de eerste dag. Kies een latere dag.")
    if (until - since).days > LONGEST:
        raise Typed("tot", "Dit is langer dan twee jaar. Download het in delen.")
    return since, until


def services() -> list[tuple[str, str]]:
    return [(card.slug, card.name) for card in catalogue.list_services()]


def show(request, *, typed: dict | None = None, wrong: dict[str, str] | None = None):
    context = {
        "title": "Gegevens", "services": services(), "kinds": [{"value": value, "label": label} for value, label in KINDS],
        "typed": {"soort": "xlsx", **(typed or {})}, "wrong": wrong or {},
        "errors": [{"text": text, "href": f"#f-{field}"} for field, text in (wrong or {}).items()],
    }
    return page(request, "workspace/exports.html", context, here="Gegevens", status=422 if wrong else 200)


