"""A period: the first and the last day, both included, with a time on each when the question asks so."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from balie.forms.language.types import DATE, NUMBER, TIME, Type, record
from balie.forms.questions.base import Answer, FieldError, Posted, QuestionType, Unreadable
from balie.forms.questions.moments import Date, Time
from balie.forms.questions.sentences import label, say

DAYS, TIMES = ("begin", "eind"), ("begintijd", "eindtijd")


class Period(QuestionType):
    """The value is a record of `begin` and `eind` (dates), `dagen` (their number, both ends counted) and, with times, `begintijd` and
    `eindtijd`. Its fields are named `<prefix>-begin-dag` … and `<prefix>-begintijd`."""

    template, missing, parts = "period", "missing_period", DAYS

    def __init__(self, definition: Any, **about: Any) -> None:
        super().__init__(definition, **about)
        self.fields: Mapping[str, QuestionType] = {
            **{name: Date(definition, **about) for name in DAYS},
            **({name: Time(definition, **about) for name in TIMES} if definition.times else {}),
        }

    def type(self, names: Mapping[str, Type]) -> Type:
        return record({"begin": DATE, "eind": DATE, "dagen": NUMBER, **(dict.fromkeys(TIMES, TIME) if self.definition.times else {})})

    def parse(self, posted: Posted, prefix: str) -> Answer:
        answers = {name: kind.parse(posted, f"{prefix}-{name}") for name, kind in self.fields.items()}
        raw = {name: answer.raw for name, answer in answers.items()}
        wrong = next(((name, answer.error) for name, answer in answers.items() if answer.error), None)
        if wrong:
            return Answer(error=FieldError(wrong[1].code, wrong[1].text, wrong[0]), raw=raw)
        data = {name: answer.json for name, answer in answers.items()}
        if not any(data.values()):
            return Answer(raw=raw)
        try:
            value = self._whole(data)
        except Unreadable as unreadable:
            return Answer(error=unreadable.error, raw=raw)
        error = self.validate(value)
        return Answer(None if error else self.to_json(value), error, raw)

    def _whole(self, data: Mapping[str, Any]) -> dict[str, Any]:
        for name, kind in self.fields.items():
            if not data.get(name):
                raise Unreadable(FieldError(kind.missing, kind.missing_text(), name))
        found = {name: kind.from_json(data[name]) for name, kind in self.fields.items()}
        found["dagen"] = Decimal((found["eind"] - found["begin"]).days + 1)
        return found

    def from_json(self, data: Any, rows: Any = ()) -> dict[str, Any] | None:
        if data is None:
            return None
        if not isinstance(data, Mapping) or not all(isinstance(each, str) for each in data.values()):
            raise ValueError("a period is expected")
        return self._whole(data)

    def to_json(self, value: Mapping[str, Any]) -> dict[str, str]:
        return {name: kind.to_json(value[name]) for name, kind in self.fields.items()}

    def adopt(self, value: Any) -> Any:
        complete = isinstance(value, Mapping) and all(isinstance(value.get(name), date | time) for name in self.fields)
        return self.from_json(self.to_json(value)) if complete else None

    def validate(self, value: Mapping[str, Any]) -> FieldError | None:
        for name, kind in self.fields.items():
            if (error := kind.validate(value[name])) is not None:
                return FieldError(error.code, error.text, name)
        if self._moment(value, "eind") < self._moment(value, "begin"):
            return self.error("period_order", "eind")
        if value["dagen"] > (self.definition.max_days or 100_000):
            return self.error("period_long", "eind", max=self.definition.max_days)
        if value["dagen"] < self.definition.min_days:
            return self.error("period_short", "eind", min=self.definition.min_days)
        return None

    def _moment(self, value: Mapping[str, Any], end: str) -> datetime:
        return datetime.combine(value[end], value.get(f"{end}tijd") or time())

    def describe(self, value: Mapping[str, Any] | None) -> str:
        if not value:
            return ""
        begin, end = (" ".join(kind.describe(value[name]) for name, kind in self.fields.items() if name.startswith(side)) for side in DAYS)
        return begin if begin == end else say("period", self.language, begin=begin, end=end)

    def raw(self, value: Mapping[str, Any] | None) -> dict[str, Any]:
        return {name: kind.raw(value[name]) for name, kind in self.fields.items()} if value else {}

    def context(self, prefix: str, raw: Mapping[str, Any] | None = None, error: FieldError | None = None) -> dict[str, Any]:
        found = super().context(prefix, {}, error)
        found["fields"] = [
            {"part": name, "name": f"{prefix}-{name}", "label": label(name, self.language), "day": name in DAYS,
             "raw": ((raw or {}).get(name) or {}) if name in DAYS else ((raw or {}).get(name) or {}).get("", ""),
             "error": error.text if error and error.part == name else ""}
            for side in DAYS for name in self.fields if name.startswith(side)
        ]  # fmt: skip
        return found | {"said": bool(error and error.part)}
