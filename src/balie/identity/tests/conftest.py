import pytest

from balie.identity.oidc import client as oidc
from balie.identity.tests.provider import ISSUER, FakeProvider
from balie.kernel import egress


@pytest.fixture
def provider(monkeypatch):
    """DigiD, as far as Balie can see."""
    fake = FakeProvider()
    monkeypatch.setattr(egress, "client", fake.client)
    monkeypatch.setattr(egress, "address", lambda service: ISSUER + "/")
    oidc.forget()
    yield fake
    oidc.forget()
