"""Scopes: the table is the standard's, and what counts as another counts one way only."""
from __future__ import annotations

from itertools import chain

import pytest

from balie.zgw.autorisaties import scopes
from balie.zgw.contract.contract import load

API = {"zrc": "zaken", "ztc": "catalogi", "drc": "documenten", "brc": "besluiten", "ac": "autorisaties", "nrc": "notificaties"}
NAMED_IN_RULES_ONLY = {"zaken.heropenen", "documenten.geforceerd-unlock", "catalogi.geforceerd-verwijderen"}


@pytest.mark.parametrize("component", API)
def test_every_scope_of_the_standard_is_known(component):
    asked = set(chain.from_iterable(each.scopes for each in load(API[component]).operations.values()))
    elsewhere = {"ztc": {"zaken.lezen", "documenten.lezen"}}.get(component, set())
    assert asked and asked - elsewhere <= set(scopes.SCOPES[component])
    assert set(scopes.SCOPES[component]) - asked <= NAMED_IN_RULES_ONLY


@pytest.mark.parametrize(("component", "asked", "held"), [
    ("zrc", "zaken.bijwerken", ("zrc", "zaken.geforceerd-bijwerken")),
    ("drc", "documenten.bijwerken", ("drc", "documenten.geforceerd-bijwerken")),
    ("ztc", "catalogi.schrijven", ("ztc", "catalogi.geforceerd-schrijven")),
    ("ztc", "catalogi.lezen", ("zrc", "zaken.lezen")),
    ("ztc", "catalogi.lezen", ("drc", "documenten.lezen")),
])
def test_what_counts_as_another(component, asked, held):
    assert {(component, asked), held} <= scopes.enough(component, frozenset({asked}))


@pytest.mark.parametrize(("component", "asked", "held"), [
    ("zrc", "zaken.geforceerd-bijwerken", ("zrc", "zaken.bijwerken")),
    ("zrc", "zaken.lezen", ("ztc", "catalogi.lezen")),
    ("zrc", "zaken.lezen", ("zrc", "zaken.bijwerken")),
    ("zrc", "zaken.verwijderen", ("zrc", "zaken.geforceerd-bijwerken")),
    ("ztc", "catalogi.schrijven", ("ztc", "catalogi.geforceerd-verwijderen")),
    ("ztc", "catalogi.lezen", ("zrc", "zaken.bijwerken")),
])
def test_control_nothing_else_does(component, asked, held):
    assert held not in scopes.enough(component, frozenset({asked}))


def test_a_scope_of_one_component_is_nothing_in_another():
    assert scopes.enough("drc", frozenset({"audittrails.lezen"})) == {("drc", "audittrails.lezen")}


def test_the_table_speaks_of_known_scopes_only():
    held = {each for also in scopes.ALSO.values() for each in also} | set(scopes.ALSO)
    assert all(scope in scopes.SCOPES[component] for component, scope in held)
