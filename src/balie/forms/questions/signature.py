"""A signature: drawn, or equally a typed name with a tick. What is kept of a drawing is a path of our own making, never a file.

The value is a record: `naam` (typed), `lijn` (the drawing: "M12 30L14 31…" in a box of 600 by 200, empty when it was not drawn) and `moment`
(added by the door that received it; ISO, with time zone).
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from balie.forms.language.types import TEXT, Type, record
from balie.forms.questions.base import FieldError, QuestionType, Unreadable
from balie.forms.questions.sentences import say
from balie.kernel import dutch

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WIDTH, HEIGHT, MOST_POINTS, LONGEST_NAME = 600, 200, 4000, 200
_STROKES = re.compile(r"(?a)(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})*)+")
_POINT = re.compile(r"(?a)([ML])(\d{1,3}) (\d{1,3})")


class Signature(QuestionType):
    template, missing, parts = "signature", "missing_signature", ("naam", "akkoord", "lijn")
    width, height = WIDTH, HEIGHT

    def type(self, names: Mapping[str, Type]) -> Type:
        return record({"naam": TEXT, "lijn": TEXT, "moment": TEXT})

    def typed(self, raw: Mapping[str, Any]) -> dict[str, str | None] | None:
        name, agreed, drawn = " ".join(raw["naam"].split()), raw["akkoord"] in ("ja", "on"), raw["lijn"]
        line = own_line(drawn) if drawn else None
        if drawn and line is None:
            raise self.refuse("signature_drawn", "lijn")
        if not name and not agreed and line is None:
            return None
        if len(name) > LONGEST_NAME:
            raise Unreadable(self.too_long(len(name), LONGEST_NAME, "naam"))
        if line is None and not name:
            raise self.refuse("signature_name", "naam")
        if line is None and not agreed:
            raise self.refuse("signature_tick", "akkoord")
        return {"naam": name or None, "lijn": line, "moment": None}

    def from_json(self, data: Any, rows: Any = ()) -> dict[str, str | None] | None:
        if data is None:
            return None
        if not isinstance(data, Mapping) or not all(isinstance(each, str | None) for each in data.values()):
            raise ValueError("a signature is expected")
        line, moment, name = data.get("lijn"), data.get("moment"), data.get("naam")
        if (line and own_line(line) != line) or (moment and _moment(moment) is None) or len(name or "") > LONGEST_NAME:
            raise ValueError("a signature of our own making is expected")
        return {"naam": name or None, "lijn": line or None, "moment": moment or None} if name or line else None

    def to_json(self, value: Mapping[str, str | None]) -> dict[str, str]:
        return {part: each for part, each in value.items() if each}

    def adopt(self, value: Any) -> Any:
        return None  # nobody else signs

    def validate(self, value: Mapping[str, str | None]) -> FieldError | None:
        return None if value.get("naam") or value.get("lijn") else self.error("signature_name", "naam")

    def describe(self, value: Mapping[str, str | None] | None) -> str:
        if not value:
            return ""
        code = ("signed_both" if value["naam"] else "signed_drawn") if value["lijn"] else "signed_typed"
        words = say(code, self.language, name=value["naam"] or "")
        at = _moment(value["moment"] or "")
        if at is None:
            return words
        local = at.astimezone(AMSTERDAM)
        english = self.language == "en"
        day = f"{local:%d %B %Y}".lstrip("0") if english else dutch.day_year(local.date())
        return words + "\n" + say("signed_at", self.language, day=day, time=f"{local:%H:%M}" if english else dutch.time(local.time()))

    def raw(self, value: Mapping[str, str | None] | None) -> dict[str, str]:
        if not value:
            return {}
        return {"naam": value["naam"] or "", "akkoord": "ja" if value["naam"] and not value["lijn"] else "", "lijn": value["lijn"] or ""}

    def context(self, prefix: str, raw: Mapping[str, Any] | None = None, error: FieldError | None = None) -> dict[str, Any]:
        found = super().context(prefix, raw, error)
        for each in found["fields"]:
            each["error"] = error.text if error and error.part == each["part"] else ""
        return found | {"width": WIDTH, "height": HEIGHT, "said": bool(error and error.part)}


def own_line(drawn: str) -> str | None:
    """The drawing in our own words, made anew from its numbers; None when it is something else, nothing, or too much."""
    if len(drawn) > 60_000 or not _STROKES.fullmatch(drawn):
        return None
    found = [(move, min(int(x), WIDTH), min(int(y), HEIGHT)) for move, x, y in _POINT.findall(drawn)]
    if len(found) > MOST_POINTS or len({each[1:] for each in found}) < 3:
        return None
    return "".join(f"{move}{x} {y}" for move, x, y in found)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
