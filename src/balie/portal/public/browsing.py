"""All services: by theme, or from A to Z; for whom, and when what happens in a life."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balie.catalogue import public as catalogue
from balie.portal.public import filters
from balie.portal.public.drawn import Row, drawn, rows
from balie.portal.public.pages import language

FIRST, FEW = 6, 40
NAME = "naam"


@dataclass(frozen=True, slots=True)
class Group:
    """Services under one heading. `first` stand there, `more` unfold."""

    slug: str
    name: str
    pictogram: str
    first: tuple[Row, ...]
    more: tuple[Row, ...] = ()

    @property
    def count(self) -> int:
        return len(self.first) + len(self.more)


@require_safe
def all_services(request):
    """`?voor=` (audience) and `?bij=` (life event) leave some out; `?op=naam` is from A to Z."""
    here = language()
    events = catalogue.life_events(language=here)
    audience = filters.chosen(request, "voor", dict(filters.AUDIENCES))
    event = filters.chosen(request, "bij", {each.slug for each in events})
    order = filters.chosen(request, "op", {NAME})
    happens = next((each for each in events if each.slug == event), None)
    suits = suiting(audience, happens.services if happens else None)
    themes = [(theme, [card for card in theme.services if suits(card)]) for theme in catalogue.themes(language=here)]
    count = sum(len(cards) for _theme, cards in themes)
    groups = by_name(card for _theme, cards in themes for card in cards) if order else by_theme(themes, unfolded=count <= FEW)
    asked = {"voor": audience, "bij": event, "op": order}
    context = {
        "groups": [{"group": group, "drawn": drawn("group", group)} for group in groups],
        "count": count, "by_name": bool(order), "title": _("Alle onderwerpen"), "narrowed": bool(audience or event),
        "audiences": filters.links("portal:services", "voor", filters.AUDIENCES, audience, asked | {"voor": ""}),
        "orders": filters.links("portal:services", "op", [("", _("Per thema")), (NAME, _("Van A tot Z"))], order, asked | {"op": ""}),
        "moments": [(each.slug, each.name) for each in events], "event": event, "plan": happens, "kept": {"voor": audience, "op": order},
    }
    return render(request, "portal/public/services.html", context)


def suiting(audience: str, services: Iterable[catalogue.ServiceCard] | None):
    """Whether a service is for this audience and belongs to this life event; None: to any."""
    belonging = None if services is None else {card.slug for card in services}
    return lambda card: (not audience or audience in card.audience) and (belonging is None or card.slug in belonging)


def by_theme(themes, *, unfolded: bool) -> list[Group]:
    """What most people come for stands under each heading; the rest unfolds, unless there are few in all."""
    first = None if unfolded else FIRST
    return [
        Group(theme.slug, theme.name, theme.pictogram, rows(cards[:first]), rows(cards[first:]) if first else ())
        for theme, cards in themes if cards
    ]  # fmt: skip


def by_name(cards: Iterable[catalogue.ServiceCard]) -> list[Group]:
    """From A to Z, by the noun."""
    ordered = sorted(cards, key=lambda card: card.title.casefold())
    return [Group(letter.lower(), letter, "", rows(list(group))) for letter, group in groupby(ordered, key=lambda card: card.title[:1].upper())]
