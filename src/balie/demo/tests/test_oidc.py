"""DigiD and eHerkenning: the whole dance with a real client library's checks, and everything that must be refused."""
import json
from urllib.parse import quote

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from balie.demo.local import is_local
from balie.demo.oidc import provider as providers
from balie.demo.oidc.profiles import DIGID, EHERKENNING

MIDDEN = next(acr for acr, (name, _) in DIGID.levels.items() if name == "midden")
BASIS = DIGID.default


def identity(call, provider, code, **other):
    response = call.token(provider, code, **other)
    body = json.loads(response.content)
    assert response.status_code == 200, body
    keys = KeySet.import_key_set(json.loads(call("GET", f"/{provider}/jwks").content))
    claims = jwt.decode(body["id_token"], keys, algorithms=["RS256"]).claims
    jwt.JWTClaimsRegistry(iss={"essential": True, "value": f"{call.place.config.url}/{provider}"}, aud={"essential": True, "value": "balie"},
                          nonce={"essential": True, "value": "n1"}).validate(claims)
    return claims, body["access_token"]


def test_discovery_names_addresses_that_exist(call):
    for name in ("digid", "eherkenning"):
        found = json.loads(call("GET", f"/{name}/.well-known/openid-configuration").content)
        assert found["issuer"] == f"{call.place.config.url}/{name}"
        assert found["code_challenge_methods_supported"] == ["S256"]
        for key in ("jwks_uri", "authorization_endpoint"):
            assert call("GET", found[key]).status_code in (200, 400)


def test_digid_login(call):
    back = call.press("digid", "inloggen", who=call.bsn("sanne"), level=MIDDEN, acr_values=MIDDEN)
    assert back["state"] == "st&1" and back["iss"].endswith("/digid")
    claims, access = identity(call, "digid", back["code"])
    assert (claims["bsn"], claims["acr"]) == (call.bsn("sanne"), MIDDEN)
    info = json.loads(call("GET", "/digid/userinfo", authorization=f"Bearer {access}").content)
    assert info == {"sub": claims["sub"], "bsn": claims["bsn"]}
    assert claims["bsn"] not in claims["sub"]
    assert call("GET", "/digid/userinfo", authorization="Bearer nonsense").status_code == 401


def test_the_key_does_not_hold_for_another_signature(call):
    back = call.press("digid", "inloggen", who=call.bsn("sanne"))
    token = json.loads(call.token("digid", back["code"]).content)["id_token"]
    keys = KeySet.import_key_set(json.loads(call("GET", "/digid/jwks").content))
    head, body, signature = token.split(".")
    with pytest.raises(Exception, match="(?i)bad_signature|signature"):
        jwt.decode(f"{head}.{body}.{'A' + signature[1:] if signature[0] != 'A' else 'B' + signature[1:]}", keys)
    assert "d" not in json.loads(call("GET", "/digid/jwks").content)["keys"][0]


def test_a_lower_level_than_asked_is_told_honestly(call):
    back = call.press("digid", "inloggen", who=call.bsn("sanne"), level=BASIS, acr_values=MIDDEN)
    assert identity(call, "digid", back["code"])[0]["acr"] == BASIS


def test_the_asked_level_is_preselected(call):
    page = call("GET", f"/digid/authorize?{call.asked(acr_values=MIDDEN)}").content.decode()
    assert f'value="{MIDDEN}" checked' in page and f'value="{BASIS}" checked' not in page


def test_eherkenning_login(call):
    back = call.press("eherkenning", "inloggen", who="90100002/990000000021")
    claims, _ = identity(call, "eherkenning", back["code"])
    assert claims["urn:etoegang:core:LegalSubjectID"] == "90100002"
    assert claims["urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"] == "990000000021"
    assert claims["acr"] == EHERKENNING.default and "bsn" not in claims
    assert claims["urn:etoegang:core:ActingSubjectID"]


@pytest.mark.parametrize(("button", "error"), [("annuleren", "access_denied"), ("time-out", "login_required"), ("fout", "server_error"),
                                                 ("weigeren", "access_denied")])
def test_refusals_come_back_with_state(call, button, error):
    back = call.press("digid", button)
    assert (back["error"], back["state"]) == (error, "st&1") and "code" not in back


@pytest.mark.parametrize("provider", ["digid", "eherkenning"])
@pytest.mark.parametrize(("fault", "error"), [("error", "server_error"), ("refuse", "access_denied")])
def test_a_person_comes_back_from_a_fault(call, provider, fault, error):
    call.fault(provider, fault)
    response = call("GET", f"/{provider}/authorize?{call.asked()}")
    assert response.status_code == 303 and response["Location"].startswith(call.callback)
    assert f"error={error}" in response["Location"] and "state=st%261" in response["Location"] and "iss=" in response["Location"]


