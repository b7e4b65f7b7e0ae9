"""At the desk an official fills in for somebody: every type of question, kept as the resident's own, with the name of who helped."""
from importlib import import_module

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from balie.applications import public as applications
from balie.applications.models import Application
from balie.catalogue import public as catalogue
from balie.forms.public import definition_of
from balie.identity import public as identity
from balie.identity.models import Official
from balie.kernel import tenancy
from balie.portal.gallery import sample
from balie.portal.tests.browser import hidden

ENTRIES = sample.entries()
ASKED = [each for each in ENTRIES if each.type not in ("upload", "people")]  # these two need a file and a register


def desk(person_id) -> tuple[Client, identity.OfficialView]:
    """The browser of an official who is helping this person."""
    who = identity.add_official(email="balie@voorbeeld.nl", name="Bea Lie", roles=["balie"], password="een-lang-en-goed-wachtwoord")
    request = RequestFactory().get("/")
    request.session, request.user = import_module(settings.SESSION_ENGINE).SessionStore(), AnonymousUser()
    request.gemeente, request.resident = tenancy.current(), None
    login(request, Official.objects.get(id=who.id), backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, Official.objects.get(id=who.id), "password")
    record_authentication(request, Official.objects.get(id=who.id), "mfa", type="totp")
    request.official = identity.official_of(who.id)
    identity.start_assisting(request, person_id=person_id, document_kind="paspoort", reason="helpt met een aanvraag")
    request.session.save()
    client = Client(headers={"host": tenancy.current().hosts[0]})
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client, request.official


def test_every_type_can_be_filled_in_for_somebody(gemeente):
    person = identity.person_for_bsn("999993653")
    catalogue.publish(definition=definition_of(sample.files([
        {"page": "alles", "title": "Alles", "questions": [each.asked(each.key) for each in ASKED]}])))
    client, official = desk(person)
    view = applications.start(
        service=sample.plan().service.service, resident=identity.Resident(person_id=person, via="balie", assisted_by=official.id))
    applications.keep_facts(application_id=view.id, resident=identity.Resident(person_id=person), source="brp", facts=sample.FACTS)
    at = f"/aanvraag/{view.id}/stap/alles/"
    page = client.get(at)
    assert page.status_code == 200
    posted = hidden(page.text)
    for each in ASKED:
        posted |= each.posted(each.key, each.typed) if each.typed else {}
    answer = client.post(at, posted)
    assert answer.status_code == 302, [line for line in answer.text.splitlines() if "href=\"#f-" in line]
    row = Application.objects.get()
    assert row.person_id == person and row.assisted_by == str(official.id)
    assert {each.key for each in ASKED if each.typed} <= set(row.answers)


def test_control_what_is_left_empty_is_said_and_another_persons_draft_stays_closed(gemeente):
    person, other = (identity.person_for_bsn(bsn) for bsn in ("999993653", "999990019"))
    catalogue.publish(definition=definition_of(sample.files([
        {"page": "alles", "title": "Alles", "questions": [each.asked(each.key) for each in ASKED]}])))
    client, official = desk(person)
    of, slug = {"via": "balie", "assisted_by": official.id}, sample.plan().service.service
    mine, foreign = (applications.start(service=slug, resident=identity.Resident(person_id=each, **of)) for each in (person, other))
    applications.keep_facts(application_id=mine.id, resident=identity.Resident(person_id=person), source="brp", facts=sample.FACTS)
    at = f"/aanvraag/{mine.id}/stap/alles/"
    assert client.post(at, hidden(client.get(at).text)).status_code == 422
    assert client.get(f"/aanvraag/{foreign.id}/stap/alles/").status_code == 404
