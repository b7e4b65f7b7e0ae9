"""Questions that are answered with a number: number, money. Read as the Dutch write them: 1.234,50."""

import re
from decimal import Decimal
from typing import Any

from balie.forms.language.types import MONEY, NUMBER
from balie.forms.questions.base import FieldError, QuestionType
from balie.forms.words import amount, number

_LIMIT = Decimal(10) ** 12


class Number(QuestionType):
    template, kind = "number", NUMBER

    @property
    def inputmode(self) -> str:  # type: ignore[override]
        return "decimal" if self.decimals else "numeric"

    @property
    def decimals(self) -> int:
        return self.definition.decimals

    def read(self, text: str) -> Decimal:
        plain = re.sub(r"\s|€|EUR|,-$", "", text, flags=re.IGNORECASE)
        unit = getattr(self.definition, "unit", None)
        if unit and plain.casefold().endswith(unit.casefold()):
            plain = plain[: -len(unit)]
        if "," in plain or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain):
            plain = plain.replace(".", "").replace(",", ".")
        if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,9})?", plain):
            raise self.refuse("number", example=self.show(self.definition.min or Decimal(25)))
        return Decimal(plain)

    def from_json(self, data: Any, rows: Any = ()) -> Decimal | None:
        if data is None:
            return None
        if isinstance(data, bool | float) or not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,9})?", str(data)):
            raise ValueError("a number is expected")
        return Decimal(str(data))

    def to_json(self, value: Decimal) -> str:
        return f"{value:f}"

    def validate(self, value: Decimal) -> FieldError | None:
        low, high = self.definition.min, self.definition.max
        if value != round(value, self.decimals):
            return self.error("decimals", count=self.decimals) if self.decimals else self.error("whole")
        if low is not None and value < low:
            return self.error("too_low", min=self.show(low))
        if high is not None and value > high or abs(value) > _LIMIT:
            return self.error("too_high", max=self.show(high or _LIMIT))
        return None

    def show(self, value: Decimal) -> str:
        return number(value)

    def describe(self, value: Decimal | None) -> str:
        unit = getattr(self.definition, "unit", None)
        return "" if value is None else self.show(value) + (f" {unit}" if unit else "")

    def raw(self, value: Decimal | None) -> dict[str, str]:
        return {"": "" if value is None else f"{value:f}".replace(".", ",")}


class Money(Number):
    """Euros, stored as text with two decimals."""

    template, kind, decimals = "money", MONEY, 2

    def to_json(self, value: Decimal) -> str:
        return f"{value:.2f}"

    def show(self, value: Decimal) -> str:
        return amount(value)
