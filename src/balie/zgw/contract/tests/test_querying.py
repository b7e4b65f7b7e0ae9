"""Parameters become values of their own type; what the standard does not name is refused."""
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from balie.zgw.contract import facts
from balie.zgw.contract.contract import load
from balie.zgw.contract.querying import query

LIST = load("zaken").operations["GET", "/zaken"]


def read(text, operation=LIST):
    return query(operation, QueryDict(text))


def test_values_have_the_type_of_what_they_are_compared_with():
    values, errors = read(
        "startdatum__gte=2026-01-31&page=2&einddatum__isnull=true&archiefstatus__in=gearchiveerd,overgedragen&zaaktype=https://a.nl/1"
        "&ordering=-startdatum&identificatie=Z-1&bronorganisatie__in=1,%202,",
    )

    assert errors == []
    assert values == {
        "startdatum__gte": date(2026, 1, 31), "page": 2, "einddatum__isnull": True, "archiefstatus__in": ["gearchiveerd", "overgedragen"],
        "zaaktype": "https://a.nl/1", "ordering": ["-startdatum"], "identificatie": "Z-1", "bronorganisatie__in": ["1", "2"],
    }


def test_a_moment_survives_the_plus_sign_of_a_query():
    operation = load("zaken").operations["GET", "/zaaknotities"]
    moments = [name for name, schema in operation.query.items() if schema.get("format") == "date-time"]
    values, errors = read(f"{moments[0]}=2026-01-31T12:00:00+01:00", operation)

    assert (values, errors) == ({moments[0]: datetime(2026, 1, 31, 11, tzinfo=UTC)}, [])


def test_a_parameter_in_words_is_a_date_too():
    operation = load("catalogi").operations["GET", "/zaaktypen"]

    assert read("datumGeldigheid=2026-01-31", operation) == ({"datumGeldigheid": date(2026, 1, 31)}, [])
    assert read("datumGeldigheid=ooit", operation)[1][0].code == "invalid"


def test_blank_is_not_given_and_the_last_of_two_counts():
    assert read("identificatie=&page=1&page=3&startdatum=") == ({"page": 3}, [])


def test_all_mistakes_are_said_at_once():
    _, errors = read(
        "startdatum__gte=x&zaaktype=a%20b&einddatum__isnull=1&page=a&ordering=naam&archiefnominatie=q"
        "&rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=1234567890&identificatie=a%00b&vreemd=1&ook=2",
    )

    assert {each.name: each.code for each in errors} == {
        "startdatum__gte": "invalid", "zaaktype": "bad-url", "einddatum__isnull": "invalid", "page": "invalid", "ordering": "invalid_choice",
        "archiefnominatie": "invalid_choice", "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": "max_length",
        "identificatie": "null_characters_not_allowed", "nonFieldErrors": "unknown-parameters",
    }
    assert "ook, vreemd" in next(each.reason for each in errors if each.name == "nonFieldErrors")


def test_a_name_that_is_no_name_is_not_repeated():
    _, errors = read("%3Cscript%3E=1")

    assert errors[0].code == "unknown-parameters" and "script" not in errors[0].reason


@pytest.mark.parametrize("text", ["99999999999999999999", "-", "1.5", "1e3", "٣", "9" * 19])
def test_numbers_that_are_none(text):
    assert read(f"page={text}")[1][0].code == "invalid"


def test_what_is_required_must_be_there():
    operation = load("autorisaties").operations["GET", "/applicaties/consumer"]

    assert [(each.name, each.code) for each in read("", operation)[1]] == [("clientId", "required")]
    assert read("clientId=a", operation) == ({"clientId": "a"}, [])


@pytest.mark.parametrize("api", facts.APIS)
def test_every_parameter_of_the_standard_can_be_read(api):
    for operation in load(api).operations.values():
        for name in operation.query:
            values, errors = read(f"{name}=true", operation)
            assert not any(each.code == "unknown-parameters" for each in errors)
            assert bool(values.get(name)) != any(each.name == name for each in errors)
