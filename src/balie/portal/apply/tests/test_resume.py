"""Pausing and going on: a link by mail that shows a button, and the same draft on another device."""
import re

import pytest
from django.core import mail

from balie.applications import public as applications
from balie.applications.models import Application, ResumeLink
from balie.applications.tests import factories
from balie.identity.public import Loa, Proof
from balie.portal.tests.browser import BSN, browser, hidden, sign_in


@pytest.fixture
def draft(visitor):
    """Begun by the visitor, with one page filled in; returns its address."""
    factories.publish_open()
    at = visitor.get("/aanvragen/speelstraat/")["Location"]
    visitor.post(at, hidden(visitor.get(at).text) | {"kinderen": "30", "muziek": "nee"})
    return at.partition("stap/")[0]


def link_of(client, draft: str, run_jobs) -> str:
    page = client.post(f"{draft}bewaren/", {"email": "jo@voorbeeld.example"})
    assert "De mail is onderweg." in page.text
    run_jobs()
    return re.search(r"/verder/[\w-]+/", mail.outbox[-1].body)[0]


def test_the_link_opens_the_draft_on_another_device(visitor, draft, run_jobs):
    link, phone = link_of(visitor, draft, run_jobs), browser()
    assert phone.get(draft).status_code == 404
    assert phone.post(link)["Location"] == draft
    assert 'value="30"' in phone.get(f"{draft}stap/plan/").text


def test_opening_the_link_is_not_taking_the_draft_along(visitor, draft, run_jobs):
    """Mail scanners follow links; only the button does it."""
    link, scanner = link_of(visitor, draft, run_jobs), browser()
    assert "Ga verder" in scanner.get(link).text
    assert scanner.get(draft).status_code == 404 and visitor.get(f"{draft}stap/plan/").status_code == 200


def test_the_mail_speaks_the_language_of_the_reader(visitor, draft, run_jobs):
    link_of(visitor, draft, run_jobs)
    assert mail.outbox[-1].subject == "Ga verder met uw aanvraag"  # control
    visitor.cookies["django_language"] = "en"
    visitor.post(f"{draft}bewaren/", {"email": "jo@voorbeeld.example"})
    run_jobs()
    assert len(mail.outbox) == 2 and "Ga verder" not in mail.outbox[-1].body
    assert mail.outbox[-1].subject == "Continue with your application"


def test_the_mail_holds_the_link_and_none_of_the_answers(visitor, draft, run_jobs):
    link = link_of(visitor, draft, run_jobs)
    assert mail.outbox[-1].to == ["jo@voorbeeld.example"] and "30 kinderen" not in mail.outbox[-1].body
    assert link.split("/")[2].encode() != bytes(ResumeLink.objects.get().hash)


@pytest.mark.parametrize("typed", ["", "jo", "jo@", "jo@voorbeeld.example\nBcc: een@ander.example"])
def test_no_address_no_mail(visitor, draft, typed, run_jobs):
    page = visitor.post(f"{draft}bewaren/", {"email": typed})
    run_jobs()
    assert page.status_code == 422 and "Vul een e-mailadres in" in page.text and not mail.outbox and not ResumeLink.objects.exists()


def test_stop_and_keep_saves_the_page_first(visitor, draft):
    at = f"{draft}stap/wie/"
    page = visitor.post(at, hidden(visitor.get(at).text) | {"toelichting": "Bijna klaar", "stop": "1"})
    assert page["Location"] == f"{draft}bewaren/" and Application.objects.get().answers["toelichting"] == "Bijna klaar"


def test_a_link_that_is_not_there_leads_to_logging_in(visitor, jo):
    assert visitor.post("/verder/bestaat-niet/")["Location"].startswith("/inloggen/")
    assert jo.post("/verder/bestaat-niet/").status_code == 404


def test_a_residents_draft_asks_to_log_in_and_opens_for_nobody_else(jo, bo, visitor, speelstraat, run_jobs):
    draft = factories.draft(jo.resident)
    link = link_of(jo, f"/aanvraag/{draft.id}/", run_jobs)
    asked = visitor.post(link)["Location"]
    assert asked.startswith("/inloggen/?next=%2Fverder") and asked.endswith("&digid=midden")  # as the service asks, so that it is once
    assert bo.post(link).status_code == 404
    assert jo.post(link)["Location"] == f"/aanvraag/{draft.id}/"


def test_who_pressed_and_then_logged_in_goes_on(visitor, jo, speelstraat, run_jobs):
    draft = factories.draft(jo.resident)
    link = link_of(jo, f"/aanvraag/{draft.id}/", run_jobs)
    visitor.get(link)
    visitor.post(link)
    sign_in(visitor, Proof(via="digid", loa=Loa.MIDDEN, bsn=BSN))
    assert visitor.get(link)["Location"] == f"/aanvraag/{draft.id}/"
    assert "Ga verder" in visitor.get(link).text  # once


def test_what_was_sent_is_not_paused(jo, speelstraat):
    sent = factories.sent(jo.resident)
    assert jo.get(f"/aanvraag/{sent.id}/bewaren/")["Location"] == f"/aanvraag/{sent.id}/klaar/"
    assert applications.get(sent.id, resident=jo.resident).status == "ingediend"
