"""Where we may send word: a number typed at the check is for texts, a number in the form is to be called on."""
import pytest

from balie.applications.models import Application
from balie.applications.tests import factories
from balie.identity import public as identity
from balie.portal.apply import contact


@pytest.fixture
def check(jo, speelstraat):
    """The page where the applicant checks the answers."""
    return f"/aanvraag/{factories.filled(jo.resident).id}/controle/"


def of(client) -> identity.Contact:
    return identity.contact_of(client.resident.person_id)


def test_a_number_for_texts_means_that_texts_are_wanted(jo, check):
    assert not of(jo).by_sms  # control
    assert "Mobiel nummer voor een sms" in jo.get(check).text
    jo.post(check, {"email": "jo@voorbeeld.example", "phone": "06 12345678"})
    kept = of(jo)
    assert (kept.phone, kept.by_sms, kept.email, kept.by_email) == ("+31612345678", True, "jo@voorbeeld.example", True)


def test_nothing_typed_changes_nothing(jo, check):
    identity.update_contact(person_id=jo.resident.person_id, phone="06 12345678", by_email=False, by_sms=False)
    assert 'value="+31612345678"' not in jo.get(check).text, "a number to be called on is not offered for texts"
    jo.post(check, {"email": "", "phone": ""})
    kept = of(jo)
    assert (kept.phone, kept.by_sms, kept.by_email) == ("+31612345678", False, False)


def test_who_has_texts_already_sees_the_number(jo, check):
    identity.update_contact(person_id=jo.resident.person_id, phone="06 12345678", by_sms=True)
    assert 'value="+31612345678"' in jo.get(check).text


def test_a_number_in_the_form_is_to_be_called_on(jo, check, rf, monkeypatch):
    monkeypatch.setattr(contact.applications, "contact_in", lambda application: {"email": "jo@voorbeeld.example", "phone": "+31612345678"})
    request = rf.post(check, {})
    request.resident = jo.resident
    contact.keep(request, Application.objects.get())
    assert (of(jo).phone, of(jo).by_sms) == ("+31612345678", False)


def test_where_no_texts_are_sent_no_number_is_asked(jo, check, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"notify_url": "off"})
    assert "Mobiel nummer voor een sms" not in jo.get(check).text
