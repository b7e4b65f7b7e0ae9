"""What of an application becomes part of the zaak: its properties (eigenschappen) and the addresses it is about (zaakobjecten).

A service that names its `zaak.properties` has those, by their rules; another has one per question.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from balie.cases import on_record
from balie.cases.filled import Filled
from balie.cases.models import Eigenschap, Zaak, ZaakEigenschap, ZaakObject
from balie.forms.public import Plan

FORMATS = {"number": "getal", "date": "datum"}


def kinds(plan: Plan) -> list[Eigenschap]:
    """The properties that the service names, for its zaaktype; unsaved, without that zaaktype."""
    return [
        Eigenschap(
            naam=part.name, code=part.name, definitie=(part.definition or part.name)[:255], formaat=FORMATS.get(rule.rule.type.kind, "tekst"),
            lengte="8" if rule.rule.type.kind == "date" else "255", kardinaliteit="N" if rule.rule.type.kind == "list" else "1",
            waardenverzameling=[option[:100] for option in rule.rule.type.options],
        )
        for part, rule in plan.properties
    ]


def fill(zaak: Zaak, filled: Filled) -> None:
    values = _by_rule(filled) if filled.plan.properties else _by_question(filled)
    on_record.created(ZaakEigenschap.objects.bulk_create(
        ZaakEigenschap(zaak=zaak, eigenschap=kind, naam=kind.naam, waarde=values[kind.code])
        for kind in Eigenschap.objects.filter(zaaktype=zaak.zaaktype_id) if values.get(kind.code)
    ))
    on_record.created(
        ZaakObject.objects.bulk_create(found for part in filled.plan.service.zaak.objects if (found := _address(zaak, filled, part)))
    )


def _by_rule(filled: Filled) -> dict[str, str]:
    """In Dutch, whatever language the applicant spoke: officials and other systems read it."""
    filled = Filled(replace(filled.application, language="nl"), filled.given)
    context = filled.state.context
    found = ((part.name, rule, rule.run(context.values, context.moment)) for part, rule in filled.plan.properties)
    return {name: written(value) or filled.plan.say(rule.rule, value) for name, rule, value in found if value is not None}


def written(value: Any) -> str:
    """As the standard writes it; empty for what is said in words."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case Decimal():
            return f"{value:f}"
        case date():
            return f"{value:%Y%m%d}"
        case str():
            return value
    return ""


def _by_question(filled: Filled) -> dict[str, str]:
    return {name: _as_text(answer) for name, answer in filled.application.answers.items() if answer not in (None, "", [], {})}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _address(zaak: Zaak, filled: Filled, part: Any) -> ZaakObject | None:
    """None when it is not known well enough for the standard, which wants street and town."""
    found: Any = filled.state.values
    for name in part.address.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, Mapping) or not all(found.get(name) for name in ("straat", "woonplaats", "huisnummer")):
        return None
    number = "".join(sign for sign in str(found["huisnummer"]) if sign.isdigit())
    return ZaakObject(zaak=zaak, object_type="adres", relatieomschrijving=part.relation[:80], object_identificatie={
        "identificatie": str(found.get("bag_id") or f"{found.get('postcode') or ''}{number}")[:100],
        "wplWoonplaatsNaam": str(found["woonplaats"])[:80],
        "gorOpenbareRuimteNaam": str(found["straat"])[:80], "huisnummer": int(number or 0), "huisletter": str(found.get("huisletter") or "")[:1],
        "huisnummertoevoeging": str(found.get("toevoeging") or "")[:4], "postcode": str(found.get("postcode") or "")[:7],
    })
