"""What an HTML control needs beside what the question type says: its input type, its width, its words."""
from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

HTML_TYPES = {"email": "email", "tel": "tel"}
SIZES = {"number": "number", "money": "short", "tel": "medium", "number_plate": "short", "time": "short"}


def refine(kind, control: dict[str, Any], shown, *, files: list | None = None) -> dict[str, Any]:
    """`control` of the question type, completed for the components of the look."""
    control = {**control, "html_type": HTML_TYPES.get(kind.template, "text"), "size": SIZES.get(kind.template),
               "plain": kind.template in ("email", "number_plate"), "typed": shown,
               "birthday": getattr(kind.definition, "autocomplete", None) == "bday"}
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
        control["add"] = kind.definition.add
    if kind.template == "upload":
        control |= upload(kind, control, files or [])
    return control


def upload(kind, control: dict[str, Any], files: list) -> dict[str, Any]:
    """Type and size are told before somebody chooses a file."""
    types = ", ".join(each.upper() for each in kind.definition.types)
    limits = _("%(types)s. Hoogstens %(mb)s MB per bestand.") % {"types": types, "mb": kind.definition.max_mb}
    return {
        "limits": " ".join(part for part in (kind.definition.help or "", limits) if part), "several": kind.definition.max > 1,
        "files": [{"name": each["name"], "size": each["size"], "id": each["document_id"], "remove": f"weg-{kind.name}"} for each in files],
    }
