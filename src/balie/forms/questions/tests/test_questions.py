"""Each question type: what people type, what is stored, what they read when it is wrong."""

import json

import pytest
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balie.forms.definition.questions import TYPES
from balie.forms.definition.yamlfile import read_yaml
from balie.forms.questions import CLASSES, question_type

OPTIONS = {"options": [{"value": "a", "label": "Appel"}, {"value": "b", "label": "Banaan"}]}
EXTRA = {
    "choice": OPTIONS, "choices": OPTIONS, "people": {"from": "persoon.kinderen"}, "fact": {"fact": "persoon.naam"}, "computed": {"value": "1"},
    "picture": {"image": "images/bos.png", "alt": "Een bos"},
    "product": {"options": [{"value": "kaas", "label": "Broodje kaas", "price": "3.50", "max": 20}]},
    "group": {"questions": [{"question": "soort", "type": "text", "label": "Soort"}, {"question": "dag", "type": "date", "label": "Dag"}]},
}  # fmt: skip


def question(kind, language="nl", settings=None, **extra):
    part = TYPES[kind].model_validate({"question": "q", "type": kind, "label": "Vraag", **EXTRA.get(kind, {}), **extra})
    return question_type(part, language=language, settings=settings)


def answer(kind, typed, **extra):
    posted = typed if isinstance(typed, dict) else {"q": typed if isinstance(typed, list) else [typed]}
    return question(kind, **extra).parse(posted, "q")


