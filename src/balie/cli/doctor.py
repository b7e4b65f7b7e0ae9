"""`balie doctor`: looks at everything Balie needs and says what is wrong and what to do."""
from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

import click


@dataclass(frozen=True)
class Finding:
    what: str
    ok: bool
    note: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def command(as_json: bool) -> None:
    """Check this installation: settings, database, tables, worker, look-ups, front end, data folder. Exit code 1 when something is wrong."""
    findings = [_find(what, check) for what, check in CHECKS.items()]
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=1))
    else:
        for finding in findings:
            click.echo(f"{'✓' if finding.ok else '✗'} {finding.what}: {finding.note}")
    sys.exit(not all(finding.ok for finding in findings))


def _find(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, check())
    except SystemExit as problem:  # wrong settings: a heading, and a line for each
        heading, *lines = str(problem).strip().split("\n")
        return Finding(what, False, "; ".join(line.strip() for line in lines) or heading)
    except Exception as problem:
        return Finding(what, False, str(problem).strip().split("\n")[0] or type(problem).__name__)


def _settings() -> str:
    from balie.settings.environment import read

    settings = read()
    off = settings.switched_off()
    return f"mode {settings.mode}, data in {settings.home}" + (f", switched off: {', '.join(off)}" if off else "")


def _home() -> str:
    from balie.settings.environment import read

    home = read().home
    home.mkdir(parents=True, exist_ok=True)
    if not os.access(home, os.W_OK):
        raise RuntimeError(f"{home} cannot be written; choose another folder with BALIE_HOME")
    return "can be written"


def _database() -> str:
    from balie.cli.setup import start_django

    start_django("web")
    from django.db import connection

    from balie.runtime.postgres import check_settings

    check_settings(connection)
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version'), current_user, rolbypassrls or rolsuper from pg_roles where rolname = current_user")
        version, user, bypasses = cursor.fetchone()
    if bypasses:
        raise RuntimeError(f"the role {user} can bypass row-level security; give BALIE_DATABASE_RUNTIME_URL another login")
    return f"PostgreSQL {version.split()[0]}, role {user}, safe settings"


def _tables() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise RuntimeError(f"{len(waiting)} changes are waiting; run `balie migrate`")
    return "up to date"


def _worker() -> str:
    from balie.runtime.health import report

    worker = report()["worker"]
    if not worker["ok"]:
        raise RuntimeError(worker["reason"] + "; `make run` starts one")
    return "alive"


def _jobs() -> str:
    from balie.kernel.outbox.given_up import given_up

    found = given_up()
    if found:
        raise RuntimeError(f"{len(found)} gave up after the last try; `balie jobs` lists them, `balie jobs --retry` tries again")
    return "none gave up"


def _lookups() -> str:
    from django.db import transaction

    from balie.cli.lookup_connection import state_of
    from balie.kernel import tenancy
    from balie.kernel.models import Gemeente
    from balie.registers import public as registers

    failing, count = [], 0
    for gemeente in Gemeente.objects.filter(active=True).order_by("slug"):
        with tenancy.scope(gemeente), transaction.atomic():
            for row in registers.lookup_connections():
                count += 1
                if (state := state_of(row)).startswith("no answer"):
                    failing.append(f"{gemeente.slug} {row.name}: {state}")
    if failing:
        raise RuntimeError("; ".join(failing) + ". Try: balie lookup-connection try")
    return f"{count} connections, none failed the last time"


def _front_end() -> str:
    from django.conf import settings

    if not any(settings.STATIC_ROOT.glob("*")):
        raise RuntimeError("not built; run `balie assets`")
    return "built"


CHECKS = {
    "settings": _settings, "data folder": _home, "database": _database, "tables": _tables, "worker": _worker, "jobs": _jobs,
    "look-ups": _lookups,
    "front end": _front_end,
}
