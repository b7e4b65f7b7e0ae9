"""Who comes by in the tests of the portal."""
import pytest
from django.core.cache import cache

from balie.applications.tests import factories
from balie.kernel import egress
from balie.portal.tests.browser import BSN, OTHER_BSN, browser
from balie.registers.tests.wire import Registers


@pytest.fixture(autouse=True)
def nobody_was_here_before(request):
    for database in ("transactional_db", "db"):
        if database in request.fixturenames:
            request.getfixturevalue(database)
            cache.clear()  # how often somebody asked something is counted there
            return


@pytest.fixture
def speelstraat(gemeente):
    """The service of the tests of `applications`, published."""
    return factories.publish()


@pytest.fixture
def jo(gemeente):
    """The browser of the applicant."""
    return browser(BSN, name="Jo de Wit")


@pytest.fixture
def bo(gemeente):
    """The browser of somebody else."""
    return browser(OTHER_BSN, name="Bo Bakker")


@pytest.fixture
def visitor(gemeente):
    """A browser in which nobody is logged in."""
    return browser()


@pytest.fixture
def wire(monkeypatch):
    """Registers that answer over a fake connection, and remember what they were asked."""
    fake = Registers()
    monkeypatch.setattr(egress, "client", fake.client)
    return fake
