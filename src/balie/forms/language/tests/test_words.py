"""Rules in plain Dutch: only what decides is said."""

import re

import pytest

from balie.forms.language.checker import check
from balie.forms.language.phrases import PHRASES
from balie.forms.language.tests.test_language import MOMENT, NAMES, VALUES
from balie.forms.language.words import Words

WORDS = Words(lambda path: f"“{path[-1]}”", lambda path, value: {"buiten": "Buiten", "alcohol": "Alcohol"}.get(value, value))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bezoekers >= 500 en muziek is ja", "“bezoekers” is minstens 500 en “muziek” is ja"),
        ("bezoekers >= 500 of muziek is nee", "“bezoekers” is minstens 500"),
        ("bezoekers > 900 en muziek is ja", "“bezoekers” is hoogstens 900"),
        ("route is buiten", "“route” is “Buiten”"),
        ("niet (route is buiten)", "“route” is “Buiten”"),
        ("activiteiten bevat alcohol", "bij “activiteiten” staat “Alcohol”"),
        ("activiteiten bevat niet alcohol", "bij “activiteiten” staat “Alcohol”"),
        ("bezoekers tussen 1 en 9", "“bezoekers” ligt niet tussen 1 en 9"),
        ("naam is leeg", "“naam” is ingevuld"),
        ("muziek", "“muziek” is ja"),
        ("begin < vandaag + 4 weken", "“begin” is eerder dan vandaag plus 4 weken"),
        ("begin > 2026-12-01", "“begin” is uiterlijk 1 december 2026"),
        ("een van persoon.kinderen (leeftijd < 18)", "voor een van “kinderen” geldt: “leeftijd” is minder dan 18"),
        ("aantal van kosten >= 2", "het aantal bij “kosten” is minstens 2"),
        ("leeftijd van begin < 18", "de leeftijd volgens “begin” is minder dan 18"),
    ],
)
def test_the_reason(text, said):
    assert WORDS.because(check(text, NAMES).tree, VALUES, MOMENT) == said


ENGLISH = Words(WORDS.label, WORDS.option, language="en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bezoekers >= 500 en muziek is ja", "“bezoekers” is at least 500 and “muziek” is yes"),
        ("activiteiten bevat alcohol", "“activiteiten” includes “Alcohol”"),
        ("bezoekers tussen 1 en 9", "“bezoekers” is not between 1 and 9"),
        ("begin < vandaag + 4 weken", "“begin” is before today plus 4 weeks"),
        ("begin > 2026-12-01", "“begin” is on or before 1 December 2026"),
        ("een van persoon.kinderen (leeftijd < 18)", "for one of “kinderen”: “leeftijd” is less than 18"),
    ],
)
def test_the_reason_in_english(text, said):
    assert ENGLISH.because(check(text, NAMES).tree, VALUES, MOMENT) == said


def test_every_phrase_has_both_languages_with_the_same_places():
    places = {key: [set(re.findall(r"{\d}", text)) for text in both] for key, both in PHRASES.items()}
    assert [key for key, (dutch, english) in places.items() if dutch != english] == [] and len(places) > 30
