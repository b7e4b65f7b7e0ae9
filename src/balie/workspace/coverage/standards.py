"""What a newer standard catalogue changes here, before it is published. Only to read: publishing is for who runs the installation."""
from __future__ import annotations

from typing import Any

from django.http import Http404
from django.views.decorators.http import require_safe

from balie.catalogue import public as catalogue
from balie.forms.public import NOTHING, DefinitionError
from balie.kernel import tenancy
from balie.workspace.coverage.lists import MAY, address, named, paged, searched, service, show
from balie.workspace.frame import official

KINDS = {
    "new": ("Nieuw", "done"), "changed": ("Anders", "busy"), "same": ("Let op", "waiting"), "only_here": ("Alleen bij u", "neutral"),
    "broken": ("Klopt niet", "late"),
}
COLUMNS = [{"label": "Dienst"}, {"label": "Wat"}, {"label": "Van uzelf", "numeric": True}, {"label": "Botst", "numeric": True}]
PLACES = [{"label": "Plaats in de dienst"}, {"label": "Nu"}, {"label": "In de nieuwe standaard"}]
MET = [{"label": "Plaats in de dienst"}, {"label": "Van uzelf, dit blijft"}, {"label": "In de nieuwe standaard"}]
LONG = 300


@require_safe
@official(MAY)
def standards(request):
    slug = service(request)
    return one(request, slug) if slug else every(request)


def every(request):
    names, text = named(), searched(request)
    found = catalogue.waiting(catalogue.standard_folder())
    wanted = [each for each in found if text.casefold() in f"{each.slug} {names.get(each.slug, '')}".casefold()]
    pages = paged(request, wanted, "standards", zoek=text)
    counts = {kind: sum(each.kind == kind for each in found) for kind in KINDS}
    context = {
        "title": "Nieuwe standaard", "columns": COLUMNS, "pages": pages, "sought": text, "count": len(wanted), "waiting": bool(found),
        "rows": [row(each, names) for each in pages["shown"]], "town": tenancy.current().slug,
        "stats": [
            {"number": str(counts["new"]), "label": "nieuw"}, {"number": str(counts["changed"]), "label": "anders"},
            {"number": str(sum(each.meetings for each in found)), "label": "keer botst het met iets van uzelf"},
        ],
    }
    return show(request, "standards", "standards", context)


def row(each: catalogue.Waiting, names: dict[str, str]) -> list:
    label, tone = KINDS[each.kind]
    off = "" if each.on_offer or each.kind == "new" else "staat uit"
    there = address("standards", dienst=each.slug)
    return [{"text": names.get(each.slug, each.slug), "href": there, "sub": off}, {"badge": label, "tone": tone}, str(each.own), str(each.meetings)]


def one(request, slug: str):
    """Of one service, place by place."""
    try:
        found = catalogue.update_of(slug, catalogue.standard_folder())
    except catalogue.UnknownService:
        raise Http404 from None
    except DefinitionError as wrong:
        context = {"title": slug, "kind": KINDS["broken"], "wrong_lines": [each.message for each in wrong.findings]}
        return show(request, "standard", "standards", context)
    names = named()
    context = {
        "title": names.get(slug, slug), "kind": KINDS[found.kind], "is_kind": found.kind, "places": PLACES, "met": MET, "kept": found.kept,
        "changes": [[each.what, said(each.before), said(each.after)] for each in found.differences],
        "meetings": [[each.what, said(each.own), said(each.standard)] for each in found.meetings],
    }
    return show(request, "standard", "standards", context)


def said(value: Any) -> str:
    if value is NOTHING:
        return "Niets"
    text = " ".join(str(", ".join(map(str, value)) if isinstance(value, list) else value).split())
    return f"{text[:LONG]}…" if len(text) > LONG else text
