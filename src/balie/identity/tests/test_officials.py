"""Officials: no work without a second factor, no work in another municipality, and what each role may do."""
import pyotp
import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client

from balie.identity import public as identity
from balie.identity import rules
from balie.identity.models import Official, Person
from balie.kernel import clock, tenancy

pytestmark = pytest.mark.django_db
PASSWORD = "een-lang-en-goed-wachtwoord"
EMAIL = "roos@zonnedam.example"
WORK = "/werk/inloggen/tweede-stap/"


@pytest.fixture(autouse=True)
def no_earlier_attempts():
    cache.clear()


@pytest.fixture
def official(gemeente):
    return identity.add_official(email=EMAIL, name="Roos Veenstra", roles=["balie"], password=PASSWORD)


@pytest.fixture
def secret(official):
    key = pyotp.random_base32()
    identity.set_totp(official_id=official.id, secret=key)
    return key


def give_password(client, password=PASSWORD, **more):
    return client.post("/werk/inloggen/", {"login": EMAIL, "password": password} | more)


def is_official(client) -> bool:
    return b"Naar uw werk" in client.get(WORK).content


def test_password_and_code_open_the_workspace(client, official, secret):
    response = give_password(client, next="/werk/zaken/")
    assert response.url == "/werk/inloggen/code/"
    assert not client.session.get("_auth_user_id")
    response = client.post("/werk/inloggen/code/", {"code": pyotp.TOTP(secret).now()})
    assert response.url == "/werk/zaken/"
    assert is_official(client)


def test_a_password_alone_leads_to_choosing_a_second_step_and_nowhere_else(client, official):
    assert give_password(client).status_code == 302
    page = client.get(WORK)
    assert "Kies uw tweede stap" in page.content.decode()
    assert not is_official(client)


def test_adding_the_app_opens_the_workspace(client, official):
    give_password(client)
    page = client.get("/werk/inloggen/tweede-stap/app/")
    assert page.status_code == 200
    key = page.context["form"].secret
    response = client.post("/werk/inloggen/tweede-stap/app/", {"code": pyotp.TOTP(key).now()})
    assert response.url == "/werk/inloggen/herstelcodes/"
    assert client.get(response.url).status_code == 200
    assert is_official(client)
    assert key not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_a_wrong_code_is_refused_with_a_sentence(client, official, secret):
    give_password(client)
    response = client.post("/werk/inloggen/code/", {"code": "000000"})
    assert "Deze code klopt niet" in response.content.decode()
    assert not client.session.get("_auth_user_id")


def test_a_recovery_code_works_once(client, official, secret):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    give_password(client)
    assert client.post("/werk/inloggen/code/", {"code": code}).status_code == 302
    other = Client()
    give_password(other)
    assert other.post("/werk/inloggen/code/", {"code": code}).status_code == 200


@pytest.mark.parametrize("password", ["fout", ""])
def test_a_wrong_password_is_refused_and_what_was_typed_stays(client, official, password):
    response = give_password(client, password)
    assert response.status_code == 200
    assert EMAIL in response.content.decode()


def test_guessing_is_stopped(client, official, secret):
    answers = [give_password(client, f"gok-{number}") for number in range(6)]
    assert "te vaak" in answers[-1].content.decode()
    assert give_password(client).status_code == 200, "also the right password waits"


def test_somebody_who_left_cannot_log_in_and_is_out_at_once(client, official, secret):
    give_password(client)
    client.post("/werk/inloggen/code/", {"code": pyotp.TOTP(secret).now()})
    assert is_official(client)
    identity.change_official(official_id=official.id, active=False)
    assert client.get(WORK).status_code == 302
    assert give_password(Client()).status_code == 200


def test_after_an_hour_of_silence_an_official_logs_in_again(client, official, secret):
    give_password(client)
    client.post("/werk/inloggen/code/", {"code": pyotp.TOTP(secret).now()})
    client.get(WORK)
    with clock.frozen(clock.now() + rules.OFFICIAL_IDLE * 1.1):
        assert client.get(WORK).status_code == 302


