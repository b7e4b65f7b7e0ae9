"""What is called dead never holds, for thousands of random rules and answers; and what a person sees to be dead is called so."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from balie.forms.checks.dead import NOTHING, World, always, never
from balie.forms.checks.known import Known, Limit
from balie.forms.checks.points import Bound, Point, apart
from balie.forms.checks.tests.test_checks import findings
from balie.forms.language import compiler
from balie.forms.language.checker import check
from balie.forms.language.runtime import Moment, shift
from balie.forms.language.tree import Name, Today
from balie.forms.language.types import DATE, NUMBER, TEXT, YES_NO, choice, list_of

KINDS = {"rood": "Rood", "blauw": "Blauw", "groen": "Groen"}
NAMES = {"x": NUMBER, "y": NUMBER, "a": YES_NO, "b": YES_NO, "kleur": choice(KINDS), "lijst": list_of(choice(KINDS)), "dag": DATE, "naam": TEXT,
         "eind": DATE}  # fmt: skip
DAYS = [date(2026, 1, day) for day in (1, 2, 3)]
WORLD = {
    "x": [None, *map(Decimal, range(6))], "y": [None, *map(Decimal, range(6))], "a": [None, True, False], "b": [None, True, False],
    "kleur": [None, *KINDS], "lijst": [None, (), ("rood",), ("rood", "blauw")], "dag": [None, *DAYS], "naam": [None, "", "an", "bo"],
    "eind": [None, *DAYS, date(2026, 2, 2), date(2026, 3, 1)],
}  # fmt: skip
ASKED = [name for name in WORLD if name != "eind"]


def literal(dice):
    n, colour, op = dice.randint(0, 5), dice.choice(list(KINDS)), dice.choice(["<", "<=", ">", ">=", "is", "is niet"])
    return dice.choice([
        f"x {op} {n}", f"{n} {op} x", f"y {op} {n}", f"x tussen {n} en {n + 1}", "a", "b", "a is ja", "a is nee", "b is niet ja",
        f"kleur is {colour}", f"kleur is niet {colour}", f"kleur is een van ({colour}, groen)", f"kleur is niet een van (rood, {colour})",
        f"lijst bevat {colour}", f"lijst bevat niet {colour}", f"{dice.choice(ASKED)} is ingevuld", f"{dice.choice(ASKED)} is leeg",
        f"dag {op} {dice.choice(DAYS)}", f'naam is "{dice.choice(["", "an", "bo"])}"', f'naam is niet "{dice.choice(["an", "bo"])}"',
        f'naam bevat "{dice.choice(["a", "o"])}"', "x < y",
    ])  # fmt: skip


def seen_from(dice):
    """A comparison with what is not known beforehand: today, or another answer."""
    n, thing, op = dice.randint(0, 5), dice.choice(["dag", "eind"]), dice.choice(["<", "<=", ">", ">=", "is", "is niet"])
    return dice.choice([
        f"x {op} y", f"{thing} {op} vandaag {dice.choice('+-')} {n} dagen", f"eind {op} dag + {n} dagen", f"dag - {n} dagen {op} eind",
        f"vandaag {op} {thing}", f"eind {op} {dice.choice(['vandaag', 'dag'])} + {dice.choice(['1 maand', '2 maanden', '1 jaar'])} - {n} dagen",
        f"{thing} tussen vandaag - {n} dagen en {dice.choice(['vandaag', 'eind', 'dag + 1 maand'])}",
        f"eind {op} {dice.choice(DAYS)} + {dice.choice(['1 dag', '1 maand'])}",
    ])  # fmt: skip


def either(dice):
    return dice.choice((literal, seen_from))(dice)


def rule(dice, depth=2, part=literal):
    if depth == 0 or dice.random() < 0.3:
        text = part(dice)
    else:
        word = dice.choice(["en", "en", "of"])
        text = f" {word} ".join(f"({rule(dice, depth - 1, part)})" for _ in range(dice.randint(2, 3)))
    return f"niet ({text})" if dice.random() < 0.2 else text


# what the same world looks like to a form: x is a whole number from 1 to 4, kleur one of two, and y is asked when a
LIMITED = World(
    limits={Name(("x",)): Limit(low=Decimal(1), high=Decimal(4), whole=True), Name(("kleur",)): Limit(among=frozenset({"rood", "blauw"})),
            Name(("dag",)): Limit(first=Point(Today())), Name(("eind",)): Limit(first=Point(Name(("dag",)), 0, 1), last=Point(Today(), 1))},
    shown={"y": Name(("a",))},
)


def within_limits(values):
    """Can a form have accepted these?"""
    day, end = values["dag"], values["eind"]
    if day and day < date(2026, 1, 2) or end and (end > date(2026, 2, 2) or day and end <= day):
        return False
    return values["x"] not in (0, 5) and values["kleur"] != "groen" and (values["a"] or values["y"] is None)


def sound(cases=2000, seed=7, world=NOTHING, possible=lambda values: True):
    """How many of so many random rules are dead and how many always hold. Fails when one that is dead holds."""
    dice, found = random.Random(seed), {"dead": 0, "always": 0}
    moment = Moment(date(2026, 1, 2))
    for _ in range(cases):
        text = rule(dice, part=either)
        node = check(text, NAMES).tree
        is_dead, is_always = never([node], world), always(node, world)
        if not (is_dead or is_always):
            continue
        run = compiler.compiled_condition(node)
        for _ in range(60):
            values = {name: dice.choice(each) for name, each in WORLD.items()}
            if not possible(values):
                continue
            holds = run(values, moment)
            assert not (is_dead and holds), (text, values)
            assert holds or not is_always, (text, values)
        found["dead"] += is_dead
        found["always"] += is_always
    return found


def test_what_is_called_dead_never_holds():
    found = sound()
    assert found["dead"] > 60 and found["always"] > 6


def test_what_is_called_dead_never_holds_for_what_a_form_accepts():
    assert sound(world=LIMITED, possible=within_limits)["dead"] > sound()["dead"] + 60


def test_control_limits_go_for_what_is_accepted_alone():
    with pytest.raises(AssertionError):
        sound(world=LIMITED)


@pytest.mark.parametrize(
    "text",
    [
        "x < 1",
        "x >= 5",
        "x > 3 en x < 4",
        "kleur is groen",
        "kleur is niet rood en kleur is niet blauw en kleur is ingevuld",
        "y > 2 en a is nee",
        "x is niet 1 en x is niet 2 en x > 0 en x < 3",
        "dag < vandaag",
        "dag < vandaag - 1 week",
        "dag is vandaag - 1 dag",
        "vandaag > dag",
        "eind < dag",
        "dag >= eind",
        "eind - 1 dag < dag",
        "eind > vandaag + 1 maand",
        "eind tussen vandaag + 2 maanden en 2030-01-01",
    ],
)
def test_limits_and_hidden_questions_are_known(text):
    node = [check(text, NAMES).tree]
    assert never(node, LIMITED) and not never(node)


@pytest.mark.parametrize("text", ["x >= 1", "x is 4", "x is leeg", "kleur is niet rood", "y is leeg en a is nee", "y > 2", "x > 2 en x < 4"])
def test_control_what_a_form_accepts_can_hold(text):
    assert not never([check(text, NAMES).tree], LIMITED)


@pytest.mark.parametrize("name", ["within", "one_of", "above"])
def test_control_an_unsound_search_would_be_noticed(monkeypatch, name):
    wrong = {
        "within": lambda self, value: False,
        "one_of": lambda self, options: setattr(self, "among", set()),
        "above": lambda self, value, equal: setattr(self, "low", (value, False)),
    }
    monkeypatch.setattr(Known, name, wrong[name])
    with pytest.raises(AssertionError):
        sound()


@pytest.mark.parametrize(
    "text",
    [
        "a is ja en a is nee", "x > 5 en x < 3", "x < 3 en x >= 3", "x tussen 1 en 2 en x > 2", "kleur is een van (rood, blauw) en kleur is groen",
        "x is leeg en x > 3", "a en niet a", "lijst bevat rood en lijst is leeg", "dag > 2026-01-02 en dag < 2026-01-01",
        "(x > 5 of x is leeg) en x is 2", "x < y en niet (x < y)", "x is 3 en 3 < x",
    ],
)  # fmt: skip
def test_a_dead_rule_is_seen(text):
    assert never([check(text, NAMES).tree])


@pytest.mark.parametrize(
    "text", ["x > 5", "x >= 3 en x <= 3", "kleur is niet rood en kleur is niet blauw", "niet (x < 3) en niet (x >= 3)", "a of niet b"]
)
def test_control_a_rule_that_can_hold_is_left_alone(text):
    assert not never([check(text, NAMES).tree])


def test_computed_values_are_looked_into():
    value = check("x > 5", NAMES).tree
    node = check("groot en x < 3", {**NAMES, "groot": YES_NO}).tree
    assert never([node], World({"groot": value})) and not never([node])


def test_a_huge_rule_costs_no_time():
    text = " en ".join(f"(x is {n} of y is {n} of a of b)" for n in range(20))
    assert not never([check(text, NAMES).tree])


def test_findings_name_the_line_and_what_to_do():
    page = findings(("als: bezoekers < 5,", "als: bezoekers > 9 en bezoekers < 5,"))
    assert [each for each in page if each.level == "warning" and each.line and "kan nooit waar zijn" in each.message]
    hidden = findings(("label: In welke wijk?,", "label: In welke wijk?, toon als: nee,"))
    assert not [each for each in hidden if "waar zijn" in each.message]
    spare = findings(("als: bezoekers < 5,", 'als: "bezoekers < 5 of bezoekers is leeg of bezoekers >= 5",'))
    assert [each for each in spare if each.level == "warning" and "altijd waar" in each.message]


def test_months_are_so_many_days_and_no_more():
    """Whatever day it is: the fewest days between two terms, held against the calendar."""
    for day in (date(2023, 1, 1) + timedelta(days=each) for each in range(0, 1500, 13)):
        moment = Moment(day)
        for months, days in ((1, 0), (2, -3), (12, 0), (13, 5), (-1, 40), (-12, 366), (48, 0), (0, 1)):
            there = shift(shift(day, months, "maanden", moment), days, "dagen", moment)
            for other in range(-40, 60):
                low, high = Bound(Point(Today(), months, days), True), Bound(Point(Today(), 0, other), True)
                if apart(low, high):
                    assert there > day + timedelta(days=other), (day, months, days, other)
                if apart(Bound(high.point, True), Bound(low.point, True)):
                    assert there < day + timedelta(days=other), (day, months, days, other)


@pytest.mark.parametrize(("low", "high", "nothing"), [
    (Point(Today(), 1), Point(Today(), 0, 20), True), (Point(Today(), 1), Point(Today(), 0, 29), False),
    (Point(Today(), 12), Point(Today(), 12), False),
    (Point(Today(), 12, 1), Point(Today(), 12), True), (Point(Today()), Point(Name(("dag",))), False),
    (Point(Today(), -12), Point(Today(), -24), True),
])  # fmt: skip
def test_what_is_surely_apart(low, high, nothing):
    assert apart(Bound(low, True), Bound(high, True)) is nothing
    if low == high:
        assert apart(Bound(low, False), Bound(high, True)), "what may not be reached leaves nothing"


def test_control_limits_that_hang_on_an_answer_need_that_answer():
    """`min: dag` and `max: dag - 1 dag`: while `dag` is leeg, any day may be given."""
    within = World(limits={Name(("eind",)): Limit(first=Point(Name(("dag",))), last=Point(Name(("dag",)), 0, -1))})
    filled = check("eind is ingevuld", NAMES).tree
    assert not never([filled], within) and never([filled, check("eind < dag", NAMES).tree], within)


@pytest.mark.parametrize("text", [
    "dag > vandaag", "dag < vandaag + 1 dag", "eind > dag", "eind is ingevuld", "niet eind >= dag", "eind <= vandaag + 30 dagen",
    "eind > vandaag + 28 dagen", "dag < 2020-01-01", "dag > vandaag + 3 werkdagen",
])  # fmt: skip
def test_control_what_can_be_answered_is_not_dead(text):
    assert not never([check(text, NAMES).tree], LIMITED)
