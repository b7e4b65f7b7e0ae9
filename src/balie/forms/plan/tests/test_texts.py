"""Texts with {{ }}: values in words, lines that drop out, and no markup from outside."""

from datetime import date
from decimal import Decimal as D

import pytest

from balie.forms.language.errors import LanguageError
from balie.forms.plan.plan import render_markdown, render_text
from balie.forms.plan.prices import prices
from balie.forms.plan.reasons import explain
from balie.forms.plan.tests.test_evaluate import ANSWERS, plan, state
from balie.forms.plan.texts import escape_markdown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ bezoekers }} mensen", "30 mensen"),
        ("{{ tarief }}, {{ bezoekers | euro }}", "€\u00a025,50, €\u00a030,00"),
        ("{{ persoon.geboortedatum }}", "1 februari 1990"),
        ("{{ persoon.geboortedatum | datum }}", "1 februari 1990"),
        ("{{ activiteiten }}", "Alcohol schenken en Vuur maken"),
        ("{{ muziek }}", "nee"),
        ("{{ persoon.adres }}", "Laan 3, 1998 AB Zonnedam"),
        ("{{ adres_feest }}", "3, 1998 AB"),
        ("{{ kind }}", ""),
        ("{{ bezoekers * 2 }}", "60"),
        ("{{ vandaag }}", "23 november 2026"),
        ("{{ prijs }}", "€\u00a025,50"),
        ("a\n{{ als muziek is ja }} b\nc", "a\nc"),
        ("a\n{{ als muziek is nee }} b {{ wijk }}\nc", "a\nb Noord\nc"),
        ("{{ als muziek is ja dan 'luid' anders 'stil' }}", "stil"),
        ("{{ zaak.kenmerk }} {{ zaak.uiterlijk }}", "Z-1 1 december 2026"),
        ("{{ afspraak.tijd }}", "9.20 uur"),
    ],
)
def test_values_in_words(text, words):
    context = state({**ANSWERS, "activiteiten": ["alcohol", "vuur"]}).context
    context = context.extended(zaak={"kenmerk": "Z-1", "uiterlijk": date(2026, 12, 1)}, afspraak={"tijd": "09:20"})
    assert render_text(text, context) == words


@pytest.mark.parametrize("text", ["{{ bezoekrs }}", "{{ bezoekers | dollar }}", "{{ als bezoekers }} x", "{{ bezoekers", "{{ }}"])
def test_a_wrong_text_is_a_clear_error(text):
    with pytest.raises(LanguageError):
        render_text(text, state().context)


def test_what_somebody_typed_is_no_markup():
    odd = "[klik](http://kwaad.nl) <b> **x**\n# kop"
    context = state({**ANSWERS, "bezoekers": "100", "eerste_hulp": odd}).context
    assert render_markdown("{{ eerste_hulp }}", context) == r"\[klik\](http://kwaad.nl) \<b\> \*\*x\*\* \# kop"
    assert render_text("{{ eerste_hulp }}", context) == " ".join(odd.split()) or "\n" in odd


@pytest.mark.parametrize(
    ("typed", "plain"), [("- a", r"\- a"), ("1. a", r"1\. a"), ("===", r"\==="), ("---", r"\---"), ("30", "30"), ("-5", "-5"), ("3.5", "3.5")]
)
def test_what_somebody_typed_is_no_list_or_heading_either(typed, plain):
    assert escape_markdown(typed) == plain


def test_the_price_list_follows_the_settings():
    listed = plan(("promise:", "about: {prices: [{label: Feest, amount: tarief}, {label: Twee, amount: tarief * 2}]}\npromise:"))
    assert prices(listed.definition) == (D("25.50"), D("51.00"))
    assert prices(listed.definition, {"tarief": "1"}) == (D("1.00"), D("2.00"))


def test_explanations():
    found = state({**ANSWERS, "bezoekers": "150"})
    assert explain(plan(), found, "groot") == "Groot is ja, want “Hoeveel mensen komen er” is minstens 100."
    assert explain(plan(), found, "eerste_hulp") == "U ziet deze vraag, want “Hoeveel mensen komen er” is minstens 100."
    assert explain(plan(), state(), "eerste_hulp") == "U ziet deze vraag niet, want “Hoeveel mensen komen er” is minder dan 100."
    assert explain(plan(), found, "feest") == "Iedereen ziet deze pagina."
    assert explain(plan(), found, "decision").startswith("Wij bekijken dit eerst. Want")
    with pytest.raises(KeyError):
        explain(plan(), found, "onbekend")


def test_a_question_in_rows_is_said_in_its_own_way():
    """The options by their labels, as when the row is said whole; a part of something else stays as it is."""
    context = state({**ANSWERS, "kramen": [{"soort": "eten", "meter": "3"}, {"soort": "spel", "meter": "2.50"}]}).context
    assert render_text("{{ kramen.soort }}; {{ kramen.meter }}; {{ persoon.kinderen.naam }}", context).startswith("Eten en Spel; 3 en 2,5; ")
