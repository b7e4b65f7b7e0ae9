"""Who must agree: nothing is granted by rule on the signature of we know not whom."""

from datetime import date

import pytest

from balie.forms.checks import check_definition
from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.plan.evaluate import evaluate
from balie.forms.tests.sample import ANSWERS, FACTS, definition

COSIGN = "  - {role: andere-ouder, name: De andere ouder, als: kind is ingevuld, who: kind.andere_ouder, text: texts/toestemming.md}\n"
LIVES = """\
  - role: hoofd-bewoner
    name: De bewoner
    email: eerste_hulp
    lives_at: {address: adres_feest, purpose: Om te zien of u daar woont., legal_basis: Artikel 1}
    text: texts/toestemming.md
"""
WITH_ADDRESS = (COSIGN, LIVES)
CHILD = {**ANSWERS, "kind": ["k1"]}


def state(*changes, answers=ANSWERS, facts=FACTS):
    return evaluate(compile_plan(definition(*changes)), answers, facts, today=date(2026, 11, 23))


def nobody_known() -> dict:
    children = [{**child, "andere_ouder": None} for child in FACTS["persoon"]["kinderen"]]
    return {"persoon": {**FACTS["persoon"], "kinderen": children}}


def signed(woont_er) -> dict:
    return {**FACTS, "ondertekening": {"hoofd_bewoner": {"woont_er": woont_er}}}


def test_who_is_not_known_is_not_asked_by_a_link_and_an_official_decides():
    known, unknown = state(answers=CHILD), state(answers=CHILD, facts=nobody_known())
    assert [each.person_id for each in known.cosigners] == ["p9"] and known.decision.outcome == "verlenen"  # control
    assert unknown.cosigners == () and (unknown.decision.outcome, unknown.decision.row) == ("medewerker", "standaard")
    assert unknown.decision.reason.endswith("Een medewerker bekijkt dit.")


@pytest.mark.parametrize(("woont_er", "outcome"), [(True, "verlenen"), (False, "medewerker"), (None, "medewerker"), ("junk", "medewerker")])
def test_who_agrees_must_live_there(woont_er, outcome):
    assert state(WITH_ADDRESS, facts=signed(woont_er)).decision.outcome == outcome


def test_before_anybody_signed_no_rule_grants():
    assert state(WITH_ADDRESS).decision.outcome == "medewerker"
    assert state(("cosign:\n" + COSIGN, "")).decision.outcome == "verlenen"  # control


def test_a_rule_may_say_it_in_its_own_words():
    row = "    - {row: wie, als: ondertekening.hoofd_bewoner.woont_er is niet ja, outcome: medewerker, reason: Wie tekende er?}\n"
    change = ("    - {row: standaard,", row + "    - {row: standaard,")
    found = state(WITH_ADDRESS, change, facts=signed(False)).decision
    assert (found.row, found.reason) == ("wie", "Wie tekende er?") and "woont er" in found.explanation
    assert state(WITH_ADDRESS, change, facts=signed(True)).decision.row == "standaard"


@pytest.mark.parametrize("change", [
    ("  groot: bezoekers >= 100", "  groot: ondertekening.hoofd_bewoner.woont_er is ja"),
    ("    toon als: groot", "    toon als: ondertekening.hoofd_bewoner.woont_er is ja"),
    ("amount: tarief}", "amount: als ondertekening.hoofd_bewoner.woont_er is ja dan 1 anders 2}"),
])
def test_what_is_asked_and_paid_cannot_depend_on_who_signs_later(change):
    with pytest.raises(DefinitionError, match="ondertekening"):
        compile_plan(definition(WITH_ADDRESS, change))


@pytest.mark.parametrize(("change", "said"), [
    (("address: adres_feest", "address: naam"), "is geen adres"), (("address: adres_feest", "address: niets"), "niets"),
])
def test_lives_at_is_an_address(change, said):
    with pytest.raises(DefinitionError, match=said):
        compile_plan(definition((COSIGN, LIVES.replace(*change))))


def test_a_question_cannot_take_the_name():
    with pytest.raises(DefinitionError, match="ondertekening"):
        compile_plan(definition(("question: wijk,", "question: ondertekening,"), ("Straatfeest in {{ wijk }}", "Straatfeest")))


def test_a_signature_of_anybody_with_the_link_is_warned_of():
    def warned(rule: str) -> bool:
        return any("Iedereen met de link" in each.message for each in check_definition(definition((COSIGN, rule))))

    assert warned(LIVES.replace("    lives_at: {address: adres_feest, purpose: Om te zien of u daar woont., legal_basis: Artikel 1}\n", ""))
    assert not warned(LIVES) and not warned(COSIGN)
