"""What the server adds to a place and a signature: street, town and coordinates of an address, whether it lies in the municipality, and when
somebody signed."""
from __future__ import annotations

from balie.forms.public import FieldError
from balie.kernel import clock, geo
from balie.portal.apply.address import found_at
from balie.portal.apply.looking import Looking
from balie.registers import public as registers


def sign(_kind, answer: dict, before, _looking: Looking) -> tuple[dict, None]:
    """The same signature keeps its moment."""
    old = dict(before) if isinstance(before, dict) else {}
    moment = old.pop("moment", None) if {**old, "moment": None} == {**answer, "moment": None} else None
    return {**answer, "moment": moment or clock.now().isoformat(timespec="seconds")}, None


def complete(kind, answer: dict, _before, looking: Looking) -> tuple[dict, FieldError | None]:
    value = kind.from_json(answer)
    said, spots, by_address = dict(value), kind.spots(value), False
    if kind.has_address and value["postcode"]:
        typed = {part: said[part] for part in ("postcode", "huisnummer", "huisletter", "toevoeging") if said[part]}
        told, error, known = found_at(typed, looking)
        if error:
            return answer, error
        said |= told
        if not spots and known is not None and known.rd is not None:
            spots, by_address = [geo.from_rd(*known.rd)], True
    inside = registers.town_map().holds(spots) if spots else None
    full = kind.value(said, spots, van_adres=by_address, in_gemeente=inside)
    return kind.to_json(full), kind.validate(full)
