"""Amounts: `Decimal` euros with two places, never floats."""
from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def amount(value) -> Decimal:
    """`value` (Decimal, int or text such as "13.90") as euros with two places; half a cent goes up."""
    if isinstance(value, float):
        raise TypeError("An amount is never a float: use Decimal or text.")
    return Decimal(value).quantize(CENT, ROUND_HALF_UP)


def euro(value) -> str:
    """€ 1.234,50 — with spaces that do not break."""
    rounded = amount(value)
    text = f"{abs(rounded):,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{'-' if rounded < 0 else ''}€\u00a0{text}"
