"""What was announced is reacted to: after a commit always, after a rollback never, and once in its effect."""
import json
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app

from balie.kernel import outbox
from balie.kernel.models import HandledEvent, IdempotencyKey
from balie.kernel.outbox import reactions
from balie.kernel.outbox.events import from_payload, name_of, to_payload


@dataclass(frozen=True, kw_only=True)
class SomethingHappened(outbox.Event):
    thing_id: UUID
    count: int
    note: str | None = None


@outbox.reacts_to(SomethingHappened)
def note_it(event: SomethingHappened) -> None:
    """Deliberately not idempotent: a second run would break the unique key it leaves, or be seen in the count."""
    IdempotencyKey.objects.create(purpose="noted", key=f"{event.thing_id}-{IdempotencyKey.objects.count()}")


def announce() -> UUID:
    with transaction.atomic():
        return outbox.announce(SomethingHappened(thing_id=uuid4(), count=1))


def noted() -> int:
    return IdempotencyKey.objects.filter(purpose="noted").count()


def test_an_event_survives_the_queue():
    event = SomethingHappened(thing_id=uuid4(), count=3)
    assert from_payload(name_of(type(event)), to_payload(event)) == event


def test_a_commit_leaves_one_job_per_handler(gemeente, run_jobs):
    announce()
    assert run_jobs() == ["balie.react"]
    assert noted() == 1


def test_many_events_are_one_query_and_each_is_reacted_to(gemeente, run_jobs, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        outbox.announce_all(SomethingHappened(thing_id=uuid4(), count=number) for number in range(5))
    run_jobs()
    assert noted() == 5
    outbox.announce_all([])
    assert run_jobs() == [], "nothing to tell"


def test_a_rollback_leaves_none(gemeente, run_jobs):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.announce(SomethingHappened(thing_id=uuid4(), count=1))
        raise ZeroDivisionError
    assert run_jobs() == []
    assert noted() == 0


class ConnectionsOfItsOwn(BaseConnector):
    """As a worker has: what goes through them is not part of the transaction."""

    def get_sync_connector(self):
        raise PermissionError("outside the transaction")


def test_in_a_worker_too_a_job_is_part_of_the_transaction(gemeente):
    with app.replace_connector(ConnectionsOfItsOwn()), pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.announce(SomethingHappened(thing_id=uuid4(), count=1))
        outbox.defer(jobs_sample, number=1)
        assert jobs_waiting() == 2
        raise ZeroDivisionError
    assert jobs_waiting() == 0


def test_control_through_the_app_of_a_worker_it_is_not(gemeente):
    with app.replace_connector(ConnectionsOfItsOwn()), pytest.raises(PermissionError), transaction.atomic():
        reactions.react.defer(event="", event_id="", payload={}, handler="", gemeente_id=gemeente.pk)


@outbox.job
def jobs_sample(*, number: int) -> None:
    """Does nothing."""


def jobs_waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        return cursor.fetchone()[0]


def test_a_job_that_runs_twice_has_its_effect_once(gemeente):
    job = twice_the_same_job(gemeente)
    reactions.react.func(**job)
    reactions.react.func(**job)
    assert noted() == 1


def test_control_without_the_inbox_it_has_it_twice(gemeente, monkeypatch):
    monkeypatch.setattr(reactions, "_first_time", lambda handler, event_id: True)
    job = twice_the_same_job(gemeente)
    reactions.react.func(**job)
    reactions.react.func(**job)
    assert noted() == 2


def twice_the_same_job(gemeente) -> dict:
    announce()
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs returning args")
        return json.loads(cursor.fetchone()[0])


def test_a_handler_that_fails_leaves_no_mark_and_can_run_again(gemeente, monkeypatch):
    job = twice_the_same_job(gemeente)
    handlers = reactions._handlers[job["event"]]
    monkeypatch.setitem(handlers, job["handler"], lambda event: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reactions.react.func(**job)
    assert HandledEvent.objects.count() == 0
    monkeypatch.undo()
    reactions.react.func(**job)
    assert noted() == 1


@pytest.mark.django_db(transaction=True)
def test_announcing_outside_a_transaction_is_a_mistake():
    from balie.kernel.tenancy import scope
    from balie.kernel.testing import make_gemeente

    with scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"])), pytest.raises(RuntimeError, match="inside the transaction"):
        outbox.announce(SomethingHappened(thing_id=uuid4(), count=1))
