"""A company with the branch that it is about: its KvK number, and the number of one of its branches."""

import re
from collections.abc import Mapping
from typing import Any

from balie.forms.language.types import TEXT, YES_NO, Type, record
from balie.forms.questions.base import FieldError
from balie.forms.questions.compound import Compound


class KvkBranch(Compound):
    """`naam` and `adres` are what the Handelsregister says of the branch, `nagekeken` that it was asked and this company has this branch.
    Both come from who asked it: nothing of them is ever posted. A company may have no branch at all; then `nagekeken` alone says so."""

    template, missing = "kvk", "kvk"
    stored = ("kvk_nummer", "vestigingsnummer", "naam", "adres")
    parts = ("kvk_nummer", "vestigingsnummer")

    def type(self, names: Mapping[str, Type]) -> Type:
        return record({**dict.fromkeys(self.stored, TEXT), "nagekeken": YES_NO})

    def typed(self, raw: Mapping[str, Any]) -> dict[str, Any] | None:
        return self.filled({part: re.sub(r"[\s.]", "", raw[part]) for part in self.parts})

    def parse(self, posted: Any, prefix: str) -> Any:
        """The number alone will do here: which branch it is, may still be chosen."""
        answer = super().parse(posted, prefix)
        if answer.error is None or answer.error.code != "branch":
            return answer
        return type(answer)(self.to_json(self.typed(answer.raw) or {}), None, answer.raw)

    def filled(self, parts: Mapping[str, Any]) -> dict[str, Any] | None:
        found = super().filled(parts)
        return {**found, "nagekeken": False} if found else None

    def from_json(self, data: Any, rows: Any = ()) -> dict[str, Any] | None:
        checked = isinstance(data, Mapping) and data.get("nagekeken") is True
        plain = {part: each for part, each in data.items() if part != "nagekeken"} if isinstance(data, Mapping) else data
        found = super().from_json(plain)
        return {**found, "nagekeken": checked} if found else None

    def to_json(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().to_json({part: value.get(part) for part in self.stored}), **({"nagekeken": True} if value.get("nagekeken") else {})}

    def adopt(self, value: Any) -> Any:
        """Of the organisation that logged in: the register said so."""
        found = super().adopt({**value, "adres": None}) if isinstance(value, Mapping) else None
        return {**found, "nagekeken": True} if found and found["kvk_nummer"] else None

    def validate(self, value: Mapping[str, Any]) -> FieldError | None:
        if not re.fullmatch(r"[0-9]{8}", value["kvk_nummer"] or "", re.ASCII):
            return self.error("kvk", "kvk_nummer")
        if value["vestigingsnummer"] and not re.fullmatch(r"[0-9]{12}", value["vestigingsnummer"], re.ASCII):
            return self.error("branch_number", "vestigingsnummer")
        return None if value["vestigingsnummer"] or value["nagekeken"] else self.error("branch", "vestigingsnummer")

    def describe(self, value: Mapping[str, Any] | None) -> str:
        if not value:
            return ""
        numbers = ", ".join(f"{name} {each}" for name, each in (("KvK", value["kvk_nummer"]), ("vestiging", value["vestigingsnummer"])) if each)
        called = ", ".join(each for each in (value["naam"], value["adres"]) if each)
        return f"{called} ({numbers})" if called else numbers

    def context(self, prefix: str, raw: Mapping[str, Any] | None = None, error: FieldError | None = None) -> dict[str, Any]:
        """`ask_branch`: its number is typed here, where no list of branches says which there are."""
        found = super().context(prefix, raw, error)
        asked = bool((raw or {}).get("vestigingsnummer")) or (error is not None and error.part == "vestigingsnummer")
        return {**found, "ask_branch": asked}

    def part(self, prefix: str, part: str, raw: Mapping[str, Any], error: FieldError | None) -> dict[str, Any]:
        return {**super().part(prefix, part, raw, error), "inputmode": "numeric"}
