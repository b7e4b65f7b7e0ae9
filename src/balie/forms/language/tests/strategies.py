"""Random rules that are right by construction, and random values for the names they read."""

from datetime import date, time

from hypothesis import strategies as st

from balie.forms.language import tree
from balie.forms.language.runtime import Moment
from balie.forms.language.types import DATE, NUMBER, TEXT, TIME, YES_NO, choice, list_of, record

OPTIONS = {"rood": "Rood", "blauw": "Blauw", "donker-groen": "Donkergroen"}
ROW = record({"bedrag": NUMBER, "soort": choice(OPTIONS), "dag": DATE})
NAMES = {
    "aantal": NUMBER, "lengte": NUMBER, "muziek": YES_NO, "naam": TEXT, "kleur": choice(OPTIONS), "kleuren": list_of(choice(OPTIONS)),
    "woorden": list_of(TEXT), "begin": DATE, "eind": DATE, "tijd": TIME, "kosten": list_of(ROW),
    "ritten": list_of(record({"afstand": NUMBER, "kosten": list_of(ROW)})),
    "persoon": record({"geboren": DATE, "naam": TEXT, "adres": record({"postcode": TEXT}), "kinderen": list_of(ROW)}),
}  # fmt: skip

numbers = st.decimals(min_value=0, max_value=100000, places=2)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
words = st.text(min_size=1, max_size=8) | st.from_regex(r" ?-?[0-9]{0,3}[.,]?[0-9]{0,3}", fullmatch=True).filter(bool)
options = st.sampled_from(list(OPTIONS))
times = st.times().map(lambda found: time(found.hour, found.minute))


def or_empty(strategy):
    return st.none() | strategy


rows = st.fixed_dictionaries({"bedrag": or_empty(numbers), "soort": or_empty(options), "dag": or_empty(days)})
values = st.fixed_dictionaries({
    "aantal": or_empty(numbers), "lengte": or_empty(numbers), "muziek": or_empty(st.booleans()), "naam": or_empty(words),
    "kleur": or_empty(options), "kleuren": or_empty(st.lists(options, max_size=3).map(tuple)),
    "woorden": or_empty(st.lists(words, max_size=3).map(tuple)), "begin": or_empty(days), "eind": or_empty(days), "tijd": or_empty(times),
    "kosten": or_empty(st.lists(rows, max_size=3).map(tuple)),
    "ritten": or_empty(st.lists(st.fixed_dictionaries({
        "afstand": or_empty(numbers), "kosten": or_empty(st.lists(rows, max_size=3).map(tuple)),
    }), max_size=3).map(tuple)),
    "persoon": or_empty(st.fixed_dictionaries({
        "geboren": or_empty(days), "naam": or_empty(words), "adres": or_empty(st.fixed_dictionaries({"postcode": or_empty(words)})),
        "kinderen": or_empty(st.lists(rows, max_size=3).map(tuple)),
    })),
})  # fmt: skip
moments = st.builds(lambda today, off: Moment(today, tuple(sorted(set(off)))), days, st.lists(days, max_size=4))


def name(*paths):
    return st.sampled_from([tree.Name(tuple(path.split("."))) for path in paths])


def number(depth, row=""):
    """`row`: in a condition on a row ("kosten"), or on a row in a row ("ritten")."""
    leaf = st.builds(tree.Number, numbers) | name(*{"": ["aantal", "lengte"], "kosten": ["bedrag", "aantal"], "ritten": ["bedrag", "afstand"]}[row])
    if depth <= 0:
        return leaf
    again = number(depth - 1, row)
    found = (
        leaf
        | st.builds(tree.Sum, st.sampled_from("+-*/"), again, again)
        | st.builds(tree.Negative, again)
        | st.builds(tree.Age, day(depth - 1, row), st.none() | day(depth - 1, row))
        | st.builds(tree.Span, st.sampled_from(["jaar", "maanden", "weken", "dagen", "werkdagen"]), day(depth - 1, row), day(depth - 1, row))
        | st.builds(tree.Choose, condition(depth - 1, row), again, again)
        | st.builds(tree.Choose, condition(depth - 1, row), st.just(tree.Empty()), again)
        | st.builds(tree.Choose, condition(depth - 1, row), again, st.just(tree.Empty()))
        | st.builds(tree.Numeral, name("soort") if row else name("naam", "kleur") | st.builds(tree.Text, words))
    )
    if row:
        return found
    inside = condition(depth - 1, "kosten")
    listed = st.builds(tree.Filter, name("kosten.bedrag", "persoon.kinderen.bedrag", "ritten.kosten.bedrag"), inside)
    counted = name("kosten", "kleuren", "woorden", "persoon.kinderen", "ritten.kosten")
    counted |= st.builds(tree.Filter, name("kosten", "ritten.kosten"), inside)
    return (
        found
        | st.builds(tree.Fold, st.sampled_from(["som", "laagste", "hoogste"]), name("kosten.bedrag", "ritten.kosten.bedrag") | listed)
        | st.builds(tree.Fold, st.just("aantal"), counted)
    )


