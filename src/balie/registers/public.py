"""The door of registers.

Consent: `ask(person_id=, owner=, asks=)` says what is still to be asked, `give(...)`, `refuse(...)`, `withdraw(...)`, `consents_of(...)`.
Facts: `fetch_facts(person_id=, sources=, owner=, parameters=)` after consent; `child_facts(...)` for a parent.
Addresses: `find_address(postcode=, huisnummer=, …)`, `residents_at(bag_id)`.
Officials: `look_up(official=, person_id=, fields=, purpose=, legal_basis=)`, `search(official=, …)`.
The law: `export_for(person_id)`, `erase(person_id)`.

A room that keeps facts of its own registers them: `plugins.register("fact_source", "eigen", factory)`, whose `facts(Question) -> Answer`
gives {"eigen": {...}}.
"""
from balie.registers.actions import give, refuse, withdraw
from balie.registers.addresses import find_address, residents_at
from balie.registers.family import child_facts
from balie.registers.fetching import fetch_facts
from balie.registers.officials import look_up, search
from balie.registers.personal import erase, export_for
from balie.registers.queries import ask, consents_of
from balie.registers.rules import OF_SOURCE, misplaced
from balie.registers.sources import Answer, Question
from balie.registers.views import (
    NAMES,
    Address,
    Ask,
    Consent,
    ConsentNeeded,
    FactSet,
    FoundPerson,
    Look,
    NotKnown,
    RegisterUnavailable,
)

__all__ = [
    "Address", "Answer", "Ask", "Consent", "ConsentNeeded", "FactSet", "FoundPerson", "Look", "NAMES", "NotKnown", "OF_SOURCE", "Question",
    "RegisterUnavailable", "ask", "child_facts", "consents_of", "erase", "export_for", "fetch_facts", "find_address", "give", "look_up",
    "misplaced", "refuse", "residents_at", "search", "withdraw",
]
