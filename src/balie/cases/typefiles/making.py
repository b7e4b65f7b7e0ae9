"""Making one thing of a file by the rules of the Catalogi API, as if a client had sent it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from balie.cases.typefiles.giving import PARTS, TYPES
from balie.cases.typefiles.report import REFUSED, Report
from balie.cases.zgw.catalogi.catalogus import CATALOGUS
from balie.cases.zgw.catalogi.zaaktype import ZAAKTYPE
from balie.kernel.web.roots import root
from balie.zgw.public import NOWHERE, Invalid, InvalidParam, Links, contract, writing

RESOURCES = {"Catalogus": CATALOGUS, "ZaakType": ZAAKTYPE, **TYPES, **PARTS}
NOTE = "Ingelezen uit een bestand"
CALLED = ("identificatie", "omschrijving", "naam", "relatieOmschrijving", "informatieobjecttype", "domein")
Fill = Mapping[tuple[str, str], str]


def name_of(body: Mapping[str, Any]) -> str:
    return next((str(body[wire]) for wire in CALLED if body.get(wire)), "")


def make(schema: str, body: Mapping[str, Any], report: Report, *, fill: Fill, of: str = "") -> str | None:
    """Its URL; None when it is refused, with everything that is wrong on the report. `of`: the zaaktype that it is part of."""
    checked, wrong = _checked(schema, body, fill)
    try:
        with transaction.atomic():  # a refusal takes back this one only, so that the others are tried too
            _key, shown = writing.create(
                RESOURCES[schema], client=None, scopes=frozenset(), links=Links(root()), body=checked, note=NOTE, wrong=wrong)
    except Invalid as refused:
        refuse(schema, body, report, [said(each) for each in refused.params], of=of)
        return None
    return shown["url"]


def only_form(schema: str, body: Mapping[str, Any], report: Report, *, fill: Fill, of: str) -> None:
    """Of a part whose zaaktype was refused: what is wrong with it by itself is said at once, not the next time."""
    _cleaned, wrong = _checked(schema, body, fill)
    if wrong:
        refuse(schema, body, report, [said(each) for each in wrong], of=of)


def _checked(schema: str, body: Mapping[str, Any], fill: Fill) -> tuple[dict[str, Any], list[InvalidParam]]:
    catalogi = contract.load("catalogi")
    sent = catalogi.by_id[f"{RESOURCES[schema].name}_create"].body["application/json"]
    return contract.check(catalogi, sent, filled(schema, body, fill))


def refuse(schema: str, body: Mapping[str, Any], report: Report, notes: list[str], *, of: str = "") -> None:
    report.add(schema, f"{of}: {name_of(body)}" if of else name_of(body), REFUSED, *notes)


def filled(schema: str, body: Mapping[str, Any], fill: Fill) -> dict[str, Any]:
    """What an older provider did not have yet, as the caller wants it."""
    missing = {wire: value for (kind, wire), value in fill.items() if kind == schema and body.get(wire) in (None, "")}
    return {**body, **missing}


def said(each: InvalidParam) -> str:
    return each.reason if each.name == NOWHERE else f"{each.name}: {each.reason}"
