"""BAG, travel documents, RDW and trade register."""
import json
import os
from pathlib import Path

import pytest

BAG = "/lvbag/individuelebevragingen/v2"


def bag(call, path):
    response = call("GET", BAG + path, x_api_key=call.place.config.keys["bag"])
    return response.status_code, json.loads(response.content)


def test_an_address_by_postcode_and_number(call, place):
    home = place.town.addresses[50]
    status, body = bag(call, f"/adressen?postcode={home['postcode'].lower()}&huisnummer={home['huisnummer']}")
    found = body["_embedded"]["adressen"]
    assert status == 200 and home["nummeraanduidingIdentificatie"] in [one["nummeraanduidingIdentificatie"] for one in found]
    assert found[0]["_links"]["self"]["href"].endswith("/adressen/" + found[0]["nummeraanduidingIdentificatie"])
    status, one = bag(call, f"/adressen/{home['nummeraanduidingIdentificatie']}")
    assert one["openbareRuimteNaam"] == home["straat"]
    same = bag(call, f"/adressen?woonplaatsNaam={home['woonplaats']}&openbareRuimteNaam={home['straat']}&huisnummer={home['huisnummer']}")[1]
    assert same["_embedded"]["adressen"] == found
    by_object = bag(call, f"/adressen?adresseerbaarObjectIdentificatie={home['adresseerbaarObjectIdentificatie']}")[1]
    assert by_object["_embedded"]["adressen"][0]["huisnummer"] == home["huisnummer"]


def test_use_and_coordinates(call, place):
    home = next(row for row in place.town.addresses if row["gebruiksdoel"] == "woonfunctie")
    body = bag(call, f"/adressenuitgebreid?postcode={home['postcode']}&huisnummer={home['huisnummer']}")[1]["_embedded"]["adressen"][0]
    assert body["gebruiksdoelen"] == ["woonfunctie"]
    assert body["adresseerbaarObjectGeometrie"]["punt"]["coordinates"][:2] == home["rd"]
    assert "gebruiksdoelen" not in bag(call, f"/adressen/{home['nummeraanduidingIdentificatie']}")[1]
    assert bag(call, f"/adressenuitgebreid/{home['nummeraanduidingIdentificatie']}")[0] == 200


def test_exact_match_minds_the_letter(call, place):
    lettered = next(row for row in place.town.addresses if row["huisletter"])
    question = f"/adressen?postcode={lettered['postcode']}&huisnummer={lettered['huisnummer']}"
    assert "_embedded" in bag(call, question)[1]
    assert "_embedded" not in bag(call, question + "&exacteMatch=true")[1]
    assert "_embedded" in bag(call, question + f"&exacteMatch=true&huisletter={lettered['huisletter'].lower()}")[1]


def test_suggestions_lead_to_an_address(call, place):
    home = next(row for row in place.town.addresses if row["straat"] == "Meerkoetlaan")
    status, body = bag(call, f"/adressen/zoek?zoek=meerkoet%20{home['huisnummer']}&pageSize=10")
    first = body["_embedded"]["zoekresultaten"][0]
    assert first["omschrijving"].startswith("Meerkoetlaan")
    found = bag(call, f"/adressen?zoekresultaatIdentificatie={first['identificatie']}")[1]["_embedded"]["adressen"]
    assert found[0]["huisnummer"] == home["huisnummer"]
    spaced = bag(call, f"/adressen/zoek?zoek={home['postcode'][:4]}%20{home['postcode'][4:]}")[1]
    assert all(home["postcode"] in one["omschrijving"] for one in spaced["_embedded"]["zoekresultaten"])


def test_pages(call):
    status, body = bag(call, "/adressen/zoek?zoek=zonnedam&page=2&pageSize=10")
    assert len(body["_embedded"]["zoekresultaten"]) == 10 and {"first", "previous", "next", "last"} <= set(body["_links"])


@pytest.mark.parametrize(("path", "status", "code"), [
    ("/adressen", 400, "paramsRequired"), ("/adressen?postcode=1998AA", 400, "paramsCombination"),
    ("/adressen?postcode=x&huisnummer=1", 400, "paramsValidation"),
    ("/adressen?postcode=1998AA&huisnummer=0", 400, "paramsValidation"), ("/adressen?straat=x", 400, "paramsValidation"),
    ("/adressen/0000200000000000", 404, "notFound"), ("/adressen/zoek", 400, "paramsValidation"),
])
def test_mistakes(call, path, status, code):
    got, body = bag(call, path)
    assert (got, body["code"]) == (status, code)


