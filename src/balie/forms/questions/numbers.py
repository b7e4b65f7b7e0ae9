"""Questions that are answered with a number: number, money. Read as the Dutch write them: 1.234,50."""

import re
from decimal import Decimal
from typing import Any

from balie.forms.language.types import MONEY, NUMBER
from balie.forms.questions.base import FieldError, QuestionType
from balie.forms.questions.sentences import say
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
        if not self.decimals and re.fullmatch(r"-?\d{1,3}(,\d{3})+", plain):
            raise self.refuse("whole")  # 1,000 is one, or a thousand in English: we do not guess
        if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d*)?|-?\d*,\d*", plain):
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

    def limits(self) -> str:
        low, high = self.definition.min, self.definition.max
        if high is None:
            return say("at_least", self.language, min=self.describe(low)) if low else ""
        if low is None:
            return say("at_most", self.language, max=self.describe(high))
        return say("from_to", self.language, min=self.show(low), max=self.describe(high))

    def show(self, value: Decimal) -> str:
        """Without a unit it may be a year: then four digits stay together."""
        return number(value, grouped=1000 if self.definition.unit else 10_000)

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

    def limits(self) -> str:
        high = self.definition.max
        if self.definition.min or high is None:
            return super().limits()
        return say("at_most", self.language, max=self.show(high))

    def show(self, value: Decimal) -> str:
        return amount(value)
