"""Money that comes in: it completes the application it was for, once, and goes back when that was stopped."""
from uuid import uuid4

import pytest

from balie.applications import handlers, public
from balie.applications.tests import factories
from balie.kernel import tenancy
from balie.payments import public as payments
from balie.payments.events import PaymentPaid
from balie.payments.tests.factories import URLS
from balie.payments.tests.factories import Bank as TheBank


@pytest.fixture
def bank(gemeente, monkeypatch):
    bank = TheBank()
    for where in ("start", "process", "jobs"):
        monkeypatch.setattr(f"balie.payments.{where}.provider", lambda name=None: bank)
    return bank


@pytest.fixture
def view(jo):
    return factories.sent(jo, muziek="ja", luid="zacht")


def pay(view, bank) -> None:
    payments.start(payment_id=view.payment_id, **URLS)
    for state in bank.status.values():
        state[0] = "paid"
    payments.refresh(payment_id=view.payment_id)


def paid(view, **changes) -> PaymentPaid:
    return PaymentPaid(**{"payment_id": view.payment_id, "owner": view.owner} | changes)


def test_paid_is_complete(view, bank, names, run_jobs):
    pay(view, bank)
    run_jobs()
    assert factories.row(view).status == "ingediend" and names().count("ApplicationSubmitted") == 1


def test_hearing_it_twice_is_once(view, names):
    handlers.complete_when_paid(paid(view))
    handlers.complete_when_paid(paid(view))
    assert names() == ["ApplicationSubmitted"]


@pytest.mark.parametrize("wrong", [{"payment_id": uuid4()}, {"owner": f"application:{uuid4()}"}, {"owner": "zaak:x"}, {"owner": "proef:een"}])
def test_money_for_something_else_completes_nothing(view, names, wrong):
    handlers.complete_when_paid(paid(view, **wrong))
    assert factories.row(view).status == "betalen" and names() == []


def test_money_in_another_municipality_completes_nothing(view, other_gemeente):
    with tenancy.scope(other_gemeente):
        handlers.complete_when_paid(paid(view))
    assert factories.row(view).status == "betalen"


def test_money_for_what_was_stopped_goes_back(view, jo, bank, names, run_jobs):
    pay(view, bank)
    public.withdraw(application_id=view.id, resident=jo)
    run_jobs()
    refunds = [each for made in bank.refunds.values() for each in made]
    assert [each.amount for each in refunds] == [view.price] and "ApplicationSubmitted" not in names()
    assert factories.row(view).status == "ingetrokken"
