"""Files: the portal stores them, this knows what may be sent and how the answer looks."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from balie.forms.language.types import NUMBER, TEXT, Type, list_of, record
from balie.forms.questions.base import Answer, FieldError, Posted, QuestionType, many
from balie.forms.words import join

_SAME = {"jpeg": "jpg"}


class Upload(QuestionType):
    """The value is a list of {document_id, name, size in bytes}."""

    template, missing = "upload", "missing_upload"

    def type(self, names: Mapping[str, Type]) -> Type:
        return list_of(record({"document_id": TEXT, "name": TEXT, "size": NUMBER}))

    def parse(self, posted: Posted, prefix: str) -> Answer:
        """The files that the portal stored or knew, which it puts where the browser's own words stood: each as `written`."""
        files = []
        for each in many(posted, prefix):
            with suppress(ValueError):  # what it did not write
                files += self.from_json([json.loads(each)]) or ()
        error = self.validate(tuple(files)) if files else None
        return Answer(files if files and not error else None, error, {"": files})

    @staticmethod
    def written(files: Sequence[Mapping[str, Any]]) -> list[str]:
        return [json.dumps(dict(each)) for each in files]

    def from_json(self, data: Any, rows: Any = ()) -> tuple[dict[str, Any], ...] | None:
        if data is None:
            return None
        if not isinstance(data, list | tuple) or not all(
            isinstance(each, Mapping) and isinstance(each.get("document_id"), str) and isinstance(each.get("size", 0), int) for each in data
        ):
            raise ValueError("a list of files is expected")
        return tuple({"document_id": each["document_id"], "name": str(each.get("name", "")), "size": each.get("size", 0)} for each in data) or None

    def to_json(self, value: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
        return [dict(each) for each in value]

    def validate(self, value: tuple[dict[str, Any], ...]) -> FieldError | None:
        if len(value) > self.definition.max:
            return self.error("files_many", max=self.definition.max)
        return next((error for each in value if (error := self.accepts(each["name"], each["size"]))), None)

    def accepts(self, name: str, size: int) -> FieldError | None:
        """May a file of this name and size (bytes) be sent? The contents are for the store to judge."""
        suffix = PurePath(name).suffix.lower().lstrip(".")
        if _SAME.get(suffix, suffix) not in self.definition.types:
            return self.error("file_type", types=join([each.upper() for each in self.definition.types], self.language, "of"))
        if size > self.definition.max_mb * 1_000_000:
            return self.error("file_size", max=self.definition.max_mb)
        return None

    def describe(self, value: tuple[dict[str, Any], ...] | None) -> str:
        return join([each["name"] for each in value or ()], self.language)

    def raw(self, value: tuple[dict[str, Any], ...] | None) -> dict[str, Any]:
        return {"": [each["document_id"] for each in value or ()]}

    def context(self, prefix: str, raw: Mapping[str, Any] | None = None, error: FieldError | None = None) -> dict[str, Any]:
        return super().context(prefix, raw, error) | {
            "accept": ",".join(f".{each}" for each in self.definition.types) + (",.jpeg" if "jpg" in self.definition.types else ""),
            "max": self.definition.max,
            "max_mb": self.definition.max_mb,
        }
