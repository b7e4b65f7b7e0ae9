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
        {"name": "paspoort", "uri": TERMS + "paspoort", "listings": 259, "state": "partly", "services": ["paspoort"],
         "why": ["Wij nemen uw foto en vingerafdrukken. Daarom komt u één keer langs."]}]


@pytest.mark.parametrize(("term", "warned"), [("huishoudelijk_avfal", True), ("paspoort", False)])
def test_check_names_an_unknown_product_and_what_was_meant(afvalpas, term, warned):
    named(afvalpas, term)
    result = run(check, afvalpas)
    assert result.exit_code == 0  # a warning keeps nobody from publishing
    assert ("[product-unknown]" in result.output) is warned
    assert (f"{afvalpas}/service.yaml:1: let op: `{TERMS}{term}` staat niet in de Uniforme Productnamenlijst." in result.output) is warned
    assert ("Bedoelt u" in result.output) is warned
    assert ("niet in de lijst staat: afvalpas" in run(coverage, afvalpas).output) is warned


def test_why_it_is_not_wholly_online_and_what_is_to_be_confirmed(tmp_path):
    service = copytree(SERVICES / "paspoort", tmp_path / "paspoort")
    assert "bevestigt" not in run(coverage, service).output
    with (service / "service.yaml").open("a", encoding="utf-8") as file:
        file.write(f"products: [{{upl: '{TERMS}zakenpaspoort', online: nee, why: Alleen aan de balie.}}]\n")
        file.write("confirm: [{what: zaak.term, text: De termijn van uw gemeente.}]\n")
    said = run(coverage, service).output
    assert "2 van de 469" in said and "zakenpaspoort: alleen begonnen online (paspoort)\n       Alleen aan de balie." in said
    assert "Daarom komt u één keer langs." in said
    assert "De gemeente bevestigt nog 1 keer iets voor zij publiceert:\n  paspoort: zaak.term: De termijn van uw gemeente." in said
    assert json.loads(run(coverage, service, "--json").output)["confirm"] == [
        {"service": "paspoort", "what": "zaak.term", "text": "De termijn van uw gemeente."}]


def test_check_looks_at_every_product(afvalpas):
    assert "[product-unknown]" not in run(check, afvalpas).output
    with (afvalpas / "service.yaml").open("a", encoding="utf-8") as file:
        file.write(f"products: [{{upl: '{TERMS}afval_pas'}}, {{upl: '{TERMS}afvalpas'}}]\n")
    assert run(check, afvalpas).output.count("[product-unknown]") == 1


def test_of_a_municipality_what_it_has_on_offer(gemeente):
    assert "0 van de 469" in run(coverage, "--municipality", gemeente.slug).output
    catalogue.publish_standard_catalogue()
    assert "259  paspoort" in run(coverage, "--municipality", gemeente.slug).output


def test_folders_and_a_municipality_do_not_go_together():
    assert run(coverage, SERVICES, "--municipality", "zonnedam").exit_code == 2


def test_a_folder_without_a_service_is_said(tmp_path):
    assert run(coverage, tmp_path).exit_code == 1 and "staat geen dienst" in run(coverage, tmp_path).output
