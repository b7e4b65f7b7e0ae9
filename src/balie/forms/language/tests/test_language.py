"""Each part of the language, with what it gives and a control beside it that gives something else."""

from datetime import date, time
from decimal import Decimal as D

import pytest

from balie.forms.language.checker import check
from balie.forms.language.compiler import compiled
from balie.forms.language.oracle import meaning
from balie.forms.language.runtime import Moment
from balie.forms.language.tree import paths
from balie.forms.language.types import DATE, MONEY, NUMBER, TEXT, TIME, YES_NO, choice, list_of, record

CHILD = record({"naam": TEXT, "geboortedatum": DATE, "leeftijd": NUMBER, "soort": choice({"eigen": "Eigen", "stief": "Stief"})})
NAMES = {
    "bezoekers": NUMBER, "aantal": NUMBER, "bedrag": MONEY, "muziek": YES_NO, "naam": TEXT, "begin": DATE, "eind": DATE, "tijd": TIME,
    "route": choice({"buiten": "Buiten", "route": "Route", "2": "Twee"}), "activiteiten": list_of(choice({"alcohol": "Alcohol", "dans": "Dansen"})),
    "zones": list_of(TEXT), "zone": choice({}), "kosten": list_of(record({"bedrag": MONEY, "soort": TEXT})),
    "ritten": list_of(record({"afstand": NUMBER, "kosten": list_of(record({"bedrag": MONEY, "soort": TEXT}))})),
    "persoon": record({"geboortedatum": DATE, "adres": record({"postcode": TEXT}), "kinderen": list_of(CHILD)}),
}  # fmt: skip
CHILDREN = (
    {"naam": "Bo", "geboortedatum": date(2019, 1, 1), "leeftijd": D(7), "soort": "eigen"},
    {"naam": "Al", "geboortedatum": date(2003, 1, 1), "leeftijd": D(23), "soort": "stief"},
)
VALUES = {
    "bezoekers": D(500), "aantal": D(2), "bedrag": D("10.50"), "muziek": True, "naam": "Jan Jansen", "begin": date(2026, 11, 2),
    "eind": date(2026, 11, 30), "tijd": time(14, 30), "route": "buiten", "activiteiten": ("alcohol",), "zones": ("A", "B"), "zone": "A",
    "kosten": ({"bedrag": D(3), "soort": "reis"}, {"bedrag": D(4), "soort": "eten"}),
    "ritten": ({"afstand": D(9), "kosten": ({"bedrag": D(5), "soort": "reis"}, {"bedrag": D(6), "soort": "eten"})},
               {"afstand": D(2), "kosten": ({"bedrag": D(1), "soort": "reis"},)}, {"afstand": D(8), "kosten": None}),
    "persoon": {"geboortedatum": date(2008, 2, 29), "adres": {"postcode": "1234AB"}, "kinderen": CHILDREN},
}  # fmt: skip
EMPTY = dict.fromkeys(VALUES)
MOMENT = Moment(date(2026, 11, 23), (date(2026, 12, 25),))


def run(text, values=VALUES, moment=MOMENT):
    rule = check(text, NAMES)
    found = compiled(rule.tree)(values, moment)
    assert found == meaning(rule.tree, values, moment)
    return found


