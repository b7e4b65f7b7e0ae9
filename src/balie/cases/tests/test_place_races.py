"""Two at the same moment for the last place of a home, for real: threads with their own connections that commit."""
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from balie.applications.models import Application
from balie.cases import intake, places
from balie.cases.models import Product
from balie.cases.tests import town
from balie.cases.zaaktypes import ensure_zaaktype
from balie.kernel import clock, tenancy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(transactional_db, gemeente):
    """Two applications of one home, both paid, of which no zaak exists yet."""
    with transaction.atomic():
        ensure_zaaktype(town.publish())  # else the two would wait for each other there
        people = [town.somebody(number) for number in town.NUMBERS[:2]]
        views = [town.send(town.draft(who, home="1"), who) for who in people]
        Application.objects.update(status="ingediend", completed=clock.now())
    return [view.id for view in views]


def together(gemeente, ids):
    barrier = Barrier(len(ids))

    def run(application_id):
        with tenancy.scope(gemeente):
            barrier.wait(timeout=30)
            try:
                return intake.start_zaak(application_id=application_id)
            finally:
                connections.close_all()

    with ThreadPoolExecutor(len(ids)) as pool:
        list(pool.map(run, ids))
    with transaction.atomic():
        return Product.objects.count()


def test_one_home_gets_one(gemeente, sent):
    assert together(gemeente, sent) == 1


def test_control_without_holding_the_places_both_get_it(gemeente, sent, monkeypatch):
    barrier, original = Barrier(2), places.now

    def now(zaak, filled):
        found = original(zaak, filled)
        barrier.wait(timeout=30)
        return found

    monkeypatch.setattr(places, "hold", lambda service: None)
    monkeypatch.setattr(places, "now", now)
    assert together(gemeente, sent) == 2
