"""pytest plug-in: a real PostgreSQL for the tests, on which they are the runtime role.

The tables are made once, by the owner, in a template database that is kept as long as no table changes; each test process gets a copy
of it. Nothing starts before the first test that asks for the database.
"""
from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from balie.runtime import processes
from balie.runtime.locks import Lock
from balie.settings.embedded import RUNTIME

ROOT = Path(__file__).resolve().parents[4]
TELLS_OF_TABLES = {"models", "models.py", "migrations", "tenancy"}  # parts of a path; every model stands in one of them


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Replaces pytest-django's own: a database for this process, entered as the runtime role."""
    from django.db import connection

    with django_db_blocker.unblock():
        server = _Server()
        try:
            server.make_template()
            server.copy_template()
            connection.close()
            connection.settings_dict["NAME"] = server.database
            with connection.cursor() as cursor:
                cursor.execute("select current_user")
                assert cursor.fetchone()[0] == RUNTIME, "tests must not be able to bypass row-level security"
            connection.close()
            _start_over_after_committing_tests(server)
            yield
            connection.close()
            server.drop(server.database)
        finally:
            server.leave()


class _Server:
    """The server of the tests: embedded, or the one BALIE_DATABASE_URL names."""

    def __init__(self):
        from django.conf import settings

        from balie.runtime.postgres.shared import hold
        from balie.settings.embedded import connection_urls

        home = settings.BALIE.home
        self.own_url = settings.BALIE.database_url
        self.held = None if self.own_url else hold(home)
        self.owner_url = self.own_url or connection_urls(home)[0]
        self.lock = Lock(home / "template.lock")
        self.template = f"balie_template_{_fingerprint()}"
        self.database = f"balie_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"

    def leave(self) -> None:
        if self.held:
            self.held.release()

    def make_template(self) -> None:
        self.lock.take(wait=300)
        try:
            names = [row[0] for row in self.sql("select datname from pg_database where datname like 'balie\\_te%'")]
            for name in names:
                test_of = name.rpartition("_")[2] if name.startswith("balie_test_") else ""
                if (test_of and not processes.alive(int(test_of))) or (not test_of and name != self.template):
                    self.drop(name)
            if self.template in names:
                return
            fresh = f"balie_temporary_{os.getpid()}"
            self.drop(fresh)
            self.sql(f'create database "{fresh}"')
            self._migrate(fresh)
            self.sql(f'alter database "{fresh}" rename to "{self.template}"')
        finally:
            self.lock.release()

    def _migrate(self, database: str) -> None:
        """By the command that an installation uses, so that the tests meet the same tables."""
        environment = os.environ | {"BALIE_DATABASE_URL": self.url(database), "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(
            [sys.executable, "-m", "balie.cli.main", "migrate", "--quiet"], env=environment, cwd=ROOT, capture_output=True, text=True
        )
        if done.returncode:
            self.drop(database)
            raise RuntimeError(f"The test database cannot be made:\n{done.stdout}{done.stderr[-4000:]}")

    def copy_template(self) -> None:
        self.drop(self.database)
        self.sql(f'create database "{self.database}" template "{self.template}"')

    def drop(self, database: str, patience: float = 20.0) -> None:
        """The server's own cleaning (autovacuum) may be at work there, and only a superuser may end that: it is done in a moment."""
        from psycopg.errors import InsufficientPrivilege

        until = time.monotonic() + patience
        while True:
            try:
                self.sql(f'drop database if exists "{database}" with (force)')
                return
            except InsufficientPrivilege:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def url(self, database: str) -> str:
        """The owner's address of another database on the same server."""
        base, mark, query = self.owner_url.partition("?")
        return f"{base.rpartition('/')[0]}/{database}{mark}{query}"

    def sql(self, statement: str) -> list[tuple]:
        import psycopg

        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


def _start_over_after_committing_tests(server: _Server) -> None:
    """The runtime role may not TRUNCATE, so a test that really committed gets a new copy of the template for its successor."""
    from django.db import connections
    from django.test import TransactionTestCase

    def start_over(self) -> None:
        connections.close_all()
        server.copy_template()

    TransactionTestCase._fixture_teardown = start_over


def _fingerprint() -> str:
    """Changes when the tables may have changed."""
    digest = hashlib.sha256((ROOT / "requirements" / "runtime.txt").read_bytes())
    for path in sorted((ROOT / "src" / "balie").rglob("*.py")):
        if "tests" not in path.parts and TELLS_OF_TABLES.intersection(path.parts):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
