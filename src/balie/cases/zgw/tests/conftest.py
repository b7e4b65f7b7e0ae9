"""What tests of the resources begin with."""
import pytest

from balie.cases.zgw.tests import stage
from balie.cases.zgw.tests.neighbour import Neighbour
from balie.kernel import egress


@pytest.fixture
def zaak(api):
    return stage.zaak()


@pytest.fixture
def neighbour(gemeente, other_gemeente, monkeypatch) -> Neighbour:
    found = Neighbour(gemeente, other_gemeente)
    monkeypatch.setattr(egress, "client", found.client)
    return found
