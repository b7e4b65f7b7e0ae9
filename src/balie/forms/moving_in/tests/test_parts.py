"""The small parts: names, HTML, templates, JavaScript, YAML, and rules put together."""

import itertools
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balie.forms.definition.yamlfile import read_yaml
from balie.forms.language import tree
from balie.forms.language.oracle import holds
from balie.forms.language.parser import parse
from balie.forms.language.runtime import Moment
from balie.forms.language.unparse import unparse
from balie.forms.moving_in import html, javascript, templates
from balie.forms.moving_in.naming import MAX, TAKEN, Names, slug, snake
from balie.forms.moving_in.options import listed, yes_no
from balie.forms.moving_in.prefill import fact
from balie.forms.moving_in.reading import Unsaid
from balie.forms.moving_in.rules import settled
from balie.forms.moving_in.scope import option
from balie.forms.moving_in.simplify import NO, YES, both, either, opposite
from balie.forms.moving_in.yamlout import dumped

pytestmark = pytest.mark.soak

ATOMS = [tree.Compare("is", tree.Name((name,)), YES) for name in "abc"] + [tree.Compare(">", tree.Name(("n",)), tree.Number(Decimal(1))), YES, NO]
CONDITIONS = st.recursive(
    st.sampled_from(ATOMS), lambda inner: st.builds(both, inner, inner) | st.builds(either, inner, inner) | st.builds(opposite, inner), max_leaves=8,
)  # fmt: skip
TRUTHS = {name: st.sampled_from([None, True, False]) for name in "abc"}
WORLDS = st.fixed_dictionaries({**TRUTHS, "n": st.sampled_from([None, Decimal(0), Decimal(2)])})
MOMENT = Moment(date(2026, 1, 1))


@settings(max_examples=3 * settings.default.max_examples)
@given(st.lists(CONDITIONS, min_size=1, max_size=4), WORLDS)
def test_simplifying_changes_no_meaning(parts, world):
    found = [holds(part, world, MOMENT) for part in parts]
    assert holds(both(*parts), world, MOMENT) is all(found)
    assert holds(either(*parts), world, MOMENT) is any(found)
    assert holds(opposite(parts[0]), world, MOMENT) is not found[0]


@settings(max_examples=3 * settings.default.max_examples)
@given(st.booleans(), st.lists(st.tuples(CONDITIONS, st.booleans()), max_size=5), WORLDS)
def test_the_last_rule_that_holds_counts(start, states, world):
    now = start
    for when, state in states:
        if holds(when, world, MOMENT):
            now = state
    assert holds(settled(start, states), world, MOMENT) is now


def test_shortest_form():
    a, b = ATOMS[0], ATOMS[1]
    assert (unparse(both(a, YES, a)), unparse(either(a, both(a, b))), unparse(both(a, either(a, b)))) == ("a is ja",) * 3
    assert both(a, opposite(a)) == NO and either(a, opposite(a)) == YES
    assert unparse(both(tree.Filled(tree.Name(("a",)), False), a)) == "a is ja"


@pytest.mark.parametrize(("key", "name"), [
    ("watIsUwNaam", "wat_is_uw_naam"), ("IsdeGeluidsproductieLagerDan", "isde_geluidsproductie_lager_dan"), ("kvKNummer", "kv_k_nummer"),
    ("naam-1", "naam_1"), ("1steVraag", "v_1ste_vraag"),
    ("Één café", "een_cafe"), ("...", "veld"), ("niet", "niet_vraag"), ("persoon", "persoon_vraag"),
])  # fmt: skip
def test_names(key, name):
    assert Names().give(key) == name


def test_names_are_short_and_given_once():
    names = Names()
    given_out = [names.give("eenHeleLangeNaamVanEenVraagDieMaarDoorgaatEnDoorgaat") for _ in range(3)]
    assert len(set(given_out)) == 3 and all(len(each) <= MAX + 2 for each in given_out)
    assert not TAKEN & {Names().give(each) for each in TAKEN} and snake("") == "" and slug("Ünïcode & Zo!", "x") == "unicode-zo"


@pytest.mark.parametrize(("written", "made"), [
    ("<p>Een <strong> vet </strong>woord</p>", "Een **vet** woord"), ("<h1>Kop</h1><p>a<br>b</p>", "## Kop\n\na\nb"),
    ("<ol><li>een</li><li>twee</li></ol>", "1. een\n2. twee"), ("<p>1 * 2 &lt; 3</p>", "1 \\* 2 \\< 3"),
    ("<a href='www.x.nl '>hier</a>", "[hier](https://www.x.nl)"), ("<script>alert(1)</script>x", "x"), ("<p>&nbsp;</p>", ""),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "- a b"), ("gewoon", "gewoon"), ("<p>{{ a|b:'<c>' }}</p>", "{{ a|b:'<c>' }}"),
])  # fmt: skip
def test_html_becomes_markdown(written, made):
    assert html.markdown(written) == made


def test_html_becomes_plain_words():
    assert html.plain("Bouwsels &gt; 10m<sup>2</sup> ") == "Bouwsels > 10m²"
    assert html.plain("zie <a href='https://a.example/x'>de site</a>") == "zie de site (https://a.example/x)"
    assert html.lost("<img src='https://a.example/b.png'>") == ["https://a.example/b.png"]