def day(depth, row=""):
    leaf = st.builds(tree.Day, days) | st.just(tree.Today()) | name(*(["dag"] if row else ["begin", "persoon.geboren"]))
    if depth <= 0:
        return leaf
    units = st.sampled_from(["jaar", "maanden", "weken", "dagen", "werkdagen"])
    duration = st.builds(tree.Duration, st.integers(0, 60), units)
    return leaf | st.builds(tree.Sum, st.sampled_from("+-"), day(depth - 1, row), duration)


def condition(depth, row=""):
    numeric, dated = number(depth - 1, row), day(depth - 1, row)
    ordered = st.sampled_from(["is", "is niet", "<", "<=", ">", ">="])
    equal = st.sampled_from(["is", "is niet"])
    coloured = name("soort" if row else "kleur")
    bare = st.builds(lambda value: tree.Name((value,)), options)
    text = st.builds(tree.Text, words)
    leaf = (
        st.builds(tree.YesNo, st.booleans())
        | name("muziek")
        | st.builds(tree.Compare, ordered, numeric, numeric)
        | st.builds(tree.Compare, ordered, dated, dated)
        | st.builds(tree.Compare, ordered, name("tijd"), st.builds(tree.Clock, times))
        | st.builds(tree.Compare, equal, coloured, bare)
        | st.builds(tree.Compare, equal, name("naam", "persoon.adres.postcode"), text)
        | st.builds(tree.Between, numeric, numeric, numeric)
        | st.builds(tree.OneOf, coloured, st.lists(bare, min_size=1, max_size=3).map(tuple), st.none(), st.booleans())
        | st.builds(tree.OneOf, name("naam"), st.just(()), name("woorden"), st.booleans())
        | st.builds(tree.Contains, name("kleuren"), bare, st.booleans())
        | st.builds(tree.Contains, name("naam"), text, st.booleans())
        | st.builds(tree.Filled, name("aantal", "naam", "kleuren", "persoon", "persoon.kinderen"), st.booleans())
    )
    if depth <= 0:
        return leaf
    again = condition(depth - 1, row)
    several = st.lists(again, min_size=2, max_size=3).map(tuple)
    found = leaf | st.builds(tree.Not, again) | st.builds(tree.Logic, st.sampled_from(["en", "of"]), several)
    if row:
        return found
    each = st.sampled_from(["een", "alle"])
    return (
        found
        | st.builds(tree.Quantifier, each, name("kosten", "persoon.kinderen", "ritten.kosten"), condition(depth - 1, "kosten"))
        | st.builds(tree.Quantifier, each, name("ritten"), trip(depth - 1))
    )


def trip(depth):
    """A condition on a row that has rows of its own."""
    inside = condition(depth - 1, "ritten")
    summed = st.builds(tree.Fold, st.just("som"), name("kosten.bedrag") | st.builds(tree.Filter, name("kosten.bedrag"), inside))
    return st.builds(tree.Quantifier, st.sampled_from(["een", "alle"]), name("kosten"), inside) | st.builds(
        tree.Compare, st.sampled_from(["<", ">="]), summed, name("afstand", "aantal")
    )


rules = condition(2) | number(2) | day(2)
