"""Machtigingen in Mijn Balie: give, accept with the code, see, and end it."""
import re

import pytest

from balie.applications.tests import factories
from balie.identity import public as identity
from balie.portal.tests.browser import browser, queries

CODE = re.compile(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}")
PAGE, GIVE, ACCEPT = "/mijn/machtigingen/", "/mijn/machtigingen/geven/", "/mijn/machtigingen/code/"
FORM = {"receiver_name": "Bo Bakker", "giver_name": "Jo de Wit", "services": ["speelstraat"], "until": "maand", "akkoord": "ja"}


@pytest.fixture
def service(gemeente):
    return factories.publish(("login: {digid: midden}\n", "login: {digid: midden}\nrepresent: [mandate]\n"))


def code_of(jo) -> str:
    assert jo.post(GIVE, FORM)["Location"] == PAGE
    return CODE.search(jo.get(PAGE).text)[0]


def test_from_giving_to_ending(service, jo, bo):
    code = code_of(jo)
    assert code not in jo.get(PAGE).text and "Wacht op de code" in jo.get(PAGE).text  # it is shown once
    page = bo.post(ACCEPT, {"code": code})
    assert page.status_code == 200 and "Jo de Wit vraagt u om iets te regelen" in page.text and "Speelstraat" in page.text
    assert identity.mandates_for(bo.resident.person_id, "speelstraat") == ()  # looking is not accepting
    assert bo.post(ACCEPT, {"code": code, "akkoord": "ja"})["Location"].endswith("gedaan=aanvaard")
    assert "Jo de Wit" in bo.get(PAGE).text and "Geef terug" in bo.get(PAGE).text and "Trek in" in jo.get(PAGE).text
    held = identity.mandates_for(bo.resident.person_id, "speelstraat")[0]
    assert jo.post(f"{PAGE}{held.id}/stoppen/").status_code == 302
    assert identity.mandates_for(bo.resident.person_id, "speelstraat") == () and "Gestopt" in bo.get(PAGE).text


def test_a_stranger_and_a_visitor_end_nothing(service, jo, bo, visitor):
    bo.post(ACCEPT, {"code": code_of(jo), "akkoord": "ja"})
    held = identity.mandates_for(bo.resident.person_id, "speelstraat")[0]
    assert browser("999990457").post(f"{PAGE}{held.id}/stoppen/").status_code == 404
    assert "/inloggen/" in visitor.post(f"{PAGE}{held.id}/stoppen/")["Location"]
    assert identity.mandates_for(bo.resident.person_id, "speelstraat")


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"akkoord": ""}, "Kruis aan dat u dit goedvindt."), ({"services": []}, "Kies waarvoor u iemand machtigt."),
    ({"services": ["niet-hier"]}, "Kies waarvoor u iemand machtigt."), ({"until": "eeuwig"}, "Kies een dag van vandaag tot over een jaar."),
    ({"receiver_name": ""}, "Vul in wie u machtigt."),
])
def test_what_is_not_right_is_said_and_what_was_typed_stays(service, jo, changes, sentence):
    page = jo.post(GIVE, FORM | changes)
    assert page.status_code == 422 and sentence in page.text and 'value="Jo de Wit"' in page.text
    assert identity.mandates_of(jo.resident) == ()


def test_a_wrong_code_and_ones_own_are_refused(service, jo, bo):
    code = code_of(jo)
    page = bo.post(ACCEPT, {"code": "AAAA-BBBB"})
    assert page.status_code == 422 and "Wij kennen deze code niet" in page.text and 'value="AAAA-BBBB"' in page.text
    assert "U kunt uzelf niet machtigen" in jo.post(ACCEPT, {"code": code}).text


def test_only_services_that_allow_it_and_for_which_the_login_is_enough(gemeente):
    factories.publish()
    low = browser("999990457", loa=identity.Loa.BASIS)
    assert "Er is nu niets waarvoor u iemand kunt machtigen" in browser("999993653").get(GIVE).text
    factories.publish(("login: {digid: midden}\n", "login: {digid: midden}\nrepresent: [mandate]\n"))
    assert low.get(GIVE)["Location"].startswith("/inloggen/?") and "digid=midden" in low.get(GIVE)["Location"]  # and comes back here
    assert "/inloggen/" in low.post(GIVE, FORM)["Location"] and identity.mandates_of(low.resident) == ()
    assert "Speelstraat" in browser("999993653").get(GIVE).text  # control


def test_the_pages_speak_english(service, jo):
    page = jo.get(GIVE, headers={"accept-language": "en"})
    assert "Authorise somebody" in page.text and "Iemand machtigen" not in page.text


def test_the_list_costs_a_fixed_number_of_queries(service, jo):
    code_of(jo)
    few = queries(jo, PAGE)
    for _ in range(4):
        code_of(jo)
    assert queries(jo, PAGE) == few