def test_the_same_address_may_work_for_two_municipalities_but_not_log_in_across(client, official, secret, other_gemeente):
    elsewhere = {"host": "waterrijk.localhost"}
    assert client.post("/werk/inloggen/", {"login": EMAIL, "password": PASSWORD}, headers=elsewhere).status_code == 200
    with tenancy.scope(other_gemeente):
        identity.add_official(email=EMAIL, name="Een ander", roles=["balie"], password="nog-zo-n-lang-wachtwoord")
        assert Official.objects.count() == 1


def test_an_officials_session_does_nothing_on_another_municipality(client, official, secret, other_gemeente):
    give_password(client)
    client.post("/werk/inloggen/code/", {"code": pyotp.TOTP(secret).now()})
    assert is_official(client)
    assert client.get(WORK, headers={"host": "waterrijk.localhost"}).status_code == 302


def test_second_factors_of_another_municipality_are_out_of_sight(official, secret, other_gemeente):
    assert Authenticator.objects.count() == 2
    with tenancy.scope(other_gemeente):
        assert Authenticator.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("update mfa_authenticator set data = '{}'")
            assert cursor.rowcount == 0


def test_roles_and_permissions(official):
    assert official.can("inwoner.helpen") and not official.can("zaak.besluiten")
    with pytest.raises(ValueError):
        official.can("typefout")
    with pytest.raises(identity.InvalidInput):
        identity.add_official(email="x@y.example", name="X", roles=["keizer"])
    with pytest.raises(identity.InvalidInput):
        identity.add_official(email=EMAIL.upper(), name="Dubbel", roles=["balie"])
    with_teams = identity.change_official(official_id=official.id, teams=["Burgerlijke stand", "parkeren", " "])
    assert with_teams.teams == ("burgerlijke-stand", "parkeren") and with_teams.is_of("parkeren") and not official.is_of("parkeren")
    assert all(any(name in allowed for allowed in rules.PERMISSIONS.values()) for name in rules.ALL_PERMISSIONS)


@pytest.mark.parametrize("address", ["signup/", "email/", "password/reset/", "aanmelden/"])
def test_nobody_signs_up(client, gemeente, address):
    assert client.get(f"/werk/inloggen/{address}").status_code == 404


def test_pages_of_the_login_are_there(client, official, secret):
    give_password(client)
    client.post("/werk/inloggen/code/", {"code": pyotp.TOTP(secret).now()})
    for address in ("tweede-stap/", "tweede-stap/passkeys/", "wachtwoord/", "uit/", "wachtwoord-nog-eens/", "code-nog-eens/"):
        assert client.get(f"/werk/inloggen/{address}").status_code == 200, address
    asked = client.get("/werk/inloggen/tweede-stap/passkey/")
    assert asked.status_code == 302 and "nog-eens" in asked.url
    client.post("/werk/inloggen/wachtwoord-nog-eens/", {"password": PASSWORD})
    for address in ("tweede-stap/passkey/", "tweede-stap/app-weg/", "herstelcodes/", "herstelcodes/nieuw/"):
        assert client.get(f"/werk/inloggen/{address}").status_code == 200, address
    client.post("/werk/inloggen/tweede-stap/app-weg/")
    assert Authenticator.objects.filter(type="totp").exists(), "the last second factor stays"


def test_helping_somebody_at_the_counter_is_on_record_and_ends(client, official, secret):
    from balie.kernel.models import AuditEntry

    person_id = identity.person_for_bsn("999993653")
    give_password(client)
    client.post("/werk/inloggen/code/", {"code": pyotp.TOTP(secret).now()})
    request = _request_of(client)
    resident = identity.start_assisting(request, person_id=person_id, document_kind="paspoort", reason="Hulp bij verhuizing")
    assert resident.assisted_by == official.id and resident.satisfies({"digid": "midden"})
    assert not resident.satisfies({"eherkenning": "eh3"})
    entry = AuditEntry.objects.filter(action="balie.hulp_begonnen").get()
    assert entry.subject == person_id and entry.purpose == "Hulp bij verhuizing"
    with pytest.raises(identity.InvalidInput):
        identity.start_assisting(request, person_id=person_id, document_kind="", reason="x")
    identity.stop_assisting(request)
    assert request.session.get("_auth_user_id") and "resident" not in request.session
    assert Person.objects.count() == 1


def _request_of(client):
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = client.session
    request.official = identity.officials()[0]
    request.resident = None
    return request
