"""Every service of the standard catalogue is right, and every example beside it holds. None is left out: the lists are made from the folders."""

import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from balie.forms.public import check_folder, load_folder, run_example
from balie.forms.public import compile_plan as plan_of

SERVICES = Path(__file__).parents[2] / "services"
NAMES = sorted(place.parent.name for place in SERVICES.glob("*/service.yaml"))
FILES = [(name, path.name) for name in NAMES for path in sorted((SERVICES / name / "examples").iterdir())]
PROMISED = {"paspoort", "identiteitskaart", "verhuizing", "brp-uittreksel", "parkeervergunning", "geboorteaangifte", "bedrijfsparkeervergunning"}
FEWEST_EXAMPLES = 4


def test_the_services_are_there():
    assert set(NAMES) >= PROMISED
    assert sorted(path.name for path in SERVICES.iterdir() if path.is_dir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_findings(name):
    assert [str(each) for each in check_folder(SERVICES / name)] == []


@pytest.mark.parametrize(("name", "file"), FILES)
def test_examples(name, file):
    definition = load_folder(SERVICES / name)
    held = {path: run_example(plan_of(definition), example) for path, example in definition.examples.items() if path.startswith(f"examples/{file}")}
    assert held
    assert {path: [str(each) for each in wrong] for path, wrong in held.items() if wrong} == {}


@pytest.mark.parametrize("name", NAMES)
def test_enough_examples_with_a_special_one(name):
    examples = load_folder(SERVICES / name).examples.values()
    assert len(examples) >= FEWEST_EXAMPLES
    rows = {row.row for row in load_folder(SERVICES / name).service.decision.rows}
    shown = {each.expect.decision["row"] for each in examples if each.expect.decision}
    assert shown == rows, "every decision row has an example"


@pytest.mark.parametrize("name", NAMES)
def test_offers_and_links_lead_to_services_that_exist(name):
    service = load_folder(SERVICES / name).service
    stops = [stop for page in service.pages for stop in page.stops] + list(service.check.stops if service.check else ())
    named = {offer.service for offer in service.offers} | {
        stop.link.to.removeprefix("/diensten/") for stop in stops if stop.link and stop.link.to.startswith("/diensten/")
    }
    assert named <= set(NAMES)


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_results_are_of_the_selectielijst_and_of_one_procestype(name):
    zaak = load_folder(SERVICES / name).service.zaak
    assert zaak.procestype and "/procestypen/" in zaak.procestype
    assert {result.on for result in zaak.results} >= {"verlenen", "weigeren", "intrekken"}
    assert all("/resultaten/" in result.selectielijst for result in zaak.results)


BREAKS = [
    ("unknown name", "decision", "als: niet_van_u", "als: niet_van_wie"),
    ("unknown option", "values", "van_wie is niet mij", "van_wie is niet mijzelf"),
    ("text with number", "values", "eigen.op_adres >= max_per_adres", 'eigen.op_adres >= "twee"'),
    ("missing file", "messages", "texts/bericht-verleend.md", "texts/bericht-bestaat-niet.md"),
    ("unknown question type", "pages", "type: number_plate", "type: nummerplaat"),
]


@pytest.mark.parametrize(("what", "where", "old", "new"), BREAKS)
def test_control_a_broken_rule_is_found(tmp_path, what, where, old, new):
    copy = _copy("parkeervergunning", tmp_path)
    text = (copy / "service.yaml").read_text()
    assert old in text
    (copy / "service.yaml").write_text(text.replace(old, new, 1))
    found = [each for each in check_folder(copy) if each.level == "error"]
    assert found and all(each.line > 0 for each in found if each.file == "service.yaml")


def test_control_a_changed_price_fails_an_example(tmp_path):
    copy = _copy("parkeervergunning", tmp_path)
    text = (copy / "service.yaml").read_text()
    (copy / "service.yaml").write_text(text.replace('value: "42.00"', 'value: "43.00"'))
    definition = load_folder(copy)
    wrong = run_example(plan_of(definition), definition.examples["examples/eerste-auto.yaml"])
    assert [each.what for each in wrong] == ["price"]


def _copy(name: str, to: Path) -> Path:
    return Path(shutil.copytree(SERVICES / name, to / name))


# the most used ones are never without English; of any other, what has English has all of it
MOST_USED = {
    "afvalcontainer", "afvalpas", "akte-burgerlijke-stand", "bedrijfsparkeervergunning", "bezoekersparkeren", "bezwaar", "bijstand",
    "briefadres", "brp-uittreksel", "emigratie", "erkenning", "geboorteaangifte", "gehandicaptenparkeerkaart", "grofvuil",
    "hondenbelasting", "huwelijk-melden", "identiteitskaart", "inschrijving-buitenland", "klacht", "kwijtschelding",
    "legalisatie-handtekening", "naturalisatie", "omgevingscheck", "overlijden", "parkeervergunning", "paspoort", "rijbewijs", "schuldhulp",
    "verhuizing", "vog", "wmo-melding",
}  # fmt: skip
ENGLISH = sorted(MOST_USED | {each for each in NAMES if (SERVICES / each / "translations/en.yaml").is_file()})


@pytest.mark.parametrize("name", ENGLISH)
def test_english_is_complete_and_works(name):
    definition = load_folder(SERVICES / name)
    assert "en" in definition.translations  # what is missing in it, is a finding
    english = definition.in_language("en")
    assert plan_of(english)
    assert english.service.name != definition.service.name


@pytest.mark.parametrize("name", NAMES)
def test_every_yaml_reader_reads_the_same(name):
    # libyaml forgives things that ruamel.yaml, with which comments are kept, does not
    for path in (SERVICES / name).rglob("*.yaml"):
        YAML(pure=True).load(path.read_text(encoding="utf-8"))
    text = (SERVICES / name / "service.yaml").read_text(encoding="utf-8")
    assert YAML(typ="safe", pure=True).load(text) == load_folder(SERVICES / name).source.data
