"""Two at the same moment, for real: threads with their own connections that commit."""
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction

from balie.applications import access, jobs, public, rules
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.kernel import clock, tenancy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def view(transactional_db, service, jo):
    with transaction.atomic():
        return factories.filled(jo)


def together(gemeente, *deeds):
    """Do these at the same moment; what each gave, or the refusal that it met."""
    barrier = Barrier(len(deeds))

    def run(deed):
        with tenancy.scope(gemeente):
            barrier.wait(timeout=30)
            try:
                return deed()
            except public.Conflict as refused:
                return refused
            finally:
                connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def without_lock(monkeypatch, at_once: int):
    """Everybody reads the draft before anybody writes it, as it would go without the lock."""
    barrier, original = Barrier(at_once), access.application_for

    def read(application_id, *, lock=False, **who):
        found = original(application_id, **who)
        barrier.wait(timeout=30)
        return found

    monkeypatch.setattr(access, "application_for", read)


def tabs(view, jo):
    return [lambda typed=typed: factories.save(view, "plan", of=jo, kinderen=typed, muziek="nee") for typed in ("11", "12")]


def test_of_two_tabs_one_is_told(gemeente, view, jo):
    results = together(gemeente, *tabs(view, jo))
    assert sum(isinstance(each, public.Conflict) for each in results) == 1
    with transaction.atomic():
        assert Application.objects.get().revision == view.revision + 1


def test_control_without_the_lock_the_second_tab_overwrites(gemeente, view, jo, monkeypatch):
    without_lock(monkeypatch, 2)
    results = together(gemeente, *tabs(view, jo))
    assert not any(isinstance(each, public.Conflict) for each in results)


def test_a_doubled_click_is_one_application(gemeente, view, jo, names):
    sent = together(gemeente, *[lambda: public.submit(application_id=view.id, resident=jo)] * 4)
    assert len({each.kenmerk for each in sent}) == 1 and names() == ["ApplicationSubmitted"]


def test_control_without_the_lock_a_doubled_click_is_two_events(gemeente, view, jo, names, monkeypatch):
    without_lock(monkeypatch, 2)
    sent = together(gemeente, *[lambda: public.submit(application_id=view.id, resident=jo)] * 2)
    assert len({each.kenmerk for each in sent}) == 2 and names() == ["ApplicationSubmitted"] * 2


def forget(gemeente) -> None:
    """The job, long after the draft's term, in a connection of its own."""
    def run():
        try:
            with tenancy.scope(gemeente), clock.frozen(clock.now() + timedelta(days=rules.DRAFT_DAYS + 1)), transaction.atomic():
                jobs.forget_old_drafts()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(timeout=30)


def test_a_draft_that_is_just_being_sent_is_not_forgotten(gemeente, view, jo):
    with transaction.atomic():
        public.submit(application_id=view.id, resident=jo)
        forget(gemeente)
    with transaction.atomic():
        assert Application.objects.get().status == "ingediend"


def test_control_a_draft_that_nobody_holds_is_forgotten(gemeente, view):
    forget(gemeente)
    with transaction.atomic():
        assert not Application.objects.exists()
