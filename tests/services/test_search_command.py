"""`balie search` and `balie search-measure` on the command line."""
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from balie.catalogue import public as catalogue
from balie.catalogue.upl import public as upl
from balie.cli import search, search_measure
from balie.kernel.models import Gemeente


@pytest.fixture(autouse=True)
def started(monkeypatch):
    for command in (search, search_measure):
        monkeypatch.setattr(command, "start_django", lambda: None)


def run(command, *arguments):
    return CliRunner().invoke(command, [str(each) for each in arguments])


def uri(name: str) -> str:
    return next(product.uri for product in upl.all_products() if product.name == name)


def test_results_as_json_lead_to_services_and_products(gemeente):
    catalogue.publish_standard_catalogue()
    found = json.loads(run(search.command, "mijn paspoort is kwijt", "--municipality", gemeente.slug, "--json").output)["results"]
    assert found[0] == {"title": "Paspoort aanvragen", "upl": uri("paspoort"), "url": "/diensten/paspoort/"}
    other = json.loads(run(search.command, "huurtoeslag", "--municipality", gemeente.slug, "--json").output)["results"]
    assert other[0] == {"title": "Huurtoeslag", "upl": uri("huurtoeslag"), "url": "/producten/huurtoeslag/"}


def test_nothing_found_and_an_unknown_municipality_are_said(gemeente):
    assert json.loads(run(search.command, "qwxzv", "--municipality", gemeente.slug, "--json").output) == {"results": []}
    assert run(search.command, "qwxzv", "--municipality", gemeente.slug).output == "Nothing found.\n"
    wrong = run(search.command, "paspoort", "--municipality", "nergens")
    assert wrong.exit_code == 1 and "no municipality 'nergens'" in wrong.output


def test_without_any_municipality_products_are_found(gemeente, monkeypatch):
    monkeypatch.setattr(Gemeente.objects, "filter", lambda **wanted: Gemeente.objects.none())
    found = json.loads(run(search.command, "paspoort", "--json").output)["results"]
    assert found[0]["url"] == "/producten/paspoort/"


def test_measuring_counts_distinct_titles_and_a_wrong_one_as_wrong(tmp_path):
    rows = ("Paspoort", "paspoort"), ("paspoort", "hondenbelasting"), ("Kliko kapot", "paspoort")
    (tmp_path / "titles.csv").write_text("titel,upl_uri\n" + "".join(f"{title},{uri(name)}\n" for title, name in rows), encoding="utf-8")
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    figures = json.loads(run(search_measure.command, tmp_path / "titles.csv", "--json").output)
    assert figures["every"] == {"titles": 2, "first": 1, "three": 1}
    bad = run(search_measure.command, tmp_path / "bad.csv")
    assert bad.exit_code == 1 and "upl_uri" in bad.output


def test_measuring_starts_what_it_needs(tmp_path):
    """As it is typed: in a process of its own, where nothing started Django."""
    (tmp_path / "titles.csv").write_text("titel,upl_uri\npaspoort aanvragen,http://standaarden.overheid.nl/owms/terms/paspoort\n", encoding="utf-8")
    command = [sys.executable, "-m", "balie.cli.main", "search-measure", str(tmp_path / "titles.csv")]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    told = subprocess.run(command, capture_output=True, text=True, env=bare, timeout=120)
    assert told.returncode == 0 and "first 100.0 %" in told.stdout, told.stderr
