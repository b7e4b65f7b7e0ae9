"""What the server adds to the answers of a posted page before they are kept: what registers say of an address and a company, where a place
lies, when somebody signed. In the rows of a group as on the page itself."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from balie.forms.public import Answer, FieldError
from balie.portal.apply import address, branches, placed
from balie.portal.apply.holder import questions_of
from balie.portal.apply.looking import Looking


@dataclass
class Completed:
    """`answers`: questions with what was added; `errors`: question → what is wrong or still to be chosen; `rows`: groups as they were typed,
    each answer in them completed, or with its own error beside what was typed."""

    answers: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, FieldError] = field(default_factory=dict)
    rows: dict[str, Answer] = field(default_factory=dict)

    def choices(self) -> dict[str, FieldError]:
        """What there is to choose from on the page itself, without saying yet that something was not chosen."""
        return {name: replace(each, text="") for name, each in self.errors.items() if isinstance(each, branches.Choose) and name not in self.rows}

    def shown(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """What was typed, as it is drawn again."""
        return {**raw, **{name: each for name, each in self.rows.items() if name in raw}}


def completed(application, page: str, posted) -> Completed:
    done, looking = Completed(), Looking()
    for kind in questions_of(application, page):
        if not adds_to(kind):
            continue
        typed = kind.parse(posted, kind.name)
        found = complete(kind, typed, application.answers.get(kind.name), looking)
        if kind.template == "group":
            done.rows[kind.name] = found
        if typed.json is None:
            continue  # nothing there, or wrong by itself: who reads the page says so
        if found.error:
            done.errors[kind.name] = found.error
        else:
            done.answers[kind.name] = found.json
    return done


def adds_to(kind) -> bool:
    return kind.template in ADDS or any(adds_to(each) for each in getattr(kind, "inner", {}).values())


def looks_up(kind) -> bool:
    """Whether something is shown of what a register says."""
    return kind.template in ("address", "kvk") or getattr(kind, "has_address", False) or any(map(looks_up, getattr(kind, "inner", {}).values()))


def complete(kind, typed: Answer, before: Any, looking: Looking) -> Answer:
    """`before`: what is kept as the answer. What cannot be completed stays as it was typed, with an error beside it."""
    if kind.template == "group":
        return rows(kind, typed, before, looking)
    if typed.json is None or kind.template not in ADDS:
        return typed
    json, error = ADDS[kind.template](kind, typed.json, before, looking)
    return replace(typed, json=typed.json if error else json, error=error)


def rows(kind, typed: Answer, before: Any, looking: Looking) -> Answer:
    """Every row, and what stands in rows in it; the first mistake goes for all. Rows that are wrong by themselves are completed too, to show."""
    kept, place, found = [row for row in before if isinstance(row, Mapping)] if isinstance(before, list) else [], 0, []
    for row in typed.rows:
        known = kept[place] if place < len(kept) else {}
        found.append({name: complete(kind.inner[name], each, known.get(name), looking) for name, each in row.items()})
        place += filled(row)
    wrong = typed.error or next((each.error for row in found for each in row.values() if each.error), None)
    data = [{name: each.json for name, each in row.items() if each.json is not None} for row in found if filled(row)]
    return Answer(None if wrong else data or None, wrong, typed.raw, tuple(found))


def filled(row: Mapping[str, Answer]) -> bool:
    return any(each.json is not None or each.error for each in row.values())


ADDS = {"address": address.complete, "kvk": branches.complete, "map": placed.complete, "signature": placed.sign}
