"""Completing an address: postcode and number are asked, street and town are looked up in the BAG."""
from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from balie.portal.apply.holder import questions_of
from balie.registers import public as registers


@dataclass
class Completed:
    """`answers`: address questions with street, town and bag_id; `errors`: question → sentence."""

    answers: dict[str, dict] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def completed_addresses(application, page: str, posted) -> Completed:
    """Look up the addresses that were posted on this page. When the BAG does not answer, what was typed is kept as it is."""
    done = Completed()
    for kind in questions_of(application, page):
        answer = kind.parse(posted, kind.name) if kind.template == "address" else None
        if answer and answer.json and answer.json.get("postcode"):  # abroad nobody can look it up
            complete(kind.name, answer.json, done)
    return done


def complete(name: str, typed: dict, done: Completed) -> registers.Address | None:
    """The address as the BAG has it, when it has exactly this one."""
    try:
        found = registers.find_address(
            postcode=typed["postcode"], huisnummer=typed["huisnummer"], huisletter=typed.get("huisletter", ""),
            toevoeging=typed.get("toevoeging", ""),
        )
    except registers.RegisterUnavailable:
        done.answers[name] = typed
        return None
    exact = [each for each in found if same(each, typed)]
    if exact:
        own = {key: str(value) for key, value in exact[0].as_answer().items() if value}
        done.answers[name] = own | ({"land": typed["land"]} if "land" in typed else {})
        return exact[0]
    if found:
        numbers = ", ".join(f"{each.huisnummer}{each.huisletter or ''}{'-' + each.toevoeging if each.toevoeging else ''}" for each in found[:6])
        done.errors[name] = _("Kies ook de letter of toevoeging. Op deze postcode zijn er: %(numbers)s.") % {"numbers": numbers}
    else:
        done.errors[name] = _("Dit adres kennen wij niet. Kijk de postcode en het huisnummer na.")
    return None


def same(address, typed: dict) -> bool:
    return (address.huisletter or "").upper() == typed.get("huisletter", "").upper() and \
        (address.toevoeging or "").upper() == typed.get("toevoeging", "").upper()
