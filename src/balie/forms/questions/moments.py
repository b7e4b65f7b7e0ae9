"""Questions that are answered with a day or a time."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from balie.forms.language.types import DATE, TIME
from balie.forms.questions.base import FieldError, Posted, QuestionType
from balie.forms.questions.sentences import say
from balie.forms.words import MONTHS, clock, day

EARLIEST, LATEST = date(1850, 1, 1), date(2199, 12, 31)
_PARTS = {"dag": "day", "maand": "month", "jaar": "the_year"}


class Date(QuestionType):
    """Three fields, or one text: 25-11-2026, 2026-11-25, 25 november 2026."""

    template, kind, missing, parts = "date", DATE, "missing_date", ("dag", "maand", "jaar")
    fills = {"bday": {"dag": "bday-day", "maand": "bday-month", "jaar": "bday-year"}}

    def posted(self, posted: Posted, prefix: str) -> Mapping[str, Any]:
        raw = super().posted(posted, prefix)
        one = posted.getlist(prefix) if hasattr(posted, "getlist") else posted.get(prefix)
        if one and not any(raw.values()):
            return _split(one if isinstance(one, str) else one[-1])
        return raw

    def typed(self, raw: Mapping[str, Any]) -> date | None:
        if not any(raw.values()):
            return None
        if lost := [part for part in self.parts if not raw[part]]:
            raise self.refuse("date_part", lost[0], what=say(_PARTS[lost[0]], self.language))
        month = _month(raw["maand"])
        if not (raw["dag"].isascii() and raw["dag"].isdigit() and month and raw["jaar"].isascii() and raw["jaar"].isdigit()):
            raise self.refuse("date")
        if len(raw["jaar"]) != 4:
            raise self.refuse("year", "jaar")
        try:
            return date(int(raw["jaar"]), month, int(raw["dag"]))
        except (ValueError, OverflowError):
            raise self.refuse("date") from None

    def validate(self, value: date) -> FieldError | None:
        return None if EARLIEST <= value <= LATEST else self.error("year", "jaar")

    def within(self, value: date, low: date | None, high: date | None) -> FieldError | None:
        """Whether it lies between the days that the rules of its definition gave."""
        if low is not None and value < low:
            return self.error("day_early", min=self.describe(low))
        return self.error("day_late", max=self.describe(high)) if high is not None and value > high else None

    def told(self, low: date | None, high: date | None) -> str:
        """Those days, beforehand."""
        if low is None and high is None:
            return ""
        code = "day_until" if low is None else "day_from" if high is None else "from_to"
        return say(code, self.language, min=self.describe(low), max=self.describe(high))

    def from_json(self, data: Any, rows: Any = ()) -> date | None:
        return date.fromisoformat(_text(data)) if data else None

    def to_json(self, value: date) -> str:
        return value.isoformat()

    def describe(self, value: date | None) -> str:
        return day(value, self.language) if value else ""

    def raw(self, value: date | None) -> dict[str, str]:
        return {"dag": str(value.day), "maand": str(value.month), "jaar": str(value.year)} if value else {}


def _split(text: str) -> dict[str, str]:
    parts = re.split(r"[\s/.\-]+", text.strip(), maxsplit=2)
    parts += [""] * (3 - len(parts))
    if len(parts[0]) == 4 and parts[0].isdigit():
        parts.reverse()
    return dict(zip(("dag", "maand", "jaar"), parts, strict=True))


def _month(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 3 else None
    names = [month for month in MONTHS if len(text) > 2 and month.startswith(text.lower().rstrip("."))]
    return MONTHS.index(names[0]) + 1 if len(names) == 1 else None


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise ValueError("a text is expected")
    return data


class Time(QuestionType):
    template, kind, missing = "time", TIME, "time"

    def read(self, text: str) -> time:
        match = re.fullmatch(r"([01]?[0-9]|2[0-3])(?:[:.hu ]?([0-5][0-9]))?(?:\s*uur)?", text.lower())
        if not match:
            raise self.refuse("time")
        return time(int(match[1]), int(match[2] or 0))

    def from_json(self, data: Any, rows: Any = ()) -> time | None:
        return time.fromisoformat(_text(data)) if data else None

    def to_json(self, value: time) -> str:
        return f"{value:%H:%M}"

    def describe(self, value: time | None) -> str:
        return clock(value, self.language) if value else ""

    def raw(self, value: time | None) -> dict[str, str]:
        return {"": f"{value:%H:%M}" if value else ""}
