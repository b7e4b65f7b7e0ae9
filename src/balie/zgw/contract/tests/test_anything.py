"""Whatever JSON is sent: the checks answer, and what they let through they let through again."""
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from balie.zgw.contract import facts
from balie.zgw.contract.checking import check
from balie.zgw.contract.conforming import conforms
from balie.zgw.contract.contract import load
from balie.zgw.contract.querying import query
from balie.zgw.contract.shapes import component

OPERATIONS = [operation for api in facts.APIS for operation in load(api).operations.values()]
BODIES = sorted({(each.api, name) for each in OPERATIONS for name in each.body.values() if name})
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(
        ["https://a.nl/1", "2026-01-31", "2026-01-31T12:00:00Z", "P3M", "", "Point", "natuurlijk_persoon", "adres", "zrc", "openbaar", "0000-00-00"],
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.sampled_from(
        ["type", "coordinates", "component", "scopes", "duur", "reden", "url", "aardRelatie", "kenmerk", "bron", "indicatie"],
    ), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_body_gets_an_answer(data):
    api, name = data.draw(st.sampled_from(BODIES))
    names = sorted(component(api, name).shape.properties)
    body = data.draw(st.dictionaries(st.sampled_from(names) | st.text(max_size=5), VALUES, max_size=8) | VALUES)
    partial = data.draw(st.booleans())

    cleaned, errors = check(load(api), name, body, partial=partial)

    assert isinstance(cleaned, dict)
    assert all(each.name and each.code and each.reason.endswith(".") for each in errors)
    if not errors:
        assert set(cleaned) <= set(body)
        assert check(load(api), name, cleaned, partial=partial) == (cleaned, [])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_query_gets_an_answer(data):
    operation = data.draw(st.sampled_from([each for each in OPERATIONS if each.query]))
    given_query = data.draw(st.dictionaries(st.sampled_from(sorted(operation.query)) | st.text(max_size=5), st.text(max_size=30), max_size=4))

    values, errors = query(operation, given_query)

    assert set(values) <= set(operation.query)
    assert not set(values) & {each.name for each in errors}
    assert bool(set(given_query) - set(operation.query)) == any(each.code == "unknown-parameters" for each in errors)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_answer_is_held_against_the_contract(data):
    operation = data.draw(st.sampled_from(OPERATIONS))

    assert isinstance(conforms(operation.api, operation.id, operation.status, data.draw(VALUES.filter(_plain))), list)


def _plain(value):
    """What JSON can hold: an answer was written by Balie itself."""
    if isinstance(value, float):
        return value == value and abs(value) != float("inf")
    if isinstance(value, str):
        return value.isprintable()
    return all(map(_plain, [*value, *(value.values() if isinstance(value, dict) else ())])) if isinstance(value, list | dict) else True
