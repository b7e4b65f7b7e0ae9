"""What is called dead never holds, for thousands of random rules and answers; and what a person sees to be dead is called so."""

import random
from datetime import date
from decimal import Decimal

import pytest

from balie.forms.checks.dead import NOTHING, World, always, never
from balie.forms.checks.known import Known, Limit
from balie.forms.checks.tests.test_checks import findings
from balie.forms.language import compiler
from balie.forms.language.checker import check
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import Name
from balie.forms.language.types import DATE, NUMBER, TEXT, YES_NO, choice, list_of

KINDS = {"rood": "Rood", "blauw": "Blauw", "groen": "Groen"}
NAMES = {"x": NUMBER, "y": NUMBER, "a": YES_NO, "b": YES_NO, "kleur": choice(KINDS), "lijst": list_of(choice(KINDS)), "dag": DATE, "naam": TEXT}
DAYS = [date(2026, 1, day) for day in (1, 2, 3)]
WORLD = {
    "x": [None, *map(Decimal, range(6))], "y": [None, *map(Decimal, range(6))], "a": [None, True, False], "b": [None, True, False],
    "kleur": [None, *KINDS], "lijst": [None, (), ("rood",), ("rood", "blauw")], "dag": [None, *DAYS], "naam": [None, "", "an", "bo"],
}  # fmt: skip


def literal(dice):
    n, colour, op = dice.randint(0, 5), dice.choice(list(KINDS)), dice.choice(["<", "<=", ">", ">=", "is", "is niet"])
    return dice.choice([
        f"x {op} {n}", f"{n} {op} x", f"y {op} {n}", f"x tussen {n} en {n + 1}", "a", "b", "a is ja", "a is nee", "b is niet ja",
        f"kleur is {colour}", f"kleur is niet {colour}", f"kleur is een van ({colour}, groen)", f"kleur is niet een van (rood, {colour})",
        f"lijst bevat {colour}", f"lijst bevat niet {colour}", f"{dice.choice(list(WORLD))} is ingevuld", f"{dice.choice(list(WORLD))} is leeg",
        f"dag {op} {dice.choice(DAYS)}", f'naam is "{dice.choice(["", "an", "bo"])}"', f'naam is niet "{dice.choice(["an", "bo"])}"',
        f'naam bevat "{dice.choice(["a", "o"])}"', "x < y",
    ])  # fmt: skip


def rule(dice, depth=2):
    if depth == 0 or dice.random() < 0.3:
        text = literal(dice)
    else:
        word = dice.choice(["en", "en", "of"])
        text = f" {word} ".join(f"({rule(dice, depth - 1)})" for _ in range(dice.randint(2, 3)))
    return f"niet ({text})" if dice.random() < 0.2 else text


# what the same world looks like to a form: x is a whole number from 1 to 4, kleur one of two, and y is asked when a
LIMITED = World(
    limits={Name(("x",)): Limit(low=Decimal(1), high=Decimal(4), whole=True), Name(("kleur",)): Limit(among=frozenset({"rood", "blauw"}))},
    shown={"y": Name(("a",))},
)


def within_limits(values):
    """Can a form have accepted these?"""
    return values["x"] not in (0, 5) and values["kleur"] != "groen" and (values["a"] or values["y"] is None)


def sound(cases=3000, seed=7, world=NOTHING, possible=lambda values: True):
    """How many of so many random rules are dead and how many always hold. Fails when one that is dead holds."""
    dice, found = random.Random(seed), {"dead": 0, "always": 0}
    moment = Moment(date(2026, 1, 2))
    for _ in range(cases):
        text = rule(dice)
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
    assert found["dead"] > 100 and found["always"] > 10


def test_what_is_called_dead_never_holds_for_what_a_form_accepts():
    assert sound(world=LIMITED, possible=within_limits)["dead"] > sound()["dead"] + 100


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
