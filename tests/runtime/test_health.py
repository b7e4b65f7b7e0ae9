"""What /health/ready reports."""
import pytest
from django.db import OperationalError, connection

from balie.runtime import health

NEW_WORKER = "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s))"


@pytest.mark.django_db
def test_all_is_well_with_a_living_worker():
    with connection.cursor() as cursor:
        cursor.execute(NEW_WORKER, [0])
    assert health.report() == {"ready": True, "web": {"ok": True}, "database": {"ok": True}, "worker": {"ok": True}}


@pytest.mark.django_db
def test_no_worker():
    assert health.report()["worker"] == {"ok": False, "reason": "no worker runs"}
    assert health.report()["ready"] is False


@pytest.mark.django_db
def test_a_silent_worker():
    with connection.cursor() as cursor:
        cursor.execute(NEW_WORKER, [75])
    assert health.report()["worker"]["reason"] == "no sign of life for 75 seconds"


def test_no_database(monkeypatch):
    def refuse():
        raise OperationalError("connection to server failed: password for balie_owner")

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    found = health.report()
    assert found["ready"] is False and found["web"] == {"ok": True}
    assert found["database"] == {"ok": False, "reason": "does not answer"}
