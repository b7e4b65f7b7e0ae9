"""Tokens of the HTML standard: known ones pass, others are refused with what was probably meant."""

import pytest

from balie.forms.definition.autocomplete import fault
from balie.forms.findings import DefinitionError
from balie.forms.questions import CLASSES, question_type
from balie.forms.questions.tests.test_questions import question
from balie.forms.tests import sample

MUSIC = "      - {question: muziek,"


@pytest.mark.parametrize("written", [
    "email", "off", "on", "bday", "section-partner given-name", "billing postal-code", "section-a shipping work tel-national", "mobile tel",
    "one-time-code webauthn", "Family-Name",
])
def test_tokens_of_the_standard(written):
    assert fault(written) == ""


@pytest.mark.parametrize("written", ["", "voornaam", "emial", "work given-name", "email tel", "off email", "webauthn", "tel shipping", "e-mail"])
def test_other_tokens_are_refused(written):
    assert "HTML-standaard" in fault(written)


def test_in_a_definition_it_is_a_finding_with_its_line():
    with pytest.raises(DefinitionError) as wrong:
        sample.definition((MUSIC, "      - {question: mail, type: email, label: E-mail, autocomplete: emial}\n" + MUSIC))
    (found,) = wrong.value.findings
    assert found.line and "misschien bedoelt u `email`" in found.message


def test_every_type_has_the_token_that_suits_it():
    own = {kind: question(kind).context("q")["autocomplete"] for kind in CLASSES}
    assert {kind: token for kind, token in own.items() if token} == {
        "email": "email", "phone": "tel", "name": "name", "address_nl": "street-address",
    }
    parts = {kind: [each.get("autocomplete") for each in question(kind).context("q")["fields"] if each.get("autocomplete")] for kind in CLASSES}
    assert {kind: tokens for kind, tokens in parts.items() if tokens} == {
        "name": ["given-name", "family-name"], "address_nl": ["postal-code", "address-level2"],
    }
    assert all(fault(token) == "" for token in [*filter(None, own.values()), *(token for tokens in parts.values() for token in tokens)])


def test_off_is_off_and_a_birthday_follows_the_register():
    assert {each["autocomplete"] for each in question("name", autocomplete="off").context("q")["fields"]} == {"off"}
    billed = question("address_nl", autocomplete="billing street-address").context("q")["fields"]
    assert [each["autocomplete"] for each in billed if each["autocomplete"]] == ["billing postal-code", "billing address-level2"]
    assert question("date", prefill="persoon.geboortedatum").context("q")["fields"][0]["autocomplete"] == "bday-day"
    assert question("date").context("q")["fields"][0]["autocomplete"] is None


def test_a_row_is_about_somebody_else():
    inside = {"questions": [{"question": "wie", "type": "name", "label": "Wie"}, {"question": "mail", "type": "email", "label": "E-mail"},
                            {"question": "tel", "type": "phone", "label": "Telefoon", "autocomplete": "tel"}]}
    group = question("group", **inside)
    assert group.inner["mail"].context("q")["autocomplete"] is None and group.inner["tel"].context("q")["autocomplete"] == "tel"
    assert not any(each["autocomplete"] for each in group.inner["wie"].context("q")["fields"])
    assert question_type(group.inner["mail"].definition).context("q")["autocomplete"] == "email"
