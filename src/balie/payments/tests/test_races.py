"""Callbacks that come doubled, late and out of order, on threads that commit."""

import pytest

from balie.payments import process, races
from balie.payments.models import Payment

from .factories import as_owner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]
ROUNDS = {"rounds": 8, "at_once": 6}


def without_lock(payment_id):
    return Payment.objects.get(id=payment_id)


def test_balances_are_right(transactional_db, gemeente):
    outcome = races.callbacks(**ROUNDS)
    assert outcome.sound and outcome.retried == 0, outcome


def test_the_constraint_alone_is_enough(transactional_db, gemeente, monkeypatch):
    monkeypatch.setattr(process, "locked", without_lock)
    outcome = races.callbacks(**ROUNDS)
    assert outcome.sound, outcome


def test_control_without_lock_and_constraint_balances_are_wrong(transactional_db, gemeente, monkeypatch):
    as_owner("alter table payments_ledgerentry drop constraint ledger_movement_once")
    as_owner("alter table payments_refund drop constraint if exists refund_of_provider_once")
    as_owner("drop index if exists refund_of_provider_once")
    monkeypatch.setattr(process, "locked", without_lock)
    outcome = races.callbacks(**ROUNDS)
    assert not outcome.sound, outcome