@pytest.mark.parametrize(
    ("holds", "does_not"),
    [
        ("bezoekers >= 500 en muziek is ja", "bezoekers > 500 en muziek is ja"),
        ("bezoekers = 500", "bezoekers is niet 500"),
        ('route is een van ("buiten", "route")', "route is een van (route)"),
        ("route is niet een van (route)", "route is niet een van (buiten, route)"),
        ('route is niet "2"', 'route is "2"'),
        ("zone is een van zones", "zone is niet een van zones"),
        ("activiteiten bevat alcohol", "activiteiten bevat niet alcohol"),
        ("activiteiten bevat niet dans", "activiteiten bevat dans"),
        ('naam bevat "jansen"', 'naam bevat "pieters"'),
        ('getal van "2,50" is 2.5', 'getal van "2 keer" is ingevuld'),
        ("getal van zone is leeg", "getal van naam is ingevuld"),
        ("(als muziek is ja dan leeg anders aantal) is leeg", "(als muziek is ja dan aantal anders leeg) is leeg"),
        ("bezoekers tussen 100 en 500", "bezoekers is tussen 501 en 900"),
        ("tijd tussen 14:00 en 15:00", "tijd < 14:30"),
        ("(bezoekers + aantal) / 2 is 251", "bezoekers + aantal / 2 is 251"),
        ("bezoekers - 1 is 499", "-bezoekers > 0"),
        ("muziek", "niet muziek"),
        ("eind is ingevuld en eind > begin", "eind is leeg of eind < begin"),
        ("begin < 2026-12-01", "begin < 2026-11-02"),
        ("eind is vandaag + 1 week", "eind is vandaag + 4 weken"),
        ("eind is vandaag + 5 werkdagen", "eind is vandaag + 4 werkdagen"),
        ("persoon.geboortedatum <= vandaag - 18 jaar", "persoon.geboortedatum > vandaag - 18 jaar"),
        ("leeftijd van persoon.geboortedatum is 18", "leeftijd van persoon.geboortedatum op 2026-02-28 is 18"),
        ("dagen tussen begin en eind is 28", "weken tussen begin en eind is 3"),
        ("werkdagen tussen begin en eind is 20", "werkdagen tussen begin en eind is 21"),
        ("jaren tussen begin en 2025-11-01 is -1", "jaren tussen 2025-11-03 en begin is 1"),
        ("aantal van kosten is 2", "aantal van kosten is aantal van persoon.kinderen waar (leeftijd < 18)"),
        ("aantal is 2", "aantal van activiteiten is 2"),
        ("som van ritten.kosten.bedrag is 12", "aantal van ritten.kosten is 4"),
        ('som van ritten.kosten.bedrag waar (soort is "reis") is 6', 'aantal van ritten.kosten waar (soort is "reis") is 3'),
        ("een van ritten.kosten (bedrag is 6)", "een van ritten.kosten (bedrag > 6)"),
        ("een van ritten (een van kosten (bedrag < afstand en bedrag > 5))", "alle van ritten (een van kosten (bedrag < afstand))"),
        ("een van ritten (aantal van kosten is 0)", "een van ritten (aantal van kosten is 3)"),
        ('een van ritten (som van kosten.bedrag waar (soort is "eten") is afstand - 3)', "een van ritten (som van kosten.bedrag > bezoekers)"),
        ("som van kosten.bedrag is 7", 'som van kosten.bedrag waar (soort is "reis") is 7'),
        ("laagste van kosten.bedrag is 3", "hoogste van kosten.bedrag is 3"),
        ("een van persoon.kinderen (leeftijd < 18)", "alle van persoon.kinderen (leeftijd < 18)"),
        ("een van persoon.kinderen (soort is stief en leeftijd > aantal)", "een van persoon.kinderen (soort is stief en leeftijd < aantal)"),
        ("persoon.kinderen.naam bevat \"Bo\"", "persoon.kinderen.naam bevat \"Cas\""),
        ("als muziek dan bezoekers is 500 anders nee", "als niet muziek dan bezoekers is 500 anders nee"),
        ('persoon.adres.postcode is "1234AB"', 'persoon.adres.postcode is "1234AC"'),
    ],
)  # fmt: skip
def test_what_holds_and_what_does_not(holds, does_not):
    assert run(holds) is True
    assert run(does_not) is False


@pytest.mark.parametrize(
    "text",
    ["bezoekers > 1", "bezoekers is 500", "naam bevat \"a\"", "muziek", "muziek is nee", "begin < eind", "bezoekers tussen 1 en 900",
     "activiteiten bevat alcohol", "zone is een van zones", "een van kosten (bedrag > 0)", "alle van kosten (bedrag > 0)",
     "leeftijd van persoon.geboortedatum > 1", "bezoekers is ingevuld"],
)  # fmt: skip
def test_nothing_is_true_of_what_is_empty(text):
    assert run(text, EMPTY) is not True


@pytest.mark.parametrize("text", ["bezoekers is niet 500", "activiteiten bevat niet alcohol", "bezoekers is leeg", "niet muziek"])
def test_except_what_denies(text):
    assert run(text, EMPTY) is True


