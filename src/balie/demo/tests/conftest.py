"""A small town made once, and for each test a place of its own in a folder of its own."""
from __future__ import annotations

from datetime import date

import pytest

from balie.demo import place as places
from balie.demo.config import Config
from balie.demo.generate.town import Town, build
from balie.demo.tests.calls import Calls


@pytest.fixture(scope="session")
def town() -> Town:
    return build(seed=7, size=400, today=date.today())


@pytest.fixture
def place(town, tmp_path):
    with places.use(places.Place(Config(home=tmp_path), town)) as current:
        yield current


@pytest.fixture
def call(place) -> Calls:
    return Calls(place)
