"""An answer is held against the contract to the letter."""
from __future__ import annotations

import pytest

from balie.zgw.contract import facts
from balie.zgw.contract.conforming import conforms
from balie.zgw.contract.contract import load

URL = "https://zonnedam.example/zaken/api/v1/zaken/1"
ROL = {
    "url": URL, "uuid": "e80b7507-199a-484c-ad49-c41a1e43a6e7", "zaak": URL, "betrokkene": "", "betrokkeneType": "natuurlijk_persoon",
    "afwijkendeNaamBetrokkene": "", "roltype": URL, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator", "roltoelichting": "",
    "registratiedatum": "2026-01-31T12:00:00Z", "indicatieMachtiging": "", "contactpersoonRol": None, "statussen": [],
    "betrokkeneIdentificatie": {"inpBsn": "999993653", "verblijfsadres": None},
}
FOUT = {"type": URL, "code": "not_found", "title": "Niet gevonden.", "status": 404, "detail": "", "instance": "urn:uuid:1"}


def test_a_good_answer_conforms():
    assert conforms("zaken", "rol_create", 201, ROL) == []
    assert conforms("zaken", "rol_list", 200, {"count": 1, "next": None, "previous": None, "results": [ROL]}) == []
    assert conforms("zaken", "rol_retrieve", 404, FOUT) == []
    assert conforms("zaken", "rol_destroy", 204, None) == []


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1}, {"betrokkeneIdentificatie": {"inpBsn": "1", "extra": 1}}, {"registratiedatum": "2026-01-31"}, {"url": "rollen/1"},
        {"betrokkeneType": "vestiging"}, {"betrokkeneType": "robot"}, {"statussen": None}, {"uuid": "1"}, {"omschrijving": None},
        {"afwijkendeNaamBetrokkene": "x" * 626}, {"indicatieMachtiging": "x"},
    ],
)
def test_what_differs_is_told(change):
    assert conforms("zaken", "rol_create", 201, ROL | change)


def test_what_is_missing_is_told():
    assert conforms("zaken", "rol_create", 201, {name: value for name, value in ROL.items() if name != "zaak"})
    assert conforms("zaken", "rol_list", 200, {"count": 1, "next": None, "previous": None, "results": [{}]})
    assert conforms("zaken", "rol_list", 200, [ROL])


def test_a_status_the_standard_does_not_name_is_told():
    assert conforms("zaken", "rol_retrieve", 418, FOUT)
    assert conforms("zaken", "rol_destroy", 204, {"a": 1})


def test_what_was_expanded_is_held_against_its_own_schema():
    assert conforms("zaken", "rol_retrieve", 200, ROL | {"_expand": {"zaak": {"identificatie": "Z-1"}}})
    assert conforms("zaken", "rol_retrieve", 200, ROL | {"_expand": {"statussen": []}}) == []


def test_a_group_that_is_absent_is_shown_blank():
    zaaktype = {"broncatalogus": {"url": "", "domein": "", "rsin": ""}}

    assert not [line for line in conforms("catalogi", "zaaktype_retrieve", 200, zaaktype) if line.startswith("broncatalogus")]
    wrong = {"broncatalogus": zaaktype["broncatalogus"] | {"url": "elders"}}
    assert [line for line in conforms("catalogi", "zaaktype_retrieve", 200, wrong) if line.startswith("broncatalogus/url")]


def test_what_nobody_may_read_is_no_part_of_an_answer():
    assert conforms("zaken", "zaaknummer_reserveren", 201, [{"zaaknummer": "Z-1", "bronorganisatie": "517439943"}])


@pytest.mark.parametrize("api", facts.APIS)
def test_every_answer_of_the_standard_can_be_held_against_it(api):
    for operation in load(api).operations.values():
        for status, schema in operation.answers.items():
            if schema:
                assert conforms(api, operation.id, status, "geen object"), (operation.id, status)
