"""The door of registers.

Consent: `ask(person_id=, owner=, asks=)` says what is still to be asked, `give(...)`, `refuse(...)`, `withdraw(...)`, `consents_of(...)`;
`close(owners=)` when what they were given for is over.
`available(source)`: whether it can be asked here at all.
Facts: `fetch_facts(person_id=, sources=, owner=, parameters=)` after consent.
Their own right to see it: `own_record(person_id=)`, without consent.
Addresses: `find_address(postcode=, huisnummer=, …)`, `residents_at(bag_id)`. Companies: `find_branches(kvk_nummer)`.
Look-ups: `consult(connection=, parameters=, …)` in what the municipality connected; `set_lookup_connection`, `lookup_connections`,
`ask_connection`.
The map: `town_map()`, with what it shows and how far the municipality goes.
Officials: `look_up(official=, person_id=, fields=, purpose=, legal_basis=)`, `search(official=, …)`.
The law: `export_for(person_id)`, `erase(person_id)`.

A room that keeps facts of its own registers them: `plugins.register("fact_source", "eigen", factory)`, whose `facts(Question) -> Answer`
gives {"eigen": {...}}.
"""
from balie.registers.actions import close, give, refuse, withdraw
from balie.registers.addresses import find_address, residents_at
from balie.registers.fetching import fetch_facts
from balie.registers.insight import own_record
from balie.registers.kvk import find_branches
from balie.registers.lookups.asking import NoAnswer, consult
from balie.registers.lookups.asking import fetched as ask_connection
from balie.registers.lookups.connections import Unfit
from balie.registers.lookups.connections import listed as lookup_connections
from balie.registers.lookups.connections import set_connection as set_lookup_connection
from balie.registers.officials import look_up, search
from balie.registers.personal import erase, export_for
from balie.registers.queries import ask, available, consents_of
from balie.registers.rules import OF_SOURCE, misplaced
from balie.registers.sources import Answer, Question
from balie.registers.town_map import TownMap, town_map
from balie.registers.views import (
    NAMES,
    Address,
    Ask,
    Branch,
    Consent,
    ConsentNeeded,
    FactSet,
    FoundPerson,
    Look,
    NotKnown,
    RegisterUnavailable,
)

__all__ = [
    "Address", "Answer", "Ask", "Branch", "Consent", "ConsentNeeded", "FactSet", "FoundPerson", "Look", "NAMES", "NoAnswer", "NotKnown", "OF_SOURCE",
    "Question", "RegisterUnavailable", "TownMap", "Unfit", "ask", "ask_connection", "available", "close", "consents_of", "consult", "erase",
    "export_for", "fetch_facts", "find_address", "find_branches", "give", "look_up", "lookup_connections", "misplaced", "own_record", "refuse",
    "residents_at", "search", "set_lookup_connection", "town_map", "withdraw",
]
