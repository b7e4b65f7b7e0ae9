"""What the server adds to a place and a signature before they are kept: street, town and coordinates of an address, whether it lies in the
municipality, and when somebody signed. Also of those in the rows of a group."""
from __future__ import annotations

from typing import Any

from balie.forms.public import FieldError
from balie.kernel import clock, geo
from balie.portal.apply.address import Completed, complete
from balie.portal.apply.holder import questions_of
from balie.registers import public as registers


def complete_places(application, page: str, posted, done: Completed) -> None:
    """Add the places and signatures that were posted on this page to what the BAG completed."""
    for kind in questions_of(application, page):
        inner = {name: each for name, each in getattr(kind, "inner", {}).items() if each.template in ("map", "signature")}
        if not inner and kind.template not in ("map", "signature"):
            continue
        answer = kind.parse(posted, kind.name)
        if not answer.json:
            continue
        before = application.answers.get(kind.name)
        if inner:
            rows(kind, inner, answer.json, before, done)
        else:
            keep(kind.name, *added(kind, answer.json, before), done)


def rows(kind, inner: dict[str, Any], posted: list[dict], before, done: Completed) -> None:
    old, found = before if isinstance(before, list) else [], []
    for number, row in enumerate(posted):
        own, known = dict(row), old[number] if number < len(old) and isinstance(old[number], dict) else {}
        for name in inner.keys() & row.keys():
            own[name], error = added(inner[name], row[name], known.get(name))
            if error:
                done.errors[kind.name] = error if isinstance(error, str) else error.text
                return
        found.append(own)
    done.answers[kind.name] = found


def keep(name: str, answer: dict, error: FieldError | str | None, done: Completed) -> None:
    if error:
        done.errors[name] = error  # type: ignore[assignment]
    else:
        done.answers[name] = answer


def added(kind, answer: dict, before) -> tuple[dict, FieldError | str | None]:
    return signed(answer, before) if kind.template == "signature" else placed(kind, answer)


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
