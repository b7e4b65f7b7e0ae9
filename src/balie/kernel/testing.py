"""pytest plug-in: fixtures that every room's tests use."""
from __future__ import annotations

import json

import pytest

MAX_JOBS = 500


@pytest.fixture
def gemeente(db):
    """Zonnedam, with its scope entered."""
    from balie.kernel.tenancy import scope

    with scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver", "localhost"])) as entered:
        yield entered


@pytest.fixture
def other_gemeente(db):
    """Waterrijk; its scope is not entered."""
    return make_gemeente("waterrijk", "Waterrijk", "9992", ["waterrijk.localhost"])


def make_gemeente(slug: str, naam: str, code: str, hosts: list[str]):
    from balie.kernel.models import Gemeente
    from balie.kernel.tenancy import hosts as host_table

    host_table.forget()
    found, _ = Gemeente.objects.get_or_create(
        slug=slug, defaults={"naam": naam, "code": code, "rsin": "00999" + code, "hosts": hosts, "style": slug}
    )
    return found


@pytest.fixture
def run_jobs(db):
    """Call it to run what the outbox holds, in this process, until it is empty; returns the names of what ran."""
    return run_pending_jobs


def run_pending_jobs(*, later: bool = False) -> list[str]:
    """Jobs due now (with `later`: also those planned for later), oldest first. What fails raises."""
    from django.db import connection

    from balie.kernel.outbox.queue import app

    ran = []
    due = "" if later else "and (scheduled_at is null or scheduled_at <= now())"
    for _ in range(MAX_JOBS):
        with connection.cursor() as cursor:
            cursor.execute(
                f"delete from procrastinate_jobs where id = (select id from procrastinate_jobs where status = 'todo' {due} "  # noqa: S608
                "order by id limit 1) returning task_name, args"
            )
            row = cursor.fetchone()
        if row is None:
            return ran
        name, arguments = row
        ran.append(name)
        app.tasks[name].func(**(json.loads(arguments) if isinstance(arguments, str) else arguments))
    raise AssertionError(f"The outbox is still not empty after {MAX_JOBS} jobs: {ran[-5:]}")
