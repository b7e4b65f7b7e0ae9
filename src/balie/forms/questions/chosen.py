"""Questions that are answered by choosing: yes or no, one or several options, a statement, people."""

from collections.abc import Mapping, Sequence
from typing import Any

from balie.forms.language.types import YES_NO, Type, choice, list_of
from balie.forms.questions.base import Answer, FieldError, Posted, QuestionType, many
from balie.forms.questions.sentences import say
from balie.forms.words import join


class YesNo(QuestionType):
    template, kind, missing = "yes_no", YES_NO, "missing_choice"

    def read(self, text: str) -> bool:
        if text.lower() not in ("ja", "nee"):
            raise self.refuse("option")
        return text.lower() == "ja"

    def from_json(self, data: Any, rows: Any = ()) -> bool | None:
        if data is not None and not isinstance(data, bool):
            if data in ("ja", "nee"):
                return data == "ja"
            raise ValueError("yes or no is expected")
        return data

    def describe(self, value: bool | None) -> str:
        return "" if value is None else say("yes" if value else "no", self.language)

    def raw(self, value: bool | None) -> dict[str, str]:
        return {"": "" if value is None else "ja" if value else "nee"}

    @property
    def options(self) -> dict[str, str]:
        return {"ja": say("yes", self.language), "nee": say("no", self.language)}


class Statement(QuestionType):
    """True or nothing."""

    template, kind, missing = "statement", YES_NO, "missing_statement"

    def read(self, text: str) -> bool | None:
        return True if text.lower() in ("ja", "on", "true") else None

    def from_json(self, data: Any, rows: Any = ()) -> bool | None:
        return True if data is True or data == "ja" else None

    def describe(self, value: bool | None) -> str:
        return say("agreed", self.language) if value else ""

    def raw(self, value: bool | None) -> dict[str, str]:
        return {"": "ja" if value else ""}


MANY = 12


class Choice(QuestionType):
    """With `look: search` somebody may type the label of an option; the others post its value."""

    template, missing = "choice", "missing_choice"

    @property
    def look(self) -> str:
        """radio, select or search."""
        return getattr(self.definition, "look", None) or ("radio" if len(self.options) <= MANY else "select")

    def read(self, text: str) -> str:
        if text in self.options or self.look != "search":
            return text
        found = [value for value, said in self.options.items() if said.casefold() == text.casefold()]
        if len(found) != 1:
            raise self.refuse("not_found")
        return found[0]

    @property
    def options(self) -> dict[str, str]:
        """Value → label; of a setting when the definition names one."""
        if isinstance(self.definition.options, str):
            return {each: each for each in self.settings.get(self.definition.options) or ()}
        return {each.value: each.label for each in self.definition.options}

    def type(self, names: Mapping[str, Type]) -> Type:
        # the options of a setting differ from town to town, so rules cannot rely on them
        return choice({} if isinstance(self.definition.options, str) else self.options)

    def validate(self, value: str) -> FieldError | None:
        return None if value in self.options else self.error("option")

    def describe(self, value: str | None) -> str:
        return self.options.get(value, value) if value else ""

    def raw(self, value: str | None) -> dict[str, str]:
        return {"": value or ""}


class Choices(Choice):
    template, missing = "choices", "missing_choices"

    def type(self, names: Mapping[str, Type]) -> Type:
        return list_of(super().type(names))

    def posted(self, posted: Posted, prefix: str) -> Mapping[str, Any]:
        return {"": many(posted, prefix)}

    def typed(self, raw: Mapping[str, Any]) -> tuple[str, ...] | None:
        return tuple(dict.fromkeys(raw[""])) or None

    def from_json(self, data: Any, rows: Any = ()) -> tuple[str, ...] | None:
        return _texts(data)

    def to_json(self, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def validate(self, value: tuple[str, ...]) -> FieldError | None:
        if any(each not in self.options for each in value):
            return self.error("option")
        if len(value) < self.definition.min:
            return self.error("too_few", min=self.definition.min)
        if self.definition.max and len(value) > self.definition.max:
            return self.error("too_many", max=self.definition.max)
        return None

    def adopt(self, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def describe(self, value: tuple[str, ...] | None) -> str:
        return join([self.options.get(each, each) for each in value or ()], self.language)

    def raw(self, value: tuple[str, ...] | None) -> dict[str, Any]:
        return {"": list(value or ())}


class People(Choices):
    """Stored as person_ids; the value is the people themselves, looked up in the facts, so that nobody can add one."""

    template, missing = "people", "missing_people"

    @property
    def single(self) -> bool:
        return self.definition.max == 1

    def type(self, names: Mapping[str, Type]) -> Type:
        head, *rest = self.definition.source.split(".")
        try:
            found = names[head]
            for part in rest:
                found = found.fields[part]
        except KeyError:
            raise KeyError(self.definition.source) from None
        return (found.item or found) if self.single else found

    def from_json(self, data: Any, rows: Sequence[Any] = ()) -> Any:
        wanted = _texts(data) or ()
        found = tuple(row for row in rows if row and row.get("person_id") in wanted)
        return (found[0] if self.single else found) if found else None

    def typed(self, raw: Mapping[str, Any]) -> tuple[str, ...] | None:
        return tuple(dict.fromkeys(raw[""])) or None

    def parse(self, posted: Posted, prefix: str) -> Answer:
        raw = self.posted(posted, prefix)
        chosen = self.typed(raw)
        error = self.validate(chosen) if chosen else None
        return Answer(list(chosen) if chosen and not error else None, error, raw)

    def to_json(self, value: Any) -> list[str]:
        return [row["person_id"] for row in _rows(value)]

    def validate(self, value: Any) -> FieldError | None:
        count = len(_rows(value))
        if count < self.definition.min:
            return self.error("too_few", min=self.definition.min)
        if self.definition.max and count > self.definition.max:
            return self.error("too_many", max=self.definition.max)
        return None

    def describe(self, value: Any) -> str:
        return join([row.get("naam") or "" for row in _rows(value)], self.language)

    def raw(self, value: Any) -> dict[str, Any]:
        return {"": [row["person_id"] for row in _rows(value)]}


def _rows(value: Any) -> tuple[Any, ...]:
    return () if value is None else (value,) if isinstance(value, Mapping) else tuple(value)


def _texts(data: Any) -> tuple[str, ...] | None:
    if isinstance(data, str):
        data = [data]
    if data is not None and not (isinstance(data, list | tuple) and all(isinstance(each, str) for each in data)):
        raise ValueError("a list of texts is expected")
    return tuple(data) if data else None
