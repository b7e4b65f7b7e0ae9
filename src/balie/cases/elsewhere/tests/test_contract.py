"""What we send is what the standard takes: against its published OAS where that is at hand, and always against what we know of it."""
from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from balie.cases.elsewhere.tests import world

STANDARDS = Path(os.environ.get("BALIE_STANDARDS") or Path(__file__).parents[6] / "shared" / "standards") / "zgw"
FILES = {"zaken": "zaken-1.7.0.yaml", "documenten": "documenten-1.7.1.yaml", "catalogi": "catalogi-1.3.3.yaml"}
published = pytest.mark.skipif(not all((STANDARDS / name).exists() for name in FILES.values()), reason="the standard is not on this machine")

# A reduced reading of the standard: what must be there, and what shape it has.
URL = {"type": "string", "pattern": "^https?://"}
NEEDED = {
    "/zaken": {"bronorganisatie": {"pattern": "^[0-9]{9}$"}, "zaaktype": URL, "verantwoordelijkeOrganisatie": {"pattern": "^[0-9]{9}$"},
               "startdatum": {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, "identificatie": {"type": "string", "maxLength": 40}},
    "/rollen": {"zaak": URL, "roltype": URL, "roltoelichting": {"type": "string", "minLength": 1}, "betrokkeneIdentificatie": {"type": "object"},
                "betrokkeneType": {"enum": ["natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging"]}},
    "/statussen": {"zaak": URL, "statustype": URL, "datumStatusGezet": {"pattern": "T.*([+-][0-9]{2}:[0-9]{2}|Z)$"}},
    "/zaakeigenschappen": {"zaak": URL, "eigenschap": URL, "waarde": {"type": "string"}},
    "/zaakinformatieobjecten": {"zaak": URL, "informatieobject": URL},
    "/zaakobjecten": {"zaak": URL, "objectType": {"const": "adres"}, "objectIdentificatie": {"required": ["identificatie", "wplWoonplaatsNaam"]}},
    "/enkelvoudiginformatieobjecten": {
        "bronorganisatie": {"pattern": "^[0-9]{9}$"}, "creatiedatum": {"pattern": "^[0-9]{4}-"}, "titel": {"maxLength": 200},
        "informatieobjecttype": URL,
        "taal": {"pattern": "^[a-z]{3}$"}, "auteur": {"type": "string"}, "inhoud": {"pattern": "^[A-Za-z0-9+/]+=*$"},
    },
}


@pytest.fixture
def calls(other, run_jobs):
    world.zaak(run_jobs=run_jobs)
    return other.calls


def made(calls) -> list:
    return [call for call in calls if call.method == "POST"]


def ending(call) -> str:
    return "/" + call.path.rsplit("/", 1)[1]


def reduced(call) -> list[str]:
    fields = NEEDED[ending(call)]
    check = jsonschema_rs.validator_for({"type": "object", "required": list(fields), "properties": fields})
    return [f"{ending(call)}: {error.message}" for error in check.iter_errors(call.body)]


def test_every_kind_of_thing_is_what_it_should_be(calls):
    assert {ending(call) for call in made(calls)} == set(NEEDED)
    assert [fault for call in made(calls) for fault in reduced(call)] == []


@pytest.mark.parametrize("spoil", [
    lambda body: body.pop("zaak"), lambda body: body.update(zaak="123"), lambda body: body.update(betrokkeneType="inwoner"),
])
def test_control_the_reduced_check_can_fail(calls, spoil):
    call = next(call for call in made(calls) if ending(call) == "/rollen")
    spoil(call.body)
    assert reduced(call)


def test_every_call_says_who_asks_and_in_which_coordinates(calls):
    for call in calls:
        headers = {name.lower(): value for name, value in call.headers.items()}
        assert headers["authorization"].startswith("Bearer ")
        assert call.api != "zaken" or headers["accept-crs"] == headers["content-crs"] == "EPSG:4326"


# -- against the published standard

@cache
def standard(api: str) -> dict:
    return yaml.load((STANDARDS / FILES[api]).read_text(), Loader=yaml.CSafeLoader)


def plain(value):
    """OpenAPI 3.0 as JSON Schema: `nullable`, and without what only tools read."""
    if isinstance(value, list):
        return [plain(part) for part in value]
    if not isinstance(value, dict):
        return value
    found = {key: plain(part) for key, part in value.items() if key not in ("discriminator", "example", "nullable")}
    return {"anyOf": [found, {"type": "null"}]} if value.get("nullable") is True else found


@cache
def schemas(api: str) -> dict:
    return plain(standard(api)["components"]["schemas"])


@cache
def read_only(api: str, name: str) -> frozenset[str]:
    found = set()
    for each in [standard(api)["components"]["schemas"][name]]:
        found |= {key for key, part in each.get("properties", {}).items() if part.get("readOnly")}
    return frozenset(found)


def path_of(call) -> str:
    """The path of the standard that this call is at."""
    below = re.sub(r"^.*?/api/v1", "", call.path)
    patterns = {re.sub(r"\{[^}]+\}", "[^/]+", path): path for path in standard(call.api)["paths"]}
    return next(path for pattern, path in patterns.items() if re.fullmatch(pattern, below))


def named(operation: dict) -> str:
    return operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]


