"""Payments go to a bank in the test's own process; what is announced is listened to."""

import pytest

from balie.kernel import outbox, plugins
from balie.payments.providers import KIND

from .factories import Bank


@pytest.fixture
def bank(gemeente, monkeypatch):
    bank = Bank()
    plugins.register(KIND, "bank", lambda: bank)
    monkeypatch.setattr("balie.payments.start.provider", lambda name=None: bank)
    return bank


@pytest.fixture
def announced(monkeypatch):
    heard = []
    monkeypatch.setattr(outbox, "announce", lambda event: heard.append(type(event).__name__))
    return heard
