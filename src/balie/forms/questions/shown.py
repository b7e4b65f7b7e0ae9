"""What is shown and not asked: a text, a fact."""

from typing import Any

from balie.forms.language.types import UNKNOWN
from balie.forms.questions.base import Answer, Posted, QuestionType


class Info(QuestionType):
    template, asks = "info", False

    def parse(self, posted: Posted, prefix: str) -> Answer:
        return Answer()

    def from_json(self, data: Any, rows: Any = ()) -> None:
        return None


class Picture(Info):
    """An image beside a text."""

    template = "picture"


class Fact(Info):
    """Its value is the fact's own; a posted one is never looked at."""

    template, kind = "fact", UNKNOWN


class Computed(Fact):
    """Its value follows from a rule; a posted one is never looked at."""
