"""`balie scenarios`, as a person types it."""

import json

from click.testing import CliRunner

from balie.cli import check, scenarios
from balie.forms.tests import sample


def folder(tmp_path, example=sample.EXAMPLE):
    for name, text in (sample.FILES | {"examples/klein.yaml": example}).items():
        (tmp_path / "straatfeest" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "straatfeest" / name).write_text(text)
    return tmp_path / "straatfeest"


def run(*words, command=scenarios):
    return CliRunner().invoke(command.command, [str(word) for word in words], catch_exceptions=False)


def test_all_is_well_and_what_is_not_tried_is_named(tmp_path):
    done = run(folder(tmp_path))
    assert done.exit_code == 0, done.output
    assert "1 scenario’s, 0 niet goed" in done.output and "niet geprobeerd" in done.output


def test_a_difference_says_expected_found_and_why(tmp_path):
    done = run(folder(tmp_path, sample.EXAMPLE.replace("row: standaard", "row: groot")), "klein")
    assert done.exit_code == 1
    assert "verwacht: " in done.output and "gevonden: " in done.output and "De regel “groot” geldt niet" in done.output


def test_as_data(tmp_path):
    done = run(folder(tmp_path, sample.EXAMPLE.replace('"76.50"', '"1.00"')), "--json")
    found = json.loads(done.output)
    assert done.exit_code == 1 and found["failed"] == 1
    (row,) = found["scenarios"]
    assert row["file"] == "examples/klein.yaml" and row["ok"] is False and row["differences"][0]["what"] == "price"
    assert found["coverage"]["tried"] + len(found["coverage"]["untried"]) == found["coverage"]["total"]


def test_by_the_name_of_a_standard_service():
    assert run("parkeervergunning", "eerste-auto").exit_code == 0


def test_what_is_not_there_gets_a_sentence(tmp_path):
    assert "De dienst nergens is er niet" in run("nergens").output
    assert "bestaat niet" in run(folder(tmp_path), "geen").output


def test_the_check_names_the_line_of_one_of_several(tmp_path):
    given = "given: {today: 2026-11-23}\nscenarios:\n  - example: Een\n    expect: {partial: true}\n"
    place = folder(tmp_path, given + "  - example: Twee\n    expect: {partial: true, shown: [niets]}\n")
    done = run(place, command=check)
    assert done.exit_code == 1 and "klein.yaml:6: fout: “Twee” noemt `niets`" in done.output, done.output
