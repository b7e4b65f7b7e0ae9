"""The page of a new version, and "Opnieuw aanvragen": what changed is said in words, one button moves, nothing is thrown away."""
import pytest

from balie.applications.models import Application
from balie.applications.tests import factories
from balie.portal.tests.browser import browser, hidden, queries

OPEN = ("login: {digid: midden}\n", "")


def publish(*changes):
    """The service for everybody, changed."""
    start, end = factories.SERVICE.index("facts:"), factories.SERVICE.index("pages:")
    return factories.publish((factories.SERVICE[start:end], ""), OPEN, (factories.PEOPLE, ""), (factories.COST, ""), (factories.PARENT, ""), *changes)


LABEL = ("Hoeveel kinderen komen er?", "Hoeveel kinderen spelen er mee?")
MUST = ("title: Speelstraat\n", "title: Speelstraat\ndrafts: {old: must}\n")


@pytest.fixture
def draft(visitor):
    publish()
    at = visitor.get("/aanvragen/speelstraat/")["Location"]
    visitor.post(at, hidden(visitor.get(at).text) | {"kinderen": "30", "muziek": "nee"})
    return at.partition("stap/")[0]


def test_a_draft_goes_on_and_may_move(visitor, draft):
    publish(LABEL)
    page = visitor.get(f"{draft}stap/plan/")
    assert "Er is een nieuwe versie van dit formulier." in page.text and LABEL[0] in page.text
    page = visitor.get(f"{draft}nieuwe-versie/")
    assert f"{LABEL[1]} (was: {LABEL[0]})" in page.text and "Blijf in mijn versie" in page.text
    assert visitor.post(f"{draft}nieuwe-versie/")["Location"] == f"{draft}stap/plan/"
    page = visitor.get(f"{draft}stap/plan/")
    assert LABEL[1] in page.text and 'value="30"' in page.text and "nieuwe versie" not in page.text


def test_control_without_a_new_version_nothing_is_said(visitor, draft):
    assert "nieuwe versie" not in visitor.get(f"{draft}stap/plan/").text
    assert visitor.get(f"{draft}nieuwe-versie/")["Location"] == f"{draft}stap/wie/"


def test_what_must_move_is_led_there_from_every_side(visitor, draft):
    publish(LABEL, MUST)
    assert visitor.get(draft)["Location"] == f"{draft}nieuwe-versie/"
    assert visitor.get(f"{draft}controle/")["Location"] == f"{draft}nieuwe-versie/"
    assert "Blijf in mijn versie" not in visitor.get(f"{draft}nieuwe-versie/").text


def test_a_stranger_finds_nothing(visitor, draft):
    publish(LABEL)
    assert browser().get(f"{draft}nieuwe-versie/").status_code == 404 and browser().post(f"{draft}nieuwe-versie/").status_code == 404


def test_the_page_costs_a_fixed_number_of_queries(visitor, draft):
    publish(LABEL)
    few = queries(visitor, f"{draft}nieuwe-versie/")
    publish(*[("      - {question: muziek,", "".join(f"      - {{question: v{at}, type: text, label: Vraag {at}}}\n" for at in range(30))
               + "      - {question: muziek,")])
    assert queries(visitor, f"{draft}nieuwe-versie/") == few < 20


def test_again_with_the_same_answers(jo, speelstraat):
    sent = factories.sent(jo.resident)
    at = jo.post(f"/aanvraag/{sent.id}/opnieuw/")["Location"]
    fresh = Application.objects.get(status="concept")
    assert at.startswith(f"/aanvraag/{fresh.pk}/toestemming/") and fresh.answers["kinderen"] == "30" and fresh.facts == {}
    assert jo.post(f"/aanvraag/{sent.id}/opnieuw/")["Location"] == "/aanvragen/speelstraat/"  # the draft that is there comes first
    assert Application.objects.filter(status="concept").count() == 1


def test_again_is_for_the_applicant_alone(jo, bo, visitor, speelstraat):
    sent = factories.sent(jo.resident)
    assert [each.post(f"/aanvraag/{sent.id}/opnieuw/").status_code for each in (bo, visitor)] == [404, 404]
    assert not Application.objects.filter(status="concept").exists()
