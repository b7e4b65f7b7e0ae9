"""What every page knows about the municipality it belongs to: `site` in the templates.

Reads `gemeente.style` and these keys of `gemeente.config`, all optional: `telefoon`, `email`, `adres` (lines),
`openingstijden` ({"ma": ["8:30", "17:00"], …}). Links appear only for addresses that exist in this installation.
"""

from __future__ import annotations

import functools
from types import SimpleNamespace

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from balie.kernel import clock
from balie.look import assets, opening


def page(request) -> dict:
    """Context processor. Lazy: a response without a template around it costs nothing."""
    return {"site": SimpleLazyObject(lambda: _site(request))}


def _site(request) -> SimpleNamespace:
    gemeente = getattr(request, "gemeente", None)
    config = gemeente.config if gemeente else {}
    hours = opening.parse(config.get("openingstijden"))
    local = clock.local(clock.now())
    style = assets.style(gemeente.style if gemeente else "")
    name = gemeente.naam if gemeente else "Balie"
    short = name.removeprefix("Gemeente ").removeprefix("gemeente ")
    address = config.get("adres") or []
    address = [address] if isinstance(address, str) else list(address)
    phone = config.get("telefoon", "")
    return SimpleNamespace(
        name=_("Gemeente %(name)s") % {"name": short} if gemeente else short,
        short_name=short,
        kind=_("Gemeente") if gemeente else "",
        theme_class=style.theme_class,
        css=assets.url(f"{style.name}.css"),
        logo=assets.url(f"{style.name}.svg"),
        font=assets.url(style.font_file) if style.font_file else "",
        colour=style.tokens["--b-accent"],
        horizon=style.horizon,
        phone=phone,
        phone_href="".join(sign for sign in phone if sign.isdigit() or sign == "+"),
        email=config.get("email", ""),
        address_lines=address,
        address=", ".join(address),
        hours=opening.lines(hours),
        hours_text=", ".join(opening.lines(hours)[:2]),
        opening=opening.now(hours, local, clock.holidays_of(local.year)),
        contact_href=_link("portal:contact") or "/contact/",
        login_href=_link("portal:login") or _link("portal:mijn"),
        search_href=_link("portal:search"),
        suggest_href=_link("portal:suggest"),
        nav=_links(request, MENU),
        tabs=_links(request, TABS),
        about=_links(request, ABOUT),
        languages=[
            {"code": code, "name": name, "current": code == (get_language() or "nl")[:2]} for code, name in settings.LANGUAGES
        ],
        person=getattr(request, "site_person", None),
    )


@functools.lru_cache(maxsize=64)
def _link(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


MENU = (("portal:home", lazy("Regelen"), "home"), ("portal:services", lazy("Alle onderwerpen"), "list"),
        ("portal:contact", lazy("Contact"), "phone"), ("portal:mijn", lazy("Mijn Balie"), "user-circle"))
TABS = (("portal:home", lazy("Home"), "home"), ("portal:search", lazy("Zoeken"), "search"), ("portal:contact", lazy("Contact"), "phone"),
        ("portal:mijn", lazy("Mijn Balie"), "user-circle"))
ABOUT = (("portal:accessibility", lazy("Toegankelijkheid"), ""), ("portal:privacy", lazy("Privacy"), ""))


def _links(request, entries) -> list[dict]:
    found = [{"href": _link(name), "label": label, "icon": icon} for name, label, icon in entries if _link(name)]
    for item in found:
        item["current"] = request.path == item["href"] or (item["href"] != "/" and request.path.startswith(item["href"]))
    return found
