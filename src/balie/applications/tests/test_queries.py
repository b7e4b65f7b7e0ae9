"""Reads: what is in them, that they cost a fixed number of queries, and what follows from a stored application."""
from datetime import timedelta

import pytest

from balie.applications import evaluation, public
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.catalogue import public as catalogue
from balie.kernel import clock

MAIL = {"buur_email": "buur@voorbeeld.example"}


@pytest.fixture
def parent(service):
    return factories.resident(factories.PARENT_BSN)


def test_open_ones_are_drafts_and_what_waits_newest_first(jo):
    old, waiting, paying, done, gone = (factories.draft(jo), factories.sent(jo, **MAIL), factories.sent(jo, muziek="ja", luid="zacht"),
                                        factories.sent(jo), factories.sent(jo, **MAIL))
    public.withdraw(application_id=gone.id, resident=jo)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        factories.save(old, "plan", of=jo, kinderen="3", muziek="nee")
    found = public.open_of(jo)
    assert [line.id for line in found] == [old.id, paying.id, waiting.id] and done.id not in {line.id for line in found}
    assert [line.status for line in found] == ["concept", "betalen", "ondertekenen"] and found[1].price == 20


@pytest.mark.parametrize("number", [1, 8])
def test_open_ones_cost_one_query(jo, django_assert_num_queries, number):
    for _ in range(number):
        factories.draft(jo)
    with django_assert_num_queries(1):
        assert len(public.open_of(jo)) == number


@pytest.mark.parametrize("number", [1, 6])
def test_what_somebody_is_asked_costs_one_query(jo, parent, django_assert_num_queries, number):
    for _ in range(number):
        factories.sent(jo, kind="kind-1", parent=parent.person_id)
    with django_assert_num_queries(1):
        assert len(public.cosigns_asked_of(parent)) == number


def test_the_cosigners_of_one_cost_one_query(jo, parent, django_assert_num_queries):
    view = factories.sent(jo, kind="kind-1", parent=parent.person_id, **MAIL)
    with django_assert_num_queries(1):
        assert [each.name for each in public.cosigners_of(view.id)] == ["De andere ouder", "Uw buur"]


def test_who_was_asked_by_mail_only_has_no_list(jo, bo):
    factories.sent(jo, **MAIL)
    assert public.cosigns_asked_of(bo) == ()


def test_the_draft_to_go_on_with_is_the_newest(jo, bo):
    assert public.draft_of("speelstraat", resident=jo) is None
    first = factories.draft(jo)
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        second = factories.draft(jo)
    factories.sent(jo)
    assert first.id != second.id == public.draft_of("speelstraat", resident=jo).id
    assert public.draft_of("speelstraat", resident=bo) is None and public.draft_of("iets-anders", resident=jo) is None


@pytest.mark.parametrize("number", [0, 5])
def test_who_still_has_to_come_by_costs_one_query(gemeente, django_assert_num_queries, number):
    factories.publish(("payment:", "appointment: {product: straat-bekijken, minutes: 15, when: submit}\npayment:"))
    jo = factories.resident()
    sent = [factories.sent(jo).id for _ in range(number)]
    with django_assert_num_queries(1 if number else 0):
        assert public.appointments_needed(sent) == dict.fromkeys(sent, "straat-bekijken")


def test_an_application_costs_one_query(jo, django_assert_num_queries):
    view = factories.filled(jo)
    with django_assert_num_queries(1):
        assert public.get(view.id, resident=jo).state.complete


def test_later_rooms_find_the_applicant(jo):
    view = factories.draft(jo)
    assert public.application_facts(view.id)[1] == jo.person_id
    with pytest.raises(public.NotFound):
        public.application_facts(jo.person_id)


def test_texts_know_the_municipality(gemeente):
    assert evaluation.known_names()["gemeente"]["naam"] == "Zonnedam"


def test_the_price_of_this_municipality_counts_until_it_is_sent(jo):
    view = factories.filled(jo, muziek="ja", luid="zacht")
    catalogue.change_settings(slug="speelstraat", values={"tarief": "33.00"})
    assert public.get(view.id, resident=jo).state.total == 33


def test_a_sent_application_is_judged_by_the_day_it_was_sent(jo):
    view = factories.sent(jo)
    Application.objects.update(submitted=clock.now() - timedelta(days=40))
    row = Application.objects.get(pk=view.id)
    assert evaluation.state_of(row).values["vandaag"] == clock.local(row.submitted).date() != clock.today()
