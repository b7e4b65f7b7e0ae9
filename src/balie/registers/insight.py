"""What registers hold about somebody, for that person: their own right to see it (Wet BRP, article 2.55; AVG, article 15).

No consent is asked, because it is their own question. Nothing of the answer is kept, and no number of a relative is asked or looked at; that
somebody asked is on record.
"""
from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_noop

from balie.kernel import clock, plugins
from balie.registers.brp import dates, mapping
from balie.registers.fetching import collect
from balie.registers.queries import available
from balie.registers.sources import Answer, Question
from balie.registers.views import FactSet

PURPOSE = gettext_noop("Inzage in uw eigen gegevens")
BASIS = "Artikel 2.55 Wet BRP"
FACTS = ("naam", "geboortedatum", "geboorteplaats", "geslacht", "nationaliteiten", "adres", "inschrijvingsdatum", "geheim", "partner", "kinderen")
RELATIVES = {
    "partner": ("partners.naam", "partners.geboorte", "partners.soortVerbintenis", "partners.ontbindingHuwelijkPartnerschap"),
    "kinderen": ("kinderen.naam", "kinderen.geboorte"),
}


class OwnRecord:
    """Source of the facts of somebody's own record; `geboortedatum_woorden` too, because a date may be known in part."""

    def facts(self, question: Question) -> Answer:
        asked = [*mapping.request_fields(fact for fact in FACTS if fact not in RELATIVES), *(path for paths in RELATIVES.values() for path in paths)]
        person = _without_numbers(plugins.get("register", "brp").person(question.bsn(), sorted(asked)))
        values = mapping.facts_of(person, FACTS, ids={}, today=clock.today())
        values["geboortedatum_woorden"] = dates.words((person.get("geboorte") or {}).get("datum"))
        return Answer(values={"persoon": values}, in_onderzoek=tuple(mapping.in_doubt(person, FACTS)))


def _without_numbers(person: dict) -> dict:
    """As if no relative had a number: a register may send more than it was asked."""
    return person | {
        group: [{name: value for name, value in one.items() if name != "burgerservicenummer"} for one in person.get(group) or ()]
        for group in ("partners", "kinderen")
    }


def own_record(*, person_id: UUID) -> FactSet:
    """The BRP (source "brp_inzage"), and the register of travel documents where there is one; `in_onderzoek` names facts as in `FACTS`."""
    persoon = tuple(f"persoon.{fact}" for fact in FACTS)
    questions = {"brp_inzage": Question(person_id=person_id, fields=persoon, purpose=PURPOSE, legal_basis=BASIS)}
    if available("reisdocumenten"):
        questions["reisdocumenten"] = Question(person_id=person_id, fields=("documenten",), purpose=PURPOSE, legal_basis="Artikel 15 AVG")
    return collect(questions, owner="")
