"""The comparison sees every kind of difference; and between the official files and what Balie serves there is none."""
from __future__ import annotations

import copy
import os
from pathlib import Path

import pytest

from balie.zgw.contract import served
from tests.contract import compare, facts, official

OFFICIAL = Path(os.environ.get("BALIE_ZGW_STANDARD", ""))
DOCUMENT = {
    "openapi": "3.0.3",
    "info": {"title": "Bomen", "version": "1.0.0"},
    "servers": [{"url": "https://bomen.example"}],
    "paths": {
        "/bomen": {
            "parameters": [{"name": "X-Wie", "in": "header", "schema": {"type": "string"}}],
            "get": {
                "operationId": "boom_list",
                "summary": "Bomen",
                "parameters": [{"name": "soort", "in": "query", "schema": {"type": "string", "enum": ["eik", "els"]}}],
                "security": [{"JWT-Claims": ["bomen.lezen"]}],
                "responses": {
                    "200": {
                        "description": "Goed",
                        "headers": {"ETag": {"schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Boom"}}},
                    },
                    "404": {"$ref": "#/components/responses/404"},
                },
            },
            "post": {
                "operationId": "boom_create",
                "requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Boom"}}}},
                "responses": {"201": {"description": "Goed"}},
            },
        },
    },
    "components": {
        "responses": {"404": {"description": "Weg", "headers": {"API-version": {"schema": {"type": "string"}}}}},
        "schemas": {
            "Boom": {
                "type": "object",
                "required": ["title", "hoogte"],
                "properties": {
                    "title": {"type": "string", "maxLength": 10, "description": "Hoe hij heet", "example": "eik"},
                    "hoogte": {"type": "integer", "minimum": 1},
                    "in": {"$ref": "../../../../zaken/zrc/1.6.x/1.6.0/openapi.yaml#/components/schemas/Zaak"},
                },
            },
        },
    },
}


def differing(change):
    changed = copy.deepcopy(DOCUMENT)
    change(changed)
    return sorted(compare.differences(DOCUMENT, changed))


def _set(*path):
    *steps, last, value = path

    def change(document):
        for step in steps:
            document = document[step]
        document[last] = value

    return change


def _drop(*path):
    *steps, last = path

    def change(document):
        for step in steps:
            document = document[step]
        del document[last]

    return change


GET = ("paths", "/bomen", "get")
BOOM = ("components", "schemas", "Boom")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_drop("paths", "/bomen"), "paths//bomen: missing"),
        (_set("paths", "/struiken", {}), "paths//struiken: added"),
        (_drop("paths", "/bomen", "post"), "paths//bomen/post: missing"),
        (_drop(*GET, "parameters", 0), "paths//bomen/get/parameters/query soort: missing"),
        (_drop("paths", "/bomen", "parameters", 0), "paths//bomen/get/parameters/header X-Wie: missing"),
        (_set(*GET, "parameters", 0, "schema", "enum", ["eik", "es"]), "get/parameters/query soort/schema/enum/1: 'es' instead of 'els'"),
        (_drop(*GET, "responses", "404"), "paths//bomen/get/responses/404: missing"),
        (_drop(*GET, "responses", "200", "headers", "ETag"), "paths//bomen/get/responses/200/headers/ETag: missing"),
        (_drop("components", "responses", "404", "headers"), "paths//bomen/get/responses/404/headers/API-version: missing"),
        (_set(*GET, "security", [{"JWT-Claims": ["bomen.kappen"]}]), "get/security/0/JWT-Claims/0: 'bomen.kappen' instead of 'bomen.lezen'"),
        (_set("paths", "/bomen", "post", "requestBody", "required", False), "post/requestBody/required: False instead of True"),
        (_drop(*BOOM, "properties", "title"), "components/schemas/Boom/properties/title: missing"),
        (_set(*BOOM, "properties", "title", "maxLength", 11), "Boom/properties/title/maxLength: 11 instead of 10"),
        (_set(*BOOM, "properties", "hoogte", "minimum", True), "Boom/properties/hoogte/minimum: True instead of 1"),
        (_set(*BOOM, "required", ["title"]), "Boom/required"),
        (_set(*BOOM, "properties", "in", {"$ref": "zaken.json#/components/schemas/Rol"}), "Boom/properties/in/$ref"),
        (_set("info", "version", "1.0.1"), "info/version: 1.0.1 instead of 1.0.0"),
    ],
)
def test_a_difference_is_told(change, told):
    found = differing(change)

    assert any(told in line for line in found), found


@pytest.mark.parametrize(
    "change",
    [
        lambda document: None,
        _set("info", "title", "Andere woorden"),
        _set("servers", []),
        _drop(*BOOM, "properties", "title", "description"),
        _set(*BOOM, "required", ["hoogte", "title"]),
        _set(*BOOM, "properties", "in", {"$ref": "../../../zaken/api/v1/openapi.json#/components/schemas/Zaak"}),
        _set(*GET, "responses", "404", DOCUMENT["components"]["responses"]["404"]),
    ],
)
def test_words_order_and_where_a_part_stands_are_no_difference(change):
    assert differing(change) == []


def test_facts_keep_all_but_words_and_tell_what_is_repeated_once():
    document = copy.deepcopy(DOCUMENT)
    document["paths"]["/struiken"] = copy.deepcopy(document["paths"]["/bomen"])
    kept = facts.facts(document)

    assert set(kept["components"]["schemas"]["Boom"]["properties"]) == {"title", "hoogte", "in"}, "a property may be called title"
    assert "description" not in facts.text(kept) and "Hoe hij heet" not in facts.text(kept)
    assert kept["paths"]["/bomen"]["get"]["parameters"] == [{"$ref": "#/shared/parameters/query-soort"}]
    assert kept["shared"]["parameters"]["query-soort"]["schema"]["enum"] == ["eik", "els"]


@pytest.fixture(scope="module")
def standard():
    if not OFFICIAL.name:
        pytest.skip("BALIE_ZGW_STANDARD does not say where the official files are")
    return official.read(OFFICIAL)


@pytest.mark.parametrize("api", official.APIS)
def test_balie_serves_what_the_standard_says(api, standard):
    document = standard[api]
    assert set(compare.differences(document, served.openapi(api, f"https://zonnedam.example/{api}/api/v1"))) == compare.on_purpose(api)
    assert facts.text(facts.facts(document)) == (facts.FACTS / f"{api}.json").read_text(encoding="utf-8"), "the facts were made from these files"
