"""Look-ups elsewhere: what is to be asked with these answers, what an answer says, and what of it is known as a fact. Pure: who asks is outside.

A look-up is a fact of its own name: `gelukt`, its fields, `gevraagd` (a mark of what was asked, so that the same is not asked twice and an
answer to other questions never counts) and `moment`. Rules know the first two.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from balie.forms.definition.lookups import STANDS_FOR, Lookup, LookupField
from balie.forms.language.runtime import Moment
from balie.forms.language.types import YES_NO, Type, record, simple
from balie.forms.plan.facts import typed
from balie.forms.plan.parts import LookupPlan
from balie.forms.plan.state import State

DONE = "gelukt"
SCALARS = ("text", "number", "yes_no", "date", "time", "choice")
LONGEST = 500  # signs of one thing that is sent along
LONGEST_TEXT, LONGEST_LIST = 2000, 200  # of what comes back


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question to an outside service: what stands in the address, in the path behind it and, when it is posted, in the body. `mark`: the same
    for the same question, and for no other."""

    name: str
    connection: str
    parameters: Mapping[str, str] = field(repr=False)
    mark: str
    part: Lookup = field(repr=False)
    path: str = field(default="", repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Failed:
    """A look-up without an answer, in the words of the service."""

    name: str
    then: str
    text: str


def shape(part: Lookup) -> Type:
    """What rules know of it."""
    return record({DONE: YES_NO, **{name: simple(each.type) for name, each in part.fields.items()}})


def inquiries(plan: Any, state: State) -> dict[str, Inquiry | None]:
    """What each look-up would ask with these answers; None while it need not or cannot be asked."""
    return {name: _inquiry(each, state) for name, each in plan.lookups.items()}


def _inquiry(each: LookupPlan, state: State) -> Inquiry | None:
    moment = state.context.moment
    if each.holds is not None and not each.holds.run(state.values, moment):
        return None
    found = {name: rule.run(state.values, moment) for name, rule in each.asks.items()}
    if any(value is None or value == "" for value in found.values()):
        return None
    sent = {name: _sent(value) for name, value in found.items()}
    part = each.part
    about = [part.connection, sent, {name: [field.type, field.source] for name, field in part.fields.items()}]
    about += [part.path, part.method, part.body] if part.path or part.method == "post" else []
    mark = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
    parameters = {name: value for name, value in sent.items() if name not in (*part.in_path, *part.body)}
    return Inquiry(part.lookup, part.connection, parameters, mark, part, _path(part, sent), _body(part, found))


def _path(part: Lookup, sent: Mapping[str, str]) -> str:
    """With what is sent along, as one step of a path each: no `/` in it goes anywhere else."""
    return STANDS_FOR.sub(lambda name: quote(sent[name[1]], safe=""), part.path or "")


def _body(part: Lookup, found: Mapping[str, Any]) -> dict[str, Any] | None:
    """Numbers and yes or no as JSON has them; None: nothing is posted."""
    return {name: _json(found[name]) for name in part.body} if part.method == "post" else None


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, bool) else _sent(value)


def _sent(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _plain(value)[: LONGEST + 1]


def _plain(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date | time) else str(value)


def settled(plan: Any, state: State, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without look-ups that asked something else than they would ask now."""
    asked = inquiries(plan, state)
    gone = {name for name, inquiry in asked.items() if name in facts and (inquiry is None or _mark(facts[name]) != inquiry.mark)}
    return {name: value for name, value in facts.items() if name not in gone}


def due(plan: Any, state: State, facts: Mapping[str, Any], *, page: str = "", now: datetime | None = None,
        done: Collection[str] = ()) -> tuple[Inquiry, ...]:
    """What is to be asked: what was never asked so, and what failed on this `page`. With `now` (before sending): all that failed, and what is
    older than it stays good. `done`: asked a moment ago."""

    def again(inquiry: Inquiry) -> bool:
        known = facts.get(inquiry.name)
        if _mark(known) != inquiry.mark:
            return True
        if known[DONE] is not True:  # type: ignore[index]
            return now is not None or plan.lookups[inquiry.name].page == page
        return now is not None and datetime.fromisoformat(known["moment"]) + inquiry.part.stays_good <= now  # type: ignore[index]

    return tuple(each for each in inquiries(plan, state).values() if each is not None and each.name not in done and again(each))


def _mark(known: Any) -> str:
    return known.get("gevraagd", "") if isinstance(known, Mapping) else ""


def told(inquiry: Inquiry, answer: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
    """The fact that an answer, or its absence, becomes."""
    return {**(answer or {}), DONE: answer is not None, "gevraagd": inquiry.mark, "moment": now.isoformat()}


def read(part: Lookup, data: Any) -> dict[str, Any]:
    """The fields in an answer, as plain data that can be stored. What is not there is left out. Raises ValueError for what does not fit."""
    found = {name: _field(name, each, data) for name, each in part.fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def _field(name: str, each: LookupField, data: Any) -> Any:
    value = at(data, each.source)
    if value is None or value == "":
        return None
    kind = simple(each.type)
    fits = typed(value, kind, Moment(date.min))
    if fits is None or (kind.kind == "list" and (len(fits) > LONGEST_LIST or None in fits)):
        raise ValueError(f"{name} is no {each.type}")
    plain = [str(one) for one in fits] if kind.kind == "list" else fits if isinstance(fits, bool) else _plain(fits)
    if any(len(one) > LONGEST_TEXT for one in (plain if isinstance(plain, list) else [str(plain)])):
        raise ValueError(f"{name} is too long")
    return plain


def at(data: Any, pointer: str) -> Any:
    """What stands at a JSON pointer; None when nothing does."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(data, Mapping):
            data = data.get(key)
        elif isinstance(data, list) and key.isascii() and key.isdigit() and len(key) < 7:
            data = data[int(key)] if int(key) < len(data) else None
        else:
            return None
    return data


def failed(plan: Any, state: State) -> tuple[Failed, ...]:
    """The look-ups that gave no answer, in order."""
    return tuple(
        Failed(name, each.part.fails.then, _filled(plan, state, each.part.fails.text))
        for name, each in plan.lookups.items() if lacks(each, state.values)
    )


def _filled(plan: Any, state: State, text: str) -> str:
    return plan.template(text).render(state.values, state.context.moment, plan.say) if "{{" in text else text


def lacks(each: LookupPlan, values: Mapping[str, Any]) -> bool:
    known = values[each.part.lookup]
    return known is not None and known[DONE] is not True


def given(facts: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Facts as an example writes them: what a look-up found counts as found, unless `gelukt` says otherwise."""
    return {name: {DONE: True, **value} if name in names and isinstance(value, Mapping) else value for name, value in facts.items()}
