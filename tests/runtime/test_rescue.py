"""Jobs whose worker died, or whose connection broke, are given back; others are left alone."""
import psycopg
import pytest
from django.db import connection

from balie.runtime import rescue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def database():
    """A connection like the watchdog's."""
    connection.ensure_connection()
    return connection.connection


def worker(database, *, silent_for: float = 0) -> int:
    query = "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s)) returning id"
    return database.execute(query, [silent_for]).fetchone()[0]


def job(database, worker_id, *, started: float = 60, lock: str | None = None) -> int:
    """A job that `worker_id` began `started` seconds ago."""
    made = database.execute(
        "insert into procrastinate_jobs (queue_name, task_name, args, queueing_lock) values ('default', 'task', '{}', %s) returning id", [lock]
    ).fetchone()[0]
    database.execute("update procrastinate_jobs set status = 'doing', worker_id = %s where id = %s", [worker_id, made])
    database.execute("update procrastinate_events set at = now() - make_interval(secs => %s) where job_id = %s", [started, made])
    return made


def status(database, number: int) -> str | None:
    row = database.execute("select status::text from procrastinate_jobs where id = %s", [number]).fetchone()
    return row and row[0]


def test_the_job_of_a_silent_worker_is_given_back(database):
    lost = job(database, worker(database, silent_for=60))
    assert rescue.rescue_jobs_of_the_dead(database) == [lost]
    assert status(database, lost) == "todo"


def test_the_job_of_a_worker_that_is_no_longer_listed_is_given_back(database):
    lost = job(database, None)
    assert rescue.rescue_jobs_of_the_dead(database) == [lost]


def test_control_the_job_of_a_living_worker_is_left_alone(database):
    running = job(database, worker(database))
    assert rescue.rescue_jobs_of_the_dead(database) == []
    assert status(database, running) == "doing"


def test_a_job_that_a_living_worker_left_behind_is_given_back(database):
    mine = worker(database)
    left, busy_with, just_begun = job(database, mine), job(database, mine), job(database, mine, started=1)
    of_another = job(database, worker(database))
    assert rescue.rescue_left_behind(database, mine, {busy_with}) == [left]
    assert [status(database, number) for number in (left, busy_with, just_begun, of_another)] == ["todo", "doing", "doing", "doing"]


def test_a_job_that_already_waits_again_is_not_doubled(database):
    lost = job(database, worker(database, silent_for=60), lock="hourly")
    other = job(database, worker(database, silent_for=60))
    query = "insert into procrastinate_jobs (queue_name, task_name, args, queueing_lock) values ('default', 'task', '{}', 'hourly') returning id"
    waiting = database.execute(query).fetchone()[0]
    assert rescue.rescue_jobs_of_the_dead(database) == [other], "and the others are rescued all the same"
    assert (status(database, lost), status(database, waiting)) == (None, "todo")


def test_two_rescuers_give_a_job_back_once(database):
    lost = job(database, worker(database, silent_for=60))
    arguments = {"job": lost, "of": database.execute("select worker_id from procrastinate_jobs where id = %s", [lost]).fetchone()[0]}
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as second:
        assert second.execute(rescue.GIVE_BACK, arguments).fetchone()
        assert database.execute(rescue.GIVE_BACK, arguments).fetchone() is None, "locked by the other"
    assert database.execute(rescue.GIVE_BACK, arguments).fetchone() is None, "done by the other"
