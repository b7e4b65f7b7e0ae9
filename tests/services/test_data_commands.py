"""`balie zgw-connection` and `balie export-applications`, as a person types them."""
from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from balie.cases.elsewhere.tests import world
from balie.cases.elsewhere.tests.conftest import other, small_town, town  # noqa: F401 - fixtures
from balie.cases.export.tests import kit
from balie.cases.tests import factories
from balie.cli import export_applications, officials, zgw_connection
from balie.kernel import clock
from balie.kernel.models import AuditEntry
from balie.zgw.models import Connection


@pytest.fixture(autouse=True)
def django_is_there(monkeypatch):
    for module in (officials, export_applications):
        monkeypatch.setattr(module, "start_django", lambda role="owner": None)


def run(command, *words, typed: str = ""):
    return CliRunner().invoke(command.command, [str(word) for word in words], input=typed, catch_exceptions=False)


def test_a_connection_is_set_listed_and_tried(other):  # noqa: F811
    about = ["--label", "Zaaksysteem", "--client-id", "balie", "--domain", "VERG", "--rsin", world.MUNICIPALITIES[0].rsin]
    done = run(zgw_connection, "set", "zonnedam", "tweede", *about, typed=world.config.ZGW_SECRET)
    assert done.exit_code == 0, done.output
    assert {row.name for row in Connection.objects.all()} == {"tweede", "vergunningen"}
    listed = run(zgw_connection, "list", "zonnedam").output
    assert "tweede" in listed and world.config.ZGW_SECRET not in listed
    assert "TERRAS" in run(zgw_connection, "try", "zonnedam", "tweede").output
    assert run(zgw_connection, "try", "zonnedam", "derde").exit_code == 1
    assert run(zgw_connection, "list", "nergens").exit_code == 1


def test_a_short_secret_is_refused(gemeente):
    done = run(zgw_connection, "set", "zonnedam", "x", "--label", "X", "--client-id", "balie", typed="kort")
    assert done.exit_code == 1 and "te kort" in done.output


def test_applications_in_a_file(gemeente, tmp_path):
    one = kit.application(kit.publish(), answers={"tekening": []})
    with factories.submitted(one):
        from balie.cases import intake

        intake.start_zaak(application_id=one.application_id)
        out, day = tmp_path / "aanvragen.json", clock.today().isoformat()
        done = run(export_applications, "dakterras", "--format", "json", "--from", day, "--out", out)
        assert done.exit_code == 0, done.output
        assert [each["reference"] for each in json.loads(out.read_text())["applications"]] == [one.kenmerk]
        assert out.stat().st_mode & 0o077 == 0
        assert AuditEntry.objects.filter(action="zaak.gegevens_gedownload", subject=one.person_id).count() == 1
        assert run(export_applications, "dakterras", "--from", day, "--out", out).exit_code == 1  # never over another file
        assert run(export_applications, "bestaat-niet", "--from", day, "--out", tmp_path / "x").exit_code == 1
        assert run(export_applications, "dakterras", "--from", day, "--until", "2001-01-01", "--out", tmp_path / "y").exit_code == 1
    assert not (tmp_path / "x").exists() and not (tmp_path / "y").exists()