def test_conditions_of_templates():
    assert templates.expression("a == 'x' and not b or c.d in e") == {
        "or": [{"and": [{"==": [{"var": "a"}, "x"]}, {"!": [{"var": "b"}]}]}, {"in": [{"var": "c.d"}, {"var": "e"}]}]
    }
    for wrong in ("a ==", "a b", ""):
        with pytest.raises(SyntaxError):
            templates.expression(wrong)


@pytest.mark.parametrize(("code", "logic"), [
    ("show = data.a == 'x';", {"==": [{"var": "a"}, "x"]}),
    ("show = !data.a || data.b.length > 0", {"or": [{"!": [{"var": "a"}]}, {"!!": [{"var": "b"}]}]}),
    ("var x = data.a === 1 ? true : false;\nshow = x && row.b != 'y'", None),
    ("if (data.a) { show = true; } else { show = false; }", {"if": [{"var": "a"}, True, False]}),
    ("show = data.a && data.a.b && data.a.b == 'x'", {"==": [{"var": "a.b"}, "x"]}),
    ("show = data.a && data.a != 'x'", {"and": [{"var": "a"}, {"!=": [{"var": "a"}, "x"]}]}),
])  # fmt: skip
def test_small_javascript(code, logic):
    found = javascript.shown(code)
    assert logic is None or found == logic


@pytest.mark.parametrize("code", [
    "show = f(1)", "x = 1", "show = data.a +", "while(true){}", "show = `x`", "(" * 5000, "show=" + "!" * 3000 + "a", "{" * 3000,
    "show=" + "(" * 3000,
])  # fmt: skip
def test_other_javascript_is_for_a_person(code):
    with pytest.raises(Unsaid):
        javascript.shown(code)


def test_options():
    assert [each.value for each in listed(["a", ["b", "B"], {"value": "c", "label": "<b>C</b>"}, {"value": ""}, "a", None, {}])] == ["a", "b", "c"]
    assert yes_no(listed(["Nee", "Ja"])) == {"Nee": False, "Ja": True}
    assert yes_no(listed([["0", "Nee"], ["1", "Ja"]])) == {} == yes_no(listed(["ja", "nee", "misschien"]))
    assert (option("rood"), option("een")) == (tree.Option("rood"), tree.Text("een"))


@given(st.text(max_size=12))
def test_an_option_is_read_back_as_itself(value):
    written = unparse(tree.Compare("is", tree.Name(("kleur",)), option(value)))
    right = parse(written).right
    assert right == tree.Text(value) or right == tree.Name((value,))


def test_facts_behind_prefill():
    assert fact("haalcentraal", "verblijfplaats.postcode") == ("brp", "persoon.adres.postcode")
    assert fact("haalcentraal", "geboorte.datum.datum") == ("brp", "persoon.geboortedatum")
    assert fact("stufbg", "geslachtsnaam") == ("brp", "persoon.geslachtsnaam") and fact("objects_api", "x") is None


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-9999, 9999) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
    | st.sampled_from(["yes", "on", "ja", "12", "1.5", "null", "~", "2026-01-01", "a: b", "- x", "#", "x #y", "{a}", "[", "'", '"', "=", "*a", "&a",
                       "10:00", "a\nb\n", " a ", "?", "%x"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["options", "als", "label", "rows", "x", "settings"]), inner, max_size=3),
    max_leaves=10,
)  # fmt: skip


@settings(max_examples=3 * settings.default.max_examples)
@given(st.dictionaries(st.sampled_from(["service", "pages", "options", "fout als", "Een tekst: met", "12", "no"]), plain, max_size=4))
def test_what_is_written_is_read_back_the_same(data):
    assert read_yaml("x", dumped(data)).data == (data or {})


def test_every_pair_of_conditions_has_a_text_that_reads_back():
    for first, second in itertools.product(ATOMS, ATOMS):
        for made in (both(first, second), either(first, second), opposite(both(first, opposite(second)))):
            assert parse(unparse(made)) == made


def test_sums_in_javascript():
    text = "if (data.a && data.b) { var c = parseFloat(data.a.replace(',', '.')) * Number(data.b); value = String(c.toFixed(2)).replace('.', ','); }"
    product = {"*": [{"+": [{"var": "a"}]}, {"+": [{"var": "b"}]}]}
    assert javascript.calculated(text) == {"if": [{"and": [{"var": "a"}, {"var": "b"}]}, product, None]}
    assert javascript.calculated("value = data.a * 2 - data.b / 4 * 3") == {
        "-": [{"*": [{"var": "a"}, 2]}, {"*": [{"/": [{"var": "b"}, 4]}, 3]}]}  # fmt: skip
    assert javascript.calculated("value = parseFloat(data.a) + parseFloat(data.b) + 1") == {
        "+": [{"+": [{"+": [{"var": "a"}]}, {"+": [{"var": "b"}]}]}, 1]}  # fmt: skip
    for strange in ("value = data.a + data.b", "value = data.a.replace('x', 'y') * 2", "value = Math.max(data.a, 2)", "x = 3", "value = a.trim()"):
        with pytest.raises(Unsaid):
            javascript.calculated(strange)
