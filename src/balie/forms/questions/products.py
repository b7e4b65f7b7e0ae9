"""What is on offer: how many of each somebody takes, at the price that the definition says. A posted price is never looked at."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from balie.forms.language.types import MONEY, NUMBER, Type, record
from balie.forms.questions.base import FieldError, QuestionType
from balie.forms.words import amount, join, number

COUNT, TOTAL = "aantal", "totaal"


class Product(QuestionType):
    """A field per product. The value is the number of each, of all together, and what they cost; stored are the numbers alone.

    `rows` of `from_json` are the prices, in the order of the products.
    """

    template, missing = "product", "missing_product"

    def __init__(self, definition: Any, **about: Any) -> None:
        super().__init__(definition, **about)
        self.products = {each.value: each for each in definition.options}
        self.parts = tuple(self.products)

    @property
    def options(self) -> dict[str, str]:
        return {name: each.label for name, each in self.products.items()}

    def type(self, names: Mapping[str, Type]) -> Type:
        return record({**dict.fromkeys(self.parts, NUMBER), COUNT: NUMBER, TOTAL: MONEY})

    def typed(self, raw: Mapping[str, Any]) -> dict[str, Decimal] | None:
        return {part: Decimal(found) for part in self.parts if (found := self.count(part, raw[part]))} or None

    def count(self, part: str, text: str) -> int:
        plain = re.sub(r"[\s.]", "", text) if re.fullmatch(r"\s*\d{1,3}([.\s]\d{3})+\s*", text) else text.strip()
        if not plain:
            return 0
        if not re.fullmatch(r"[0-9]{1,9}", plain):
            raise self.refuse("product_count", part, product=self.products[part].label)
        return int(plain)

    def validate(self, value: Mapping[str, Any]) -> FieldError | None:
        for part, each in self.products.items():
            if (taken := value.get(part) or 0) > each.max:
                return self.error("product_many", part, product=each.label, max=number(Decimal(each.max)))
            if taken and taken < each.min:
                return self.error("product_few", part, product=each.label, min=number(Decimal(each.min)))
        return None

    def from_json(self, data: Any, rows: Sequence[Any] = ()) -> dict[str, Decimal | None] | None:
        if data is None:
            return None
        counts = isinstance(data, Mapping) and all(type(each) in (int, str) and re.fullmatch("[0-9]{1,9}", str(each)) for each in data.values())
        if not counts or not data.keys() <= self.products.keys():  # what is no longer on offer must be chosen anew
            raise ValueError("a number for each product is expected")
        taken = {part: Decimal(str(data.get(part, 0))) for part in self.parts}
        prices = dict(zip(self.parts, rows or (None,) * len(self.parts), strict=True))
        bought = [None if prices[part] is None else prices[part] * count for part, count in taken.items() if count]
        total = None if None in bought else sum((each for each in bought if each is not None), Decimal(0))
        return {**taken, COUNT: sum(taken.values(), Decimal(0)), TOTAL: total} if bought else None

    def to_json(self, value: Mapping[str, Any]) -> dict[str, int]:
        return {part: int(value[part]) for part in self.parts if value.get(part)}

    def describe(self, value: Mapping[str, Any] | None) -> str:
        """2 × Broodje kaas en 1 × Thee, samen € 9,00"""
        if not value:
            return ""
        said = join([f"{number(value[part])} × {each.label}" for part, each in self.products.items() if value.get(part)], self.language)
        total = value.get(TOTAL)
        return said if total is None else f"{said}, {'together' if self.language == 'en' else 'samen'} {amount(total)}"

    def raw(self, value: Mapping[str, Any] | None) -> dict[str, str]:
        return {part: f"{value[part]:f}" if value and value.get(part) else "" for part in self.parts}

    def context(self, prefix: str, raw: Mapping[str, Any] | None = None, error: FieldError | None = None) -> dict[str, Any]:
        beside = error is not None and bool(error.part) and self.products[error.part].max > 1
        return super().context(prefix, raw, error) | {"said": beside}  # else it stands above all of them

    def part(self, prefix: str, part: str, raw: Mapping[str, Any], error: FieldError | None) -> dict[str, Any]:
        each = self.products[part]
        return {
            "part": part, "name": f"{prefix}-{part}", "id": f"id_{prefix}-{part}", "label": each.label, "help": each.help, "raw": raw.get(part, ""),
            "most": each.max, "least": each.min, "once": each.max == 1, "inputmode": "numeric", "autocomplete": None,
            "error": error.text if error and error.part == part else "", "invalid": error is not None and error.part in ("", part),
        }  # fmt: skip
