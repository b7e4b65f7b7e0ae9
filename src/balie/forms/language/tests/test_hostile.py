"""Whatever a rule says: it ends soon, stays small, and sees nothing but the values that it is given."""

import time
import tracemalloc
from datetime import date
from decimal import Decimal as D

import pytest

from balie.forms.language import compiler, runtime
from balie.forms.language.checker import check
from balie.forms.language.errors import LanguageError
from balie.forms.language.lexer import MAX_LENGTH
from balie.forms.language.parser import MAX_NODES, parse
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import walk
from balie.forms.language.types import DATE, NUMBER, TEXT, YES_NO, list_of, record

NAMES = {
    "naam": TEXT, "getal": NUMBER, "dag": DATE, "muziek": YES_NO, "rijen": list_of(record({"bedrag": NUMBER, "soort": TEXT})),
}  # fmt: skip
NOW = Moment(date(2026, 11, 23), tuple(date(2020 + at, 12, 25) for at in range(20)))
BIG = "x" * 200_000_000


def value(text, **values):
    return compiler.compiled(check(text, NAMES).tree)({**dict.fromkeys(NAMES), **values}, NOW)


def within(seconds, run):
    """Processor time, far more than it takes: this is about ending at all, not about speed."""
    begun = time.process_time()
    found = run()
    assert time.process_time() - begun < seconds
    return found


@pytest.mark.parametrize("text", [
    "__import__('os').system('id')", "open('/etc/passwd')", "naam.__class__", "naam.__class__.__mro__ is ingevuld", "getal.__add__(1) > 1",
    "eval(naam)",    "lambda: 1", "getal ** 99999999", "getal << 9999", "naam % naam", "[1, 2]", "{naam}", "naam[0]", "(naam for x in rijen)",
    "getal := 3",
    "while ja", "naam; naam", "import os", "f'{naam}'", "rijen.bedrag.real > 1", "vandaag.today() is leeg", "__builtins__ is leeg",
    "globals() is leeg",
])  # fmt: skip
def test_python_is_no_rule(text):
    with pytest.raises(LanguageError):
        check(text, NAMES)


@pytest.mark.parametrize("name", ["__class__", "__builtins__", "r", "m", "v", "k1", "dig", "empty", "__import__"])
def test_a_name_is_only_a_name_whatever_it_is_called(name):
    run = compiler.compiled(check(f"{name} is ingevuld", {**NAMES, name: TEXT}).tree)
    assert run({name: "x"}, NOW) is True and run({name: None}, NOW) is False


def test_compiled_rules_reach_no_builtins():
    run = compiler.compiled(check("aantal van rijen waar (bedrag > 3) >= 1", NAMES).tree)
    assert run.__globals__["__builtins__"] == {}
    reached = {name for name in run.__globals__ if name != "__builtins__" and not name.startswith("k")}
    assert reached == set(runtime.CALLS), "nothing else is in scope"
    for dangerous in ("open", "exec", "eval", "getattr", "__import__", "compile", "globals"):
        assert dangerous not in run.__globals__


@pytest.mark.parametrize("text", [
    "(" * 30 + "ja" + ")" * 30, "niet " * 60 + "ja", "getal" + " + getal" * 400, "als ja dan " * 60 + "1", "naam is " + '"' + "x" * 3000 + '"',
    "een van rijen (" * 40, "getal " + "* 999999999999999 " * 200, "ja en " * 500 + "ja", "getal is een van (" + "1, " * 900 + "1)",
    "-" * 100 + "1", "aantal van " * 100 + "rijen", "leeftijd van " * 100 + "dag",
])  # fmt: skip
def test_what_is_too_long_too_deep_or_too_large_is_refused_at_once(text):
    with pytest.raises(LanguageError):
        within(0.5, lambda: check(text, NAMES))


def test_the_largest_rule_that_is_taken_is_small():
    text = " en ".join(f"getal > {at}" for at in range(MAX_NODES))[:MAX_LENGTH].rsplit(" en ", 1)[0]
    while True:
        try:
            node = parse(text)
            break
        except LanguageError:
            text = text.rsplit(" en ", 1)[0]
    assert len(list(walk(node))) <= MAX_NODES and within(0.5, lambda: value(text, getal=D(10**6))) is True


def test_numbers_do_not_grow_without_bound():
    # 28 digits, whatever is multiplied with whatever; past the exponent's end it is leeg
    found = within(0.5, lambda: value("getal" + " * getal" * 40, getal=D(10) ** 15))
    assert found is None or len(found.as_tuple().digits) <= 28
    assert within(0.5, lambda: value("getal * getal", getal=D("1e999999"))) is None
    assert value("getal / 0", getal=D(1)) is None
    with pytest.raises(LanguageError):
        check("getal > " + "9" * 2500, NAMES)


def test_texts_cannot_be_joined_or_repeated():
    for text in ("naam + naam", "naam * 99999999", "som van rijen.soort"):
        with pytest.raises(LanguageError):
            check(text, NAMES)


def test_days_stay_in_the_calendar():
    for text in ("dag + 20000 jaar", "dag + 20000 weken", "vandaag + 20000 maanden + 20000 jaar"):
        assert within(0.5, lambda text=text: value(text, dag=date.max)) is None
    assert within(1, lambda: value("dag + 20000 werkdagen", dag=date(2026, 1, 1))) is not None
    assert within(1, lambda: value("werkdagen tussen dag en vandaag", dag=date.min)) > 0
    with pytest.raises(LanguageError):
        check("dag + 99999999 dagen", NAMES)


def test_conditions_over_rows_do_not_multiply():
    """A condition over rows cannot hold another over rows of the form: no loop in a loop."""
    rows = tuple({"bedrag": D(at), "soort": "a"} for at in range(10_000))
    assert within(1, lambda: value("aantal van rijen waar (bedrag > 3 en soort is naam) >= 1", rijen=rows, naam="a")) is True
    with pytest.raises(LanguageError):
        check("een van rijen (een van rijen (een van rijen (een van rijen (bedrag > 1))))", NAMES)


@pytest.mark.parametrize("text", ["naam is ingevuld", 'naam is "x"', "naam is leeg", "getal van naam > 3"])
def test_a_huge_text_costs_little(text):
    tracemalloc.start()
    try:
        within(0.5, lambda: value(text, naam=BIG))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("text", ["\x00", "naam\x00 is leeg", "\u202enaam is leeg", "naam is leeg" + "\ud800", "ｎａａｍ is leeg", "naam is leeg;--"])
def test_strange_signs_are_refused_with_a_sentence(text):
    with pytest.raises(LanguageError) as found:
        check(text, NAMES)
    assert found.value.message
