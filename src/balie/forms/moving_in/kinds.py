"""Which question of ours each component of Form.io and Open Forms becomes, and how rules read it."""

from collections.abc import Callable, Mapping
from typing import Any

from balie.forms.language.tree import Name
from balie.forms.language.types import DATE, MONEY, NUMBER, TEXT, TIME, YES_NO, Type, choice, list_of, record
from balie.forms.moving_in.layout import Placed
from balie.forms.moving_in.options import Choosable, yes_no
from balie.forms.moving_in.scope import Known

# component → question; what is not here is for a person
TYPES = {
    "textfield": "text", "textarea": "long_text", "number": "number", "currency": "money", "email": "email", "phoneNumber": "phone",
    "date": "date", "day": "date", "datetime": "date", "time": "time", "checkbox": "statement", "radio": "choice", "select": "choice",
    "selectboxes": "choices", "file": "upload", "editgrid": "group", "datagrid": "group", "bsn": "bsn", "iban": "iban",
    "licenseplate": "number_plate", "postcode": "text", "addressNL": "address_nl", "adres": "address_nl", "address": "address_nl",
    "url": "text", "map": "map_point", "signature": "signature", "cosign": "email", "coSign": "email", "children": "people",
    "npFamilyMembers": "people", "partners": "fact", "customerProfile": "email", "tags": "text", "content": "info",
    "htmlelement": "info", "password": "text", "productPrice": "product",
}  # fmt: skip
ADDRESS = {
    "postcode": "postcode", "houseNumber": "huisnummer", "houseLetter": "huisletter", "houseNumberAddition": "toevoeging",
    "city": "woonplaats", "streetName": "straat",
}  # fmt: skip
DRAWN = {"polygon": "map_area", "polyline": "map_line", "marker": "map_point"}  # the largest that may be drawn says most
_FILE = record({"document_id": TEXT, "name": TEXT, "size": NUMBER})
_ADDRESS = record(dict.fromkeys(("straat", "huisnummer", "huisletter", "toevoeging", "postcode", "woonplaats", "bag_id"), TEXT))
_PLAIN: Mapping[str, tuple[Type, str]] = {
    "text": (TEXT, "text"), "long_text": (TEXT, "text"), "email": (TEXT, "text"), "phone": (TEXT, "text"), "bsn": (TEXT, "text"),
    "iban": (TEXT, "text"), "number_plate": (TEXT, "text"), "number": (NUMBER, "number"), "money": (MONEY, "number"),
    "statement": (YES_NO, "statement"), "time": (TIME, "time"), "upload": (list_of(_FILE), "upload"),
}  # fmt: skip


def kind_of(component: Mapping[str, Any]) -> str | None:
    """The question that a component becomes; None when it is for a person."""
    if component.get("type") == "map":
        return next((kind for shape, kind in DRAWN.items() if shape in drawn(component)), "map_point")
    return TYPES.get(str(component.get("type")))


def drawn(component: Mapping[str, Any]) -> list[str]:
    """What may be drawn on a map."""
    found = component.get("interactions")
    return [str(name) for name, on in found.items() if on] if isinstance(found, Mapping) else []


def has_time(component: Mapping[str, Any]) -> bool:
    """Does a datetime ask for the time of day too?"""
    widget = component.get("widget") if isinstance(component.get("widget"), Mapping) else {}
    wanted = component.get("enableTime")
    wanted = widget.get("enableTime", True) if wanted is None else wanted  # type: ignore[union-attr]
    form = str(component.get("format") or widget.get("format") or "HH")  # type: ignore[union-attr]
    return component.get("type") == "datetime" and wanted is not False and ("H" in form or "h" in form)


def several(component: Mapping[str, Any]) -> bool:
    """May this be answered more than once? (A file and a choice have a way of their own for that.)"""
    return bool(component.get("multiple")) and component.get("type") not in ("cosign", "coSign") and TYPES.get(str(component.get("type"))) in (
        "text", "long_text", "email", "phone", "number", "money", "date", "time", "bsn", "iban", "number_plate",
    )  # fmt: skip


def known(placed: Placed, options: tuple[Choosable, ...] | None, inner: Mapping[str, Known], name: Callable[..., Name]) -> Known | None:
    """How rules read it. `options`: those of a choice, None when they are not known beforehand; `inner`: the fields of a row."""
    component, kind = placed.component, kind_of(placed.component)
    node = name(placed.name)
    if several(component) and placed.group is None:
        field = single(component, kind or "text", name(f"{placed.name}_een"))
        return Known(node, list_of(record({f"{placed.name}_een": field.type})), "list", fields={"": field})
    if kind in ("choice", "choices"):
        return _chosen(placed, options, node)
    if kind == "group":
        fields = {known.node.path[0]: known.type for known in inner.values()}  # type: ignore[attr-defined]
        clocks = {each.clock.path[0]: TIME for each in inner.values() if each.clock is not None}  # type: ignore[attr-defined]
        return Known(node, list_of(record({**fields, **clocks})), "group", fields=inner)
    if kind == "address_nl":
        parts = {old: Known(name(placed.name, new), TEXT, "text") for old, new in ADDRESS.items()}
        return Known(node, _ADDRESS, "record", fields=parts)
    if kind == "date" and has_time(component):
        return Known(node, DATE, "moment", clock=name(f"{placed.name}_tijd"))
    if kind == "signature" or kind in DRAWN.values():
        return Known(node, record({"naam": TEXT} if kind == "signature" else {"beschrijving": TEXT}), "record")
    if kind in _PLAIN or kind == "date":
        return single(component, kind, node)
    return None


def single(component: Mapping[str, Any], kind: str, node: Name) -> Known:
    """One answer of a plain kind."""
    if kind == "date":
        return Known(node, DATE, "date")
    found, form = _PLAIN[kind]
    return Known(node, found, form)  # type: ignore[arg-type]


def _chosen(placed: Placed, options: tuple[Choosable, ...] | None, node: Name) -> Known:
    kinds = choice({each.value: each.label for each in options or ()})
    if placed.type == "selectboxes":
        return Known(node, list_of(kinds), "choices")
    if placed.component.get("multiple"):
        return Known(node, list_of(kinds), "list")
    answers = yes_no(options or ())
    return Known(node, YES_NO, "yes_no", yes=answers) if answers else Known(node, kinds, "choice")
