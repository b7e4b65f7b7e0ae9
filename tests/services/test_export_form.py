"""`balie export-form`, as a person types it."""

import json
import shutil
import zipfile
from pathlib import Path

from click.testing import CliRunner

from balie.cli import check, export_form, import_form

SERVICES = Path(__file__).parents[2] / "services"


def run(command, *words):
    return CliRunner().invoke(command.command, [str(word) for word in words], catch_exceptions=False)


def test_a_service_moves_out_and_what_cannot_is_named(tmp_path):
    result = run(export_form, SERVICES / "verhuizing", "--to", tmp_path / "form.zip")
    assert result.exit_code == 0, result.output
    assert "Dit kan een formulier daar niet bevatten" in result.output and "het besluit" in result.output
    with zipfile.ZipFile(tmp_path / "form.zip") as archive:
        names = ["_meta.json", "formDefinitions.json", "formLogic.json", "formSteps.json", "formVariables.json", "forms.json"]
        assert sorted(archive.namelist()) == names
        assert json.loads(archive.read("_meta.json"))["created"]
    assert run(import_form, tmp_path / "form.zip", "--into", tmp_path / "terug").exit_code == 0
    assert run(check, tmp_path / "terug").exit_code == 0


def test_the_report_as_json(tmp_path):
    result = run(export_form, SERVICES / "afvalpas", "--to", tmp_path / "form.zip", "--json")
    report = json.loads(result.output)
    assert report["written"] is True and report["counts"]["page"]["total"] > 1
    assert {"form", "page", "component", "rule", "variable"} == {each["kind"] for each in report["items"]}


def test_nothing_is_written_over_and_nothing_wrong_is_exported(tmp_path):
    (tmp_path / "form.zip").write_text("van mij")
    for words in ((), ("--json",)):
        result = run(export_form, SERVICES / "afvalpas", "--to", tmp_path / "form.zip", *words)
        assert result.exit_code == 1 and "is er al" in result.output
    assert (tmp_path / "form.zip").read_text() == "van mij"
    shutil.copytree(SERVICES / "afvalpas", tmp_path / "afvalpas")
    definition = tmp_path / "afvalpas/service.yaml"
    definition.write_text(definition.read_text() + "\nonzin: 1\n")
    result = run(export_form, tmp_path / "afvalpas", "--to", tmp_path / "nieuw.zip")
    assert result.exit_code == 1 and "onzin" in result.output and not (tmp_path / "nieuw.zip").exists()
