"""One world for all tests of a module, in a transaction that is never committed."""
from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from balie.kernel import egress, plugins
from balie.kernel.tenancy import scope
from balie.kernel.testing import make_gemeente
from balie.payments.providers import KIND
from balie.payments.tests.factories import Bank
from tests.security import people
from tests.security import world as worlds


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The `world.World` in which everybody of `people.ROLES` has a session; the bank answers, no other outside service does."""
    bank, patches = Bank(), pytest.MonkeyPatch()
    plugins.register(KIND, "bank", lambda: bank)
    patches.setattr("balie.payments.start.provider", lambda name=None: bank)
    patches.setattr("balie.payments.process.provider", lambda name=None: bank, raising=False)
    patches.setattr(egress, "_client", lambda service, base: nobody_answers(service))
    with django_db_blocker.unblock(), transaction.atomic():
        zonnedam = make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver", "localhost"])
        waterrijk = make_gemeente("waterrijk", "Waterrijk", "9992", ["waterrijk.localhost"])
        with scope(zonnedam):
            made = worlds.build(zonnedam, waterrijk, bank)
            made.cookies = people.log_everybody_in(made)
            yield made
        transaction.set_rollback(True)
    connection.close()
    patches.undo()


def nobody_answers(service: str):
    raise egress.EgressFailed(service, "down")


@pytest.fixture(autouse=True)
def no_earlier_attempts(request):
    if "world" in request.fixturenames:
        cache.clear()
