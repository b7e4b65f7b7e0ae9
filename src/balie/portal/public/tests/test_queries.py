"""A public page costs the same number of queries with one service on offer as with many, and the second visit as the first."""
import pytest

from balie.applications.tests import factories
from balie.appointments.tests import factories as desks
from balie.catalogue import public as catalogue
from balie.catalogue.tests.factories import definition
from balie.kernel import clock
from balie.portal.tests.browser import queries

PAGES = {
    "/": 8, "/zoeken/": 4, "/zoeken/?q=krijt": 8, "/zoeken/?q=qwxzv": 8, "/zoeken/suggesties/?q=krijt": 4, "/diensten/": 4,
    "/diensten/stoepkrijt/": 6, "/gebeurtenis/verhuizen/": 4, "/contact/": 6, "/privacy/": 4,
}


@pytest.mark.parametrize(("path", "most"), PAGES.items())
def test_more_services_cost_no_more_queries(visitor, path, most):
    with clock.frozen(desks.MORNING):
        desks.counter()
        catalogue.publish(definition=definition())
        one = queries(visitor, path)
        factories.publish()
        catalogue.publish_standard_catalogue()
        assert queries(visitor, path) == one <= most


def test_being_logged_in_costs_nothing_on_a_public_page(visitor, jo):
    catalogue.publish(definition=definition())
    assert queries(jo, "/diensten/stoepkrijt/") <= queries(visitor, "/diensten/stoepkrijt/") + 2  # the session: read and kept alive


def test_the_service_page_says_what_it_costs_here(visitor):
    catalogue.publish(definition=definition())
    catalogue.change_settings(slug="stoepkrijt", values={"tarief": "3.75"})
    page = visitor.get("/diensten/stoepkrijt/").text
    assert "3,75" in page and "7,50" in page and "/aanvragen/stoepkrijt/" in page
