"""Terms, numbers, who may sign, and facts that come and go."""
from datetime import date
from uuid import uuid4

import pytest

from balie.applications import rules

JO, BO, AL = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize("term, day", [("14 dagen", 15), ("1 dag", 2), ("2 weken", 15), ("1 week", 8), ("straks", 15), ("", 15)])
def test_a_term_in_words(term, day):
    assert rules.cosign_until(date(2026, 12, 1), term) == date(2026, 12, day)


@pytest.mark.parametrize("asked, signer, kind, applicant, may", [
    (None, BO, "persoon", JO, True), (BO, BO, "persoon", JO, True), (AL, BO, "persoon", JO, False), (None, JO, "persoon", JO, False),
    (JO, JO, "persoon", JO, False), (None, BO, "organisatie", JO, False), (None, BO, "organisatie", None, False), (None, BO, "persoon", None, True),
])
def test_who_may_sign(asked, signer, kind, applicant, may):
    assert rules.may_sign(cosigner_person=asked, signer=signer, kind=kind, applicants={applicant}) is may


def test_a_number_says_its_year():
    assert rules.kenmerk(2026, 100317) == "Z-2026-100317"


def test_a_hash_is_of_this_token_only():
    assert rules.hashed("a") != rules.hashed("b") and len(rules.hashed("a")) == 32 and b"a" != rules.hashed("a")


def test_facts_of_two_sources_are_merged_and_lists_replaced():
    current = {"persoon": {"naam": "Jo", "kinderen": [1]}, "documenten": [1, 2]}
    fetched = {"persoon": {"kinderen": [2]}, "documenten": [3]}
    assert rules.stored_facts(current, fetched) == {"persoon": {"naam": "Jo", "kinderen": [2]}, "documenten": [3]}
    assert current["documenten"] == [1, 2]


@pytest.mark.parametrize("paths, left", [
    ([], {"persoon": {"naam": "Jo", "adres": {"straat": "Laan", "postcode": "1998AB"}}, "voertuig": {"merk": "DAF"}}),
    (["voertuig.merk"], {"persoon": {"naam": "Jo", "adres": {"straat": "Laan", "postcode": "1998AB"}}}),
    (["persoon.adres.straat", "voertuig"], {"persoon": {"naam": "Jo", "adres": {"postcode": "1998AB"}}}),
    (["persoon.adres", "voertuig.kleur", "onbekend.iets"], {"persoon": {"naam": "Jo"}, "voertuig": {"merk": "DAF"}}),
    (["persoon.naam", "persoon.adres", "voertuig.merk"], {}),
])
def test_facts_are_taken_away_by_their_path(paths, left):
    facts = {"persoon": {"naam": "Jo", "adres": {"straat": "Laan", "postcode": "1998AB"}}, "voertuig": {"merk": "DAF"}}
    assert rules.without_facts(facts, paths) == left
    assert facts["persoon"]["adres"]["straat"] == "Laan"  # what was given stays as it is
