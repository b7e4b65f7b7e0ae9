"""`balie import-form`, as a person types it."""

import json

from click.testing import CliRunner

from balie.cli import check, import_form
from balie.forms.moving_in.tests import sample


def run(command, *words):
    return CliRunner().invoke(command.command, [str(word) for word in words], catch_exceptions=False)


def test_a_form_moves_in_and_is_right_at_once(tmp_path):
    (tmp_path / "services").mkdir()
    result = run(import_form, sample.zipped(tmp_path / "form.zip"), "--into", tmp_path / "services")
    assert result.exit_code == 0, result.output
    assert "3 pagina’s: 3 overgenomen" in result.output and "balie check" in result.output
    assert (tmp_path / "services/evenement/overgenomen.md").is_file()
    checked = run(check, tmp_path / "services")
    assert checked.exit_code == 0, checked.output


def test_the_report_as_json(tmp_path):
    result = run(import_form, sample.zipped(tmp_path / "form.zip"), "--into", tmp_path / "evenement", "--json")
    report = json.loads(result.output)
    assert result.exit_code == 0 and report["valid"] is True and report["folder"] == str(tmp_path / "evenement")
    assert report["counts"]["page"] == {"total": 3, "taken": 3, "changed": 0, "dead": 0, "person": 0}
    assert {"kind", "where", "key", "was", "became", "status", "notes"} == set(report["items"][0])
    assert report["taken_over_percent"] == 100.0


def test_what_is_no_form_ends_with_1_and_a_sentence(tmp_path):
    (tmp_path / "x.zip").write_text("geen zip")
    for words in ((), ("--json",)):
        result = run(import_form, tmp_path / "x.zip", "--into", tmp_path / "uit", *words)
        assert result.exit_code == 1 and "x.zip is geen goede JSON" in result.output
    assert not (tmp_path / "uit").exists()


def test_a_service_that_is_there_stays_as_it_is(tmp_path):
    run(import_form, sample.zipped(tmp_path / "form.zip"), "--into", tmp_path / "evenement")
    (tmp_path / "evenement/service.yaml").write_text("van mij")
    result = run(import_form, tmp_path / "form.zip", "--into", tmp_path / "evenement")
    assert result.exit_code == 1 and "is al een dienst" in result.output
    assert (tmp_path / "evenement/service.yaml").read_text() == "van mij"


def test_the_example_sheet_moves_in_as_it_is(tmp_path):
    made = run(import_form, "--example", tmp_path / "vragen.xlsx")
    assert made.exit_code == 0 and "vragen.xlsx is gemaakt" in made.output
    assert run(import_form, "--example", tmp_path / "vragen.xlsx").exit_code == 1
    result = run(import_form, tmp_path / "vragen.xlsx", "--into", tmp_path / "evenement", "--json")
    assert result.exit_code == 0 and json.loads(result.output)["taken_over_percent"] == 100.0
    assert run(check, tmp_path / "evenement").exit_code == 0


def test_without_a_source_it_says_what_to_type(tmp_path):
    result = run(import_form, "--into", tmp_path / "x")
    assert result.exit_code == 2 and "balie import-form form.zip --into services" in result.output
