"""The page of the code: it is asked for with a button, comes by mail, and is typed before the answers can be sent. No JavaScript."""
import re

import pytest
from django.core import mail

from balie.applications.models import Code
from balie.applications.tests import factories
from balie.messages.models import Delivery
from balie.portal.tests.browser import browser, hidden

ADDRESS = "bo@voorbeeld.example"


@pytest.fixture
def at(visitor):
    """A draft of a visitor with both pages filled in; its address."""
    start, end = factories.SERVICE.index("cosign:"), factories.SERVICE.index("zaak:")
    began, until = factories.SERVICE.index("facts:"), factories.SERVICE.index("pages:")
    factories.publish((factories.SERVICE[start:end], ""), (factories.SERVICE[began:until], ""), ("login: {digid: midden}\n", ""),
                      (factories.PEOPLE, ""), (factories.COST, ""), ("buur_email, type: email", "buur_email, type: email, verify: true"))
    at = visitor.get("/aanvragen/speelstraat/")["Location"]
    visitor.post(at, hidden(visitor.get(at).text) | {"kinderen": "30", "muziek": "nee"})
    draft = at.partition("stap/")[0]
    return draft, visitor.post(f"{draft}stap/wie/", hidden(visitor.get(f"{draft}stap/wie/").text) | {"buur_email": ADDRESS})["Location"]


def code_in_mail(run_jobs) -> str:
    run_jobs()
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def test_the_way_from_the_address_to_sending(visitor, at, run_jobs):
    draft, _ = at
    prove = visitor.get(f"{draft}controle/")["Location"]
    assert prove == f"{draft}code/buur_email/"
    page = visitor.get(prove)
    assert "Bevestig uw e-mailadres" in page.text and ADDRESS in page.text and not Code.objects.exists()
    page = visitor.post(prove, {"stuur": "ja"})
    assert page.status_code == 200 and "De code is onderweg." in page.text and 'autocomplete="one-time-code"' in page.text
    code = code_in_mail(run_jobs)
    assert mail.outbox[-1].to == [ADDRESS] and code not in mail.outbox[-1].subject and code not in page.text
    assert "Code van 6 cijfers" in visitor.get(prove).text  # also after a reload
    assert visitor.post(prove, {"code": code})["Location"] == f"{draft}controle/"
    assert visitor.get(f"{draft}controle/").status_code == 200
    assert visitor.get(prove)["Location"] == f"{draft}controle/"


def test_control_without_the_code_there_is_no_way_around(visitor, at):
    draft, _ = at
    assert visitor.post(f"{draft}controle/")["Location"] == f"{draft}code/buur_email/"


@pytest.mark.parametrize("typed", ["", "000", "abcdef", "1" * 500, "１２３４５６"])
def test_a_wrong_code_says_what_to_do(visitor, at, typed, run_jobs):
    draft, _ = at
    visitor.post(f"{draft}code/buur_email/", {"stuur": "ja"})
    page = visitor.post(f"{draft}code/buur_email/", {"code": typed})
    assert page.status_code == 422 and "Deze code klopt niet." in page.text and 'href="#f-code"' in page.text


def test_what_was_sent_keeps_no_code(visitor, at, run_jobs):
    draft, _ = at
    visitor.post(f"{draft}code/buur_email/", {"stuur": "ja"})
    code = code_in_mail(run_jobs)
    row = Delivery.objects.get(kind="code")
    assert row.content is None and code not in row.fact + row.subject + row.owner


def test_one_address_is_not_written_to_without_end(visitor, at):
    draft, _ = at
    pages = [visitor.post(f"{draft}code/buur_email/", {"stuur": "ja"}) for _ in range(6)]
    assert [page.status_code for page in pages] == [200] * 5 + [422]
    assert "Probeer het over een uur opnieuw." in pages[-1].text


def test_a_stranger_sees_nothing_and_another_question_leads_on(visitor, at):
    draft, _ = at
    assert browser().get(f"{draft}code/buur_email/").status_code == 404
    assert browser().post(f"{draft}code/buur_email/", {"stuur": "ja"}).status_code == 404
    assert visitor.get(f"{draft}code/iets_anders/")["Location"] == f"{draft}code/buur_email/"


def test_in_english(visitor, at):
    draft, _ = at
    visitor.cookies["django_language"] = "en"
    assert "Confirm your e-mail address" in visitor.get(f"{draft}code/buur_email/").text
