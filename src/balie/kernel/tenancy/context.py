"""The municipality that the running code works for: one context variable, read by managers, backend and models."""
from __future__ import annotations

from contextvars import ContextVar

_current: ContextVar = ContextVar("gemeente", default=None)


class NoTenant(RuntimeError):
    """Code asked for the current municipality outside a scope."""


def current():
    """The `Gemeente` of this scope; raises `NoTenant` outside one."""
    gemeente = _current.get()
    if gemeente is None:
        raise NoTenant("No municipality is in scope. Enter `tenancy.scope(gemeente)` first.")
    return gemeente


def current_id() -> int:
    return current().pk


def current_id_or_none() -> int | None:
    gemeente = _current.get()
    return None if gemeente is None else gemeente.pk


def enter(gemeente):
    return _current.set(gemeente)


def leave(token) -> None:
    _current.reset(token)
