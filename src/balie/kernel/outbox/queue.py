"""The line to procrastinate: tasks that enter the municipality's scope before they do anything."""
from __future__ import annotations

from contextlib import contextmanager

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from balie.kernel.audit import SYSTEM, acting
from balie.kernel.tenancy.scopes import scope

RETRY = RetryStrategy(max_attempts=12, exponential_wait=2)

__all__ = ["RETRY", "app", "serving"]


@contextmanager
def serving(gemeente_id: int):
    """Scope and actor of background work. The municipality is read anew: its settings may have changed."""
    from balie.kernel.models import Gemeente

    with scope(Gemeente.objects.get(pk=gemeente_id)), acting(SYSTEM):
        yield
