"""How much one answer may hold. More than this no form of ours can have sent: it is not read at all."""

from collections.abc import Mapping
from typing import Any

MAX_TEXT = 1_000_000  # signs, all texts of one answer together
MAX_PARTS = 20_000  # rows, fields and items together
MAX_ROWS = 1_000  # in one list
MAX_DEPTH = 12


def too_much(data: Any) -> bool:
    """Is this stored answer larger than any form can have sent? Looks no further than the bounds themselves."""
    if isinstance(data, str):
        return len(data) > MAX_TEXT
    if not isinstance(data, Mapping | list | tuple):
        return isinstance(data, int) and data.bit_length() > 256
    left, signs, waiting = MAX_PARTS, MAX_TEXT, [(data, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, str):
            signs -= len(part)
        elif isinstance(part, Mapping | list | tuple):
            if len(part) > MAX_ROWS or depth >= MAX_DEPTH:
                return True
            left -= len(part)
            waiting += [(each, depth + 1) for each in (part.values() if isinstance(part, Mapping) else part)]
            signs -= sum(len(name) for name in part if isinstance(name, str)) if isinstance(part, Mapping) else 0
        elif isinstance(part, int) and part.bit_length() > 256:
            return True
        if left < 0 or signs < 0:
            return True
    return False
