"""Dates of the BRP, which may be incomplete: YYYYMMDD, YYYYMM00, YYYY0000 or 00000000 (schema AbstractDatum)."""
from __future__ import annotations

from datetime import date

MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")


def present(text: str) -> dict:
    """A record's date as the API's Datum, JaarMaandDatum, JaarDatum or DatumOnbekend."""
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:8])
    if not year:
        return {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}
    if not month:
        return {"type": "JaarDatum", "jaar": year, "langFormaat": str(year)}
    if not day:
        return {"type": "JaarMaandDatum", "jaar": year, "maand": month, "langFormaat": f"{MONTHS[month - 1]} {year}"}
    return {"type": "Datum", "datum": f"{year:04d}-{month:02d}-{day:02d}", "langFormaat": f"{day} {MONTHS[month - 1]} {year}"}


def age(text: str, today: date) -> int | None:
    """Age in years, or None when the date does not tell: unknown, only a year, or the month of birth itself."""
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:8])
    if not year or not month:
        return None
    if not day:
        return None if month == today.month else today.year - year - (today.month < month)
    return today.year - year - ((today.month, today.day) < (month, day))
