"""A test database goes away, also while the server cleans it."""
import psycopg
import pytest

from balie.runtime.testing import database


def busy(times: int) -> database._Server:
    """A server that refuses so often, because its own process is at work in the database."""
    server, left = object.__new__(database._Server), [None] * times

    def sql(statement):
        if left:
            left.pop()
            raise psycopg.errors.InsufficientPrivilege("permission denied to terminate process")
        return []

    server.sql = sql
    return server


def test_it_waits_for_the_cleaning():
    busy(2).drop("balie_test_x")


def test_control_not_for_ever():
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        busy(2).drop("balie_test_x", patience=0)
