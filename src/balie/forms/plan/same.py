"""Is it the same as before? Stricter than ==, in which 1 is True and 1.0 is 1.00: those are stored and shown differently."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

_PLAIN = (str, bool, int, date, time, type(None))
DEPTH = 20


def same(a: Any, b: Any, depth: int = 0) -> bool:
    """Values or JSON that nothing can tell apart. What lies too deep counts as different: then it is only computed once more."""
    if a is b:
        return True
    kind = type(a)
    if kind is not type(b) or depth > DEPTH:
        return False
    if kind in _PLAIN:
        return bool(a == b)
    if kind is Decimal:
        return str(a) == str(b)
    if isinstance(a, Mapping):
        return len(a) == len(b) and list(a) == list(b) and all(same(a[name], b[name], depth + 1) for name in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(same(x, y, depth + 1) for x, y in zip(a, b, strict=True))
    return False
