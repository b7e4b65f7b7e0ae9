"""What does not stay for ever: drafts, unpaid and stopped applications, questions to cosigners, consent. Each with the day before as control."""
from datetime import timedelta

import pytest

from balie.applications import jobs, public, rules
from balie.applications.models import Application, Cosigner, ResumeLink
from balie.applications.tests import factories
from balie.documents import public as documents
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.storage import storage
from balie.kernel import clock
from balie.kernel.models import AuditEntry
from balie.registers import public as registers


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


def test_what_was_stopped_is_deleted_after_its_term_with_everything_in_it(jo, run_jobs):
    view = factories.filled(jo, buur_email="buur@voorbeeld.example")
    view = factories.save(view, "wie", of=jo, buur_email="buur@voorbeeld.example", given={"bijlage": [factories.upload(view)]}).application
    public.submit(application_id=view.id, resident=jo)
    public.withdraw(application_id=view.id, resident=jo)
    content = Versie.objects.get().inhoud
    with after(rules.STOPPED_DAYS - 1):
        jobs.forget_stopped()
    assert Application.objects.count() == Cosigner.objects.count() == len(documents.documents_of_owner(view.owner)) == 1
    with after(rules.STOPPED_DAYS):
        jobs.forget_stopped()
        run_jobs()
    assert Application.objects.count() == Cosigner.objects.count() == len(documents.documents_of_owner(view.owner)) == 0
    assert not storage().exists(content)
    assert AuditEntry.objects.filter(action="aanvraag.opgeruimd", object_ref=view.owner, subject=jo.person_id).count() == 1


@pytest.mark.parametrize("typed", [{}, {"muziek": "ja", "luid": "zacht"}, {"buur_email": "buur@voorbeeld.example"}])
def test_control_what_was_not_stopped_is_not_deleted(jo, typed):
    factories.sent(jo, **typed)
    factories.draft(jo)
    with after(400):
        jobs.forget_stopped()
    assert Application.objects.count() == 2


def test_every_way_of_stopping_has_that_term(jo, bo):
    public.withdraw(application_id=factories.sent(jo, buur_email="buur@voorbeeld.example").id, resident=jo)
    factories.sent(jo, buur_email="buur@voorbeeld.example")
    public.answer(token=Cosigner.objects.get(status="gevraagd").token, agree=False, resident=bo)
    factories.sent(jo, buur_email="buur@voorbeeld.example")
    factories.sent(jo, muziek="ja", luid="zacht")
    with after(15):
        jobs.stop_unpaid()
        jobs.watch_cosigners()
        assert list(Application.objects.values_list("status", flat=True)) == ["ingetrokken"] * 4
    with after(rules.STOPPED_DAYS + 15):
        jobs.forget_stopped()
    assert not Application.objects.exists()


BRP = registers.Ask(source="brp", fields=("persoon.naam",), purpose="Om te weten wie u bent.")
RDW = registers.Ask(source="rdw", fields=("voertuig.merk",), purpose="Om uw auto te kennen.", required=False)


def agreed(view, *people) -> None:
    for person in people:
        registers.give(person_id=person.person_id, owner=view.owner, asks=[BRP])
        registers.refuse(person_id=person.person_id, owner=view.owner, asks=[RDW])


def standing(person) -> list[str]:
    return [each.owner for each in registers.consents_of(person.person_id) if each.active]


def thrown_away(jo):
    view = factories.draft(jo)
    agreed(view, jo)
    public.withdraw(application_id=view.id, resident=jo)


def expired(jo):
    agreed(factories.draft(jo), jo)
    with after(rules.DRAFT_DAYS):
        jobs.forget_old_drafts()


def stopped(jo):
    view = factories.sent(jo, buur_email="buur@voorbeeld.example")
    agreed(view, jo, factories.resident(factories.PARENT_BSN))  # also of who signed
    public.withdraw(application_id=view.id, resident=jo)


@pytest.mark.parametrize("end", [thrown_away, expired, stopped])
def test_what_was_agreed_to_for_it_ends_with_it(jo, end):
    other = factories.draft(jo)
    with after(20):
        factories.save(other, "plan", of=jo, kinderen="30", muziek="nee")
    agreed(other, jo)
    end(jo)
    assert standing(jo) == [other.owner] * 2 and standing(factories.resident(factories.PARENT_BSN)) == []
    assert AuditEntry.objects.filter(action="toestemming.vervallen", subject=jo.person_id).count() == 1  # of what was given, not of the refusal


def test_control_what_was_agreed_to_for_what_was_sent_stands(jo):
    view = factories.filled(jo)
    agreed(view, jo)
    public.submit(application_id=view.id, resident=jo)
    with after(400):
        jobs.forget_old_drafts()
        jobs.forget_stopped()
    assert standing(jo) == [view.owner] * 2