@pytest.mark.parametrize("text", ["bezoekers + 1", "1 - bezoekers", "begin + 1 dag", "leeftijd van begin", "bezoekers / 0", "1 / 0"])
def test_arithmetic_with_empty_is_empty_and_so_is_dividing_by_nothing(text):
    assert run(text, EMPTY) is None


def test_a_sum_over_rows_is_empty_when_a_part_is():
    half = {**VALUES, "kosten": ({"bedrag": D(3)}, {"bedrag": None})}
    assert run("som van kosten.bedrag", half) is None
    assert run("som van kosten.bedrag", EMPTY) == 0


def test_days_off_count_for_working_days():
    assert run("2026-12-24 + 1 werkdag") == date(2026, 12, 28)
    assert run("2026-12-24 + 1 werkdag", moment=Moment(date(2026, 11, 23))) == date(2026, 12, 25)


def test_the_end_of_a_month_and_the_end_of_the_calendar():
    assert run("2024-02-29 + 1 jaar") == date(2025, 2, 28)
    assert run("2026-01-31 + 1 maand") == date(2026, 2, 28)
    assert run("9999-12-31 + 1 dag") is None


def test_money_stays_money():
    assert check("bedrag * 2", NAMES).type.money and not check("bezoekers * 2", NAMES).type.money


def test_what_a_rule_depends_on():
    rule = check("persoon.adres.postcode is ingevuld en een van kosten (bedrag > bezoekers)", NAMES)
    assert paths(rule.tree) == {("persoon", "adres", "postcode"), ("kosten",), ("bezoekers",)}


@pytest.mark.parametrize(
    ("text", "said", "line", "column"),
    [
        ("bezoeker > 3", "Bedoelt u `bezoekers`", 1, 1),
        ("activiteiten bevat alcohl", "Bedoelt u `alcohol`", 1, 20),
        ('route is "zee"', "geen mogelijke keuze", 1, 10),
        ("route is 2", "aanhalingstekens", 1, 10),
        ("naam > 3", "Groter of kleiner", 1, 6),
        ("naam is 3", "een tekst met een getal", 1, 6),
        ("muziek en bezoekers", "ja of nee", 1, 11),
        ("muziek en ja of nee", "haakjes", 1, 14),
        ("muziek\nen bezoekrs > 3", "Bedoelt u `bezoekers`", 2, 4),
        ("bezoekers-aantal > 3", "`bezoekers - aantal`", 1, 1),
        ("eind - begin > 3", "dagen tussen", 1, 6),
        ("vandaag + 3", "getallen", 1, 1),
        ("persoon.adres.huisnummer is 3", "bestaat hier niet", 1, 1),
        ("kosten is 3", "`bevat`", 1, 8),
        ("een van kosten (een van kosten (bedrag > 1))", "niet binnen een andere", 1, 25),
        ("een van ritten (een van kosten (een van kosten (bedrag > 1)))", "niet binnen een andere", 1, 41),
        ("een van ritten (aantal van persoon.kinderen waar (bedrag > afstand) > 1)", "niet binnen een andere", 1, 28),
        ("een van kosten (afstand > 1)", "afstand` bestaat niet", 1, 17),
        ("een van zones (naam is ingevuld)", "geen rijen", 1, 9),
        ("begin > 2026-02-30", "bestaat niet", 1, 9),
        ("bezoekers >", "te vroeg op", 1, 12),
        ("bezoekers > 3)", "niet verwacht", 1, 14),
        ("bezoekers != 3", "`is niet`", 1, 11),
        ("muziek && muziek", "`en`", 1, 8),
        ("som van kosten", "Noem een veld", 1, 1),
        ('naam is "open', "aanhalingstekens", 1, 9),
    ],
)  # fmt: skip
def test_mistakes_are_placed_and_say_what_to_do(text, said, line, column):
    from balie.forms.language.errors import LanguageError

    with pytest.raises(LanguageError) as caught:
        check(text, NAMES, YES_NO)
    assert said in caught.value.message
    assert (caught.value.line, caught.value.column) == (line, column)