def faults(call) -> list[str]:
    """What the standard has against the body of this call."""
    name = named(standard(call.api)["paths"][path_of(call)]["post"])
    parts = schemas(call.api)
    ours = dict(parts[name])
    ours["required"] = [field for field in ours.get("required", ()) if field not in read_only(call.api, name)]
    check = jsonschema_rs.validator_for({**ours, "components": {"schemas": parts}}, validate_formats=True)
    extra = set(call.body) - set(ours["properties"]) - {"betrokkeneIdentificatie", "objectIdentificatie"}
    return [f"{error.instance_path}: {error.message}" for error in check.iter_errors(call.body)] + [f"{field} does not exist" for field in extra]


@published
def test_what_we_send_follows_the_published_standard(calls):
    assert [(call.path, fault) for call in made(calls) for fault in faults(call)] == []


@published
def test_what_we_ask_exists_in_the_published_standard(calls):
    for call in calls:
        if call.method != "GET":
            continue
        known = {each.get("name") for each in standard(call.api)["paths"][path_of(call)]["get"].get("parameters", ())}
        assert set(call.query) <= known, (call.path, set(call.query) - known)


@published
def test_who_and_what_it_is_about_follow_the_published_standard(calls):
    parts = schemas("zaken")
    role = next(call.body for call in made(calls) if ending(call) == "/rollen")
    thing = next(call.body for call in made(calls) if ending(call) == "/zaakobjecten")
    for name, body in (("RolNatuurlijkPersoon", role["betrokkeneIdentificatie"]), ("ObjectAdres", thing["objectIdentificatie"])):
        check = jsonschema_rs.validator_for({**parts[name], "components": {"schemas": parts}})
        assert [error.message for error in check.iter_errors(body)] == [] and set(body) <= set(parts[name]["properties"]), name


@published
@pytest.mark.parametrize("spoil", [
    lambda body: body.pop("bronorganisatie"), lambda body: body.update(startdatum="gisteren"), lambda body: body.update(identificatie="x" * 41),
    lambda body: body.update(betalingsindicatie="misschien"), lambda body: body.update(eigen_veld=1),
])
def test_control_the_published_standard_refuses_what_is_otherwise(calls, spoil):
    call = next(call for call in made(calls) if ending(call) == "/zaken")
    assert not faults(call)
    spoil(call.body)
    assert faults(call)


@published
def test_the_demo_towns_zaaksysteem_answers_by_the_published_standard(calls):
    """Else what works with the demo town might not work with a real one."""
    seen = set()
    for call in calls:
        operation = standard(call.api)["paths"][path_of(call)][call.method.lower()]
        said = operation["responses"]["201" if call.method == "POST" else "200"]["content"]["application/json"]["schema"]
        name = said.get("$ref", "").rsplit("/", 1)[-1].replace("StatusRequestbody", "Status")
        if not name or "Embedded" in str(schemas(call.api)[name]) or "Expanded" in str(schemas(call.api)[name]):
            continue
        seen.add(name)
        check = jsonschema_rs.validator_for({**schemas(call.api)[name], "components": {"schemas": schemas(call.api)}})
        assert [f"{error.instance_path}: {error.message}" for error in check.iter_errors(call.answer)] == [], name
    assert {"Zaak", "Rol", "Status", "ZaakEigenschap", "ZaakInformatieObject", "ZaakObject"} <= seen
