"""Every numbered rule of the ZGW standard has a test with its number in the name."""
from tests.architecture import zgw_page


def test_every_rule_has_a_test():
    assert [rule for rule in zgw_page.rules() if rule not in zgw_page.tests()] == []


def test_no_test_names_a_rule_that_is_not_there():
    assert [rule for rule in zgw_page.tests() if rule not in zgw_page.rules()] == []


def test_control_a_rule_without_a_test_is_seen(monkeypatch):
    monkeypatch.setattr(zgw_page, "_named", lambda: iter([("x", "test_zrc_001_a")]))
    assert list(zgw_page.tests()) == ["zrc-001"]
