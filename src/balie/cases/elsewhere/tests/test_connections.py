"""Connections: the secret is sealed and goes over nothing but https; tokens are what the standard says."""
from __future__ import annotations

import time

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from balie.cases.elsewhere import connections
from balie.cases.elsewhere import public as elsewhere
from balie.cases.elsewhere.tests import world
from balie.cases.elsewhere.zgw import Zgw
from balie.cases.views import NotFound
from balie.kernel import egress, rotation, tenancy
from balie.zgw.models import Connection

SECRET = "een-lang-en-goed-geheim"
OUTSIDE = {"zaken": "https://zgw.example/zaken/api/v1", "documenten": "https://zgw.example/documenten/api/v1",
           "catalogi": "https://zgw.example/catalogi/api/v1"}


def test_the_secret_is_sealed(gemeente):
    world.connect(secret=SECRET)
    row = Connection.objects.get()
    assert SECRET.encode() not in bytes(row.secret) and connections.access_to("vergunningen").secret == SECRET
    assert SECRET not in repr(connections.access_to("vergunningen"))
    assert "cases_connection.secret" in rotation.registered()["zgw_providers"].contexts


@pytest.mark.parametrize(("changes", "said"), [
    ({"secret": "kort"}, "te kort"), ({"zaken": "http://zgw.example/zaken"}, "https://"), ({"catalogi": "ftp://zgw.example"}, "https://"),
])
def test_an_unfit_connection_is_refused(gemeente, changes, said):
    with pytest.raises(elsewhere.Unfit, match=said):
        world.connect(**changes)
    assert not Connection.objects.exists()


def test_in_production_an_address_is_needed(gemeente, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"mode": "production"})
    with pytest.raises(elsewhere.Unfit, match="Vul het adres van zaken in"):
        world.connect()
    world.connect(**OUTSIDE)
    assert egress.address("zgw:vergunningen:zaken") == "https://zgw.example/zaken/api/v1/"


def test_in_the_demo_an_empty_address_is_the_demo_towns(gemeente, settings):
    world.connect()
    assert egress.address("zgw:vergunningen:zaken") == f"{settings.BALIE.town_url.rstrip('/')}/zaaksysteem/zaken/api/v1/"


@pytest.mark.parametrize("service", ["zgw:onbekend:zaken", "zgw:vergunningen:iets"])
def test_what_is_not_set_is_off(gemeente, service):
    world.connect()
    with pytest.raises(egress.EgressOff):
        egress.address(service)


def test_another_municipality_has_its_own(gemeente, other_gemeente):
    world.connect()
    with tenancy.scope(other_gemeente), pytest.raises(NotFound):
        connections.access_to("vergunningen")


def test_an_address_elsewhere_is_refused(gemeente):
    """What the other side says is an address may not lead us to another machine."""
    world.connect(**OUTSIDE)
    with egress.client("zgw:vergunningen:zaken") as http, pytest.raises(egress.EgressRefused):
        http.get("https://kwaad.example/zaken/1")


def test_the_token_is_what_the_standard_says(gemeente):
    world.connect(secret=SECRET)
    token = Zgw(connections.access_to("vergunningen")).token()
    read = jwt.decode(token, OctKey.import_key(SECRET), algorithms=["HS256"])
    assert read.header["alg"] == "HS256" and read.claims["iss"] == read.claims["client_id"] == "balie"
    assert abs(read.claims["iat"] - time.time()) < 5 and {"user_id", "user_representation"} <= set(read.claims)
    with pytest.raises(JoseError):
        jwt.decode(token, OctKey.import_key("een-ander-lang-geheim"), algorithms=["HS256"])


def test_trying_it_out(other):
    assert elsewhere.check_connection("vergunningen") == ["ALGEMEEN", "EVENEMENT", "TERRAS"]


def test_control_with_a_wrong_secret_it_says_so(other):
    world.connect(secret="dit-is-een-verkeerd-geheim")
    with pytest.raises(elsewhere.Refused, match="laat ons niet toe"):
        elsewhere.check_connection("vergunningen")
