"""Asking registers for one posted page: what gives no answer is not asked again for its other rows, and no page asks without end."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from balie.registers import public as registers

Found = TypeVar("Found")
MOST = 100


@dataclass
class Looking:
    left: int = MOST
    silent: set[str] = field(default_factory=set)

    def ask(self, source: str, question: Callable[[], Found]) -> Found:
        """Raises `RegisterUnavailable`."""
        if source in self.silent or self.left <= 0:
            raise registers.RegisterUnavailable(source)
        self.left -= 1
        try:
            return question()
        except registers.RegisterUnavailable:
            self.silent.add(source)
            raise
