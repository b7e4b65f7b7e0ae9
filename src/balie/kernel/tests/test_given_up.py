"""Work that gave up is seen and can be given another chance; periodic work is not among it."""
from uuid import uuid4

import pytest
from django.db import connection, transaction

from balie.kernel import outbox
from balie.kernel.outbox.given_up import given_up, try_again
from balie.kernel.tests.test_outbox import SomethingHappened, noted

HANDLER = "balie.kernel.tests.test_outbox.note_it"


@pytest.fixture
def failed(gemeente) -> int:
    """A job that failed at its last try."""
    with transaction.atomic():
        outbox.announce(SomethingHappened(thing_id=uuid4(), count=1))
    return sql("update procrastinate_jobs set status = 'failed', attempts = 12 returning id")


def sql(statement: str):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_it_is_listed_by_the_name_of_its_handler(failed):
    assert [(job.id, job.what, job.tries) for job in given_up()] == [(failed, HANDLER, 12)]


def test_another_chance_does_the_work(failed, run_jobs):
    try_again([failed])
    assert given_up() == []
    run_jobs()
    assert noted() == 1


def test_control_without_it_the_work_stays_undone(failed, run_jobs):
    run_jobs()
    assert noted() == 0


def test_periodic_work_comes_again_by_itself(failed):
    sql("insert into procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp) values ('balie.react', '', 1) returning id")
    assert given_up() == []