@pytest.mark.parametrize(
    ("kind", "typed", "stored", "words"),
    [
        ("text", "  Jan   Jansen ", "Jan Jansen", "Jan Jansen"),
        ("long_text", "Een\r\ntwee", "Een\ntwee", "Een\ntwee"),
        ("number", "1.234", "1234", "1234"),
        ("money", "1.234,5", "1234.50", "€\u00a01.234,50"),
        ("money", "€ 12,-", "12.00", "€\u00a012,00"),
        ("date", "25 november 2026", "2026-11-25", "25 november 2026"),
        ("date", "25-11-2026", "2026-11-25", "25 november 2026"),
        ("date", "2026-11-25", "2026-11-25", "25 november 2026"),
        ("date", {"q-dag": ["1"], "q-maand": ["feb"], "q-jaar": ["1990"]}, "1990-02-01", "1 februari 1990"),
        ("time", "9.20", "09:20", "9.20 uur"),
        ("time", "14 uur", "14:00", "14.00 uur"),
        ("email", "jan@voorbeeld.nl ", "jan@voorbeeld.nl", "jan@voorbeeld.nl"),
        ("phone", "06-12345678", "+31612345678", "06 12345678"),
        ("phone", "+32 470 12 34 56", "+32470123456", "+32 470 12 34 56"),
        ("yes_no", "ja", True, "Ja"),
        ("yes_no", "nee", False, "Nee"),
        ("choice", "b", "b", "Banaan"),
        ("choices", ["b", "a", "b"], ["b", "a"], "Banaan en Appel"),
        ("statement", "on", True, "Akkoord"),
        ("bsn", "1234.567.82", "123456782", "123456782"),
        ("iban", "nl91 abna 0417 1643 00", "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
        ("number_plate", "ab 123 c", "AB123C", "AB-123-C"),
        ("number_plate", "1-xbd-23", "1XBD23", "1-XBD-23"),
        ("kvk", "1234 5678", "12345678", "12345678"),
        ("name", {"q-voornamen": ["Jo"], "q-voorvoegsel": ["de"], "q-geslachtsnaam": ["Vos"]},
         {"voornamen": "Jo", "voorvoegsel": "de", "geslachtsnaam": "Vos"}, "Jo de Vos"),
        ("address_nl", {"q-postcode": ["1998 ab"], "q-huisnummer": ["3a"], "q-straat": ["Laan"], "q-woonplaats": ["Zonnedam"]},
         {"postcode": "1998AB", "huisnummer": "3", "huisletter": "a", "straat": "Laan", "woonplaats": "Zonnedam"}, "Laan 3a, 1998 AB Zonnedam"),
        ("group", {"q-0-soort": ["eten"], "q-0-dag-dag": ["1"], "q-0-dag-maand": ["2"], "q-0-dag-jaar": ["2026"], "q-4-soort": ["spel"],
          "q-9-soort": [""]},
         [{"soort": "eten", "dag": "2026-02-01"}, {"soort": "spel"}], "eten, 1 februari 2026 en spel"),
    ],
)  # fmt: skip
def test_what_is_typed_is_stored_and_said(kind, typed, stored, words):
    found = answer(kind, typed)
    assert (found.error, found.json) == (None, stored)
    one = question(kind)
    value = one.from_json(json.loads(json.dumps(found.json)))
    assert one.to_json(value) == stored
    assert one.describe(value) == words
    assert one.validate(value) is None


@pytest.mark.parametrize(
    ("kind", "typed", "code", "extra"),
    [
        ("text", "x" * 21, "too_long", {"max": 20}),
        ("text", "abc", "pattern", {"pattern": "[0-9]+"}),
        ("number", "tien", "number", {}),
        ("number", "1,5", "whole", {}),
        ("number", "1,55", "decimals", {"decimals": 1}),
        ("number", "3", "too_low", {"min": 4}),
        ("number", "9", "too_high", {"max": 8}),
        ("number", "99999999999999999999", "number", {}),
        ("number", "١٢", "number", {}),
        ("money", "-1", "too_low", {}),
        ("date", "31-02-2026", "date", {}),
        ("date", {"q-dag": ["3"], "q-maand": ["4"]}, "date_part", {}),
        ("date", "1-1-26", "year", {}),
        ("date", "1-1-0001", "year", {}),
        ("time", "25:00", "time", {}),
        ("email", "jan@", "email", {}),
        ("email", "jan@voorbeeld..nl", "email", {}),
        ("phone", "123", "phone", {}),
        ("yes_no", "misschien", "option", {}),
        ("choice", "c", "option", {}),
        ("choices", ["a", "c"], "option", {}),
        ("choices", ["a", "b"], "too_many", {"max": 1}),
        ("bsn", "123456789", "bsn", {}),
        ("bsn", "000000000", "bsn", {}),
        ("iban", "NL91ABNA0417164301", "iban", {}),
        ("number_plate", "ABCDEF", "number_plate", {}),
        ("kvk", "1234567", "kvk", {}),
        ("name", {"q-voornamen": ["Jo"]}, "surname", {}),
        ("address_nl", {"q-postcode": ["0000 AB"], "q-huisnummer": ["3"]}, "postcode", {}),
        ("address_nl", {"q-postcode": ["1998 AB"], "q-huisnummer": ["drie"]}, "house_number", {}),
        ("people", ["a", "b"], "too_many", {"max": 1}),
        ("group", {"q-0-soort": ["eten"]}, "rows_few", {"min": 2}),
        ("group", {"q-0-dag": ["31-02-2026"]}, "date", {}),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(kind, typed, code, extra):
    found = answer(kind, typed, **extra)
    assert found.error.code == code and found.json is None
    assert found.error.text.endswith(".") and "{" not in found.error.text
    assert (
        question(kind, language="en", **extra)
        .parse(typed if isinstance(typed, dict) else {"q": [typed] if isinstance(typed, str) else typed}, "q")
        .error.text
    )
    assert found.raw or found.rows


@pytest.mark.parametrize("kind", sorted(CLASSES))
def test_nothing_typed_is_nothing_stored(kind):
    assert question(kind).parse({}, "q").json is None and question(kind).parse({}, "q").error is None
    assert question(kind).describe(None) == ""


def test_the_posted_form_of_django_is_understood():
    assert question("choices").parse(MultiValueDict({"q": ["a", "b"]}), "q").json == ["a", "b"]
    assert question("date").parse(MultiValueDict({"q": ["1-2-2026"]}), "q").json == "2026-02-01"


def test_only_people_that_were_offered_can_be_chosen():
    one, rows = question("people"), ({"person_id": "k1", "naam": "Bo"}, None)
    assert one.from_json(["k1", "k2"], rows) == ({"person_id": "k1", "naam": "Bo"},)
    assert one.from_json(["k2"], rows) is None
    assert question("people", max=1).from_json(["k1"], rows) == {"person_id": "k1", "naam": "Bo"}


def test_options_of_a_setting():
    one = question("choice", settings={"wijken": ("Noord",)}, options="wijken")
    assert one.parse({"q": ["Noord"]}, "q").json == "Noord" and one.parse({"q": ["Zuid"]}, "q").error.code == "option"


def test_files_are_kept_by_id_and_judged():
    one = question("upload", max=1, types=["pdf"])
    stored = [{"document_id": "d1", "name": "a.pdf", "size": 10}, {"document_id": "d2", "name": "b.pdf", "size": 10}]
    assert one.parse({"q": [*one.written(stored[1:]), "d2", "{}", "[1]", "2"]}, "q").json == stored[1:]
    assert one.parse({"q": one.written(stored)}, "q").error.code == "files_many"
    assert one.validate(one.from_json(stored)).code == "files_many"
    assert one.accepts("x.exe", 10).code == "file_type" and one.accepts("x.PDF", 10**9).code == "file_size" and one.accepts("x.PDF", 10) is None


def test_what_a_template_gets():
    found = question("date", autocomplete="bday").context("q", {"dag": "31"}, None)
    assert [field["name"] for field in found["fields"]] == ["q-dag", "q-maand", "q-jaar"]
    assert found["fields"][0] | {"raw": "31", "label": "Dag", "inputmode": "numeric", "autocomplete": "bday-day"} == found["fields"][0]
    assert question("email").context("q")["autocomplete"] == "email"


def test_a_citizen_number_is_sensitive():
    assert question("bsn").sensitive and not question("kvk").sensitive


_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["person_id", "document_id", "postcode", "soort", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(CLASSES) + ["group"]), _data, st.text(max_size=30))
def test_whatever_is_stored_or_posted_nothing_breaks(kind, data, typed):
    one = question(kind)
    try:
        value = one.from_json(data)
    except ValueError:
        value = None
    if value is not None:
        one.describe(value), one.validate(value), one.raw(value)
        json.dumps(one.to_json(value))
    names = ["q", *(f"q-{part}" for part in one.parts), "q-0-soort", "q-0-dag-dag"]
    found = one.parse({name: [typed] for name in names}, "q")
    json.dumps(found.json)
    if found.json is not None and kind != "people":
        assert one.validate(one.from_json(found.json)) is None


def test_every_type_of_the_format_has_a_class_and_the_other_way_round():
    assert set(CLASSES) | {"group"} == set(TYPES)
    assert read_yaml("x", "a: 1").data == {"a": 1}
