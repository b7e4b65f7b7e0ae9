import pytest

from balie.identity.rules import Loa, is_of, safe_next, satisfies


def test_levels_are_a_ladder_per_means():
    assert Loa.MIDDEN.reaches("basis") and Loa.MIDDEN.reaches("midden") and not Loa.MIDDEN.reaches("substantieel")
    assert Loa.EH4.reaches("eh3") and not Loa.EH2PLUS.reaches("eh3")
    assert not Loa.HOOG.reaches("eh2+") and not Loa.EH4.reaches("basis")
    with pytest.raises(ValueError):
        Loa.HOOG.reaches("heel hoog")


@pytest.mark.parametrize(("via", "loa", "login", "enough"), [
    ("digid", Loa.MIDDEN, {"digid": "midden"}, True),
    ("digid", Loa.BASIS, {"digid": "midden"}, False),
    ("digid", Loa.HOOG, {"eherkenning": "eh3"}, False),
    ("eherkenning", Loa.EH3, {"digid": "midden", "eherkenning": "eh3"}, True),
    ("balie", None, {"digid": "hoog"}, True),
    ("balie", None, {"eherkenning": "eh3"}, False),
    ("digid", None, {}, True),
    ("digid", None, {"digid": "basis"}, False),
])
def test_what_is_enough_for_a_service(via, loa, login, enough):
    assert satisfies(via=via, loa=loa, login=login) is enough


@pytest.mark.parametrize("target", [None, "", "mijn/", "//x.nl", "https://x.nl", "/\\x.nl", "/a b", "/a\tb", "/inloggen/?next=/", "/" + "a" * 2001])
def test_places_a_login_does_not_lead_to(target):
    assert safe_next(target) == "/"


@pytest.mark.parametrize("target", ["/", "/mijn/", "/diensten/paspoort/?stap=2#foto"])
def test_control_places_it_does_lead_to(target):
    assert safe_next(target) == target


@pytest.mark.parametrize(("roles", "teams", "team", "is_theirs"), [
    (["behandelaar"], ["parkeren"], "parkeren", True),
    (["behandelaar"], ["parkeren"], "burgerlijke-stand", False),
    (["behandelaar"], [], "parkeren", False),
    (["behandelaar"], [], "", True),
    (["teamleider"], [], "parkeren", True),
    (["balie"], [], "balie", True),
])
def test_whose_work_it_is(roles, teams, team, is_theirs):
    assert is_of(roles, teams, team) is is_theirs
