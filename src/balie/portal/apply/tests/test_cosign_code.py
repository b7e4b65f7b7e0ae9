"""The page of who agrees without a login: a button, a mail with a code, and an answer with a name."""
import re

import pytest
from django.core import mail

from balie.applications.models import Code, Cosigner
from balie.applications.tests import factories

BUUR = "buur@voorbeeld.example"


@pytest.fixture
def waits(jo):
    factories.publish(("email: buur_email, text", "email: buur_email, by: code, text"))
    return factories.sent(jo.resident, buur_email=BUUR)


@pytest.fixture
def at(waits):
    return f"/akkoord/{Cosigner.objects.get(application_id=waits.id).token}/"


def test_the_whole_way_without_a_login(visitor, at, waits, run_jobs):
    run_jobs()
    assert mail.outbox[-1].to == [BUUR] and at in mail.outbox[-1].body and "niet in te loggen" in mail.outbox[-1].body
    page = visitor.get(at)
    assert page.status_code == 200 and "Er komen 30 kinderen." in page.text and not Code.objects.exists()
    page = visitor.post(at, {"stuur": "ja"})
    run_jobs()
    code = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
    assert mail.outbox[-1].to == [BUUR] and code not in page.text
    page = visitor.post(at, {"akkoord": "ja", "naam": "An Bakker", "code": code})
    assert page.status_code == 200 and "Uw akkoord is binnen." in page.text
    assert Cosigner.objects.get().signed_name == "An Bakker" and "U hoeft niets meer te doen." in visitor.get(at).text


def test_what_is_wrong_is_said_and_what_was_typed_stays(visitor, at):
    visitor.post(at, {"stuur": "ja"})
    page = visitor.post(at, {"akkoord": "ja", "naam": "", "code": ""})
    assert page.status_code == 422 and "Vul uw naam in." in page.text and Code.objects.get().tries == 0
    page = visitor.post(at, {"akkoord": "ja", "naam": "An Bakker", "code": "000"})
    assert page.status_code == 422 and "Deze code klopt niet." in page.text and 'value="An Bakker"' in page.text and "checked" in page.text
    assert Code.objects.get().tries == 1
    assert "Kies of u akkoord gaat." in visitor.post(at, {"naam": "An", "code": "0"}).text


def test_the_applicant_is_refused(jo, at):
    page = jo.post(at, {"stuur": "ja"})
    assert page.status_code == 403 and "niet zelf meetekenen" in page.text and not Code.objects.exists()


def test_control_another_link_is_nothing(visitor, at):
    assert visitor.get("/akkoord/" + "x" * 27 + "/").status_code == 404