def test_a_provider_that_does_not_answer_shows_a_page_that_leads_back(call):
    call.fault("digid", "timeout")
    response = call("GET", f"/digid/authorize?{call.asked()}")
    page = response.content.decode()
    assert response.status_code == 504 and "geeft geen antwoord" in page and f'href="{call.callback}?error=temporarily_unavailable' in page
    assert response["Refresh"].startswith(f"5; url={call.callback}?error=temporarily_unavailable")


def test_a_fault_sends_nobody_elsewhere(call):
    call.fault("digid", "error")
    assert call("GET", f"/digid/authorize?{call.asked(redirect_uri='https://evil.example/x')}").status_code == 400


def test_control_without_a_fault_there_is_the_page(call):
    call.fault("digid", "off")
    assert "Wie bent u vandaag?" in call("GET", f"/digid/authorize?{call.asked()}").content.decode()


def test_a_code_works_once(call):
    code = call.press("digid", "inloggen", who=call.bsn("sanne"))["code"]
    assert call.token("digid", code).status_code == 200
    again = call.token("digid", code)
    assert (again.status_code, json.loads(again.content)["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(("other", "status", "error"), [
    ({"client_secret": "wrong"}, 401, "invalid_client"), ({"client_id": "other"}, 401, "invalid_client"),
    ({"code_verifier": "w" * 50}, 400, "invalid_grant"), ({"redirect_uri": "http://localhost:8000/elders"}, 400, "invalid_grant"),
    ({"code": "guessed"}, 400, "invalid_grant"), ({"grant_type": "password"}, 400, "unsupported_grant_type"),
])
def test_a_wrong_exchange_is_refused(call, other, status, error):
    code = call.press("digid", "inloggen", who=call.bsn("sanne"))["code"]
    response = call.token("digid", **({"code": code} | other))
    assert (response.status_code, json.loads(response.content)["error"]) == (status, error)


def test_a_code_of_one_provider_is_nothing_at_the_other(call):
    code = call.press("digid", "inloggen", who=call.bsn("sanne"))["code"]
    assert call.token("eherkenning", code).status_code == 400


def test_an_old_code_is_refused(call, monkeypatch):
    code = call.press("digid", "inloggen", who=call.bsn("sanne"))["code"]
    now = providers.time.time()
    monkeypatch.setattr(providers.time, "time", lambda: now + providers.CODE_SECONDS + 2)
    assert call.token("digid", code).status_code == 400


@pytest.mark.parametrize("address", ["https://evil.example/x", "http://localhost.evil.example/", "javascript:alert(1)", "http://localhost@evil.example/",
                                     "//evil.example", "http://localhost/#x", ""])
def test_nobody_is_sent_elsewhere(call, address):
    assert not is_local(address)
    assert call("GET", f"/digid/authorize?{call.asked(redirect_uri=address)}").status_code == 400
    assert call("GET", f"/digid/logout?post_logout_redirect_uri={quote(address)}").status_code == 200


def test_addresses_on_this_machine_are_fine():
    assert all(map(is_local, ("http://localhost:8000/cb", "http://waterrijk.localhost:8000/x?y=1", "http://127.0.0.1/")))


@pytest.mark.parametrize("other", [{"code_challenge_method": "plain"}, {"code_challenge": ""}, {"scope": "profile"}, {"response_type": "token"}])
def test_a_wrong_request_goes_back_with_an_error(call, other):
    response = call("GET", f"/digid/authorize?{call.asked(**other)}")
    assert response.status_code == 303 and "error=" in response["Location"]


def test_a_changed_form_and_an_unknown_or_deceased_person_are_refused(call, place):
    assert call("POST", "/digid/login", form={"request": "forged", "knop": "inloggen"}).status_code == 400
    johan = next(bsn for bsn, person in place.persons.items() if person.get("overlijden"))
    for who in ("123456789", johan):
        with pytest.raises(AssertionError, match="Kies eerst"):
            call.press("digid", "inloggen", who=who)


def test_a_form_from_another_site_is_refused(call):
    form = {"request": "x", "knop": "annuleren"}
    assert call("POST", "/digid/login", form=form, sec_fetch_site="cross-site").status_code == 403
    assert call("POST", "/digid/login", form=form, sec_fetch_site="same-origin").status_code == 400


def test_every_resident_can_be_found_by_name(call, place):
    import re
    page = call("GET", f"/digid/authorize?{call.asked()}").content.decode()
    sealed = re.search(r'name="request" value="([^"]+)"', page).group(1)
    found = call("POST", "/digid/login", form={"request": sealed, "knop": "zoeken", "zoek": "sami amrani"}).content.decode()
    assert "Gevonden: 1" in found and "Sami El Amrani" in found


def test_logout_sends_back_with_state(call):
    response = call("GET", "/digid/logout?post_logout_redirect_uri=http://localhost:8000/uit&state=q")
    assert response["Location"] == "http://localhost:8000/uit?state=q"
