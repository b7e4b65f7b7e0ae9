"""Asking, starting, learning and giving back."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from balie.kernel import clock
from balie.kernel.tenancy import scope
from balie.payments import jobs, public
from balie.payments.models import Attempt, LedgerEntry, Payment, Refund
from balie.payments.process import take_in
from balie.payments.providers import Report

from .factories import URLS, asked, started

PAID = Decimal("77.85")


def callback(payment, number=1):
    attempt = Attempt.objects.get(payment=payment.id, number=number)
    public.process_callback(token=payment.token, provider_id=attempt.provider_id)
    return public.get(payment.id, owner=payment.owner)


def pay(bank, number=1):
    bank.status[f"tr_{number}"][0] = "paid"


def test_the_same_key_asks_once(bank):
    assert asked(key="k") == asked(key="k") and Payment.objects.count() == 1
    assert len(asked().token) * 6 >= 128


@pytest.mark.parametrize("amount", ["0", "-1", "0.001"])
def test_there_is_something_to_pay(bank, amount):
    with pytest.raises(ValueError):
        asked(amount=amount)


def test_start_again_while_open_is_the_same_page(bank):
    payment = asked()
    assert public.start(payment_id=payment.id, **URLS) == public.start(payment_id=payment.id, **URLS) == "https://bank.example/tr_1"
    assert Attempt.objects.count() == 1


def test_a_start_that_died_before_it_was_kept_makes_no_second_payment(bank, monkeypatch):
    payment = asked()
    monkeypatch.setattr("balie.payments.start._keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        public.start(payment_id=payment.id, **URLS)
    monkeypatch.undo()
    monkeypatch.setattr("balie.payments.start.provider", lambda name=None: bank)
    public.start(payment_id=payment.id, **URLS)
    assert list(bank.status) == ["tr_1"]


def test_paid(bank, announced):
    payment = started()
    pay(bank)
    view = callback(payment)
    assert (view.status, view.received, view.refunded, view.paid_at is not None) == ("betaald", PAID, 0, True)
    assert public.balance(payment.owner) == PAID and announced == ["PaymentPaid"]
    with pytest.raises(public.AlreadyPaid, match="U hebt al betaald"):
        public.start(payment_id=payment.id, **URLS)


@pytest.mark.parametrize("word", ["open", "pending", "expired", "canceled", "failed", "paid"])
def test_paid_stays_paid_and_is_told_once(bank, announced, word):
    payment = started()
    pay(bank)
    callback(payment)
    bank.status["tr_1"][0] = word
    assert callback(payment).status == "betaald"
    assert public.balance(payment.owner) == PAID and announced == ["PaymentPaid"]


@pytest.mark.parametrize("word", ["expired", "canceled", "failed"])
def test_after_an_end_a_new_attempt(bank, announced, word):
    payment = started()
    bank.status["tr_1"][0] = word
    assert callback(payment).status == callback(payment).status == "mislukt"
    assert announced == ["PaymentFailed"]
    assert public.start(payment_id=payment.id, **URLS) == "https://bank.example/tr_2"
    assert public.get(payment.id, owner=payment.owner).status == "open"
    callback(payment, 1)
    assert public.get(payment.id, owner=payment.owner).status == "open"
    pay(bank, 2)
    assert callback(payment, 2).status == "betaald" and announced == ["PaymentFailed", "PaymentPaid"]


def test_a_late_payment_of_an_ended_attempt_counts(bank, announced):
    payment = started()
    bank.status["tr_1"][0] = "expired"
    callback(payment)
    pay(bank)
    assert callback(payment).status == "betaald" and announced == ["PaymentFailed", "PaymentPaid"]


def test_less_than_asked_is_in_the_ledger_but_not_paid(bank, announced):
    payment = started()
    bank.status["tr_1"] = ["paid", Decimal("70.00")]
    view = callback(payment)
    assert (view.status, view.received, announced) == ("open", Decimal("70.00"), [])


def test_unknown_callbacks_do_nothing(bank):
    payment, other = started(), started(owner="proef:twee")
    pay(bank), pay(bank, 2)
    asked_before = bank.asked
    public.process_callback(token=payment.token, provider_id="tr_2")
    public.process_callback(token="guess", provider_id="tr_1")
    public.process_callback(token=payment.token, provider_id="")
    assert bank.asked == asked_before and public.balance(payment.owner) == public.balance(other.owner) == 0


def test_provider_down(bank):
    payment = asked()
    bank.down = True
    with pytest.raises(public.ProviderDown, match="Uw gegevens zijn bewaard"):
        public.start(payment_id=payment.id, **URLS)
    assert public.refresh(payment_id=payment.id).status == "open"


def test_a_callback_while_the_provider_does_not_answer_is_not_lost(bank, announced):
    payment = started()
    pay(bank)
    bank.down = True
    assert callback(payment).status == "open"
    bank.down = False
    jobs.distrust_silence()
    assert announced == ["PaymentPaid"]


def test_no_webhook_ever_came(bank, announced):
    payment = started()
    pay(bank)
    jobs.distrust_silence()
    assert announced == []  # not due yet
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        bank.down = True
        jobs.distrust_silence()
        bank.down = False
        jobs.distrust_silence()
        assert announced == []  # patience grew
    with clock.frozen(clock.now() + timedelta(minutes=10)):
        jobs.distrust_silence()
        jobs.distrust_silence()
    assert announced == ["PaymentPaid"] and public.balance(payment.owner) == PAID
    assert Attempt.objects.get().next_check is None


def test_refund(bank, announced, run_jobs):
    payment = started()
    pay(bank)
    callback(payment)
    first = public.refund(payment_id=payment.id, amount=Decimal("7.85"), reason="Te veel", key="k")
    assert public.refund(payment_id=payment.id, amount=Decimal("7.85"), reason="Te veel", key="k") == first
    with pytest.raises(public.NotRefundable, match="hoogstens €\xa070,00"):
        public.refund(payment_id=payment.id, amount=Decimal("77.85"), reason="Nog eens", key="k2")
    run_jobs()
    assert public.balance(payment.owner) == PAID  # promised, not yet gone
    jobs.distrust_silence()
    callback(payment), callback(payment)
    view = public.get(payment.id, owner=payment.owner)
    assert (view.refunded, public.balance(payment.owner)) == (Decimal("7.85"), Decimal("70.00"))
    assert announced == ["PaymentPaid", "PaymentRefunded"]
    assert Refund.objects.get().status == "terugbetaald" and view.status == "betaald"


def test_everything_of_an_owner_goes_back_once(bank, run_jobs):
    payment = started()
    pay(bank)
    callback(payment)
    asked(owner=payment.owner)  # was never paid
    public.refund(payment_id=payment.id, amount=Decimal("7.85"), reason="Te veel", key="k")
    give = {"owners": [payment.owner, "proef:niemand"], "reason": "Gestopt", "key": "stop"}
    assert (public.give_back(**give), public.give_back(**give)) == (Decimal("70.00"), 0)
    assert [one.amount for one in public.refunds_of([payment.id])[payment.id]] == [Decimal("7.85"), Decimal("70.00")]


def test_at_the_bank(bank):
    payment = started()
    assert public.under_way(payment.id) and not public.under_way(asked().id)
    pay(bank)
    callback(payment)
    assert not public.under_way(payment.id)


def test_nothing_to_refund(bank):
    payment = started()
    with pytest.raises(public.NotRefundable, match="niet betaald"):
        public.refund(payment_id=payment.id, amount=Decimal("1"), reason="", key="k")


def test_a_refund_whose_job_was_lost_is_sent_once(bank, run_jobs):
    payment = started()
    pay(bank)
    callback(payment)
    public.refund(payment_id=payment.id, amount=Decimal("1"), reason="", key="k")
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        jobs.distrust_the_queue()
        run_jobs()
        jobs.distrust_silence()
    assert len(bank.refunds["tr_1"]) == 1 and public.balance(payment.owner) == PAID - 1


def test_a_refund_made_at_the_provider_itself_is_seen(bank, announced):
    payment = started()
    pay(bank)
    callback(payment)
    bank.refund("tr_1", amount=Decimal("5.00"), description="", key="dashboard")
    callback(payment), callback(payment)
    assert public.balance(payment.owner) == PAID - 5 and announced == ["PaymentPaid", "PaymentRefunded"]


def test_the_ledger_is_only_added_to(bank):
    payment = started()
    pay(bank)
    callback(payment)
    entry = LedgerEntry.objects.get()
    for change in (lambda: LedgerEntry.objects.update(amount=1), lambda: LedgerEntry.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="ledger_movement_once"), transaction.atomic():
        LedgerEntry.objects.create(payment_id=payment.id, kind="ontvangen", amount=1, provider=entry.provider, reference=entry.reference,
                                   at=clock.now())


def test_for_somebody_else_there_is_no_payment(bank, other_gemeente):
    payment = asked()
    for read in (lambda: public.get(payment.id, owner="proef:ander"), lambda: public.by_token("guess"),
                 lambda: public.get(uuid4(), owner=payment.owner)):
        with pytest.raises(public.NotFound):
            read()
    assert public.by_token(payment.token) == payment
    with scope(other_gemeente), pytest.raises(public.NotFound):
        public.by_token(payment.token)


@pytest.mark.parametrize("payments", [1, 8])
def test_lists_take_two_queries(bank, django_assert_num_queries, payments):
    for number in range(payments):
        take_in(Attempt.objects.get(payment=started(owner=f"proef:{number}").id).id, Report(status="paid", amount=PAID))
    with django_assert_num_queries(2):
        found = public.for_owners([f"proef:{number}" for number in range(payments)])
    assert all(view.received == PAID for views in found.values() for view in views) and len(found) == payments
    with django_assert_num_queries(1):
        public.balance("proef:0")
