"""What the registers of the demo town say about its test people, as facts: enough for the services to know who may ask, and who must agree."""

from datetime import date
from uuid import NAMESPACE_OID, uuid5

import pytest

from balie.demo import place as places
from balie.demo.config import Config
from balie.demo.generate.town import build
from balie.demo.tests.calls import Calls
from balie.forms.public import compile_plan, evaluate, load_folder
from balie.registers.brp import mapping
from tests.services.test_standard_catalogue import SERVICES

TODAY = date.today()
FIELDS = ["naam", "geboortedatum", "nationaliteiten", "kinderen", "gezag", "partner"]


class Ids(dict):
    def __missing__(self, bsn):
        return uuid5(NAMESPACE_OID, bsn)


@pytest.fixture(scope="module")
def town():
    return build(seed=1, size=60, today=TODAY)


@pytest.fixture
def call(town, tmp_path):
    with places.use(places.Place(Config(home=tmp_path), town)) as current:
        yield Calls(current)


def person(call, key: str) -> dict:
    query = {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [call.bsn(key)], "fields": mapping.request_fields(FIELDS)}
    status, answer = call.brp(**query)
    assert status == 200
    return mapping.facts_of(answer["personen"][0], FIELDS, ids=Ids(), today=TODAY) | {"inwoner": True}


def asked(service: str, facts: dict, **answers):
    return evaluate(compile_plan(load_folder(SERVICES / service)), answers, {"persoon": facts}, today=TODAY)


@pytest.mark.parametrize("service", ["paspoort", "identiteitskaart"])
def test_a_polish_resident_is_stopped_before_paying(call, service):
    assert "voor Nederlanders" in asked(service, person(call, "piotr"), voor_wie="mij").stop.title
    assert asked(service, person(call, "sanne"), voor_wie="mij").stop is None  # control


@pytest.mark.parametrize("service", ["paspoort", "identiteitskaart"])
@pytest.mark.parametrize(("key", "child", "said", "row", "signs"), [
    ("chantal", "Joy", "alleen", "", 0), ("bram", "Tess", "samen", "", 1), ("bram", "Tess", "alleen", "gezag-onzeker", 0),
    ("youssef", "Lina", "samen", "", 1), ("youssef", "Lina", "alleen", "gezag-onzeker", 0), ("chantal", "Joy", "samen", "toestemming-balie", 0),
])
def test_who_agrees_for_a_child(call, service, key, child, said, row, signs):
    facts = person(call, key)
    chosen = next(one["person_id"] for one in facts["kinderen"] if one["naam"].startswith(child))
    found = asked(service, facts, voor_wie="kind", kind=[chosen], gezag=said)
    assert len(found.cosigners) == signs and all(each.person_id for each in found.cosigners)
    assert found.decision.outcome == "medewerker" and (not row or found.decision.row == row)


def test_a_partner_in_the_register_signs_for_the_surname(call):
    lotte = person(call, "lotte")
    answers = {"rol": "moeder", "gehuwd": True, "ouder_is_partner": True, "eerste_kind": True, "naamskeuze": "dubbel_moeder"}
    assert [each.person_id for each in asked("geboorteaangifte", lotte, **answers).cosigners] == [str(Ids()[call.bsn("daan")])]
    assert asked("geboorteaangifte", lotte, **answers | {"ouder_is_partner": False}).cosigners == ()
