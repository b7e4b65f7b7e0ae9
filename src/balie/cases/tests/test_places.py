"""Places of which there are only so many: taken, waited for, paid when it is one's turn, and free again."""
from datetime import date, timedelta
from decimal import Decimal

import pytest

from balie.applications import public as applications
from balie.cases import jobs, public
from balie.cases.models import Offer, Product, WaitingPlace, Zaak
from balie.cases.tests import factories, town
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.kernel import clock, outbox
from balie.payments import public as payments
from balie.payments.models import Refund

LEADER = factories.official("teamleider")


@pytest.fixture
def told(monkeypatch):
    """Call it with the name of an event: how often it was announced."""
    heard, announce = [], outbox.announce
    monkeypatch.setattr(outbox, "announce", lambda event: (heard.append(type(event).__name__), announce(event))[1])
    return heard.count


@pytest.fixture
def people(gemeente):
    town.publish()
    return [town.somebody(number) for number in town.NUMBERS[:6]]


@pytest.fixture
def full(people, run_jobs):
    """Two have the two places of Noord; two others wait, the third first. Returns who they are and the zaken of who waits."""
    for number, each in enumerate(people[:2]):
        town.has(each, run_jobs, home=str(number + 1))
    zaken = [town.has(each, run_jobs, home=str(number + 3)) for number, each in enumerate(people[2:4])]
    return people, zaken


def state_of(who, zaak_id):
    return public.zaak_of_resident(who, zaak_id).line.state


def test_who_waits_pays_nothing_and_has_a_number_within_the_district(full, run_jobs):
    people, zaken = full
    assert Product.objects.filter(pool="Noord").count() == 2
    assert [public.zaak_of_resident(who, zaak).waiting_place for who, zaak in zip(people[2:4], zaken, strict=True)] == [1, 2]
    assert [applications.submitted(Zaak.objects.get(pk=zaak).application_id).price for zaak in zaken] == [0, 0]
    elsewhere = town.has(people[4], run_jobs, home="9", wijk="Zuid")
    assert public.zaak_of_resident(people[4], elsewhere).line.result == "Verleend"  # control: another district is not full


def test_a_place_that_is_given_up_goes_to_the_first_who_then_pays(full, run_jobs, told):
    people, (first, second) = full
    public.end_product(product_id=public.products_of(people[0])[0].product_id, resident=people[0])
    run_jobs()
    page = public.zaak_of_resident(people[2], first)
    assert (page.to_pay.amount, page.waiting_place, page.line.state) == (Decimal("12.50"), None, "wij_wachten_op_u")
    assert public.mijn_balie(people[2]).actions[0].kind == "betalen" and not public.products_of(people[2])
    assert public.zaak_of_resident(people[3], second).waiting_place == 1 and (told("PaymentDue"), told("ProductEnded")) == (1, 1)
    assert Zaak.objects.get(pk=first).betalingsindicatie == "nog_niet"
    town.pay(f"zaak:{first}")
    run_jobs()
    assert public.products_of(people[2])[0].valid_from == clock.today() and Zaak.objects.get(pk=first).betalingsindicatie == "geheel"
    assert public.zaak_of_resident(people[2], first).line.result == "Verleend" and told("ZaakDecided") == 1
    assert payments.balance(f"zaak:{first}") == Decimal("12.50") and state_of(people[3], second) == "wachtlijst"
    (letter,) = [each for each in documents.documents_of_owner(f"zaak:{first}") if each.title == "Vergunning dakterras"]
    assert letter.signed


def test_twice_paid_news_grants_once(full, run_jobs):
    people, (first, _) = full
    public.end_product(product_id=public.products_of(people[0])[0].product_id, resident=people[0])
    run_jobs()
    payment = town.pay(f"zaak:{first}")
    run_jobs()
    town.waiting.paid(zaak_id=first, payment_id=payment.id)
    assert Product.objects.filter(zaak=first).count() == 1


def last_day(term: int = 14) -> int:
    """In how many days a term ends that began today: not in a weekend (Algemene termijnenwet, artikel 1)."""
    return (clock.next_working_day(clock.today() + timedelta(days=term)) - clock.today()).days


