"""`balie coverage`, and what `balie check` says of a product that is not in the list."""
import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from balie.catalogue import public as catalogue
from balie.cli import check, coverage

SERVICES = Path(__file__).parents[2] / "services"
TERMS = "http://standaarden.overheid.nl/owms/terms/"


def run(module, *words):
    return CliRunner().invoke(module.command, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def afvalpas(tmp_path):
    return copytree(SERVICES / "afvalpas", tmp_path / "afvalpas")


def named(service, term):
    file = service / "service.yaml"
    file.write_text(f"upl: {TERMS}{term}\n" + file.read_text(encoding="utf-8"), encoding="utf-8")


def test_the_share_the_products_and_what_would_add_most():
    said = run(coverage, SERVICES / "paspoort").output
    assert "1 van de 469 producten van gemeenten hebben een dienst." in said
    assert "1,2%, waarvan 0,0% helemaal online" in said and "259  paspoort: deels online (paspoort)" in said
    assert said.partition("meeste toe:")[2].split()[:2] == ["281", "geboorteaangifte"]


def test_as_json_with_every_product():
    found = json.loads(run(coverage, SERVICES / "paspoort", "--json").output)
    assert (found["listings"], found["covered"], found["fully"], found["unknown"]) == (21421, 259, 0, []) and len(found["products"]) == 469
    assert [each for each in found["products"] if each["services"]] == [
        {"name": "paspoort", "uri": TERMS + "paspoort", "listings": 259, "state": "partly", "services": ["paspoort"]}]


@pytest.mark.parametrize(("term", "warned"), [("huishoudelijk_avfal", True), ("paspoort", False)])
def test_check_names_an_unknown_product_and_what_was_meant(afvalpas, term, warned):
    named(afvalpas, term)
    result = run(check, afvalpas)
    assert result.exit_code == 0  # a warning keeps nobody from publishing
    assert ("[product-unknown]" in result.output) is warned
    assert (f"{afvalpas}/service.yaml:1: let op: `{TERMS}{term}` staat niet in de Uniforme Productnamenlijst." in result.output) is warned
    assert ("Bedoelt u" in result.output) is warned
    assert ("niet in de lijst staat: afvalpas" in run(coverage, afvalpas).output) is warned


def test_of_a_municipality_what_it_has_on_offer(gemeente):
    assert "0 van de 469" in run(coverage, "--municipality", gemeente.slug).output
    catalogue.publish_standard_catalogue()
    assert "259  paspoort" in run(coverage, "--municipality", gemeente.slug).output


def test_folders_and_a_municipality_do_not_go_together():
    assert run(coverage, SERVICES, "--municipality", "zonnedam").exit_code == 2


def test_a_folder_without_a_service_is_said(tmp_path):
    assert run(coverage, tmp_path).exit_code == 1 and "staat geen dienst" in run(coverage, tmp_path).output
