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
PER_ROW = """\
  - role: eigenaar
    name: De mede-eigenaar
    for each: eigenaren
    als: volwassen is ja en bezoekers > 10
    email: e_mail
    phone: mobiel
    by: code
    text: texts/toestemming.md
"""
OWNERS = """\
      - question: eigenaren
        type: group
        label: Eigenaren
        required: false
        summary: "{{ naam_ }} in {{ wijk }}"
        questions:
          - {question: naam_, type: text, label: Naam}
          - {question: volwassen, type: yes_no, label: Is deze eigenaar volwassen?}
          - {question: e_mail, type: email, label: E-mailadres, required: false}
          - {question: mobiel, type: phone, label: Mobiel nummer, required: false}
      - {question: adres_bekend,"""
PER_OWNER = ((COSIGN, PER_ROW), ("      - {question: adres_bekend,", OWNERS))
ROWS = [{"naam_": "Al", "volwassen": True, "e_mail": "al@voorbeeld.nl"}, {"naam_": "Bo", "volwassen": False},
        {"naam_": "Cor", "volwassen": True, "mobiel": "+31612345678"}]


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


def owners(*rows, changes=(), **answers):
    return state(*PER_OWNER, *changes, answers={**ANSWERS, "eigenaren": list(rows), **answers})


def test_each_row_has_its_own_signer():
    found = owners(*ROWS).cosigners
    assert [(each.role, each.row, each.called) for each in found] == [("eigenaar", 1, "Al in Noord"), ("eigenaar", 3, "Cor in Noord")]
    assert [(each.email, each.phone) for each in found] == [("al@voorbeeld.nl", None), (None, "+31612345678")]
    assert owners(*ROWS, bezoekers="8").cosigners == () and owners().cosigners == (), "control: what is around the row counts too"


def test_a_list_of_the_facts_has_its_rows_too_and_nobody_is_asked_twice():
    rule = "  - {role: ouder, name: De ouder, for each: persoon.kinderen, who: andere_ouder, als: leeftijd < 40, text: texts/toestemming.md}\n"
    found = state((COSIGN, rule))
    assert [(each.person_id, each.row, each.called) for each in found.cosigners] == [("p9", 1, "Bo Vos")], "of two rows with one person, once"
    assert found.decision.outcome == "verlenen"
    first, second = FACTS["persoon"]["kinderen"]
    unsure = state((COSIGN, rule), facts={"persoon": {**FACTS["persoon"], "kinderen": [{**first, "andere_ouder": None}, second]}})
    assert [each.person_id for each in unsure.cosigners] == ["p9"] and unsure.decision.outcome == "medewerker", "of one row it is not known who"


def test_the_text_of_a_signer_knows_the_row():
    """Its own names are read before those of the form; anywhere else they are unknown."""
    from balie.forms.plan.plan import render_text

    found = owners(*ROWS)
    row = found.context.of_row("eigenaren", found.values["eigenaren"][2])
    assert render_text("Dag {{ naam_ }} in {{ wijk }}", row) == "Dag Cor in Noord"


def test_what_signs_per_row_is_checked():
    def codes(*changes) -> set[str]:
        return {each.code for each in check_definition(definition(*PER_OWNER, *changes)) if each.level == "error"}

    assert codes() == set()
    assert codes(("    for each: eigenaren\n", "    for each: wijk\n")) and codes(("    email: e_mail", "    email: e_mial")) == {"unknown-name"}
    assert codes(("    for each: eigenaren\n", "")) == {"unknown-name"}, "control: without it the names of a row are not known"
    assert codes(("    email: e_mail\n    phone: mobiel\n", "")) == {"cosigner-missing"}
    assert codes(("    email: e_mail\n", "")) == set(), "a number is enough"
    with pytest.raises(DefinitionError, match="for each"):
        definition((COSIGN, LIVES + "    for each: kramen\n"))


def test_the_file_of_a_signer_may_name_the_row():
    from balie.forms.definition.folder import definition_of
    from balie.forms.tests.sample import files

    def wrong(text: str) -> list[str]:
        found = files((COSIGN, PER_ROW.replace("toestemming", "tekenen")), PER_OWNER[1], **{"texts/tekenen.md": text})
        return [each.message for each in check_definition(definition_of(found)) if each.file == "texts/tekenen.md" and each.level == "error"]

    assert wrong("Tekent u?\n\nDag {{ naam_ }}.") == [] and wrong("Tekent u?\n\nDag {{ naam_x }}.")
