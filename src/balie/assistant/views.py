"""What others see of the words that were searched for, and of those that a municipality added."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


class InvalidWords(ValueError):
    """`field`: woorden or doel; `str()` says what to do."""

    def __init__(self, field: str, text: str):
        super().__init__(text)
        self.field = field


@dataclass(frozen=True)
class Missed:
    """Words that enough sessions searched for, and hardly any of them chose a result. `nothing`: nothing was found the last time."""

    key: str
    words: str
    sessions: int
    chose: int
    nothing: bool
    last: date


@dataclass(frozen=True)
class Meaning:
    """Words of this municipality. `name`: of the service or product; empty when it is no longer there. `kind`: dienst or product."""

    id: UUID
    words: str
    target: str
    name: str
    kind: str