def test_who_does_not_pay_in_time_loses_the_place_to_the_next(full, run_jobs, told):
    people, (first, second) = full
    public.end_product(product_id=public.products_of(people[0])[0].product_id, resident=people[0])
    run_jobs()
    with factories.later(last_day()):
        jobs.let_offers_lapse()
        assert state_of(people[2], first) == "wij_wachten_op_u"  # control: the last day is a day
    with factories.later(last_day() + 1):
        jobs.let_offers_lapse()
        run_jobs()
        assert public.zaak_of_resident(people[2], first).outcome == "Ingetrokken" and told("OfferLapsed") == 1
        assert public.zaak_of_resident(people[3], second).to_pay
    town.pay(f"zaak:{first}")  # after all, too late
    run_jobs()
    assert not public.products_of(people[2]) and Refund.objects.get().amount == Decimal("12.50")


def test_not_while_somebody_is_at_the_bank(full, run_jobs, monkeypatch):
    people, (first, _) = full
    public.end_product(product_id=public.products_of(people[0])[0].product_id, resident=people[0])
    run_jobs()
    monkeypatch.setattr(payments, "under_way", lambda payment_id: True)
    with factories.later(last_day() + 1):
        assert town.waiting.lapse(zaak_id=first) is False
        monkeypatch.undo()
        assert town.waiting.lapse(zaak_id=first) is True


def test_who_stops_makes_room(full, run_jobs):
    people, (first, second) = full
    public.end_product(product_id=public.products_of(people[0])[0].product_id, resident=people[0])
    run_jobs()
    public.withdraw(zaak_id=first, resident=people[2])
    run_jobs()
    assert Offer.objects.get(zaak=first).closed_at and public.zaak_of_resident(people[3], second).to_pay


def test_what_runs_out_makes_room_and_a_newcomer_does_not_pass(full, run_jobs):
    people, (first, second) = full
    Product.objects.filter(person_id=people[0].person_id).update(valid_until=clock.today() - timedelta(days=1))
    newcomer = town.has(people[4], run_jobs, home="9")
    assert public.zaak_of_resident(people[4], newcomer).waiting_place == 3  # one place is free, but it is the first one's turn
    jobs.give_out_free_places()
    run_jobs()
    assert public.zaak_of_resident(people[2], first).to_pay and state_of(people[3], second) == "wachtlijst"


def test_more_places_are_given_out_in_order(full, run_jobs):
    people, (first, second) = full
    catalogue.change_settings(slug="dakterras", values={"plekken": 3})
    jobs.give_out_free_places()
    run_jobs()
    assert (state_of(people[2], first), state_of(people[3], second)) == ("wij_wachten_op_u", "wachtlijst")


def test_an_official_sees_the_lists_and_offers_the_next_place(full, run_jobs, django_assert_num_queries):
    people, (first, second) = full
    with django_assert_num_queries(2):
        (found,) = public.waiting_lists(LEADER)
    assert (found.pool, [line.zaak_id for line in found.lines]) == ("Noord", [first, second])
    with pytest.raises(public.Impossible, match="geen plek"):
        public.offer_next(service="dakterras", pool="Noord", official=LEADER)
    with pytest.raises(public.Impossible, match="wacht niemand"):
        public.offer_next(service="dakterras", pool="Zuid", official=LEADER)
    with pytest.raises(public.NotAllowed):
        public.offer_next(service="dakterras", pool="Noord", official=factories.official("balie"))
    catalogue.change_settings(slug="dakterras", values={"plekken": 3})
    assert public.offer_next(service="dakterras", pool="Noord", official=LEADER) == first
    assert public.zaak_of_resident(people[2], first).to_pay


def test_an_official_cannot_grant_what_there_is_no_room_for(full, run_jobs):
    people, (first, _) = full
    zaak = public.zaak_page(LEADER, first)
    for task in zaak.tasks:
        public.finish_task(zaak_id=first, task_id=task.task_id, official=LEADER)
    with pytest.raises(public.Impossible, match="In Noord is geen plek"):
        public.decide(zaak_id=first, official=LEADER, outcome="verlenen", reason="Toch maar.")
    public.end_product(product_id=public.products_of(people[0])[0].product_id, resident=people[0])
    public.decide(zaak_id=first, official=LEADER, outcome="verlenen", reason="Er is plek.")  # control
    assert public.zaak_of_resident(people[2], first).to_pay


