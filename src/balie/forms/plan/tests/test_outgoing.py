"""Where an application goes, and the properties of its zaak: checked when the service is saved."""

import pytest

from balie.forms.definition.translate import texts
from balie.forms.findings import DefinitionError
from balie.forms.plan.compile import compile_plan
from balie.forms.tests import sample

MAIL = '  post: {type: text, value: team@zonnedam.example, label: Adres}\n  tarief: {type: money'
GOOD = (
    ("\nzaak:\n", "\nregistration:\n  - {als: groot, to: zgw, connection: zaaksysteem, zaaktype: EVENEMENT}\n  - {to: mail, address: post}\nzaak:\n"),
    ("  tarief: {type: money", MAIL),
    ("  term: 5 werkdagen\n  faster", "  term: 5 werkdagen\n  properties:\n    - {name: aantal, value: bezoekers * 2}\n"
     "    - {name: postcode, value: adres_feest.postcode}\n  objects: [{address: adres_feest, relation: Hier is het}]\n  faster"),
)  # fmt: skip


def test_what_is_right_compiles():
    plan = compile_plan(sample.definition(*GOOD))
    assert [each.part.to for each in plan.registration] == ["zgw", "mail"]
    assert [part.name for part, _rule in plan.properties] == ["aantal", "postcode"]


def test_a_service_without_it_stays_with_us():
    assert compile_plan(sample.definition()).registration == ()


@pytest.mark.parametrize(("old", "new", "said"), [
    ("connection: zaaksysteem, ", "", "Bij `to: zgw` hoort `connection`"),
    (", zaaktype: EVENEMENT", "", "Bij `to: zgw` hoort `zaaktype`"),
    ("to: mail, address: post", "to: mail", "Bij `to: mail` hoort `address`"),
    ("to: mail, address: post", "to: eigen, address: post", "`address` betekent niets bij `to: eigen`"),
    ("to: mail, address: post", "to: mail, address: poost", "geen instelling van het type text"),
    ("to: mail, address: post", "to: mail, address: tarief", "geen instelling van het type text"),
    ("{als: groot, to: zgw", "{to: zgw", "de regels eronder tellen nooit"),
    ("{als: groot, to: zgw", "{als: grot, to: zgw", "Bedoelt u `groot`"),
    ("value: bezoekers * 2", "value: bezoekrs", "Bedoelt u `bezoekers`"),
    ("name: postcode, value", "name: Aantal, value", "Er is al een eigenschap"),
    ("value: adres_feest.postcode", "value: adres_feest.postkode", "Bedoelt u"),
    ("address: adres_feest,", "address: bezoekers,", "is geen adres"),
])  # fmt: skip
def test_what_is_wrong_is_said(old, new, said):
    changes = [(before, after.replace(old, new)) for before, after in GOOD]
    assert changes != list(GOOD), old
    with pytest.raises(DefinitionError) as caught:
        compile_plan(sample.definition(*changes))
    assert any(said in each.message for each in caught.value.findings), caught.value.findings
    assert all(each.line > 0 for each in caught.value.findings)


def test_a_bsn_is_no_property():
    secret = ("{question: muziek, type", "{question: nummer_buur, type: bsn, label: Nummer}\n      - {question: muziek, type")
    good = compile_plan(sample.definition(secret, *GOOD))
    assert good.properties
    with pytest.raises(DefinitionError) as caught:
        compile_plan(sample.definition(secret, *[(old, new.replace("value: bezoekers * 2", "value: nummer_buur")) for old, new in GOOD]))
    assert "geen BSN" in caught.value.findings[0].message


def test_a_bsn_in_a_row_in_a_row_is_no_property():
    inner = ("{question: onder, type: group, label: Onder, questions: [{question: nummer_buur, type: bsn, label: Nummer},"
             " {question: leeftijd_buur, type: number, label: Leeftijd}]}")
    group = ("{question: muziek, type", f"{{question: buren, type: group, label: Buren, questions: [{inner}]}}\n      - {{question: muziek, type")
    rule = lambda name: [(old, new.replace("value: bezoekers * 2", f"value: aantal van buren.onder.{name}")) for old, new in GOOD]  # noqa: E731
    assert compile_plan(sample.definition(group, *rule("leeftijd_buur"))).properties
    with pytest.raises(DefinitionError, match="geen BSN"):
        compile_plan(sample.definition(group, *rule("nummer_buur")))


def test_names_of_properties_are_not_translated():
    definition = sample.definition(*GOOD)
    assert not {"aantal", "postcode"} & set(texts(definition.service))
    assert "Is er muziek?" in set(texts(definition.service))


def test_a_name_of_a_property_has_at_most_twenty_signs():
    with pytest.raises(DefinitionError):
        sample.definition(*GOOD[:2], (GOOD[2][0], GOOD[2][1].replace("name: aantal", "name: " + "a" * 21)))
