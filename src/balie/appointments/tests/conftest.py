"""It is Monday 23 November 2026, 8 o'clock, and the town hall has two desks."""

import pytest

from balie.kernel import clock

from . import factories


@pytest.fixture
def monday(gemeente):
    with clock.frozen(factories.MORNING):
        yield gemeente


@pytest.fixture
def town_hall(monday):
    factories.counter()
    return monday
