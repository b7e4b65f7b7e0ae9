import pytest

from balie.kernel import egress
from balie.registers.tests.wire import Registers


@pytest.fixture
def wire(monkeypatch):
    fake = Registers()
    monkeypatch.setattr(egress, "client", fake.client)
    return fake
