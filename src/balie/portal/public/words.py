"""Short sentences about services and moments, the same on every public page."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balie.catalogue.public import ServiceCard
from balie.kernel import clock
from balie.look import written
from balie.look.opening import DAYS
from balie.portal import offered


def price(amount: Decimal, more: bool = False) -> str:
    """"Gratis", "€ 13,90" or "Vanaf € 41,90"."""
    if not amount:
        return _("Gratis") if not more else _("Soms gratis")
    return _("Vanaf %(price)s") % {"price": written.euro(amount)} if more else written.euro(amount)


def minutes(count: int) -> str:
    return ngettext("%(count)d minuut", "%(count)d minuten", count) % {"count": count} if count else ""


def how(online: str) -> str:
    """How it is done, in a word or two; `online` is direct, deels or nee."""
    return {"direct": _("Direct online"), "deels": _("Online en één afspraak"), "nee": _("Aan de balie")}.get(online, "")


def hint(card) -> str:
    """Under a tile: what to expect and what it costs ("Afspraak nodig · vanaf € 65,70")."""
    return _hint(offered.how(card), card.lowest_price, card.has_more_prices, written.language())


def hints(cards: Iterable[ServiceCard]) -> dict[str, str]:
    """The hint of each, by slug. What several need (a login, the bank, a register) is looked at once for all of them."""
    known: dict[tuple, bool] = {}
    found = {}
    for card in cards:
        needs = (*card.login, card.needs_payment, card.required_sources)
        if needs not in known:
            known[needs] = offered.online(card)
        found[card.slug] = _hint(card.online if known[needs] else "nee", card.lowest_price, card.has_more_prices, written.language())
    return found


@lru_cache(maxsize=4096)
def _hint(online: str, amount: Decimal, more: bool, _language: str) -> str:
    """`_language` is that of the reader, in which the words come out."""
    cost = price(amount, more)
    done = {"direct": _("Direct"), "deels": _("Afspraak nodig"), "nee": _("Aan de balie")}.get(online, "")
    return f"{done} · {cost[:1].lower()}{cost[1:]}" if done else cost


def day(moment) -> str:
    """Vandaag, Morgen, or "Donderdag" within a week, else "Maandag 7 december"."""
    date = clock.local(moment).date()
    away = date - clock.today()
    if away == timedelta(0):
        return _("Vandaag")
    if away == timedelta(1):
        return _("Morgen")
    words = str(DAYS[date.weekday()]) if away < timedelta(7) else written.day(date)
    return words[:1].upper() + words[1:]
