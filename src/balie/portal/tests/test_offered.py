"""What is switched off is not offered: no button that leads nowhere, and a way to get it done all the same."""
import pytest
from django.urls import reverse

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.portal import offered
from balie.portal.apply import sources
from balie.portal.tests.browser import BSN, browser


@pytest.fixture
def town(gemeente, settings):
    catalogue.publish_standard_catalogue()

    def off(*names):
        fields = {"digid": "digid_issuer", "eherkenning": "eherkenning_issuer"}
        settings.BALIE = settings.BALIE.model_copy(update={fields.get(name, f"{name}_url"): "off" for name in names})

    return off


def on_offer(service: str, **who) -> bool:
    return offered.online(catalogue.service(service), **who)


def test_all_is_offered_when_nothing_is_off(town):
    assert all(offered.online(card) for card in catalogue.list_services())


@pytest.mark.parametrize(("off", "gone", "stays"), [
    ("mollie", "paspoort", "verhuizing"), ("brp", "verhuizing", ""), ("reisdocumenten", "", "paspoort"), ("kvk", "", "verhuizing"),
    ("digid", "verhuizing", ""), ("bag", "", "verhuizing"), ("notify", "", "verhuizing"),
])
def test_a_service_that_needs_what_is_off_is_not_offered(town, off, gone, stays):
    town(off)
    assert not gone or not on_offer(gone)
    assert not stays or on_offer(stays)


def test_its_page_has_no_button_but_a_person(town, visitor):
    assert "U logt in met DigiD" in visitor.get("/diensten/verhuizing/").content.decode()  # control
    town("brp")
    page = visitor.get("/diensten/verhuizing/").content.decode()
    assert "Dit kan bij ons niet online." in page and "U logt in met" not in page and 'href="/contact/"' in page


def test_its_address_leads_back_to_that_page(town, jo):
    town("brp")
    answer = jo.get(reverse("portal:apply", args=["verhuizing"]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/diensten/verhuizing/")


def test_lists_say_so_too(town, visitor):
    assert "Aan de balie" not in visitor.get("/diensten/").content.decode()  # control
    town("brp")
    assert "Aan de balie" in visitor.get("/diensten/").content.decode()
    assert "Aan de balie" in visitor.get("/zoeken/?q=verhuizen").content.decode()


def test_a_way_to_log_in_that_is_off_is_not_shown(town, visitor):
    assert "Log in met eHerkenning" in visitor.get("/inloggen/").content.decode()  # control
    town("eherkenning")
    page = visitor.get("/inloggen/").content.decode()
    assert "Log in met eHerkenning" not in page and "Log in met DigiD" in page
    town("eherkenning", "digid")
    page = visitor.get("/inloggen/")
    assert page.status_code == 200 and "Online inloggen kan hier niet." in page.content.decode()
    assert visitor.get("/inloggen/digid/").status_code == 503


def test_somebody_at_the_counter_needs_no_digid(town, jo):
    town("digid")
    assert not on_offer("verhuizing") and on_offer("verhuizing", resident=jo.resident)


def test_a_source_that_may_be_refused_is_not_asked_when_it_is_off(town, speelstraat):
    application = applications.start(service="speelstraat", resident=browser(BSN).resident)
    asked = {each.source for each in sources.open_ones(application)}
    assert asked
    town(*asked)
    assert sources.open_ones(application) == []


def test_texts_to_phones_are_not_promised_when_they_are_off(town, jo):
    assert "Met een sms" in jo.get("/mijn/gegevens/").content.decode()  # control
    town("notify")
    assert "Met een sms" not in jo.get("/mijn/gegevens/").content.decode()
