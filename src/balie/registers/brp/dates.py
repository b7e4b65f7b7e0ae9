"""Dates as the BRP knows them: whole, in part, or not at all (Haal Centraal 2.7, AbstractDatum). Pure."""
from __future__ import annotations

from datetime import date

from balie.kernel import dutch


def whole(value: dict | None) -> str | None:
    """ISO text of a date that is known to the day, else None: rules must not reckon with a guess."""
    return value.get("datum") if value and value.get("type") == "Datum" else None


def words(value: dict | None) -> str:
    """For reading: "1 december 1979", "december 1979", "1979", "onbekend"."""
    if not value:
        return ""
    match value.get("type"):
        case "Datum":
            return dutch.day_year(date.fromisoformat(value["datum"]))
        case "JaarMaandDatum":
            return f"{dutch.MONTHS[value['maand'] - 1]} {value['jaar']}"
        case "JaarDatum":
            return str(value["jaar"])
        case _:
            return "onbekend"


def age_on(value: dict | None, today: date) -> int | None:
    """Age in whole years when it is certain on this day, also for a date known in part; else None."""
    if not value:
        return None
    match value.get("type"):
        case "Datum":
            born = date.fromisoformat(value["datum"])
            return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        case "JaarMaandDatum" if value["maand"] != today.month:
            return today.year - value["jaar"] - (today.month < value["maand"])
        case _:
            return None