def test_a_key_is_needed(call):
    for path in (BAG + "/adressen", "/kvk/api/v1/basisprofielen/90100001"):
        assert call("GET", path).status_code == 401
    assert call("POST", "/reisdocumenten/v1/documenten", body={"burgerservicenummer": "999900006"}).status_code == 401


def documents(call, key):
    response = call("POST", "/reisdocumenten/v1/documenten", body={"burgerservicenummer": call.bsn(key)},
                    x_api_key=call.place.config.keys["reisdocumenten"])
    return json.loads(response.content)["documenten"]


def test_travel_documents(call):
    assert [(row["soort"], row["status"]) for row in documents(call, "sanne")] == [("paspoort", "geldig")]
    assert documents(call, "willem") == []
    assert documents(call, "mila")[0]["status"] == "vermist"
    assert documents(call, "mees")[0]["status"] == "verlopen"
    assert "burgerservicenummer" not in json.dumps(documents(call, "sanne"))
    bad = call("POST", "/reisdocumenten/v1/documenten", body={"burgerservicenummer": "12"}, x_api_key=call.place.config.keys["reisdocumenten"])
    assert bad.status_code == 400


def test_vehicles(call):
    row = json.loads(call("GET", "/rdw/resource/m9d7-ebf2.json?kenteken=ZD-001-A").content)
    assert [one["kenteken"] for one in row] == ["ZD001A"] and "eigenaar" not in row[0]
    assert json.loads(call("GET", "/rdw/resource/m9d7-ebf2.json?kenteken=XX999X").content) == []

    def in_name(plate, key):
        body = {"kenteken": plate, "burgerservicenummer": call.bsn(key)}
        return json.loads(call("POST", "/rdw/resource/tenaamstelling", body=body).content)["op_naam"]
    assert in_name("ZD001A", "sanne") and in_name("K-100-TN", "kevin") and in_name("K200TN", "kevin")
    assert not in_name("ZD001A", "kevin") and not in_name("L900SE", "sanne")
    unknown = call("POST", "/rdw/resource/tenaamstelling", body={"kenteken": "XX999X", "burgerservicenummer": call.bsn("sanne")})
    assert unknown.status_code == 404


def test_businesses(call):
    def kvk(path):
        response = call("GET", f"/kvk/api/v1/basisprofielen/{path}", apikey=call.place.config.keys["kvk"])
        return response.status_code, json.loads(response.content)
    status, body = kvk("90100001")
    assert (status, body["naam"], body["_embedded"]["eigenaar"]["rechtsvorm"]) == (200, "Kaya Fietsen", "Eenmanszaak")
    assert body["_embedded"]["hoofdvestiging"]["adressen"][0]["plaats"] == "Zonnedam"
    assert kvk("90100002/vestigingen")[1]["aantalTotaleVestigingen"] == 2
    assert kvk("12345678")[0] == 404


STANDARDS = Path(os.environ.get("BALIE_STANDARDS") or Path(__file__).parents[5] / "shared" / "standards")
SPECIFICATION = STANDARDS / "bag" / "bag-individuele-bevragingen-v2.yaml"


@pytest.mark.skipif(not SPECIFICATION.exists(), reason="the specification is not on this machine")
@pytest.mark.parametrize(("path", "schema"), [("adressen", "AdresIOHalCollection"), ("adressenuitgebreid", "AdresUitgebreidHalCollection"),
                                              ("adressen/zoek", "ZoekResultaatHalCollection")])
def test_answers_follow_the_published_schema(call, place, path, schema):
    import jsonschema_rs
    import yaml

    schemas = yaml.load(SPECIFICATION.read_text(), Loader=yaml.CSafeLoader)["components"]["schemas"]
    schemas["Adres"]["required"].remove("kortNaam")  # a slip of the pen: the property is called korteNaam

    def plain(value):
        if isinstance(value, dict):
            return {key: plain(part) for key, part in value.items() if key not in ("discriminator", "example")}
        return [plain(part) for part in value] if isinstance(value, list) else value

    check = jsonschema_rs.validator_for({"$ref": f"#/components/schemas/{schema}", "components": {"schemas": plain(schemas)}})
    for home in place.town.addresses[::40]:
        query = f"zoek={home['straat']}" if path.endswith("zoek") else f"postcode={home['postcode']}&huisnummer={home['huisnummer']}"
        status, body = bag(call, f"/{path}?{query}")
        faults = [f"{error.instance_path}: {error.message}" for error in check.iter_errors(body)]
        assert status == 200 and body["_embedded"] and not faults, faults[:3]
    assert not check.is_valid({"_links": {"self": {}}})  # the check can fail
