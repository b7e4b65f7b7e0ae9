"""What residents searched for in vain, and the words that this municipality adds so that the search understands them."""
from __future__ import annotations

from uuid import UUID

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balie.assistant import public as assistant
from balie.workspace.frame import official, page
from balie.workspace.words import notice

MAY = "zoekwoorden.beheren"
HERE = "Zoekwoorden"
LONGEST, CHOICES = 120, 8


@require_safe
@official(MAY)
def both(request):
    return show(request)


def show(request, *, error: str = ""):
    context = {
        "title": HERE, "missed": [missed(each) for each in assistant.missed(request.official)], "own": assistant.own_words(request.official),
        "notices": notice(request.GET.get("gedaan", "")), "errors": [{"text": error, "href": ""}] if error else [],
    }
    return page(request, "workspace/search_words.html", context, here=HERE, status=422 if error else 200)


def missed(each: assistant.Missed) -> dict:
    found = "Niets gevonden" if each.nothing else "Niemand koos iets" if not each.chose else f"{each.chose} kozen iets"
    return {"key": each.key, "words": each.words, "sessions": each.sessions, "found": found}


@require_http_methods(["GET", "POST"])
@official(MAY)
def new(request):
    """The words first; then what they mean, of what the search finds for `zoek`."""
    if request.method == "GET":
        return ask(request, "", "")
    said, target = request.POST.get("woorden", "")[:500].strip(), request.POST.get("doel", "")[:300]
    if "bewaar" not in request.POST:
        return ask(request, said, request.POST.get("zoek", "")[:LONGEST].strip())
    try:
        assistant.add_words(official=request.official, said=said, target=target)
    except assistant.InvalidWords as wrong:
        return ask(request, said, request.POST.get("zoek", "")[:LONGEST].strip(), {wrong.field: str(wrong)})
    return redirect(reverse("workspace:search_words") + "?gedaan=zoekwoord")


def ask(request, said: str, search: str, wrong: dict[str, str] | None = None):
    choices = choices_for(search or said)
    nothing = "Hierbij vinden wij niets. Typ een ander woord." if (search or said) and not choices else ""
    wrong = wrong or ({"zoek": nothing} if search and nothing else {})
    if "doel" in wrong and not choices:
        wrong = {"zoek": "Zoek eerst de dienst of het product, en kies dan."}
    context = {
        "title": "Wat betekent dit?", "said": said, "search": search, "choices": choices, "chosen": request.POST.get("doel", ""), "wrong": wrong,
        "errors": [{"text": text, "href": f"#{field}"} for field, text in wrong.items()],
    }
    return page(request, "workspace/search_words_new.html", context, here=HERE, status=422 if wrong else 200)


def choices_for(text: str) -> list[dict]:
    """A service by its slug, a product by its URI."""
    hits = assistant.suggest(text, CHOICES) if text else []
    return [
        {"value": hit.slug if hit.card else hit.upl, "label": hit.name, "help": hit.summary if hit.card else "Een product zonder dienst"}
        for hit in hits
    ]


@require_POST
@official(MAY)
def remove(request):
    try:
        known = assistant.remove_words(official=request.official, id=UUID(request.POST.get("woord", "")))
    except ValueError:
        known = False
    if not known:
        return show(request, error="Deze woorden zijn er niet meer. Kijk wat er nu in de lijst staat.")
    return redirect(reverse("workspace:search_words") + "?gedaan=zoekwoord_weg")


@require_POST
@official(MAY)
def drop(request):
    assistant.drop_words(official=request.official, key=request.POST.get("sleutel", "")[:32])
    return redirect(reverse("workspace:search_words") + "?gedaan=zoekwoord_laat")
