"""Completing an address: postcode and number are asked, street and town are looked up in the BAG."""
from __future__ import annotations

from django.utils.translation import gettext as _

from balie.forms.public import FieldError
from balie.portal.apply.looking import Looking
from balie.registers import public as registers


def complete(_kind, typed: dict, _before, looking: Looking) -> tuple[dict, FieldError | None]:
    if not typed.get("postcode"):
        return typed, None  # abroad nobody can look it up
    answer, error, _found = found_at(typed, looking)
    return answer, error


def found_at(typed: dict, looking: Looking) -> tuple[dict, FieldError | None, registers.Address | None]:
    """The answer, what is wrong with it, and the address as the BAG has it, when it has exactly this one. When the BAG does not answer, what
    was typed is kept as it is."""
    try:
        found = looking.ask("bag", lambda: registers.find_address(
            postcode=typed["postcode"], huisnummer=typed["huisnummer"], huisletter=typed.get("huisletter", ""),
            toevoeging=typed.get("toevoeging", ""),
        ))
    except registers.RegisterUnavailable:
        return typed, None, None
    exact = next((each for each in found if same(each, typed)), None)
    if exact is not None:
        own = {key: str(value) for key, value in exact.as_answer().items() if value}
        return own | ({"land": typed["land"]} if "land" in typed else {}), None, exact
    if found:
        numbers = ", ".join(f"{each.huisnummer}{each.huisletter or ''}{'-' + each.toevoeging if each.toevoeging else ''}" for each in found[:6])
        said = _("Kies ook de letter of toevoeging. Op deze postcode zijn er: %(numbers)s.") % {"numbers": numbers}
    else:
        said = _("Dit adres kennen wij niet. Kijk de postcode en het huisnummer na.")
    return typed, FieldError("address", said, "postcode"), None


def same(address, typed: dict) -> bool:
    return (address.huisletter or "").upper() == typed.get("huisletter", "").upper() and \
        (address.toevoeging or "").upper() == typed.get("toevoeging", "").upper()
