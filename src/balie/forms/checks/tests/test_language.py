"""Hard language: what a reader stumbles over is found, where it stands; what only looks like it is left alone."""

import pytest

from balie.forms.checks.language import hard
from balie.forms.checks.passive import passives


def found(text):
    return [(each.code, each.line) for each in hard(text, "texts/a.md", 0)]


@pytest.mark.parametrize(("text", "words"), [
    ("Uw aanvraag wordt behandeld.", "wordt behandeld"),
    ("De kosten worden later bij u in rekening gebracht.", "worden later bij u in rekening gebracht"),
    ("Dit moet vooraf worden betaald.", "worden betaald"),
    ("Wij zeggen het als uw aanvraag afgewezen wordt.", "afgewezen wordt"),
    ("Uw gegevens kunnen gecontroleerd worden.", "gecontroleerd worden"),
    ("Welke stukken opgestuurd moeten worden, leest u hier.", "opgestuurd moeten worden"),
    ("In dat geval werd het paspoort ingetrokken.", "werd het paspoort ingetrokken"),
    ("- Uw melding wordt doorgegeven", "wordt doorgegeven"),
    ("Het wordt, als het kan, snel gedaan. Uw zaak wordt heropend.", "wordt heropend"),
])
def test_a_sentence_in_which_nobody_does_anything(text, words):
    assert [each for _, each in passives(text)] == [words]


@pytest.mark.parametrize("text", [
    "Wij behandelen uw aanvraag.", "U wordt 18 jaar.", "Wordt het droog weer?", "Het wordt een feest voor de gemeente.", "Dat wordt bekend.",
    "Uw kind wordt eigenaar en u hebt betaald.", "Uw aanvraag is behandeld.", "Wat wordt het gewicht?", "Wordt gemaakt",
    "Het bedrag wordt hoger als u verlengt",
    "Als u ouder wordt, betaalt u minder.", "Wij hebben uw brief ontvangen. Het wordt tijd.", "De stad wordt groter\n\nBetaald is betaald", "",
    "U wordt bericht.", "Wij worden blij van een volle zaal (en u hebt geld).",
])  # fmt: skip
def test_control_what_is_no_such_sentence(text):
    assert list(passives(text)) == []


def test_it_is_found_on_its_own_line_and_once_in_a_sentence():
    text = "Beste {{ naam }},\n\nWij kijken {{ dag }}.\nUw zaak wordt bekeken en wordt behandeld.\n\n| wordt | betaald |\n\nHet moet worden gedaan.\n"
    assert found(text) == [("passive", 4), ("passive", 8)]


@pytest.mark.parametrize(("text", "plain"), [
    ("Gelieve te wachten.", "wilt u"), ("U kunt slechts betalen.", "alleen"), ("Met ingang van mei.", "vanaf"),
])
def test_words_of_the_office_have_a_plainer_one(text, plain):
    (one,) = hard(text, "texts/a.md", 0)
    assert one.code == "office-word" and one.message.endswith(f"Schrijf: {plain}.")


def test_control_plain_words_are_left_alone():
    assert found("Wilt u wachten? U kunt alleen betalen. Vanaf mei kost het meer.") == []
