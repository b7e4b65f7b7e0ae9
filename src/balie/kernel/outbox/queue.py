"""The line to procrastinate: tasks that enter the municipality's scope before they do anything."""
from __future__ import annotations

from contextlib import contextmanager

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from balie.kernel.audit import SYSTEM, acting
from balie.kernel.tenancy.scopes import scope

RETRY = RetryStrategy(max_attempts=12, exponential_wait=2)
_outgoing = JobManager(DjangoConnector())

__all__ = ["RETRY", "app", "deferrer", "serving"]


def deferrer(task: str, **options) -> JobDeferrer:
    """Writes jobs of this task through Django's connection, so in the running transaction.

    Not through `app`: within a worker that has connections of its own, on which a job commits at once, whatever becomes of the transaction.
    """
    return configure_task(name=task, job_manager=_outgoing, **options)


@contextmanager
def serving(gemeente_id: int):
    """Scope and actor of background work. The municipality is read anew: its settings may have changed."""
    from balie.kernel.models import Gemeente

    with scope(Gemeente.objects.get(pk=gemeente_id)), acting(SYSTEM):
        yield
