"""pytest plug-in: a client of the ZGW APIs, for the tests of every room that has resources."""
from __future__ import annotations

import pytest


@pytest.fixture
def api(gemeente):
    """One that may do everything."""
    from balie.zgw.tests.clients import Api

    return Api()
