"""Entering a municipality: context variable, django-scopes and the database, always together."""
from __future__ import annotations

from contextlib import contextmanager

from django.db import connections
from django_scopes import scope as managers_scope

from balie.kernel.tenancy import context


@contextmanager
def scope(gemeente):
    """Everything inside sees and writes rows of `gemeente` only. Scopes may nest; leaving one restores the outer."""
    token = context.enter(gemeente)
    try:
        _tell_open_transactions(gemeente.pk)
        with managers_scope(gemeente=gemeente):
            yield gemeente
    finally:
        context.leave(token)
        _tell_open_transactions(context.current_id_or_none())


def _tell_open_transactions(gemeente_id: int | None) -> None:
    for connection in connections.all(initialized_only=True):
        if connection.in_atomic_block and not connection.needs_rollback and hasattr(connection, "tell_tenant"):
            if not connection.closed_in_transaction:
                connection.tell_tenant(gemeente_id)
