"""`balie audit verify`, as a person and a monitor run it."""
import json

import pytest
from click.testing import CliRunner

from balie.cli import audit as command
from balie.kernel import audit
from balie.kernel.models import AuditEntry


@pytest.fixture
def entries(gemeente):
    for number in range(3):
        audit.record("zaak.bekeken", object_ref=f"zaak:{number}")
    audit.seal()
    audit.record("zaak.bekeken", object_ref="zaak:4")


def run(*words):
    return CliRunner().invoke(command.command, ["verify", *words], catch_exceptions=False)


def test_a_trail_that_holds(entries, other_gemeente):
    result = run()
    assert result.exit_code == 0, result.output
    assert "✓ zonnedam: 3 entries in 1 blocks hold" in result.output and "1 not sealed yet" in result.output
    assert "✓ waterrijk: 0 entries in 0 blocks hold" in result.output


def test_control_a_changed_entry_is_found_and_named(entries, monkeypatch):
    real = AuditEntry.from_db.__func__

    def tampered(cls, db, names, values):
        entry = real(cls, db, names, values)
        entry.purpose = "Nieuwsgierigheid"
        return entry

    monkeypatch.setattr(AuditEntry, "from_db", classmethod(tampered))
    result = run()
    assert result.exit_code == 1 and "✗ zonnedam: broken at block 1: entry" in result.output
    [report] = json.loads(run("--json").output)
    assert (report["ok"], report["block"], report["gemeente"]) == (False, 1, "zonnedam")


def test_one_municipality(entries, other_gemeente):
    [report] = json.loads(run("--gemeente", "zonnedam", "--json").output)
    assert report["ok"] and report["blocks"] == 1 and len(report["head"]) == 64 and report["waiting"] == 1
    assert run("--gemeente", "nergens").exit_code == 1


def test_entries_that_nobody_seals_are_told(entries):
    from datetime import timedelta

    from balie.kernel import clock

    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert "is the worker alive?" in run().output
