"""What is read from the facts."""
from __future__ import annotations

import pytest

from balie.zgw.contract import facts
from balie.zgw.contract.contract import load, scopes


@pytest.mark.parametrize(
    ("api", "version", "operations"),
    [
        ("zaken", "1.7.0", 69), ("catalogi", "1.3.3", 72), ("documenten", "1.7.1", 33),
        ("besluiten", "1.1.0", 12), ("notificaties", "1.0.1", 10), ("autorisaties", "1.1.0", 7),
    ],
)
def test_every_operation_of_the_standard_is_there(api, version, operations):
    contract = load(api)

    assert (contract.version, len(contract.operations)) == (version, operations)
    assert len(contract.by_id) == operations, "an id names one operation"


def test_scopes_are_read_from_a_sentence():
    assert scopes("zaken.lezen") == {"zaken.lezen"}
    assert scopes("(zaken.bijwerken | zaken.geforceerd-bijwerken)") == {"zaken.bijwerken", "zaken.geforceerd-bijwerken"}


def test_an_operation_says_what_it_takes_and_gives():
    zaken = load("zaken").operations
    read, lists, create, destroy = (
        zaken["GET", "/zaken/{uuid}"], zaken["GET", "/zaken"], zaken["POST", "/statussen"], zaken["DELETE", "/zaken/{uuid}"],
    )

    assert (read.id, read.response, read.many, read.conditional, read.status) == ("zaak_retrieve", "ZaakExpanded", False, True, 200)
    assert read.headers == {"Accept-Crs", "Content-Crs"}
    assert (lists.response, lists.many, lists.paginated, lists.conditional) == ("ZaakExpanded", True, True, False)
    assert lists.query["archiefnominatie"]["enum"] == ["blijvend_bewaren", "vernietigen"]
    assert create.scopes == {"zaken.aanmaken", "zaken.statussen.toevoegen", "zaken.heropenen"}
    assert (dict(create.body), create.body_required, create.status) == ({"application/json": "Status"}, True, 201)
    assert (destroy.status, destroy.response, dict(destroy.body)) == (204, None, {})


def test_a_plain_list_is_no_page():
    operation = load("zaken").operations["GET", "/zaakinformatieobjecten"]

    assert (operation.many, operation.paginated, operation.response) == (True, False, "ZaakInformatieObjectExpanded")


def test_a_body_in_two_forms_and_one_that_the_standard_leaves_open():
    assert set(load("documenten").operations["PUT", "/bestandsdelen/{uuid}"].body) == {"multipart/form-data", "application/x-www-form-urlencoded"}
    catalogi = load("catalogi").operations
    assert catalogi["PATCH", "/zaaktypen/{uuid}"].body["application/json"] == "ZaakTypeUpdate", "as the PUT beside it"
    assert catalogi["POST", "/zaaktypen/{uuid}/publish"].body["application/json"] is None, "any object will do"


def test_only_the_six_apis_are_known():
    with pytest.raises(LookupError):
        load("../zaken")
    assert len(facts.APIS) == 6
