"""The OpenAPI file Balie serves says what the facts say, where it is served, in our own words."""
from __future__ import annotations

import json
import re

import pytest
import yaml

from balie.zgw.contract import facts, served

ROOT = "https://zonnedam.example/zaken/api/v1"


def nodes(node, path=()):
    yield path, node
    for key, one in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from nodes(one, (*path, str(key)))


@pytest.mark.parametrize("api", facts.APIS)
def test_json_and_yaml_hold_the_same(api):
    document = served.openapi(api, ROOT)

    assert json.loads(served.openapi_bytes(api, ROOT)) == document
    assert yaml.load(served.openapi_bytes(api, ROOT, "yaml"), Loader=yaml.CSafeLoader) == document
    assert document["servers"] == [{"url": ROOT}]


def test_each_address_gets_its_own():
    other = "https://veendorp.example/zaken/api/v1"

    assert served.openapi("zaken", ROOT)["servers"] != served.openapi("zaken", other)["servers"]
    assert other.encode() in served.openapi_bytes("zaken", other) and ROOT.encode() not in served.openapi_bytes("zaken", other)


@pytest.mark.parametrize("api", facts.APIS)
def test_every_reference_leads_somewhere(api):
    document = served.openapi(api, ROOT)
    for path, node in nodes(document):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(reference, str):
            where, _, pointer = reference.partition("#/")
            found = served.openapi(re.fullmatch(r"\.\./\.\./\.\./([a-z]+)/api/v1/openapi\.json", where)[1], ROOT) if where else document
            for step in pointer.split("/"):
                assert step in found, (path, reference)
                found = found[step]
            assert "shared" not in reference


@pytest.mark.parametrize("api", facts.APIS)
def test_all_is_told_in_words(api):
    document = served.openapi(api, ROOT)

    for path in document["paths"].values():
        for method, operation in path.items():
            if method != "parameters":
                assert operation["summary"] and operation["description"].endswith(".")
                for answer in operation["responses"].values():
                    assert "$ref" in answer or answer["description"].endswith(".")
    assert "Een antwoord." not in json.dumps(document, ensure_ascii=False), "every status has a sentence"


def test_a_list_is_called_by_its_plural():
    paths = served.openapi("zaken", ROOT)["paths"]

    assert paths["/rollen"]["get"]["summary"] == "Rollen opvragen"
    assert paths["/zaken/_zoek"]["post"]["summary"] == "Zoeken in zaken"
    assert paths["/zaken/{uuid}"]["get"]["summary"] == "Eén zaak lezen"


def test_nobody_can_spoil_what_the_next_one_gets():
    served.openapi("besluiten", ROOT)["servers"].clear()

    assert served.openapi("besluiten", ROOT)["servers"] == [{"url": ROOT}]
