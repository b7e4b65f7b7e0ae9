"""Every fault of every simulator does what it says, and is gone when it is put off; the console's pages."""
import json
import time

import pyotp
import pytest

from balie.demo import faults
from balie.demo.officials import OFFICIALS, ROLES
from balie.demo.tests.calls import Calls

HEALTHY = {
    "digid": ("GET", "/digid/.well-known/openid-configuration", {}), "eherkenning": ("GET", "/eherkenning/jwks", {}),
    "brp": ("POST", "/haalcentraal/api/brp/personen", {"body": {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["999900006"],
                                                               "fields": ["naam"]}, "x_api_key": "brp"}),
    "bag": ("GET", "/lvbag/individuelebevragingen/v2/adressen?postcode=1998AA&huisnummer=1", {"x_api_key": "bag"}),
    "reisdocumenten": ("POST", "/reisdocumenten/v1/documenten", {"body": {"burgerservicenummer": "999900006"}, "x_api_key": "reisdocumenten"}),
    "rdw": ("GET", "/rdw/resource/m9d7-ebf2.json?kenteken=ZD001A", {}),
    "kvk": ("GET", "/kvk/api/v1/basisprofielen/90100001", {"apikey": "kvk"}),
    "mollie": ("GET", "/mollie/v2/payments/tr_none", {"authorization": "mollie"}),
    "notify": ("GET", "/notify/v2/notifications/none", {}),
    "zaaksysteem": ("GET", "/zaaksysteem/catalogi/api/v1/zaaktypen", {}),
    "kalender": ("GET", "/opzoeken/evenementenkalender?datum=2026-04-27", {"x_api_key": "lookup"}),
}


def ask(call: Calls, simulator: str):
    method, address, extra = HEALTHY[simulator]
    extra = {name: call.place.config.keys.get(value, value) if isinstance(value, str) else value for name, value in extra.items()}
    if "authorization" in extra:
        extra["authorization"] = "Bearer " + extra["authorization"]
    start = time.monotonic()
    response = call(method, address, **extra)
    return response.status_code, time.monotonic() - start


@pytest.mark.parametrize("simulator", HEALTHY)
def test_each_fault_of_each_simulator(call, simulator):
    normal = ask(call, simulator)[0]
    assert normal in ((404, 403) if simulator in ("mollie", "notify", "zaaksysteem") else (200,))
    for fault, status, least in (("slow", normal, 0.15), ("error", 500, 0), ("timeout", 504, 0.15), ("refuse", 403, 0)):
        call.fault(simulator, fault, 0.15)
        got, seconds = ask(call, simulator)
        assert got == status and seconds >= least, (fault, got, seconds)
    call.fault(simulator, "off")
    assert ask(call, simulator)[0] == normal


def test_only_one_simulator_fails(call):
    call.fault("brp", "error")
    assert ask(call, "brp")[0] == 500 and ask(call, "bag")[0] == 200


def test_every_simulator_is_covered():
    assert set(HEALTHY) | {"mail"} == set(faults.SIMULATORS)


def test_the_switch_as_a_form_and_reset(call):
    response = call("POST", "/console/faults", form={"simulator": "bag", "fault": "slow", "seconds": ""})
    assert response.status_code == 303 and faults.of("bag") == ("slow", faults.SECONDS["slow"])
    assert "Er staat nu 1 storing aan" in call("GET", "/").content.decode()
    overview = json.loads(call("POST", "/console/faults", body={"reset": True}).content)
    assert {row["fault"] for row in overview.values()} == {"off"}
    assert json.loads(call("GET", "/console/faults").content) == overview


@pytest.mark.parametrize("body", [{"simulator": "brp", "fault": "lost"}, {"simulator": "x", "fault": "off"}, {},
                                  {"simulator": "brp", "fault": "slow", "seconds": 9999}])
def test_an_unknown_fault_is_refused(call, body):
    assert call("POST", "/console/faults", body=body).status_code == 400
    assert call("POST", "/console/faults", body={"simulator": "brp", "fault": "error"}, sec_fetch_site="cross-site").status_code == 403
    assert faults.of("brp") == ("off", 0)


def test_the_console_shows_people_officials_and_their_codes(call):
    page = call("GET", "/").content.decode()
    for person in call.place.town.test_people:
        assert person["name"] in page and person["sentence"].replace("'", "&#x27;") in page
    for one in OFFICIALS:
        assert one.email in page
        assert any(pyotp.TOTP(one.totp_secret).at(time.time() + shift) in page for shift in (-30, 0))
    assert {role for one in OFFICIALS if one.municipality == "zonnedam" for role in one.roles} == set(ROLES)


def test_pages_have_no_script_or_inline_style(call):
    for address in ("/", "/mail", "/sms", "/zaaksysteem", "/kaart", "/kaart/waterrijk", f"/digid/authorize?{call.asked()}"):
        response = call("GET", address)
        page = response.content.decode()
        assert response.status_code == 200 and "<script" not in page and " style=" not in page and "<style" not in page
        assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_map(call):
    assert call("GET", "/kaart/zonnedam.svg").content.startswith(b"<svg")
    assert json.loads(call("GET", "/kaart/waterrijk.geojson").content)["type"] == "FeatureCollection"
    assert call("GET", "/kaart/elders.svg").status_code == call("GET", "/kaart/elders").status_code == 404
    assert call("GET", "/static/town.css").status_code == 200 and call("GET", "/static/secret").status_code == 404
