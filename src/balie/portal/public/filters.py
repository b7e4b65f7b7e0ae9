"""Leaving out what is not for somebody: by audience and by life event, as plain links that keep the rest of the question."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

AUDIENCES = (("inwoner", lazy("Voor mij")), ("bedrijf", lazy("Voor mijn bedrijf")), ("vereniging", lazy("Voor een vereniging")))


def chosen(request, name: str, known: Iterable[str]) -> str:
    """What the address asks for; nothing when there is no such choice."""
    value = request.GET.get(name, "")
    return value if value in known else ""


def links(view: str, name: str, choices, now: str, rest: Mapping[str, str]) -> list[dict]:
    """A choice as links; the chosen one leads back to all. `rest`: what else is asked, and stays."""
    kept = {key: value for key, value in rest.items() if value}
    return [
        {"label": label, "current": value == now, "href": reverse(view, query={**kept, **({} if value == now else {name: value})})}
        for value, label in choices
    ]  # fmt: skip
