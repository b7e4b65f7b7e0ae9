"""A provider with a few zaken of every kind, and the connection to it."""
from __future__ import annotations

import pytest
import stamina

from balie.cases.models import Zaak
from balie.cases.moving_in.tests import world
from balie.kernel import egress


@pytest.fixture(autouse=True)
def no_waiting():
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def there(gemeente, other_gemeente, monkeypatch):
    """Three zaken: a hoofdzaak that is open, its deelzaak, and one that closed long ago."""
    found = world.There(other_gemeente)
    with world.inside(other_gemeente):
        kind = world.zaaktype()
        found.main = world.zaak(found, kind, "Z-HOOFD")
        found.part = world.zaak(found, kind, "Z-DEEL", hoofdzaak=found.main["url"], relevanteAndereZaken=[
            {"url": found.main["url"], "aardRelatie": "vervolg"}])
        found.closed = world.zaak(found, kind, "Z-KLAAR", closed=True)
        world.age(Zaak, found.closed["uuid"], einddatum="2020-06-01", archiefactiedatum="2031-01-01", archiefnominatie="blijvend_bewaren",
                  startdatum_bewaartermijn="2020-12-31")
        world.second_version(found, found.main["paper"])
        found.calls.clear()
    monkeypatch.setattr(egress, "client", found.client)
    world.connect(found)
    return found
