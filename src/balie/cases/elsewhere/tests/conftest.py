"""The other side: a zaaksysteem in a folder of its own, and the connection to it."""
from __future__ import annotations

from datetime import date

import pytest

from balie.cases.elsewhere.tests import world
from balie.demo import place as places
from balie.demo.config import Config
from balie.demo.generate.town import build
from balie.kernel import egress


@pytest.fixture(scope="session")
def small_town():
    return build(seed=7, size=60, today=date.today())


@pytest.fixture
def town(small_town, tmp_path, settings):
    with places.use(places.Place(Config(home=tmp_path, url=settings.BALIE.town_url.rstrip("/")), small_town)) as current:
        yield current


@pytest.fixture
def other(gemeente, town, monkeypatch):
    found = world.Other()
    monkeypatch.setattr(egress, "client", found.client)
    world.connect()
    return found