def test_where_only_an_official_knows_they_offer_it(gemeente, run_jobs):
    """A waiting list that does not count anything: nothing moves by itself."""
    zaak_id, resident, one = factories.zaak(answers={"hoogte": "7"}, outcome="wachtlijst")
    with factories.submitted(one):
        assert town.waiting.give_out(service="dakterras", pool="") == 0
        for task in public.zaak_page(LEADER, zaak_id).tasks:
            public.finish_task(zaak_id=zaak_id, task_id=task.task_id, official=LEADER)
        assert public.offer_next(service="dakterras", pool="", official=LEADER) == zaak_id
        assert public.zaak_of_resident(resident, zaak_id).reason == "U bent aan de beurt: er is een plek voor u."


def test_paid_only_once_it_is_granted(people, run_jobs):
    town.publish(("payment: {when: submit,", "payment: {when: granted, term: 1 week,"))
    zaak = town.has(people[0], run_jobs, home="1")
    page = public.zaak_of_resident(people[0], zaak)
    assert page.to_pay.amount == Decimal("12.50") and page.to_pay.until == clock.next_working_day(clock.today() + timedelta(days=7))
    town.pay(f"zaak:{zaak}")
    run_jobs()
    assert public.products_of(people[0])


def test_the_days_of_the_product_are_those_that_were_chosen(people, run_jobs):
    start = clock.today() + timedelta(days=20)
    town.has(people[0], run_jobs, home="1", vanaf=start.isoformat())
    mine = public.products_of(people[0])[0]
    assert (mine.valid_from, mine.valid_until) == (start, date(start.year + 1, start.month, start.day))
    zaak = Zaak.objects.get(pk=mine.zaak_id)
    besluit = zaak.besluiten.get()
    assert (besluit.ingangsdatum, besluit.vervaldatum) == (mine.valid_from, mine.valid_until)
    facts = public.case_facts(zaak.id)
    assert (facts.valid_from, facts.valid_until) == (mine.valid_from, mine.valid_until)


def test_a_first_day_that_has_passed_is_the_day_of_granting(full, run_jobs):
    people, (first, _) = full
    public.end_product(product_id=public.products_of(people[0])[0].product_id, resident=people[0])
    run_jobs()
    with factories.later(10):
        town.pay(f"zaak:{first}")
        run_jobs()
        assert public.products_of(people[2])[0].valid_from == clock.today()


def test_two_drafts_of_one_home_do_not_both_get_it(people, run_jobs):
    one, two = (town.draft(who, home="1") for who in people[:2])
    sent = town.send(one, people[0])
    town.pay(sent.owner)
    run_jobs()
    with pytest.raises(applications.NotReady, match="intussen iets veranderd"):
        town.send(two, people[1])
    assert applications.get(two.id, resident=people[1]).state.decision.outcome == "weigeren"  # and that is what the page shows now
    assert town.send(two, people[1]).outcome["decision"]["outcome"] == "weigeren"


def test_who_pays_when_the_place_is_gone_is_refused_and_gets_the_money_back(people, run_jobs):
    one, two = (town.send(town.draft(who, home="1"), who) for who in people[:2])
    for sent in (one, two):
        town.pay(sent.owner)
    run_jobs()
    assert Product.objects.count() == 1
    refused = public.zaak_of_resident(people[1], public.zaak_id_of_application(people[1], two.id))
    assert (refused.outcome, refused.reason) == ("Geweigerd", "Uw huis heeft er al een.") and Refund.objects.get().payment.owner == two.owner


def test_an_answer_to_a_question_brings_back_to_the_waiting_list(full, run_jobs):
    people, (first, _) = full
    ask = public.ask_resident(zaak_id=first, official=LEADER, question="Wat?")
    assert town.waiting.give_out(service="dakterras", pool="Noord") == 0
    public.answer_ask(zaak_id=first, ask_id=ask, resident=people[2], answer="Dit.")
    assert state_of(people[2], first) == "wachtlijst" and WaitingPlace.objects.filter(zaak=first, left_at=None).exists()
