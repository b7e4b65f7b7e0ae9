"""`balie check`, `balie new-service` and `balie publish`, as a person types them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from balie.cli import check, new_service, publish
from balie.forms.public import check_folder, run_examples

SERVICES = Path(__file__).parents[2] / "services"


def run(command, *words):
    return CliRunner().invoke(command.command, [str(word) for word in words], catch_exceptions=False)


def test_check_of_the_standard_catalogue():
    result = run(check)
    assert result.exit_code == 0, result.output
    assert "Alles is in orde." in result.output


def test_a_new_service_is_right_at_once(tmp_path):
    made = run(new_service, "speelstraat", "--folder", tmp_path)
    assert made.exit_code == 0, made.output
    assert check_folder(tmp_path / "speelstraat") == []
    assert run_examples(tmp_path / "speelstraat") == []
    assert run(check, tmp_path / "speelstraat").exit_code == 0


@pytest.mark.parametrize("name", ["Speelstraat", "speel straat", "../elders", "-streep", "1straat", "straat/", "a" * 61, "café", ""])
def test_a_bad_name_is_refused_and_makes_nothing(tmp_path, name):
    result = run(new_service, "--folder", tmp_path / "in", "--", name)
    assert result.exit_code == 1
    assert "Gebruik kleine letters" in result.output
    assert not list(tmp_path.rglob("service.yaml"))


def test_an_existing_folder_stays_as_it_is(tmp_path):
    run(new_service, "speelstraat", "--folder", tmp_path)
    (tmp_path / "speelstraat/service.yaml").write_text("van mij")
    result = run(new_service, "speelstraat", "--folder", tmp_path)
    assert result.exit_code == 1
    assert "bestaat al" in result.output
    assert (tmp_path / "speelstraat/service.yaml").read_text() == "van mij"


def test_check_names_file_and_line_and_fails(tmp_path):
    run(new_service, "speelstraat", "--folder", tmp_path)
    place = tmp_path / "speelstraat/service.yaml"
    place.write_text(place.read_text().replace("aantal > max_aantal", "aantalen > max_aantal", 1))
    line = next(number for number, text in enumerate(place.read_text().splitlines(), 1) if "aantalen" in text)
    result = run(check, tmp_path)
    assert result.exit_code == 1
    assert f"{place}:{line}: fout:" in result.output
    assert "aantal" in result.output.split("Bedoelt u", 1)[1]


def test_check_as_json(tmp_path):
    run(new_service, "speelstraat", "--folder", tmp_path)
    place = tmp_path / "speelstraat/examples/gewoon.yaml"
    place.write_text(place.read_text().replace("25.00", "26.00"))
    result = run(check, tmp_path, "--json")
    assert result.exit_code == 1
    (finding,) = json.loads(result.output)["findings"]
    assert finding["file"] == str(place)
    assert "price" in finding["message"]
    assert (finding["code"], finding["level"], finding["line"]) == ("example-fails", "error", 1) and finding["do"]


def test_advice_is_said_and_is_no_failure(tmp_path):
    run(new_service, "speelstraat", "--folder", tmp_path)
    place = tmp_path / "speelstraat/service.yaml"
    text = place.read_text()
    place.write_text(text.replace("summary: ", "summary: U kunt tevens spelen. ", 1))
    result = run(check, tmp_path)
    assert result.exit_code == 0 and "[office-word]" in result.output
    assert "0 fouten, " in result.output and "1 keer advies" in result.output
    place.write_text(text)
    assert "Alles is in orde." in run(check, tmp_path).output


def test_check_of_a_folder_without_services(tmp_path):
    result = run(check, tmp_path)
    assert result.exit_code == 1
    assert "staat geen dienst" in result.output


def test_publish_says_what_is_new_and_does_nothing_the_second_time(gemeente, tmp_path):
    run(new_service, "speelstraat", "--folder", tmp_path)
    first = run(publish, tmp_path, "--gemeente", gemeente.slug, "--json")
    assert json.loads(first.output) == [{"gemeente": gemeente.slug, "service": "speelstraat", "version": 1, "new": True, "unset": []}]
    second = run(publish, tmp_path, "--gemeente", gemeente.slug)
    assert "(al gepubliceerd)" in second.output


def test_publish_refuses_a_service_with_errors(gemeente, tmp_path):
    run(new_service, "speelstraat", "--folder", tmp_path)
    (tmp_path / "speelstraat/texts/bericht-klaar.md").unlink()
    result = run(publish, tmp_path)
    assert result.exit_code == 1
    assert "niets gepubliceerd" in result.output


def test_check_names_services_that_ask_the_same(tmp_path):
    for name in ("afvalpas", "klacht"):
        shutil.copytree(SERVICES / name, tmp_path / name)
    assert "[service-alike]" not in run(check, tmp_path).output  # control: two that differ
    copy = shutil.copytree(SERVICES / "klacht", tmp_path / "ontevreden")
    file = copy / "service.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("service: klacht", "service: ontevreden", 1), encoding="utf-8")
    said = run(check, tmp_path).output
    assert "`klacht` en `ontevreden` vragen bijna hetzelfde (100%). [service-alike]" in said and "[text-alike]" in said
