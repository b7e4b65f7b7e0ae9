"""What an HTML control needs beside what the question type says: its input type, its width, its words."""
from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from balie.look import written

HTML_TYPES = {"email": "email", "tel": "tel"}
SIZES = {"number": "number", "money": "short", "tel": "medium", "number_plate": "short", "time": "short"}


def refine(kind, control: dict[str, Any], shown, *, files: list | None = None, options: tuple = ()) -> dict[str, Any]:
    """`control` of the question type, completed for the components of the look. `options`: as they are now, with their prices."""
    control = {**control, "html_type": HTML_TYPES.get(kind.template, "text"), "size": SIZES.get(kind.template),
               "plain": kind.template in ("email", "number_plate"), "typed": shown,
               "birthday": kind.fills_in == "bday"}
    if kind.template == "money":
        control["prefix"] = "€"
    if kind.template == "people":
        control["single"] = kind.single
    if kind.template == "choice":
        control["look"] = kind.look
        if kind.look == "search":  # a label is typed, and shown again as it was typed
            control["raw"] = kind.options.get(control["raw"], control["raw"])
    if kind.template == "map":
        control["moves"] = (("in", "plus", _("Kaart vergroten")), ("out", "minus", _("Kaart verkleinen")),
                            ("left", "arrow-left", _("Kaart naar links")), ("right", "arrow-right", _("Kaart naar rechts")),
                            ("up", "arrow-up", _("Kaart omhoog")), ("down", "arrow-down", _("Kaart omlaag")))
        for each in control["fields"]:
            each["rows"] = 1 if each["part"] == "punten" and kind.shape == "Point" else 3
    if kind.template == "group":
        control |= {"add": kind.definition.add, "most": kind.definition.max}
    if kind.template == "product":
        control["fields"] = [{**part, "told": offered(part, each.price)} for part, each in zip(control["fields"], options, strict=True)]
    if kind.template == "kvk":
        control["branches"] = getattr(control["error"], "options", ())
    if kind.template == "picture":
        control |= {"alt": kind.definition.alt, "caption": kind.definition.caption or ""}
    if kind.template == "upload":
        control |= upload(kind, control, files or [])
    return control


def offered(part: Mapping[str, Any], price: Decimal | None) -> str:
    """What one costs, and how many somebody may take: told beforehand."""
    cost = "" if price is None else written.euro(price)
    told = [part["help"], cost if part["once"] or not cost else _("%(price)s per stuk.") % {"price": cost}]
    if not part["once"]:
        least, most = part["least"], part["most"]
        told.append((_("Van %(least)s tot en met %(most)s.") if least > 1 else _("Hoogstens %(most)s.")) % {"least": least, "most": most})
    return " ".join(each for each in told if each)


def together(question) -> str:
    """What all that was chosen costs."""
    total = (question.value or {}).get("totaal")
    return "" if total is None else _("Samen %(total)s") % {"total": written.euro(total)}


def upload(kind, control: dict[str, Any], files: list) -> dict[str, Any]:
    """Type and size are told before somebody chooses a file."""
    types = ", ".join(each.upper() for each in kind.definition.types)
    limits = _("%(types)s. Hoogstens %(mb)s MB per bestand.") % {"types": types, "mb": kind.definition.max_mb}
    return {
        "limits": " ".join(part for part in (kind.definition.help or "", limits) if part), "several": kind.definition.max > 1,
        "files": [{"name": each["name"], "size": each["size"], "id": each["document_id"], "remove": f"weg-{control['name']}"} for each in files],
    }
