"""What some questions say beside what all may say: the days between which a date lies, what products cost, an image, an answer that is locked."""

from collections.abc import Mapping
from typing import Any

from balie.forms.definition import images
from balie.forms.language.compiler import Function
from balie.forms.language.errors import did_you_mean
from balie.forms.language.runtime import Moment
from balie.forms.language.types import DATE, MONEY, Type
from balie.forms.plan.parts import Ruled
from balie.forms.questions.base import QuestionType


def own_rules(compiler: Any, part: Any, names: Mapping[str, Type], place: tuple[str | int, ...]) -> dict[str, Any]:
    """Those of this question, checked and compiled; what is wrong becomes a finding of the compiler."""
    if part.type == "date":
        return {"low": compiler.rule(part.min, names, (*place, "min"), DATE), "high": compiler.rule(part.max, names, (*place, "max"), DATE)}
    if part.type == "product":
        rules = [compiler.rule(each.price, compiler.settings, (*place, "options", index, "price"), MONEY) for index, each in enumerate(part.options)]
        return {"prices": tuple(rule for rule in rules if rule)}
    if part.type == "picture":
        files = compiler.definition.files
        if part.image not in files:
            near = did_you_mean(part.image, files)
            compiler.find((*place, "image"), f"Het bestand `{part.image}` ontbreekt.{near}", "file-missing")
        elif said := images.fault(part.image, files[part.image]):
            compiler.find((*place, "image"), f"`{part.image}`: {said}")
    return {}


def has_rules(part: Any) -> bool:
    """Whether anything about this question hangs on a rule."""
    days = part.type == "date" and (part.min or part.max)
    return bool(part.show_if or part.required_if or part.error_if or part.prefill or part.default or days)


def held(kind: QuestionType, given: Ruled) -> Function:
    """What the register says where an answer is locked to it; leeg when it does not know, or says what can be no answer to the question."""

    def value(values: Mapping[str, Any], moment: Moment) -> Any:
        try:
            found = kind.adopt(given.run(values, moment))
            return None if found is None or kind.validate(found) else found
        except (ValueError, TypeError, ArithmeticError, KeyError):
            return None

    return value
