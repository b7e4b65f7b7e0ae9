"""The same with real transactions: the middleware runs outside the view's, where row-level security shows nothing by itself."""
from datetime import timedelta

import pyotp
import pytest
from django.core.cache import cache
from django.db import transaction

from balie.identity import public as identity
from balie.identity.models import LoginEvent, Person
from balie.identity.tests.test_login import log_in
from balie.identity.tests.test_officials import EMAIL, PASSWORD, is_official
from balie.kernel import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("balie.identity.tests.urls")]


def test_a_resident_logs_in_gets_a_name_and_is_logged_out_in_time(client, gemeente, provider):
    log_in(client, provider)
    with transaction.atomic():
        person = Person.objects.get()
        identity.remember_name(person_id=person.id, name="Johanna de Wit")
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert client.get("/geheim/").status_code == 200
        assert client.session["resident"]["name"] == "Johanna de Wit"
    with clock.frozen(clock.now() + timedelta(minutes=30)):
        assert client.get("/geheim/").status_code == 302
    with transaction.atomic():
        assert LoginEvent.objects.get().ended


def test_control_without_a_transaction_there_is_nobody(client, gemeente, provider):
    log_in(client, provider)
    assert not Person.objects.exists()


def test_an_official_works_helps_and_stops(client, gemeente, provider):
    cache.clear()
    key = pyotp.random_base32()
    with transaction.atomic():
        official = identity.add_official(email=EMAIL, name="Roos Veenstra", roles=["balie"], password=PASSWORD)
        identity.set_totp(official_id=official.id, secret=key)
    client.post("/werk/inloggen/", {"login": EMAIL, "password": PASSWORD})
    client.post("/werk/inloggen/code/", {"code": pyotp.TOTP(key).now()})
    assert client.get("/werk/proef/").content.decode() == EMAIL
    assert is_official(client)
