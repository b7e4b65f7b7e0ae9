"""Why something is shown, decided or computed, in plain words of the language of the plan."""

import re
from collections.abc import Mapping
from typing import Any

from balie.forms.language.phrases import phrase
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Node
from balie.forms.language.words import Words
from balie.forms.plan.parts import Ruled
from balie.forms.plan.plan import Plan
from balie.forms.questions.base import QuestionType

NO_ROW: Mapping[str, QuestionType] = {}
_SLOT = re.compile(r"\s*\{\{.*?\}\}", re.DOTALL)


def because(plan: Plan, ruled: Ruled | None, values: Mapping[str, Any], moment: Moment, row: Mapping[str, QuestionType] = NO_ROW) -> str:
    """Which conditions make this rule hold, or keep it from holding. No rule: it always holds. `row`: the questions of the row it is about."""
    return words(plan, row).because(ruled.rule.tree, values, moment) if ruled else phrase("always", plan.definition.language)


def words(plan: Plan, row: Mapping[str, QuestionType] = NO_ROW) -> Words:
    """Rules in the words of this service's own screens."""
    language = plan.definition.language

    def label(path: tuple[str, ...]) -> str:
        kind = row.get(path[0]) or plan.types.get(path[0])
        if kind is not None:
            # what is filled in hangs on other answers, which have nothing to do with this rule
            shown = f"“{_SLOT.sub('', kind.definition.label).strip().rstrip('?:. ')}”"
            return phrase("inside", language, path[-1].replace("_", " "), shown) if len(path) > 1 else shown
        if path[0] in plan.lookups:
            return f"{path[-1].replace('_', ' ')} bij “{plan.lookups[path[0]].part.name}”"
        setting = plan.service.settings.get(path[0])
        if setting is not None:
            return f"“{setting.label}”"
        return path[-1].replace("_", " ")

    def option(path: tuple[str, ...], value: str) -> str:
        found = row[path[0]].type(plan.names) if path[0] in row else plan.names.get(path[0])
        options = (found.options or (found.item.options if found.item else {})) if found else {}
        return options.get(value, value)

    def behind(path: tuple[str, ...]) -> Node | None:
        found = plan.values.get(path[0])
        return found.rule.tree if found and found.rule.type.kind == "yes_no" else None

    return Words(label, option, behind, language)
