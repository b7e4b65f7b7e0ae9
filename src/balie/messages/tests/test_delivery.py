"""Never twice, never lost: deliveries under crashes, doubled jobs and failing channels."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from balie.kernel import clock, outbox, tenancy
from balie.messages import delivery, jobs, parcels, public, rules
from balie.messages.channels import NotSent, Uncertain
from balie.messages.models import Delivery


class Crash(BaseException):
    """The process dies here."""


def link(key="k"):
    public.send_resume_link(address="a.bakker@voorbeeld.nl", link="https://x/verder/123456/", service="Paspoort", until="morgen", key=key)
    return Delivery.objects.get(fact=f"resume:{key}")


def now(row):
    row.refresh_from_db()
    return row


def later(**span):
    return clock.frozen(clock.now() + timedelta(**span))


def test_sent_once_and_the_secret_is_gone(postman, run_jobs):
    row = link()
    link()
    run_jobs()
    jobs.send(delivery_id=str(row.id))
    assert len(postman.sent) == 1 and "123456" in postman.sent[0].text
    assert (now(row).state, row.provider_id, row.attempts, row.content) == ("verstuurd", "id-1", 1, None)


def test_a_crash_between_sending_and_writing_it_down(postman, run_jobs):
    row = link()
    postman.then = Crash()
    with pytest.raises(Crash):
        run_jobs()
    postman.then = None
    jobs.send(delivery_id=str(row.id))  # the queue tries again
    assert len(postman.sent) == 1 and now(row).state == "bezig"
    with later(minutes=6):
        jobs.sweep(), run_jobs(), jobs.sweep(), run_jobs()
    assert len(postman.sent) == 1 and now(row).state == "onzeker"
    assert [one.id for one in public.uncertain()] == [row.id]
    public.send_again(delivery_id=row.id)
    run_jobs()
    assert len(postman.sent) == 2 and now(row).state == "verstuurd" and public.uncertain() == []


def test_control_without_the_mark_a_crash_sends_twice(postman, run_jobs, monkeypatch):
    row = link()
    monkeypatch.setattr(delivery, "_take", lambda key: parcels.parcel_of(Delivery.objects.get(id=key)))
    postman.then = Crash()
    with pytest.raises(Crash):
        run_jobs()
    postman.then = None
    jobs.send(delivery_id=str(row.id))
    assert len(postman.sent) == 2


def test_a_crash_before_sending_loses_nothing(postman, run_jobs, monkeypatch):
    row = link()
    monkeypatch.setattr(parcels, "parcel_of", lambda row: (_ for _ in ()).throw(Crash()))
    with pytest.raises(Crash):
        run_jobs()
    monkeypatch.undo()
    assert now(row).state == "wacht"
    with later(minutes=6):
        jobs.sweep()
        run_jobs()
    assert len(postman.sent) == 1 and now(row).state == "verstuurd"


def test_a_delivery_without_a_job_is_found(postman, run_jobs):
    row = link()
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    jobs.sweep()
    run_jobs()
    assert not postman.sent  # not yet overdue: its job may just be under way
    with later(minutes=6):
        jobs.sweep()
    run_jobs()
    assert len(postman.sent) == 1 and now(row).state == "verstuurd"


def test_what_surely_was_not_sent_is_tried_again_and_given_up(postman, run_jobs, monkeypatch):
    heard = []
    monkeypatch.setattr(outbox, "announce", heard.append)
    row, postman.before = link(), NotSent("not now")
    for attempt in range(1, rules.MOST_ATTEMPTS):
        jobs.send(delivery_id=str(row.id))
        assert (now(row).state, row.attempts) == ("wacht", attempt) and row.next_try > clock.now()
    jobs.send(delivery_id=str(row.id))
    assert now(row).state == "mislukt" and [type(event).__name__ for event in heard] == ["MessageFailed"]
    postman.before = None
    public.send_again(delivery_id=row.id)
    jobs.send(delivery_id=str(row.id))
    assert now(row).state == "verstuurd"


def test_a_refused_address_is_not_tried_again(postman):
    row, postman.before = link(), NotSent("adres geweigerd (550)", final=True)
    jobs.send(delivery_id=str(row.id))
    assert (now(row).state, row.reason) == ("mislukt", "adres geweigerd (550)")


def test_uncertain_waits_for_a_person_and_secrets_do_not_wait_long(postman, run_jobs):
    row, postman.before = link(), Uncertain("verbinding verbroken")
    jobs.send(delivery_id=str(row.id))
    postman.before = None
    with later(days=2):
        jobs.sweep(), run_jobs(later=True)
    assert now(row).state == "onzeker" and row.content is None and not postman.sent
    with pytest.raises(public.Refused, match="nieuwe aan te vragen"):
        public.send_again(delivery_id=row.id)


def test_only_failed_or_uncertain_can_be_sent_again(postman, run_jobs):
    row = link()
    for _ in range(2):
        with pytest.raises(public.Refused):
            public.send_again(delivery_id=row.id)
        run_jobs()
    assert len(postman.sent) == 1


def race(gemeente, row, runners=6):
    barrier = Barrier(runners)

    def run(_):
        with tenancy.scope(gemeente):
            barrier.wait(timeout=30)
            jobs.send(delivery_id=str(row.id))
            connections.close_all()

    with ThreadPoolExecutor(runners) as pool:
        list(pool.map(run, range(runners)))


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_doubled_jobs_at_the_same_moment(transactional_db, gemeente, postman, monkeypatch):
    with transaction.atomic():
        row = link()
    race(gemeente, row)
    assert len(postman.sent) == 1
    with transaction.atomic():
        row = link("control")
        parcel = parcels.parcel_of(row)
    monkeypatch.setattr(delivery, "_take", lambda key: parcel)
    race(gemeente, row)
    assert len(postman.sent) > 2  # the control: without taking it first, everybody sends
