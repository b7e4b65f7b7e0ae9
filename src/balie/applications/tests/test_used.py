"""A form that is begun counts, and counts as sent when it is sent: in the month in which it was begun."""
from datetime import timedelta

from balie.applications import public
from balie.applications.tests import factories
from balie.catalogue.models import ServiceUse
from balie.kernel import clock


def counted() -> list[tuple[str, str, int]]:
    rows = ServiceUse.objects.order_by("what").values_list("what", "service", "month__month")
    return list(rows)


def test_begun_and_thrown_away_stays_counted(jo):
    view = factories.draft(jo)
    public.withdraw(application_id=view.id, resident=jo)
    assert counted() == [("begun", view.service, clock.today().month)]


def test_sent_counts_in_the_month_in_which_it_was_begun(jo):
    view, month = factories.filled(jo), clock.today().month
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert clock.today().month != month
        public.submit(application_id=view.id, resident=jo)
    assert counted() == [("begun", view.service, month), ("sent", view.service, month)]


def test_sent_twice_is_once(jo):
    view = factories.filled(jo, muziek="ja", luid="zacht")
    for _ in range(2):
        public.submit(application_id=view.id, resident=jo)
    assert [what for what, _, _ in counted()] == ["begun", "sent"]


def test_saving_a_page_is_no_new_form(jo):
    factories.save(factories.draft(jo), "plan", of=jo, kinderen="30", muziek="nee")
    assert len(counted()) == 1


def test_control_a_second_form_is_a_second_one(jo):
    factories.draft(jo)
    factories.draft(jo)
    assert len(counted()) == 2
