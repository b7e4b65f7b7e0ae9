"""The same questions several times: a list of rows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from balie.forms.language.types import Type, list_of, record
from balie.forms.questions.base import Answer, FieldError, Posted, QuestionType
from balie.forms.words import join

MOST = 100  # posted rows
_ROW = re.compile(r"-(\d{1,3})-", re.ASCII)


class Group(QuestionType):
    """Fields are named `<prefix>-<row>-<question>`, rows count from 0. `inner` holds the question types of a row, which may be groups."""

    template = "group"

    def __init__(self, definition: Any, *, inner: Mapping[str, QuestionType], **about: Any) -> None:
        super().__init__(definition, **about)
        self.inner = inner

    def type(self, names: Mapping[str, Type]) -> Type:
        return list_of(record({name: kind.type(names) for name, kind in self.inner.items() if kind.template not in ("info", "picture")}))

    def parse(self, posted: Posted, prefix: str) -> Answer:
        """An empty row is no answer, but it stays where it is."""
        found = {int(match[1]) for key in posted if key.startswith(prefix) and (match := _ROW.match(key, len(prefix)))}
        if len(found) > MOST:  # more than any page of ours has
            return Answer(error=self.error("rows_many", max=self.definition.max))
        rows = [{name: kind.parse(posted, f"{prefix}-{row}-{name}") for name, kind in self.inner.items()} for row in sorted(found)]
        filled = [row for row in rows if any(each.json is not None or each.error for each in row.values())]
        wrong = next((each.error for row in filled for each in row.values() if each.error), None)
        error = wrong or (self.validate(filled) if filled else None)
        data = [{name: each.json for name, each in row.items() if each.json is not None} for row in filled]
        return Answer(data if data and not error else None, error, rows=tuple(rows))

    def from_json(self, data: Any, rows: Sequence[Any] = ()) -> tuple[Mapping[str, Any], ...] | None:
        return tuple({name: kind.from_json(row.get(name)) for name, kind in self.inner.items()} for row in self.rows(data)) or None

    def rows(self, data: Any) -> Sequence[Mapping[str, Any]]:
        """The stored rows as they are. Raises ValueError for what cannot be rows."""
        if data is not None and not (isinstance(data, list | tuple) and all(isinstance(row, Mapping) for row in data)):
            raise ValueError("a list of rows is expected")
        return data or ()

    def to_json(self, value: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [
            {name: self.inner[name].to_json(each) for name, each in row.items() if each is not None and self.inner[name].asks} for row in value
        ]

    def validate(self, value: Sequence[Any]) -> FieldError | None:
        if len(value) < self.definition.min:
            return self.error("rows_few", min=self.definition.min)
        return self.error("rows_many", max=self.definition.max) if len(value) > self.definition.max else None

    def describe_row(self, row: Mapping[str, Any]) -> str:
        """One row in words: its answers after each other, those of rows in it between brackets. Never with a BSN: it is also what a row is called."""
        asked = ((kind, kind.describe(row.get(name))) for name, kind in self.inner.items() if kind.asks and not kind.sensitive)
        return ", ".join(f"({said})" if isinstance(kind, Group) else said for kind, said in asked if said)

    def describe(self, value: Sequence[Mapping[str, Any]] | None) -> str:
        return join([self.describe_row(row) for row in value or ()], self.language)

    def raw(self, value: Any) -> dict[str, Any]:
        return {}
