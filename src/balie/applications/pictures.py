"""Small drawings that belong to an answer, made anew each time from what is stored: a place on its map, a signature. Always also said in words."""
from __future__ import annotations

from typing import Any

from balie.forms.public import Plan, QuestionState
from balie.look import maps
from balie.registers import public as registers


def picture_of(plan: Plan, question: QuestionState) -> str:
    """SVG of our own making, or nothing when there is nothing to draw."""
    kind: Any = plan.types.get(question.name)
    if kind is None or not question.value or not question.answered:
        return ""
    if kind.template == "map" and (spots := kind.spots(question.value)):
        return maps.picture(registers.town_map().features, kind.shape, spots)
    if kind.template == "signature" and question.value["lijn"]:
        return maps.signature(question.value["lijn"], kind.width, kind.height)
    return ""
