"""What autorisaties add up to: per type and level, and never more than was given."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balie.zgw.autorisaties.rights import ALL, LEVELS, NOTHING, UP_TO, Right, Rights

READ, WRITE = frozenset({"zaken.lezen"}), frozenset({"zaken.bijwerken", "zaken.geforceerd-bijwerken"})


def of(*each: Right) -> Rights:
    return Rights(False, each)


def right(scope: str, url: str = "type-a", level: str = "openbaar", component: str = "zrc") -> Right:
    return Right(component, frozenset({scope}), url, level)


def test_everything_is_everything():
    every = Rights(True)
    assert every.may("zrc", "zaken.lezen") and every.may("ac", "autorisaties.bijwerken") and every.limits("zrc", READ) == ALL


def test_nothing_is_nothing():
    assert not of().may("zrc", "zaken.lezen") and not of().limits("zrc", READ) and not of().limits("ac", frozenset({"autorisaties.lezen"}))


def test_only_its_own_type_up_to_its_level():
    limits = of(right("zaken.lezen", level="intern")).limits("zrc", READ)
    assert [limits.allow("type-a", level) for level in LEVELS] == [True] * 3 + [False] * 5
    assert not limits.allow("type-b", "openbaar") and not limits.allow("type-a") and not limits.all


def test_several_for_one_type_add_up():
    rights = of(right("zaken.lezen", level="openbaar"), right("zaken.lezen", level="geheim"), right("zaken.lezen", "type-b"))
    assert rights.limits("zrc", READ).by_type == {"type-a": UP_TO["geheim"], "type-b": UP_TO["openbaar"]}


def test_a_level_of_one_scope_is_not_a_level_of_another():
    """Control: adding up goes by scope. Reading all of it and changing what is public is not changing all of it."""
    rights = of(right("zaken.lezen", level="zeer_geheim"), right("zaken.bijwerken", level="openbaar"))
    assert rights.limits("zrc", WRITE).by_type == {"type-a": UP_TO["openbaar"]}


def test_one_of_the_scopes_is_enough():
    rights = of(right("zaken.geforceerd-bijwerken"))
    assert rights.may("zrc", "zaken.bijwerken") and rights.limits("zrc", frozenset({"zaken.bijwerken"})).allow("type-a", "openbaar")
    assert not rights.may("zrc", "zaken.lezen") and not rights.limits("zrc", READ)


@pytest.mark.parametrize("component", ["drc", "brc", "ztc"])
def test_another_component_is_another_matter(component):
    rights = of(right("zaken.lezen"))
    assert not rights.may(component, "zaken.lezen") and not rights.limits(component, READ)


def test_besluiten_have_no_levels():
    limits = of(Right("brc", frozenset({"besluiten.lezen"}), "type-a")).limits("brc", frozenset({"besluiten.lezen"}))
    assert limits.by_type == {"type-a": None} and limits.allow("type-a", "zeer_geheim") and limits.allow("type-a") and not limits.allow("type-b")


@pytest.mark.parametrize(("component", "scope"), [("ac", "autorisaties.lezen"), ("nrc", "notificaties.consumeren"), ("ztc", "catalogi.schrijven")])
def test_what_has_no_types_is_all_or_nothing(component, scope):
    assert of(Right(component, frozenset({scope}))).limits(component, frozenset({scope})) == ALL
    assert of(Right(component, frozenset({"iets.anders"}))).limits(component, frozenset({scope})) == NOTHING


@pytest.mark.parametrize("half", [Right("zrc", READ, "", "geheim"), Right("zrc", READ, "type-a", ""), Right("zrc", READ, "type-a", "onzin")])
def test_half_a_right_opens_nothing(half):
    assert not of(half).limits("zrc", READ)


def test_ztc_014_who_reads_zaken_or_documenten_reads_their_types():
    lezen = frozenset({"catalogi.lezen"})
    for each in (right("zaken.lezen"), right("documenten.lezen", component="drc")):
        assert of(each).may("ztc", "catalogi.lezen") and of(each).limits("ztc", lezen) == ALL
    for each in (right("zaken.aanmaken"), Right("brc", frozenset({"besluiten.lezen"}), "type-a")):
        assert not of(each).may("ztc", "catalogi.lezen") and not of(each).limits("ztc", lezen)


NAMES = st.sampled_from(["type-a", "type-b", ""])
SCOPES = st.sampled_from(["zaken.lezen", "zaken.bijwerken", "zaken.geforceerd-bijwerken", "zaken.verwijderen"])
RIGHTS = st.builds(Right, component=st.sampled_from(["zrc", "drc"]), scopes=st.frozensets(SCOPES), type=NAMES, maximum=st.sampled_from(["", *LEVELS]))


@given(st.lists(RIGHTS, max_size=6), NAMES, st.sampled_from(LEVELS))
def test_never_more_than_one_of_them_gives(each, url, level):
    """What is allowed is allowed by one autorisatie alone: adding up invents nothing, and loses nothing."""
    by_one = any(
        one.component == "zrc" and one.scopes & WRITE and one.type == url != "" and one.maximum
        and LEVELS.index(level) <= LEVELS.index(one.maximum) for one in each
    )
    assert of(*each).limits("zrc", WRITE).allow(url, level) == by_one
