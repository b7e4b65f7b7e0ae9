"""The service is published, two residents are known, and what is announced is listened to."""
import pytest

from balie.applications.tests import factories
from balie.kernel import outbox


@pytest.fixture
def service(gemeente):
    return factories.publish()


@pytest.fixture
def jo(service):
    """The applicant."""
    return factories.resident()


@pytest.fixture
def bo(service):
    """Somebody else."""
    return factories.resident(factories.OTHER_BSN)


@pytest.fixture
def heard(monkeypatch):
    """Every event that is announced from here on, in order; it is really announced too."""
    events, announce, announce_all = [], outbox.announce, outbox.announce_all

    def hear_all(given):
        given = list(given)
        events.extend(given)
        announce_all(given)

    monkeypatch.setattr(outbox, "announce", lambda event: (events.append(event), announce(event))[1])
    monkeypatch.setattr(outbox, "announce_all", hear_all)
    return events


@pytest.fixture
def names(heard):
    """Call it for the names of the events so far."""
    return lambda: [type(event).__name__ for event in heard]
