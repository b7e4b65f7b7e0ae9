"""Logging in as a browser meets it: never to another site, high enough for what is asked, and one person after the other."""
import pytest

from balie.applications.models import Application
from balie.applications.tests import factories
from balie.identity.public import Loa, Proof
from balie.portal.tests.browser import BSN, OTHER_BSN, browser, hidden, sign_in


@pytest.mark.parametrize("after, there", [("/mijn/zaken/", "/mijn/zaken/"), ("https://elders.example/", "/"), ("//elders.example/", "/")])
def test_afterwards_one_is_here_and_nowhere_else(jo, after, there):
    assert jo.get("/inloggen/", {"next": after})["Location"] == there
    assert jo.post("/inloggen/verlengen/", {"next": after})["Location"] == there


def test_a_login_that_is_too_low_is_asked_to_go_higher(speelstraat):
    low = browser(BSN, loa=Loa.BASIS)
    first = low.get("/aanvragen/speelstraat/")["Location"]
    assert first.startswith("/inloggen/?next=%2Faanvragen%2Fspeelstraat") and "digid=midden" in first
    assert low.get(first).status_code == 200 and not Application.objects.exists()


@pytest.mark.parametrize("path", ["/inloggen/", "/inloggen/?next=/mijn/&digid=midden", "/uitgelogd/", "/uitloggen/", "/inloggen/verlengen/"])
def test_pages_of_logging_in_answer_everybody(visitor, path):
    assert visitor.get(path).status_code in (200, 302)


def test_another_person_in_the_same_browser_finds_nothing_of_the_first(gemeente):
    """Also not the draft that was begun before anybody had logged in."""
    factories.publish_open()
    shared = browser()
    at = shared.get("/aanvragen/speelstraat/")["Location"]
    shared.post(at, hidden(shared.get(at).text) | {"kinderen": "30", "muziek": "nee"})
    sign_in(shared, Proof(via="digid", loa=Loa.MIDDEN, bsn=BSN))
    assert shared.get(at).status_code == 200  # the visitor who logs in goes on
    sign_in(shared, Proof(via="digid", loa=Loa.MIDDEN, bsn=OTHER_BSN))
    assert shared.get(at).status_code == 404
