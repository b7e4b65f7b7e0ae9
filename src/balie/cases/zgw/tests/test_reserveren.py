"""zaaknummer_reserveren: numbers for zaken to come, given out once."""
import pytest

from balie.cases.models import ZaakNummer
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.zaken import identificatie
from balie.zgw.contract import conforms
from balie.zgw.tests.clients import codes

pytestmark = pytest.mark.django_db
RESERVE = "/zaken/api/v1/zaaknummer_reserveren"


def test_one_number_or_more(api):
    one = api.post(RESERVE, {"bronorganisatie": stage.RSIN})
    assert one.status_code == 201 and not conforms("zaken", "zaaknummer_reserveren", 201, one.json())
    (single,) = one.json()
    many = api.post(RESERVE, {"bronorganisatie": stage.RSIN, "aantal": 3})
    numbers = {each["zaaknummer"] for each in many.json()}
    assert len(numbers) == 3 and not conforms("zaken", "zaaknummer_reserveren", 201, many.json())
    assert ZaakNummer.objects.filter(identificatie__in=numbers | {single["zaaknummer"]}).count() == 4


def test_a_reserved_number_is_of_the_zaak_that_names_it(api):
    number = api.post(RESERVE, {"bronorganisatie": stage.RSIN}).json()[0]["zaaknummer"]
    kind = stage.zaaktype()
    assert acts.make(api, kind).json()["identificatie"] != number
    assert acts.make(api, kind, identificatie=number).json()["identificatie"] == number
    assert codes(acts.make(api, kind, identificatie=number)) == {"identificatie": "identificatie-niet-uniek"}


def test_a_reserved_number_is_never_given_out_by_itself(gemeente):
    first = len("ZAAK-2026-")
    assert {identificatie.generate()[first] for _ in range(2000)} <= set(identificatie.OF_ITSELF)
    assert {number[first] for number in identificatie.reserve(bronorganisatie=stage.RSIN, count=500)} <= set(identificatie.RESERVED)
    assert not set(identificatie.OF_ITSELF) & set(identificatie.RESERVED)


def test_a_number_that_is_taken_is_drawn_again(gemeente, monkeypatch):
    stage.zaak(identificatie="ZAAK-1")
    drawn = iter(["ZAAK-1", "ZAAK-2", "ZAAK-2", "ZAAK-3"])
    monkeypatch.setattr(identificatie, "_number", lambda first: next(drawn))
    assert identificatie.reserve(bronorganisatie=stage.RSIN, count=1) == ["ZAAK-2"]
    assert identificatie.reserve(bronorganisatie=stage.RSIN, count=1) == ["ZAAK-3"]


@pytest.mark.parametrize(("body", "name", "code"), [
    ({}, "bronorganisatie", "required"), ({"bronorganisatie": "123456789"}, "bronorganisatie", "invalid"),
    ({"bronorganisatie": "1"}, "bronorganisatie", "min_length"), ({"bronorganisatie": stage.RSIN, "aantal": 0}, "aantal", "min_value"),
    ({"bronorganisatie": stage.RSIN, "aantal": 1001}, "aantal", "max_value"), ({"bronorganisatie": stage.RSIN, "aantal": "x"}, "aantal", "invalid"),
])
def test_what_cannot_be_reserved(api, body, name, code):
    answer = api.post(RESERVE, body)
    assert answer.status_code == 400 and codes(answer) == {name: code} and not ZaakNummer.objects.exists()


def test_only_who_makes_zaken(gemeente):
    kind = stage.zaaktype()
    assert acts.may(kind, "zaken.lezen").post(RESERVE, {"bronorganisatie": stage.RSIN}).status_code == 403
    assert acts.may(kind, "zaken.aanmaken").post(RESERVE, {"bronorganisatie": stage.RSIN}).status_code == 201
