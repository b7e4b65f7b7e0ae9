"""Money back: who stops in time, who is refused, and what an official gives back. Once, and the ledger agrees."""
from decimal import Decimal

import pytest

from balie.appointments.models import Appointment
from balie.cases import money, public
from balie.cases.models import Zaak
from balie.cases.tests import factories, town
from balie.payments import public as payments
from balie.payments.jobs import distrust_silence
from balie.payments.models import Refund

PRICE = Decimal("12.50")
LEADER = factories.official("teamleider")


@pytest.fixture
def jo(gemeente):
    town.publish()
    return town.somebody(town.NUMBERS[0])


def asked(jo, run_jobs, *changes, hoogte="5"):
    """Paid, and waiting for an official."""
    if changes:
        town.publish(*changes)
    return town.has(jo, run_jobs, home="1", hoogte=hoogte)


def balance(zaak_id) -> Decimal:
    return payments.balance(f"application:{Zaak.objects.get(pk=zaak_id).application_id}")


def test_who_stops_before_the_decision_gets_it_back_once(jo, run_jobs):
    zaak_id = asked(jo, run_jobs)
    assert public.zaak_of_resident(jo, zaak_id).back_on_stop == PRICE and balance(zaak_id) == PRICE
    public.withdraw(zaak_id=zaak_id, resident=jo)
    money.give_back(Zaak.objects.get(pk=zaak_id), "stopped")  # again: nothing more
    run_jobs()
    distrust_silence()
    run_jobs()
    assert Refund.objects.get().status == "terugbetaald" and balance(zaak_id) == 0


def test_an_official_who_stops_it_for_them_does_the_same(jo, run_jobs):
    zaak_id = asked(jo, run_jobs)
    public.stop_for_resident(zaak_id=zaak_id, official=LEADER)
    assert Refund.objects.get().amount == PRICE


def test_a_service_may_keep_it(jo, run_jobs):
    zaak_id = asked(jo, run_jobs, ("refund_refused: true", "refund: never"))
    assert public.zaak_of_resident(jo, zaak_id).back_on_stop == 0
    public.withdraw(zaak_id=zaak_id, resident=jo)
    assert not Refund.objects.exists()


@pytest.mark.parametrize(("came", "back"), [(False, PRICE), (True, 0)])
def test_until_the_visit(jo, run_jobs, monkeypatch, came, back):
    zaak_id = asked(jo, run_jobs, ("refund_refused: true", "refund: until_visit"))
    monkeypatch.setattr(money, "came_by", lambda zaak: came)
    assert public.zaak_of_resident(jo, zaak_id).back_on_stop == back
    public.withdraw(zaak_id=zaak_id, resident=jo)
    assert Refund.objects.exists() is not came


def test_nobody_came_by_without_an_appointment(jo, run_jobs):
    assert money.came_by(Zaak.objects.get(pk=asked(jo, run_jobs))) is False and not Appointment.objects.exists()


@pytest.mark.parametrize(("setting", "given_back"), [("refund_refused: true", True), ("refund_refused: false", False)])
def test_who_is_refused_gets_it_back_where_the_service_says_so(jo, run_jobs, setting, given_back):
    changes = (("refund_refused: true", setting),) if setting != "refund_refused: true" else ()
    zaak_id = asked(jo, run_jobs, *changes)
    public.decide(zaak_id=zaak_id, official=LEADER, outcome="weigeren", reason="Te hoog.")
    assert Refund.objects.exists() is given_back


def test_an_official_gives_back_with_a_reason(jo, run_jobs):
    zaak_id = asked(jo, run_jobs)
    paid = payments.for_owner(f"application:{Zaak.objects.get(pk=zaak_id).application_id}")[0]
    verb = {"zaak_id": zaak_id, "payment_id": paid.id, "key": "k"}
    with pytest.raises(public.NotAllowed):
        public.refund(**verb, official=factories.official("behandelaar"), amount=Decimal("2"), reason="Te veel gevraagd.")
    with pytest.raises(public.Impossible, match="waarom"):
        public.refund(**verb, official=LEADER, amount=Decimal("2"), reason=" ")
    with pytest.raises(public.Impossible, match="hoogstens"):
        public.refund(**verb, official=LEADER, amount=Decimal("20"), reason="Te veel gevraagd.")
    for _click in range(2):
        public.refund(**verb, official=LEADER, amount=Decimal("2"), reason="Te veel gevraagd.")
    assert Refund.objects.get().amount == 2
    public.withdraw(zaak_id=zaak_id, resident=jo)
    assert sorted(Refund.objects.values_list("amount", flat=True)) == [2, Decimal("10.50")]  # only what is left


def test_not_of_another_zaak(jo, run_jobs):
    zaak_id, other = asked(jo, run_jobs), town.payments.request(owner="zaak:iets", amount=PRICE, description="x", key="x")
    with pytest.raises(public.Impossible, match="hoort niet bij"):
        public.refund(zaak_id=zaak_id, payment_id=other.id, key="k", official=LEADER, amount=PRICE, reason="x")
