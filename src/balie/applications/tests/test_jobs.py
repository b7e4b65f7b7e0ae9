"""What does not stay for ever: drafts, unpaid applications and questions to cosigners. Each with the day before as its control."""
from datetime import timedelta

import pytest

from balie.applications import jobs, public, rules
from balie.applications.models import Application, Cosigner, ResumeLink
from balie.applications.tests import factories
from balie.documents import public as documents
from balie.kernel import clock


def after(days: int):
    return clock.frozen(clock.now() + timedelta(days=days, minutes=1))


def test_an_old_draft_goes_with_everything_in_it(jo):
    view = factories.draft(jo)
    factories.save(view, "wie", of=jo, given={"bijlage": [factories.upload(view)]})
    public.make_resume_link(application_id=view.id, resident=jo)
    with after(rules.DRAFT_DAYS - 1):
        jobs.forget_old_drafts()
    assert Application.objects.count() == ResumeLink.objects.count() == len(documents.documents_of_owner(view.owner)) == 1
    with after(rules.DRAFT_DAYS):
        jobs.forget_old_drafts()
    assert Application.objects.count() == ResumeLink.objects.count() == len(documents.documents_of_owner(view.owner)) == 0


def test_every_saved_page_gives_a_draft_its_term_again(jo):
    view = factories.draft(jo)
    with after(20):
        factories.save(view, "plan", of=jo, kinderen="30", muziek="nee")
    with after(rules.DRAFT_DAYS + 5):
        jobs.forget_old_drafts()
    assert Application.objects.count() == 1


@pytest.mark.parametrize("typed", [{}, {"muziek": "ja", "luid": "zacht"}, {"buur_email": "buur@voorbeeld.example"}])
def test_what_was_sent_is_no_old_draft(jo, typed):
    factories.sent(jo, **typed)
    with after(400):
        jobs.forget_old_drafts()
    assert Application.objects.count() == 1


def test_an_application_that_nobody_pays_stops(jo, names):
    view = factories.sent(jo, muziek="ja", luid="zacht")
    with after(rules.PAY_DAYS - 1):
        jobs.stop_unpaid()
    assert factories.row(view).status == "betalen"
    with after(rules.PAY_DAYS):
        jobs.stop_unpaid()
        jobs.stop_unpaid()
    assert factories.row(view).status == "ingetrokken" and names() == ["ApplicationWithdrawn"]


def test_time_to_pay_begins_when_everybody_has_signed(jo, bo):
    view = factories.sent(jo, buur_email="buur@voorbeeld.example", muziek="ja", luid="zacht")
    with after(10):
        public.answer(token=Cosigner.objects.get().token, agree=True, resident=bo)
    with after(rules.PAY_DAYS + 5):
        jobs.stop_unpaid()
    assert factories.row(view).status == "betalen"


def test_a_cosigner_is_reminded_once_and_then_it_stops(jo, bo, names):
    view = factories.sent(jo, buur_email="buur@voorbeeld.example", muziek="ja", luid="zacht")
    for days, told in ((1, 1), (11, 2), (12, 2), (14, 2)):  # asked at once, reminded three days before the end
        with after(days):
            jobs.watch_cosigners()
        assert names().count("CosignAsked") == told, days
    assert factories.row(view).status == "ondertekenen"
    with after(15):
        jobs.watch_cosigners()
        with pytest.raises(public.NotAllowed):
            public.answer(token=Cosigner.objects.get().token, agree=True, resident=bo)
    row = factories.row(view)
    assert (row.status, row.payment_id, Cosigner.objects.get().status) == ("ingetrokken", None, "verlopen")
    assert names()[-1] == "ApplicationWithdrawn"


def test_of_two_who_are_late_it_stops_once(jo, names):
    parent = factories.resident(factories.PARENT_BSN)
    factories.sent(jo, buur_email="buur@voorbeeld.example", kind="kind-1", parent=parent.person_id)
    with after(15):
        jobs.watch_cosigners()
    assert names().count("ApplicationWithdrawn") == 1 and not Cosigner.objects.filter(status="gevraagd").exists()


def test_nobody_is_reminded_of_what_was_stopped(jo, names):
    view = factories.sent(jo, buur_email="buur@voorbeeld.example")
    public.withdraw(application_id=view.id, resident=jo)
    with after(12):
        jobs.watch_cosigners()
    with after(20):
        jobs.watch_cosigners()
    assert names() == ["CosignAsked", "ApplicationWithdrawn"]


def test_who_agreed_is_not_reminded(jo, bo, names):
    factories.sent(jo, buur_email="buur@voorbeeld.example")
    public.answer(token=Cosigner.objects.get().token, agree=True, resident=bo)
    with after(12):
        jobs.watch_cosigners()
    assert names().count("CosignAsked") == 1
