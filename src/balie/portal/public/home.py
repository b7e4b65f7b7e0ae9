"""Home: search first; then what is of this resident; then what people come for most, what belongs to this time of the year, what happens in a
life, and somebody to talk to."""
from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from balie.catalogue import public as catalogue
from balie.portal.mine.overview import standing
from balie.portal.public import recent
from balie.portal.public.drawn import Row, drawn, rows
from balie.portal.public.pages import first_slots, language

TILES, CHIPS, EVENTS = 8, 3, 12
ACTIONS, RUNNING = 3, 2


@require_safe
def home(request):
    here = language()
    cards = {card.slug: card for card in catalogue.list_services(language=here)}
    context = {
        "tiles": part("home_tiles", rows(catalogue.popular(language=here, count=TILES))), "chips": quickest(cards.values()),
        "season": part("home_season", seasonal(here)),
        "recent": [cards[slug] for slug in recent.seen(request) if slug in cards],
        "events": part("home_events", tuple((each.slug, each.pictogram, each.name) for each in catalogue.life_events(language=here)[:EVENTS])),
        "slots": first_slots("paspoort-aanvragen"),
        "mine": mine(request.resident) if request.resident else None,
    }
    return render(request, "portal/public/home.html", context)


def part(template: str, what: tuple) -> str:
    return drawn(template, what) if what else ""


def seasonal(here: str) -> tuple[Row, ...]:
    found = catalogue.seasonal(language=here)
    return tuple(Row(each.card.slug, each.card.title, each.card.language, each.card.pictogram, each.why) for each in found)


def mine(resident) -> dict | None:
    """The first of what Mijn Balie says at length; nothing of who has nothing. What ends is what Balie gave out itself: no register is asked."""
    found = standing(resident)
    first = {
        "actions": found["actions"][:ACTIONS], "running": (found["waiting"] + found["running"])[:RUNNING], "appointments": found["appointments"][:1],
        "ending": [product for product in found["products"] if product["soon"]][:RUNNING], "plans": found["plans"][:RUNNING],
    }
    return first | {"more": max(len(found["actions"]) - ACTIONS, 0)} if any(first.values()) else None


def quickest(cards) -> list[str]:
    """Words to tap instead of typing: the names of the services that are quickest."""
    here = language()
    found = sorted((card for card in cards if card.language == here), key=lambda card: (card.online != "direct", card.minutes))
    return [card.title for card in found[:CHIPS]]


@require_POST
def forget_recent(request):
    response = HttpResponseRedirect(reverse("portal:home"))
    recent.forget(response)
    return response
