"""Reads for officials: what residents searched for in vain, and the words that the municipality added."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import F

from balie.assistant import words
from balie.assistant.actions import PERMISSION
from balie.assistant.jobs import KEEP
from balie.assistant.models import Heard, OwnWord
from balie.assistant.views import Meaning, Missed
from balie.catalogue import public as catalogue
from balie.identity.public import OfficialView
from balie.kernel import clock

HARDLY = 0.2        # of the sessions chose a result
MOST = 100


def missed(official: OfficialView) -> list[Missed]:
    """What most sessions missed comes first. Words that have a meaning here are left out. Two queries."""
    _may(official)
    since = clock.today() - timedelta(days=KEEP)
    said = {_bag(each) for each in OwnWord.objects.values_list("words", flat=True)}
    rows = Heard.objects.filter(week__gte=since).exclude(words="").order_by("week")
    found: dict[str, Missed] = {}
    for key, text, week, nothing, sessions, chose in rows.values_list("key", "words", "week", "nothing", F("sessions__len"), F("chose__len")):
        before = found.get(key)
        found[key] = Missed(key, text, sessions + (before.sessions if before else 0), chose + (before.chose if before else 0), nothing, week)
    left = [each for each in found.values() if each.chose <= HARDLY * each.sessions and _bag(each.words) not in said]
    return sorted(left, key=lambda each: (each.chose - each.sessions, each.words))[:MOST]


def own_words(official: OfficialView) -> list[Meaning]:
    """By words. One query."""
    _may(official)
    services = {card.slug: card.name for card in catalogue.list_services()}
    products = catalogue.upl.by_uri()

    def meaning(row: OwnWord) -> Meaning:
        if row.target in products:
            return Meaning(row.id, row.words, row.target, products[row.target].heading, "product")
        return Meaning(row.id, row.words, row.target, services.get(row.target, ""), "dienst")

    return [meaning(row) for row in OwnWord.objects.order_by("words", "target")]


def _bag(text: str) -> frozenset[str]:
    return frozenset(words.stem(word) for word in words.meaningful(text, "nl"))


def _may(official: OfficialView) -> None:
    if not official.can(PERMISSION):
        raise PermissionDenied
