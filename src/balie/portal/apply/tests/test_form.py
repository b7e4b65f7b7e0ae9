"""Filling in and sending without JavaScript: plain forms, with only what stands on the page and what somebody types."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balie.applications import public as applications
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.documents import public as documents
from balie.kernel import tenancy
from balie.portal.tests.browser import BSN, browser, hidden
from balie.registers import public as registers


@pytest.fixture
def draft(jo, speelstraat):
    return factories.draft(jo.resident)


def step(draft, page: str = "plan") -> str:
    return f"/aanvraag/{draft.id}/stap/{page}/"


def post(client, address: str, **typed):
    """What a browser without JavaScript sends: the hidden fields of the page, and what was typed."""
    return client.post(address, hidden(client.get(address).text) | typed)


def test_from_the_first_question_to_the_confirmation(gemeente):
    """A visitor without login, with the check against forged forms on."""
    factories.publish_open()
    visitor = browser(csrf=True)
    at = visitor.get("/aanvragen/speelstraat/")["Location"]
    at = post(visitor, at, kinderen="30", muziek="nee")["Location"]
    at = post(visitor, at, toelichting="Voor de buurt")["Location"]
    check = visitor.get(at)
    assert at.endswith("/controle/") and "Voor de buurt" in check.text
    done = post(visitor, at)
    assert done["Location"].endswith("/klaar/")
    page = visitor.get(done["Location"]).text
    assert Application.objects.get().kenmerk in page and "Gelukt. Uw aanvraag is binnen." in page


def test_control_without_the_hidden_fields_nothing_is_taken(gemeente):
    factories.publish_open()
    visitor = browser(csrf=True)
    at = visitor.get("/aanvragen/speelstraat/")["Location"]
    refused = visitor.post(at, {"kinderen": "30", "muziek": "nee"})
    assert refused.status_code == 403 and "stond te lang open" in refused.text and Application.objects.get().answers == {}


def test_what_is_wrong_is_said_and_what_was_typed_stays(jo, draft):
    page = post(jo, step(draft), kinderen="heel veel", muziek="nee")
    assert page.status_code == 422 and 'value="heel veel"' in page.text and 'href="#f-kinderen"' in page.text
    assert applications.get(draft.id, resident=jo.resident).answers == {"muziek": False}


def test_a_question_that_appears_is_asked_and_not_called_wrong(jo, draft):
    page = post(jo, step(draft), kinderen="30", muziek="ja")
    assert page.status_code == 200 and "Nog een vraag." in page.text and 'name="luid"' in page.text
    assert post(jo, step(draft), kinderen="30", muziek="ja", luid="zacht").status_code == 302


def test_a_second_tab_is_told_and_keeps_what_was_typed(jo, draft):
    second = hidden(jo.get(step(draft)).text)
    post(jo, step(draft), kinderen="30", muziek="nee")
    page = jo.post(step(draft), second | {"kinderen": "12", "muziek": "nee"})
    assert page.status_code == 409 and "intussen ergens anders gewijzigd" in page.text and 'value="12"' in page.text
    assert applications.get(draft.id, resident=jo.resident).answers["kinderen"] == "30"
    again = jo.post(step(draft), hidden(page.text) | {"kinderen": "12", "muziek": "nee"})  # and now it was a choice
    assert again.status_code == 302 and applications.get(draft.id, resident=jo.resident).answers["kinderen"] == "12"


@pytest.mark.parametrize("revision", ["", "-1", "x", "99999999999999999999", "7"])
def test_a_made_up_revision_overwrites_nothing(jo, draft, revision):
    assert jo.post(step(draft), {"revision": revision, "kinderen": "12", "muziek": "nee"}).status_code == 409


def test_a_stop_page_stops(jo, draft):
    page = post(jo, step(draft), kinderen="501", muziek="nee")
    assert page.status_code == 200 and "Dit is een evenement" in page.text
    refused = jo.post(f"/aanvraag/{draft.id}/controle/")
    assert refused.status_code == 422 and "Dit is een evenement" in refused.text
    assert applications.get(draft.id, resident=jo.resident).status == "concept"


def test_the_check_is_not_a_way_around(jo, draft):
    for send in (jo.get, jo.post):
        assert send(f"/aanvraag/{draft.id}/controle/")["Location"] == step(draft)


def test_a_price_or_a_status_in_the_form_changes_nothing(jo, speelstraat):
    draft = factories.filled(jo.resident, muziek="ja", luid="zacht")
    jo.post(f"/aanvraag/{draft.id}/controle/", {"prijs": "0", "total": "0", "price": "0", "status": "ingediend"})
    sent = applications.get(draft.id, resident=jo.resident)
    assert sent.price == 20 and sent.status == "betalen"


def test_a_file_is_kept_and_can_be_taken_away(jo, draft):
    file = SimpleUploadedFile("tekening.pdf", factories.PDF)
    post(jo, step(draft), kinderen="30", muziek="nee")
    assert post(jo, step(draft, "wie"), bijlage=file).status_code == 302
    answer = applications.get(draft.id, resident=jo.resident).answers["bijlage"]
    assert [each["name"] for each in answer] == ["tekening.pdf"]
    post(jo, step(draft, "wie"), **{"weg-bijlage": answer[0]["document_id"]})
    assert not applications.get(draft.id, resident=jo.resident).answers.get("bijlage")


def hidden_until_music(jo):
    """A drawing that is asked for, on a page that does so only when there is music."""
    luid = "      - {question: luid, type: text, label: Hoe luid is het?, toon als: muziek is ja}\n"
    factories.publish((luid, luid + "      - {question: plattegrond, type: upload, label: Plattegrond, toon als: muziek is ja}\n"
                                    "      - {question: plek, type: address_nl, label: Waar is de muziek?, toon als: muziek is ja}\n"))
    return factories.draft(jo.resident)


def test_what_is_asked_because_of_the_same_post_is_taken_along(jo, speelstraat, monkeypatch):
    """The browser shows the question at once; the file and the address come with the answer that asked for them."""
    draft = hidden_until_music(jo)
    found = registers.Address(straat="Kerkstraat", huisnummer=5, postcode="1998AC", woonplaats="Zonnedam", bag_id="9991010000000012")
    monkeypatch.setattr(registers, "find_address", lambda **_typed: [found])
    assert 'enctype="multipart/form-data"' in jo.get(step(draft)).text
    typed = {"luid": "zacht", "plek-postcode": "1998AC", "plek-huisnummer": "5", "plattegrond": SimpleUploadedFile("kaart.pdf", factories.PDF)}
    assert post(jo, step(draft), kinderen="30", muziek="ja", **typed).status_code == 302
    answers = applications.get(draft.id, resident=jo.resident).answers
    assert answers["plek"]["straat"] == "Kerkstraat" and [each["name"] for each in answers["plattegrond"]] == ["kaart.pdf"]


def test_what_is_wrong_in_a_question_that_went_away_holds_nobody_up(jo, speelstraat, monkeypatch):
    draft = hidden_until_music(jo)
    monkeypatch.setattr(registers, "find_address", lambda **_typed: [])
    typed = {"luid": "zacht", "plek-postcode": "1998AC", "plek-huisnummer": "5"}
    refused = post(jo, step(draft), kinderen="30", muziek="ja", **typed)
    assert refused.status_code == 422 and "Dit adres kennen wij niet." in refused.text
    assert post(jo, step(draft), kinderen="30", muziek="nee", **typed).status_code == 302


def test_an_empty_row_is_said_at_its_own_questions(jo, speelstraat):
    luid = "      - {question: luid, type: text, label: Hoe luid is het?, toon als: muziek is ja}\n"
    group = ("      - {question: kraam, type: group, label: Kraam, min: 1, max: 3, questions: [{question: soort, type: text, label: Soort},"
             " {question: breed, type: number, label: Breedte, required: false}]}\n")
    factories.publish((luid, luid + group))
    draft = factories.draft(jo.resident)
    page = post(jo, step(draft), kinderen="30", muziek="nee")
    assert page.status_code == 422 and 'href="#f-kraam-0-soort"' in page.text and page.text.count('aria-invalid="true"') == 1
    assert post(jo, step(draft), kinderen="30", muziek="nee", **{"kraam-0-soort": "eten"}).status_code == 302


def test_a_document_of_somebody_else_is_not_taken(jo, bo, draft):
    theirs = factories.draft(bo.resident)
    key = factories.upload(theirs)["document_id"]
    post(jo, step(draft), kinderen="30", muziek="nee")
    post(jo, step(draft, "wie"), bijlage=key, **{"bijlage-0": key, "weg-bijlage": key})
    assert not applications.get(draft.id, resident=jo.resident).answers.get("bijlage")
    assert [str(each.document_id) for each in documents.documents_of_owner(theirs.owner)] == [key]


def test_a_file_that_is_no_such_file_is_refused_and_the_rest_stays(jo, draft):
    post(jo, step(draft), kinderen="30", muziek="nee")
    page = post(jo, step(draft, "wie"), toelichting="Dit blijft", bijlage=SimpleUploadedFile("tekening.pdf", b"MZ no drawing"))
    assert page.status_code == 422 and "Dit blijft" in page.text and "tekening.pdf" in page.text


ADDRESSES = ("", "stap/plan/", "controle/", "betalen/", "betaald/", "klaar/", "bevestiging.pdf", "bewaren/", "afspraak/", "toestemming/brp/")


@pytest.mark.parametrize("part", ADDRESSES)
def test_the_address_alone_opens_nothing(jo, bo, visitor, draft, part, other_gemeente):
    for client in (bo, visitor):
        assert client.get(f"/aanvraag/{draft.id}/{part}").status_code == 404
    with tenancy.scope(other_gemeente):
        elsewhere = browser(BSN)
        assert elsewhere.get(f"/aanvraag/{draft.id}/{part}").status_code == 404
    assert jo.get(f"/aanvraag/{draft.id}/{part}").status_code in ((404,) if part == "bevestiging.pdf" else (200, 302))


def test_starting_again_offers_to_go_on(jo, speelstraat):
    draft = factories.filled(jo.resident)
    offer = jo.get("/aanvragen/speelstraat/")
    assert "U was al begonnen" in offer.text and f"/aanvraag/{draft.id}/" in offer.text
    jo.post("/aanvragen/speelstraat/")
    assert Application.objects.count() == 1 and Application.objects.get().pk != draft.id


def test_throwing_away(jo, bo, draft):
    assert bo.post(f"/aanvraag/{draft.id}/stoppen/").status_code == 404
    assert jo.get(f"/aanvraag/{draft.id}/stoppen/").status_code == 405
    assert jo.post(f"/aanvraag/{draft.id}/stoppen/")["Location"] == "/diensten/speelstraat/"
    assert not Application.objects.exists()


def test_a_page_has_no_script_of_its_own(jo, draft):
    page = jo.get(step(draft)).text
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|style=", page)
