"""What the server adds to a place and a signature before they are kept: street, town and coordinates of an address, whether it lies in the
municipality, and when somebody signed. Also of those in the rows of a group, where it completes addresses as well."""
from __future__ import annotations

from typing import Any

from balie.forms.public import FieldError
from balie.kernel import clock, geo
from balie.portal.apply.address import Completed, complete
from balie.portal.apply.holder import questions_of
from balie.registers import public as registers


def complete_places(application, page: str, posted, done: Completed) -> None:
    """Add the places and signatures that were posted on this page, and the addresses in rows, to what the BAG completed."""
    for kind in questions_of(application, page):
        if kind.template == "address" or not adds_to(kind):
            continue
        answer = kind.parse(posted, kind.name)
        if answer.json:
            keep(kind.name, *added(kind, answer.json, application.answers.get(kind.name)), done)


def adds_to(kind) -> bool:
    return kind.template in ("map", "signature", "address") or any(adds_to(each) for each in getattr(kind, "inner", {}).values())


def keep(name: str, answer: Any, error: FieldError | str | None, done: Completed) -> None:
    if error:
        done.errors[name] = error  # type: ignore[assignment]
    else:
        done.answers[name] = answer


def added(kind, answer: Any, before) -> tuple[Any, FieldError | str | None]:
    if kind.template == "group":
        return rows(kind, answer, before)
    if kind.template == "address":
        done = Completed()
        complete("", answer, done)
        return done.answers.get("", answer), done.errors.get("")
    return signed(answer, before) if kind.template == "signature" else placed(kind, answer)


def rows(kind, posted: list[dict], before) -> tuple[list[dict], FieldError | str | None]:
    """Every row of a group, and what stands in rows in it; the first mistake goes for all."""
    old, found = before if isinstance(before, list) else [], []
    for number, row in enumerate(posted):
        own, known = dict(row), old[number] if number < len(old) and isinstance(old[number], dict) else {}
        for name in (name for name in row if adds_to(kind.inner[name])):
            own[name], error = added(kind.inner[name], row[name], known.get(name))
            if error:
                return posted, error if isinstance(error, str) else error.text
        found.append(own)
    return found, None


def signed(answer: dict, before) -> tuple[dict, None]:
    """The same signature keeps its moment."""
    old = dict(before) if isinstance(before, dict) else {}
    moment = old.pop("moment", None) if {**old, "moment": None} == {**answer, "moment": None} else None
    return {**answer, "moment": moment or clock.now().isoformat(timespec="seconds")}, None


def placed(kind, answer: dict) -> tuple[dict, FieldError | str | None]:
    value = kind.from_json(answer)
    said, spots, by_address = dict(value), kind.spots(value), False
    if kind.has_address and value["postcode"]:
        done = Completed()
        known = complete("", {part: said[part] for part in ("postcode", "huisnummer", "huisletter", "toevoeging") if said[part]}, done)
        if done.errors:
            return answer, FieldError("address", done.errors[""], "postcode")
        said |= done.answers[""]
        if not spots and known is not None and known.rd is not None:
            spots, by_address = [geo.from_rd(*known.rd)], True
    inside = registers.town_map().holds(spots) if spots else None
    full = kind.value(said, spots, van_adres=by_address, in_gemeente=inside)
    return kind.to_json(full), kind.validate(full)
