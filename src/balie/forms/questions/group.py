"""The same questions several times: a list of rows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from balie.forms.language.types import Type, list_of, record
from balie.forms.questions.base import Answer, FieldError, Posted, QuestionType
from balie.forms.words import join


class Group(QuestionType):
    """Fields are named `<prefix>-<row>-<question>`, rows count from 0. `inner` holds the question types of a row."""

    template = "group"

    def __init__(self, definition: Any, *, inner: Mapping[str, QuestionType], **about: Any) -> None:
        super().__init__(definition, **about)
        self.inner = inner

    def type(self, names: Mapping[str, Type]) -> Type:
        return list_of(record({name: kind.type(names) for name, kind in self.inner.items() if kind.asks}))

    def parse(self, posted: Posted, prefix: str) -> Answer:
        found = {int(match[1]) for key in posted if (match := re.match(re.escape(prefix) + r"-(\d{1,3})-", key))}
        rows = [{name: kind.parse(posted, f"{prefix}-{row}-{name}") for name, kind in self.inner.items()} for row in sorted(found)]
        rows = [row for row in rows if any(each.json is not None or each.error for each in row.values())]
        wrong = next((each.error for row in rows for each in row.values() if each.error), None)
        error = wrong or (self.validate(rows) if rows else None)
        data = [{name: each.json for name, each in row.items() if each.json is not None} for row in rows]
        return Answer(data if data and not error else None, error, rows=tuple(rows))

    def from_json(self, data: Any, rows: Sequence[Any] = ()) -> tuple[Mapping[str, Any], ...] | None:
        if data is None:
            return None
        if not isinstance(data, list | tuple) or not all(isinstance(row, Mapping) for row in data):
            raise ValueError("a list of rows is expected")
        return tuple({name: kind.from_json(row.get(name)) for name, kind in self.inner.items()} for row in data) or None

    def to_json(self, value: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{name: self.inner[name].to_json(each) for name, each in row.items() if each is not None} for row in value]

    def validate(self, value: Sequence[Any]) -> FieldError | None:
        if len(value) < self.definition.min:
            return self.error("rows_few", min=self.definition.min)
        return self.error("rows_many", max=self.definition.max) if len(value) > self.definition.max else None

    def describe_row(self, row: Mapping[str, Any]) -> str:
        """One row in words: its answers after each other."""
        return ", ".join(said for name, kind in self.inner.items() if (said := kind.describe(row.get(name))))

    def describe(self, value: Sequence[Mapping[str, Any]] | None) -> str:
        return join([self.describe_row(row) for row in value or ()], self.language)

    def raw(self, value: Any) -> dict[str, Any]:
        return {}
