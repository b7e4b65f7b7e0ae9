"""Completing a company: its number is asked, its branches come from the Handelsregister, and one of them is chosen on the same page."""
from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from balie.forms.public import FieldError
from balie.portal.apply.looking import Looking
from balie.registers import public as registers

NUMBER, BRANCH = "kvk_nummer", "vestigingsnummer"


@dataclass(frozen=True)
class Choose(FieldError):
    """Which branch is not said yet; `options` are those of this company: (number, name, address)."""

    options: tuple[tuple[str, str, str], ...] = ()


def complete(_kind, typed: dict, known, looking: Looking) -> tuple[dict, FieldError | None]:
    """The company that was posted. What is already known is not asked again."""
    if isinstance(known, dict) and known.get("nagekeken") and {**typed, "nagekeken": True} == _numbers(known):
        return known, None
    found = chosen(typed, looking)
    return (typed, found) if isinstance(found, FieldError) else (found, None)


def _numbers(known: dict) -> dict:
    return {name: each for name, each in known.items() if name in (NUMBER, BRANCH, "nagekeken")}


def chosen(typed: dict, looking: Looking) -> dict | FieldError:
    """The answer to keep, or what is still to be said. Without the register the number of the branch is typed, and is not looked up."""
    number, wanted = typed[NUMBER], typed.get(BRANCH, "")
    try:
        found = looking.ask("kvk", lambda: registers.find_branches(number))
    except registers.RegisterUnavailable:
        said = _("Het Handelsregister geeft nu geen antwoord. Vul het vestigingsnummer zelf in. Het heeft 12 cijfers.")
        return typed if wanted else FieldError("register", said, BRANCH)
    if found is None:
        return FieldError("unknown", _("Dit KvK-nummer staat niet in het Handelsregister. Kijk het na."), NUMBER)
    if not found:
        return {NUMBER: number, "nagekeken": True}
    one = next((each for each in found if each.number == wanted or (not wanted and len(found) == 1)), None)
    if one is None:
        said = _("Deze vestiging hoort niet bij dit KvK-nummer. Kies een vestiging.") if wanted else _("Kies om welke vestiging het gaat.")
        return Choose("choose", said, BRANCH, tuple((each.number, each.name or each.number, each.address) for each in found))
    told = {NUMBER: number, BRANCH: one.number, "naam": one.name, "adres": one.address, "nagekeken": True}
    return {name: each for name, each in told.items() if each}
