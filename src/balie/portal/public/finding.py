"""Searching: one box, results while typing, and a page with what somebody can do about each result."""
from __future__ import annotations

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from balie.assistant import public as assistant
from balie.catalogue import public as catalogue
from balie.portal import offered, searched
from balie.portal.public import filters, words
from balie.portal.public.pages import language
from balie.portal.public.products import who

SUGGESTIONS = 6
MOMENTS = 3  # life events to choose from: on a phone more of them push the results off the screen


@require_safe
def find(request):
    """Results for `?q=`, of which `?voor=` (audience) and `?bij=` (life event) leave some out. At most 200 signs of the question are read."""
    query = asked(request)
    events = catalogue.life_events(language=language()) if query else ()
    audience, event = filters.chosen(request, "voor", dict(filters.AUDIENCES)), filters.chosen(request, "bij", {each.slug for each in events})
    every = assistant.search(query, 20, language=language()) if query else []
    hits = [hit for hit in every if hit.suits(audience, event)][:8]
    audiences = [(value, label) for value, label in filters.AUDIENCES if value == audience or _narrows(every, audience=value)]
    near = sorted((each for each in events if _narrows(every, event=each.slug)), key=lambda each: -_weight(every, each.slug))[:MOMENTS]
    moments = [(each.slug, each.name) for each in events if each.slug == event or each in near]
    context = {
        "query": query, "results": [_result(hit, query) for hit in hits], "title": _("Zoeken"),
        "audiences": filters.links("portal:search", "voor", audiences, audience, {"q": query, "bij": event}),
        "events": filters.links("portal:search", "bij", moments, event, {"q": query, "voor": audience}),
        "understood": [] if hits else assistant.understood(query, language=language()), "left_out": bool(every) and not hits,
    }
    response = render(request, "portal/public/search.html", context)
    return searched.counted(request, response, query, nothing=not every) if query and not audience and not event else response


@require_safe
@conditional_page
@cache_control(private=True, max_age=60)
def suggest(request):
    """What somebody may be typing, for the box: it works without."""
    hits = assistant.suggest(asked(request), SUGGESTIONS, language=language())
    return JsonResponse({"results": [{"title": hit.name, "url": _page(hit), "hint": _hint(hit)} for hit in hits]})


def asked(request) -> str:
    return searched.asked(request.GET.get("q", ""))


def _narrows(hits, audience: str = "", event: str = "") -> bool:
    """Whether this filter leaves something out, and something over."""
    return 0 < sum(hit.suits(audience, event) for hit in hits) < len(hits)


def _weight(hits, event: str) -> float:
    """How much of what was found belongs to it, the best the most."""
    return sum(1 / place for place, hit in enumerate(hits, start=1) if hit.suits("", event))


def _page(hit: assistant.Hit) -> str:
    return reverse("portal:service", args=[hit.slug]) if hit.card else reverse("portal:product", args=[hit.slug])


def _hint(hit: assistant.Hit) -> str:
    return words.hint(hit.card) if hit.card else arranged(hit)


def arranged(hit: assistant.Hit) -> str:
    """Who arranges a product that no service here covers."""
    name = who(hit.product)
    return _("Dit regelt %(who)s") % {"who": name} if name else _("Een andere organisatie regelt dit")


def _result(hit: assistant.Hit, query: str) -> dict:
    row = {"hit": hit, "title": marked(hit.name, query), "there": _page(hit), "passage": marked(hit.passage, query)}
    if not hit.card:
        return row | {"summary": arranged(hit), "language": "nl"}
    online = offered.online(hit.card) and hit.card.online != "nee"
    return row | {
        "summary": hit.summary, "language": hit.card.language, "price": words.price(hit.price, hit.price_from), "minutes": words.minutes(hit.minutes),
        "how": words.how(offered.how(hit.card)), "apply": reverse("portal:apply", args=[hit.slug]) if online else "",
    }


def marked(text: str, query: str):
    """`text` with the words that somebody typed marked; escaped."""
    typed = [word.lower() for word in query.split() if len(word) > 2]
    parts = []
    for word in text.split(" "):
        start = next((one for one in typed if word.lower().startswith(one)), "")
        parts.append((word[: len(start)], word[len(start):]))
    return format_html_join(" ", "{}{}", ((_mark(first), rest) for first, rest in parts))


def _mark(text: str):
    return format_html_join("", '<mark class="b-mark">{}</mark>', [(text,)] if text else [])
