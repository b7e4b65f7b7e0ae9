"""`balie catalogue`, as somebody at a municipality types it."""
from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from balie.catalogue import public as catalogue
from balie.cli import catalogue as cli
from balie.cli import officials
from balie.forms.public import load_folder

SERVICES = Path(__file__).parents[2] / "services"


@pytest.fixture
def folder(gemeente, monkeypatch, tmp_path):
    """A standard catalogue of two services, that are on offer here."""
    monkeypatch.setattr(officials, "start_django", lambda role="owner": None)
    for name in ("afvalpas", "klacht"):
        shutil.copytree(SERVICES / name, tmp_path / "standaard" / name)
        catalogue.publish(definition=load_folder(SERVICES / name))
    return tmp_path / "standaard"


def run(*words):
    return CliRunner().invoke(cli.command, [str(word) for word in words], catch_exceptions=False)


def own(tmp_path, text):
    file = tmp_path / "zonnedam.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def changed(folder, name, old, new):
    file = folder / name / "service.yaml"
    written = file.read_text(encoding="utf-8")
    assert old in written
    file.write_text(written.replace(old, new, 1), encoding="utf-8")


def test_from_its_own_file_to_a_new_standard(folder, tmp_path):
    assert run("diff", "zonnedam", folder).output == "Er verandert niets.\n"
    file = own(tmp_path, "municipality: zonnedam\nnot_offered: [klacht]\nservices:\n  afvalpas:\n    changes: {zaak.term: 9 werkdagen}\n")
    assert run("apply", file).output == "Aangepast: afvalpas, klacht.\n" and run("apply", file).output == "Er verandert niets.\n"
    assert [card.slug for card in catalogue.list_services()] == ["afvalpas"]
    lines = ["municipality: zonnedam", "not_offered:", "- klacht", "services:", "  afvalpas:", "    changes:", "      zaak.term: 9 werkdagen"]
    assert run("own", "zonnedam").output.splitlines() == lines
    term = load_folder(SERVICES / "afvalpas").service.zaak.term
    changed(folder, "afvalpas", "title: Afvalpas", "title: Pas voor afval")
    file = folder / "afvalpas/service.yaml"
    before, zaak, after = file.read_text(encoding="utf-8").rpartition("\nzaak:\n")
    file.write_text(before + zaak + after.replace(f"term: {term}", "term: 7 weken", 1), encoding="utf-8")
    shutil.copytree(SERVICES / "terras", folder / "terras")
    said = run("diff", "zonnedam", folder).output
    assert "terras: nieuw" in said and '  title: "Afvalpas" → "Pas voor afval"' in said
    assert '  let op: zaak.term: de standaard zegt nu "7 weken"; u hebt "9 werkdagen", en dat blijft' in said
    rows = {each["service"]: each for each in json.loads(run("diff", "zonnedam", folder, "--json").output)}
    assert rows["afvalpas"]["meetings"] == [{"what": "zaak.term", "was": term, "standard": "7 weken", "own": "9 werkdagen", "gone": False}]
    assert run("update", "zonnedam", folder).output == "1 nieuw, 1 anders. Wat van de gemeente zelf is, is gebleven.\n"
    mine = catalogue.definition(catalogue.current_version("afvalpas").version_id)
    assert mine.service.title == "Pas voor afval" and mine.service.zaak.term == "9 werkdagen"
    assert [card.slug for card in catalogue.list_services()] == ["afvalpas", "terras"]  # what is off, stays off


def test_what_is_wrong_is_said_at_once_and_nothing_is_done(folder, tmp_path):
    wrong = run("apply", own(tmp_path, "municipality: zonnedam\nnot_offered: [krijt]\nservices: {klacht: {changes: {zaak.nee: 1}}}"))
    assert wrong.exit_code == 1 and "De dienst krijt is hier niet." in wrong.output and "`zaak.nee` staat niet in deze dienst." in wrong.output
    assert len(catalogue.list_services()) == 2 and catalogue.layer().services == {}


def test_a_municipality_that_is_not_there(folder, tmp_path):
    assert "no municipality" in run("own", "nergens").output
    assert "no municipality" in run("apply", own(tmp_path, "municipality: nergens")).output
