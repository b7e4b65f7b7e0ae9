"""The tags of the look: {% part %}, {% wrap %}, {% icon %} and the filters |euro, |term, |day, |day_year and |clock.

`{% part "button" label="Verstuur" %}` renders `look/components/button.html` with only what it is given (plus `site`
and the CSRF token), so that a component never depends on the page around it. `{% wrap "card" title="…" %}…{% endwrap %}`
does the same for a component with a body, which it finds in `slot`. Parameters: see `look/README.md`.
"""

from __future__ import annotations

import base64
import re
from datetime import date

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from balie.look import assets, pictograms, written

register = template.Library()


def _render(context: template.Context, name: str, params: dict) -> SafeString:
    inner = {"site": context.get("site"), "request": context.get("request"), "csrf_token": context.get("csrf_token"), **params}
    return get_template(f"look/components/{name}.html").template.render(template.Context(inner))


@register.simple_tag(takes_context=True)
def part(context, component: str, **params) -> SafeString:
    """Render a component without a body."""
    return _render(context, component, params)


@register.simple_block_tag(takes_context=True)
def wrap(context, content, component: str, **params) -> SafeString:
    """Render a component around the enclosed markup."""
    return _render(context, component, {**params, "slot": content})


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An inline pictogram; decoration, so hidden from screen readers: a word always stands beside it.

    `size`: "" (24 px), "sm" (20), "lg" (32) or "xl" (40).
    """
    kind = f" b-icon--{size}" if size else ""
    shape = pictograms.shape(name)
    return mark_safe(  # noqa: S308  our own build output, never what somebody typed
        f'<svg class="b-icon{kind}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">{shape}</svg>'
    )


register.filter("euro", written.euro)
register.filter("term", written.term)


@register.filter
def as_image(svg: str) -> str:
    """A drawing of our own as the address of an image: there nothing in it can run."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@register.filter
def day(value) -> str:
    """woensdag 25 november, in the language of the page. Nothing for nothing."""
    return written.day(value) if value else ""


@register.filter
def day_year(value) -> str:
    """25 november 2026"""
    return written.day_year(value) if value else ""


@register.filter
def clock(value) -> str:
    """9.20 uur; 9:20 in another language."""
    return written.time(value) if value else ""


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file, with the hash of its content in it: `{% asset "balie.css" %}`."""
    return assets.url(name)


@register.simple_tag
def horizon() -> SafeString:
    """The drawing of the town, once per page: home (start) and confirmation (done) only."""
    return mark_safe(assets.horizon())  # noqa: S308  our own drawing


@register.simple_tag
def field_id(name: str, id: str | None = None) -> str:
    """The id of a control: what was given, else its name in letters that an id may have."""
    return id or "f-" + re.sub(r"[^a-zA-Z0-9_-]+", "-", str(name))


@register.simple_tag
def choice_id(field: str, index: int) -> str:
    """Error summaries link to the field's id, which is the fieldset; the choices count on from it."""
    return f"{field}-{index + 1}"


@register.simple_tag
def option_parts(option) -> dict:
    """An option is `(value, label)` or a dict / object with value, label and perhaps help and icon."""
    if isinstance(option, tuple | list):
        option = dict(zip(("value", "label", "help", "icon"), option, strict=False))
    read = option.get if isinstance(option, dict) else lambda key, default="": getattr(option, key, default)
    return {"value": str(read("value", "")), "label": read("label", ""), "help": read("help", "") or "", "icon": read("icon", "") or ""}


@register.simple_tag
def is_chosen(value: str, chosen) -> bool:
    """`chosen` is one value, a list of them, or nothing."""
    if chosen is None or chosen == "":
        return False
    many = chosen if isinstance(chosen, list | tuple | set | frozenset) else [chosen]
    return value in {str(one) for one in many}


@register.simple_tag
def date_parts(value) -> dict:
    """What stands in the three boxes: from a `date`, ISO text, or a dict {dag, maand, jaar} with what was typed."""
    if isinstance(value, dict):
        return {key: value.get(key, "") for key in ("dag", "maand", "jaar")}
    if isinstance(value, str) and value:
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return {"dag": "", "maand": "", "jaar": ""}
    return {"dag": value.day, "maand": value.month, "jaar": value.year} if value else {"dag": "", "maand": "", "jaar": ""}


@register.simple_tag
def column_of(columns, index: int) -> dict:
    column = columns[index]
    return column if isinstance(column, dict) else {"label": column, "numeric": False}


@register.simple_tag
def cell_parts(cell) -> dict:
    """A cell is text, or a dict with text, href, sub, badge and tone."""
    return cell if isinstance(cell, dict) else {"text": cell}


SIGNS = {"busy": "refresh", "waiting": "hourglass", "done": "check", "late": "alert-triangle", "neutral": ""}


@register.simple_tag
def badge_icon(tone: str = "", icon: str = "") -> str:
    """The pictogram of a status: colour never speaks alone."""
    return icon or SIGNS.get(tone, "")


@register.simple_tag
def banner_icon(tone: str = "", icon: str = "") -> str:
    return icon or {"success": "circle-check", "warning": "hourglass", "error": "alert-circle"}.get(tone, "info-circle")


@register.simple_tag
def bar_segments(step: int, total: int, whole: bool = True) -> list[str]:
    """"on", "half" or "off" for each part of a progress bar; unless `whole`, the current step is half filled."""
    step, total = int(step), max(int(total), 1)
    return ["on" if place < step or (place == step and whole) else "half" if place == step else "off" for place in range(1, total + 1)]
