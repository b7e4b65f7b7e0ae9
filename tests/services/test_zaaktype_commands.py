"""`balie export-zaaktype` and `balie import-zaaktype`, as a person and a script run them."""
import json

import pytest
from click.testing import CliRunner
from django.db import connection, transaction

from balie.cases.models import ZaakType
from balie.cases.typefiles.tests import sample
from balie.cases.zgw.tests import stage
from balie.cli import export_zaaktype, import_zaaktype

FILL = ("--fill", "ZaakType.verantwoordelijke=Gemeente")


def run(module, *words):
    return CliRunner().invoke(module.command, ["zonnedam", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def file(gemeente, tmp_path):
    with transaction.atomic():
        stage.catalogus(domein="HIER")
    return sample.zipped(tmp_path / "in.zip", sample.entries() | {"readme": "x"})


def test_in_and_out_and_in_again(file, tmp_path):
    done = run(import_zaaktype, file, *FILL)
    assert done.exit_code == 0, done.output
    assert "Klaar, in de catalogus HIER/" in done.output and "Nieuw, als concept:" in done.output and "ZaakType TERRAS." in done.output
    assert "Niet gelezen:\n  - readme.json" in done.output
    out = tmp_path / "out.zip"
    given = run(export_zaaktype, "TERRAS", "--to", out)
    assert given.exit_code == 0 and "StatusType                       2" in given.output
    again = run(import_zaaktype, out, "--json")
    assert again.exit_code == 0 and json.loads(again.output)["counted"] == {"made": 0, "there": 3, "other": 0, "refused": 0}
    assert run(export_zaaktype, "TERRAS", "--to", out).exit_code == 1  # never over another file


def test_what_is_refused_ends_with_1_and_says_all_of_it(file):
    refused = run(import_zaaktype, file)
    assert refused.exit_code == 1 and "Er is niets overgenomen" in refused.output and "verantwoordelijke: Dit veld is verplicht." in refused.output
    assert not ZaakType.objects.exists()
    assert json.loads(run(import_zaaktype, file, "--json").output)["written"] is False


def test_a_dry_run(file):
    done = run(import_zaaktype, file, *FILL, "--dry-run")
    assert done.exit_code == 0 and done.output.startswith("Zo zou het gaan") and not ZaakType.objects.exists()


def test_what_is_asked_wrongly(file, tmp_path):
    (tmp_path / "no.zip").write_text("hallo")
    assert "geen zipbestand" in run(import_zaaktype, tmp_path / "no.zip").output
    assert json.loads(run(import_zaaktype, tmp_path / "no.zip", "--json").output)["error"].startswith("no.zip is geen zipbestand")
    assert run(import_zaaktype, file, "--fill", "wat").exit_code == 2
    assert run(export_zaaktype, "--to", tmp_path / "out.zip").exit_code == 2
    for words in (("NERGENS",), ("--catalogus", "NIET")):
        assert "geen zaaktype" in run(export_zaaktype, *words, "--to", tmp_path / "out.zip").output
    assert not (tmp_path / "out.zip").exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_sees_and_writes_as_well(file, tmp_path):
    """A command has none of its own; without one row-level security shows nothing."""
    assert not connection.in_atomic_block
    assert run(import_zaaktype, file, *FILL).exit_code == 0
    assert run(export_zaaktype, "--catalogus", "HIER", "--to", tmp_path / "out.zip").exit_code == 0
