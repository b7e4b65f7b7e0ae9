"""The page of who agrees without a login: a button, a mail with a code, and an answer with a name."""
import re

import pytest
from django.core import mail

from balie.applications import public as applications
from balie.applications.models import Code, Cosigner
from balie.applications.tests import factories
from balie.kernel import plugins
from balie.messages.channels import Notify

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


MOBILE = "      - {question: buur_mobiel, type: phone, label: Mobiel nummer van uw buur, required: false}\n"
KIND = "      - {question: kind, type: people"
BY_PHONE = ((KIND, MOBILE + KIND),
            ("als: buur_email is ingevuld, email: buur_email, text", "als: buur_mobiel is ingevuld, phone: buur_mobiel, by: code, text"))


class Postman:
    """A provider of text messages that remembers what it sent."""

    def __init__(self):
        self.sent, self.there = [], True

    def configured(self):
        return self.there

    def send(self, parcel):
        self.sent.append(parcel)
        return f"id-{len(self.sent)}"


@pytest.fixture
def postman(gemeente):
    postman = Postman()
    plugins.register("message_channel", "sms", lambda: postman)
    yield postman
    plugins.register("message_channel", "sms", Notify)


@pytest.fixture
def by_phone(jo):
    """A draft whose neighbour has a number and no address."""
    factories.publish(*BY_PHONE)
    view = factories.on_the_second_page(jo.resident)
    return factories.save(view, "wie", of=jo.resident, buur_mobiel="06 87654321").application


def test_the_whole_way_by_text_message(jo, visitor, by_phone, postman, run_jobs):
    sent = jo.post(f"/aanvraag/{by_phone.id}/controle/", {"email": "", "phone": ""})
    assert sent.status_code == 302 and applications.get(by_phone.id, resident=jo.resident).status == "ondertekenen"
    at = f"/akkoord/{Cosigner.objects.get(application_id=by_phone.id).token}/"
    run_jobs()
    assert [each.address for each in postman.sent] == ["+31687654321"] and at in postman.sent[0].text and not mail.outbox
    page = visitor.get(at)
    assert "Wij sturen een sms met een code naar het telefoonnummer" in page.text and "e-mailadres" not in page.text
    page = visitor.post(at, {"stuur": "ja"})
    assert "De code is onderweg." in page.text and "ongewenste berichten" not in page.text
    run_jobs()
    code = re.search(r"\b\d{6}\b", postman.sent[-1].text)[0]
    page = visitor.post(at, {"akkoord": "ja", "naam": "An Bakker", "code": code})
    assert page.status_code == 200 and applications.get(by_phone.id, resident=jo.resident).status == "ingediend"


def test_where_no_text_messages_are_sent_it_is_said_before_it_is_sent(jo, by_phone, postman):
    postman.there = False
    page = jo.post(f"/aanvraag/{by_phone.id}/controle/", {"email": "", "phone": ""})
    assert page.status_code == 422 and "Wij kunnen nu geen sms sturen." in page.text and f"/aanvraag/{by_phone.id}/stap/wie/" in page.text
    assert applications.get(by_phone.id, resident=jo.resident).status == "concept" and not Cosigner.objects.exists()
