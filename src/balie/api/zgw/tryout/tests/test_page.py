"""The page at the root of each API: every operation as the served description has it, a line that works, and English for every sentence."""
from __future__ import annotations

import html
import json
import re
import shlex

import pytest
from babel.messages.pofile import read_po
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from balie.api.zgw.tryout import described as reading
from balie.api.zgw.tryout.described import described, resources
from balie.api.zgw.tryout.page import APIS
from balie.api.zgw.tryout.shapes import Shapes
from balie.kernel import tenancy
from balie.look.build import paths
from balie.look.tests.test_translations import sentences
from balie.zgw.public import contract

pytestmark = pytest.mark.django_db
ALL = [(api, operation) for api in APIS for operation in contract.load(api).by_id]
INLINE = re.compile(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
ROOM = paths.LOOK.parent / "api"


@pytest.fixture
def person(gemeente):
    return Client(headers={"host": tenancy.current().hosts[0], "accept": "text/html,application/xhtml+xml"})


def root(api: str) -> str:
    return f"/{api}/api/v1/"


@pytest.mark.parametrize("api", APIS)
def test_every_operation_stands_on_the_page_of_its_api(person, api):
    answer = person.get(root(api))
    assert answer.status_code == 200 and not INLINE.search(answer.text)
    for operation in contract.load(api).operations.values():
        assert f'href="?bewerking={operation.id}"' in answer.text and f"{operation.method} {operation.template}" in answer.text
    assert sum(len(each) for each in resources(api).values()) == len(contract.load(api).operations)


@pytest.mark.parametrize("api", APIS)
def test_every_operation_says_what_it_needs_takes_and_gives(person, api):
    for one in described(api).values():
        answer = person.get(root(api), {"bewerking": one.operation.id})
        text = html.unescape(answer.text)
        assert answer.status_code == 200 and not INLINE.search(answer.text), one.operation
        named = [each.name for each in (*one.parameters, *one.body, *one.parts, *one.answer)]
        assert [name for name in named if f"<code>{name}</code>" not in text] == [], one.operation
        assert all(f"<code>{scope}</code>" in text for scope in one.operation.scopes), one.operation
        assert set(one.operation.query) == {each.name for each in one.filters}
        assert one.operation.headers <= {*one.fixed, *(each.name for each in one.headers), "Content-Type"}, one.operation


@pytest.mark.parametrize(("api", "operation"), ALL)
def test_the_attributes_are_those_of_the_contract(api, operation):
    """Also of what is put together from parts, or stands in the description of another API."""
    one = described(api)[operation]
    schema = one.operation.body.get("application/json")
    if schema:
        wanted = Shapes(contract.openapi(api, "")).named(schema)["properties"]
        assert {each.name.split(".")[0].removesuffix("[]") for each in one.body} <= set(wanted) and one.body
    assert one.answer or not one.operation.response


@pytest.mark.parametrize(("api", "operation"), [(api, each) for api, each in ALL if described(api)[each].example])
def test_the_example_has_the_form_that_the_contract_asks(api, operation):
    """Its values are made up; so addresses lead nowhere and numbers are of nobody, but nothing that must be there is missing."""
    one = described(api)[operation]
    body = json.loads(one.example)
    _cleaned, wrong = contract.check(
        contract.load(api), one.operation.body["application/json"], body, partial=one.operation.method == "PATCH",
    )
    assert [each for each in wrong if each.code in ("required", "null")] == []


def test_control_an_example_that_lacks_something_is_seen():
    one = described("zaken")["zaak_create"]
    _cleaned, wrong = contract.check(contract.load("zaken"), one.operation.body["application/json"], {"bronorganisatie": "517439943"})
    assert [each for each in wrong if each.code == "required"]


@pytest.mark.parametrize(("api", "operation"), ALL)
def test_the_line_to_copy_is_one_command_without_a_token(api, operation):
    one = described(api)[operation]
    command, *words = shlex.split(one.curl("https://balie.voorbeeld.nl/x").replace("\\\n", ""))
    assert command == "curl" and f"https://balie.voorbeeld.nl/x{one.operation.template}" in words
    assert "Authorization: Bearer $TOKEN" in words
    assert all(f"{name}: {value}" in words for name, value in one.fixed.items())
    assert ("-d" in words) == bool(one.example) and (not one.example or json.loads(words[words.index("-d") + 1]) == json.loads(one.example))


def test_zaakobjecten_tell_what_comes_with_each_kind_of_object(person):
    one = described("zaken")["zaakobject_create"]
    assert one.by == "objectType" and len(one.variants) > 20
    assert "wplWoonplaatsNaam" in person.get(root("zaken"), {"bewerking": "zaakobject_create"}).text


def test_software_gets_the_addresses_of_the_lists(gemeente):
    answer = Client(headers={"host": tenancy.current().hosts[0], "accept": "*/*"}).get(root("zaken"))
    assert answer.json()["zaken"].endswith("/zaken/api/v1/zaken") and "Accept" in answer.headers["Vary"]


def test_what_is_not_there_is_not_found(person):
    assert person.get(root("zaken"), {"bewerking": "weg<script>"}).status_code == 404
    assert person.get(root("zaken"), {"bewerking": "zaaktype_list"}).status_code == 404
    assert person.post(root("zaken")).status_code == 405


def test_the_page_asks_nothing_of_the_database(person):
    person.get(root("zaken"))  # which municipality this is
    with CaptureQueriesContext(connection) as asked:
        assert person.get(root("zaken")).status_code == person.get(root("zaken"), {"bewerking": "zaak_list"}).status_code == 200
    assert len(asked) == 0


def english() -> dict[str, str]:
    with (ROOM / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale="en") if message.id and message.string}


def dutch() -> set[str]:
    return {*sentences(ROOM), *reading.words.sentences()}


def test_every_sentence_has_an_english_one():
    assert dutch() - set(english()) == set()


def test_no_english_one_is_left_over():
    assert set(english()) - dutch() == set()


def test_the_page_speaks_english(person):
    with translation.override("nl"):  # the next test is in Dutch again
        answer = person.get(root("zaken"), {"bewerking": "zaak_list"}, headers={"accept-language": "en"})
    assert "<h1 class=\"utrecht-heading-1\">List zaken</h1>" in answer.text and "The number of the page." in answer.text
    assert "Opvragen" not in answer.text and "Verstuur" not in answer.text
