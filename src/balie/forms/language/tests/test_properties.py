"""What holds for every rule: text and tree are the same thing, the compiler does what the oracle says, nothing else is raised."""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from balie.forms.language import compiler, tree
from balie.forms.language.checker import check
from balie.forms.language.errors import LanguageError
from balie.forms.language.oracle import holds, meaning
from balie.forms.language.parser import parse
from balie.forms.language.runtime import Moment
from balie.forms.language.tests.strategies import NAMES, moments, rules, values
from balie.forms.language.unparse import unparse

pytestmark = pytest.mark.soak

many = settings(max_examples=3 * settings.default.max_examples, suppress_health_check=list(HealthCheck))


@many
@given(rules)
def test_a_tree_written_down_and_read_again_is_the_same_tree(node):
    assert parse(unparse(node)) == node


@many
@given(rules)
def test_a_checked_tree_written_down_means_the_same(node):
    once = check(unparse(node), NAMES)
    assert check(unparse(once.tree), NAMES) == type(once)(unparse(once.tree), once.tree, once.type)


def agree(node, found, moment):
    rule = check(unparse(node), NAMES)
    assert compiler.compiled(rule.tree)(found, moment) == meaning(rule.tree, found, moment)
    assert compiler.compiled_condition(rule.tree)(found, moment) is holds(rule.tree, found, moment)


test_the_compiler_does_what_the_oracle_says = many(given(rules, values, moments)(agree))


def test_control_a_wrong_compiler_would_be_noticed(monkeypatch):
    monkeypatch.setattr(compiler._Writer, "_yesno", lambda self, node: self.constant(not node.value))
    with pytest.raises(AssertionError):  # any example will do: it need not be made smaller
        settings(many, max_examples=400, phases=[Phase.generate])(given(rules, values, moments)(agree))()


def test_control_rows_in_rows_that_are_not_joined_would_be_noticed(monkeypatch):
    rule, moment = check("aantal van ritten.kosten is 3", NAMES), Moment(date(2026, 11, 23))
    found = {"ritten": ({"kosten": ({}, {})}, {"kosten": None}, {"kosten": ({},)}, {"kosten": None})}
    assert compiler.compiled(rule.tree)(found, moment) is meaning(rule.tree, found, moment) is True
    whole = compiler._Writer.way
    monkeypatch.setattr(compiler._Writer, "way", lambda self, code, node, start: whole(self, code, type(node)(node.path), start))
    assert compiler.compiled(rule.tree)(found, moment) is False


_pieces = st.sampled_from([
    "aantal", "van", "kosten", "(", ")", "en", "of", "niet", "is", "een", "bevat", "tussen", "3", "3.5", "2026-02-30", "2026-02-01", "ja",
    "vandaag", "+", "-", "*", "/", "weken", "18", "jaar", "leeftijd", "som", "waar", ".", ",", '"x"', "'", "=", "<", ">=", "als", "dan",
    "anders", "leeg", "ingevuld", "\n", "12:30", "99:99", "kleur", "rood", "muziek", "op", "dagen", "werkdagen", "persoon", "kinderen",
])  # fmt: skip


@settings(max_examples=10 * settings.default.max_examples, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=60) | st.lists(_pieces, max_size=25).map(" ".join))
def test_any_text_is_a_rule_or_a_clear_error(text):
    try:
        check(text, NAMES)
    except LanguageError as error:
        assert error.line >= 1 and error.column >= 1 and error.message.endswith((".", "?", "`", ")"))


@pytest.mark.parametrize("text", ["(" * 5000, "niet " * 300 + "ja", "-" * 1900 + "1", "1" + " + 1" * 400, "als " * 300, "ja en " * 300 + "ja"])
def test_a_huge_rule_is_refused_not_suffered(text):
    with pytest.raises(LanguageError):
        check(text, NAMES)


def test_no_text_of_a_rule_becomes_code():
    """Names, options and quoted texts go in by reference: nothing that was written can be found in the compiled code."""
    text = "naam is \"__import__('os')\""
    run = compiler.compiled(check(text, NAMES).tree)
    assert "import" not in repr(run.__code__.co_consts) + repr(run.__code__.co_names)
    assert run.__globals__["__builtins__"] == {}
    assert isinstance(check(text, NAMES).tree, tree.Compare)
