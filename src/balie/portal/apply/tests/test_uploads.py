"""Files in the form: kept when the page was saved elsewhere, destroyed when they are taken out or the draft ends."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balie.applications import public as applications
from balie.applications.tests import factories
from balie.documents import public as documents
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.storage import storage
from balie.portal.tests.browser import hidden

UPLOAD = "      - {question: bijlage, type: upload, label: Tekening, required: false}\n"


@pytest.fixture
def draft(jo, gemeente):
    factories.publish((UPLOAD, UPLOAD.replace("required: false", "required: false, max: 2")))
    view = factories.draft(jo.resident)
    return factories.save(view, "plan", of=jo.resident, kinderen="30", muziek="nee").application


def at(draft) -> str:
    return f"/aanvraag/{draft.id}/stap/wie/"


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, factories.PDF)


def fresh(client, draft) -> dict:
    return hidden(client.get(at(draft)).text)


def names(client, draft) -> list[str]:
    answers = applications.get(draft.id, resident=client.resident).answers
    return [each["name"] for each in answers.get("bijlage", ())]


def attached(draft) -> list[str]:
    return [each.filename for each in documents.documents_of_owner(draft.owner)]


def test_a_file_from_a_stale_tab_is_kept_and_shown(jo, draft):
    stale = fresh(jo, draft)
    jo.post(at(draft), fresh(jo, draft) | {"toelichting": "Eerst", "bijlage": pdf("een.pdf")})
    page = jo.post(at(draft), stale | {"toelichting": "Later", "bijlage": pdf("twee.pdf")})
    assert page.status_code == 409 and "Uw bestanden hebben wij al bewaard." in page.text
    assert "een.pdf" in page.text and "twee.pdf" in page.text and 'value="Later"' in page.text
    assert names(jo, draft) == ["een.pdf", "twee.pdf"] and applications.get(draft.id, resident=jo.resident).answers["toelichting"] == "Eerst"
    assert jo.post(at(draft), hidden(page.text) | {"toelichting": "Later"}).status_code == 302  # and now it was a choice
    assert names(jo, draft) == ["een.pdf", "twee.pdf"] == attached(draft)
    assert applications.get(draft.id, resident=jo.resident).answers["toelichting"] == "Later"


def test_control_without_a_file_the_conflict_promises_none(jo, draft):
    stale = fresh(jo, draft)
    jo.post(at(draft), fresh(jo, draft) | {"toelichting": "Eerst"})
    page = jo.post(at(draft), stale | {"toelichting": "Later"})
    assert page.status_code == 409 and "Uw bestanden" not in page.text and names(jo, draft) == []


def test_a_file_that_does_not_fit_any_more_is_said_in_the_conflict(jo, draft):
    stale = fresh(jo, draft)
    jo.post(at(draft), fresh(jo, draft) | {"bijlage": [pdf("een.pdf"), pdf("twee.pdf")]})
    page = jo.post(at(draft), stale | {"bijlage": pdf("drie.pdf")})
    assert page.status_code == 409 and 'href="#f-bijlage"' in page.text and "Uw bestanden hebben wij" not in page.text
    assert names(jo, draft) == attached(draft) == ["een.pdf", "twee.pdf"]


def test_taking_away_from_a_stale_tab_takes_nothing_away_yet(jo, draft):
    jo.post(at(draft), fresh(jo, draft) | {"bijlage": pdf("een.pdf")})
    stale, key = fresh(jo, draft), applications.get(draft.id, resident=jo.resident).answers["bijlage"][0]["document_id"]
    jo.post(at(draft), fresh(jo, draft) | {"toelichting": "Eerst"})
    page = jo.post(at(draft), stale | {"weg-bijlage": key})
    assert page.status_code == 409 and "een.pdf" in page.text and attached(draft) == ["een.pdf"]
    jo.post(at(draft), hidden(page.text) | {"weg-bijlage": key})
    assert attached(draft) == []


def test_a_file_that_is_taken_away_is_destroyed(jo, draft, run_jobs):
    jo.post(at(draft), fresh(jo, draft) | {"bijlage": [pdf("een.pdf"), pdf("twee.pdf")]})
    first = applications.get(draft.id, resident=jo.resident).answers["bijlage"][0]["document_id"]
    content = Versie.objects.get(canonical=first).inhoud
    page = jo.post(at(draft), fresh(jo, draft) | {"weg-bijlage": first})
    run_jobs()
    assert page.status_code == 200 and not re.search(r">een\.pdf<", page.text) and attached(draft) == ["twee.pdf"] and not storage().exists(content)


def test_of_two_files_the_good_one_stays(jo, draft):
    page = jo.post(at(draft), fresh(jo, draft) | {"bijlage": [pdf("goed.pdf"), SimpleUploadedFile("fout.pdf", b"MZ no drawing")]})
    assert page.status_code == 422 and "fout.pdf:" in page.text and "goed.pdf" in page.text
    assert names(jo, draft) == attached(draft) == ["goed.pdf"]


def test_throwing_the_draft_away_destroys_its_files(jo, draft, run_jobs):
    jo.post(at(draft), fresh(jo, draft) | {"bijlage": pdf("een.pdf")})
    content = Versie.objects.get().inhoud
    jo.post(f"/aanvraag/{draft.id}/stoppen/")
    assert storage().exists(content)  # until it is certain
    run_jobs()
    assert attached(draft) == [] and not storage().exists(content)


def test_beginning_again_destroys_them_too(jo, draft):
    jo.post(at(draft), fresh(jo, draft) | {"bijlage": pdf("een.pdf")})
    jo.post("/aanvragen/speelstraat/")
    assert attached(draft) == []
