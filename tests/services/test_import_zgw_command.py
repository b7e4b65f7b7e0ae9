"""`balie import-zgw`: by connection or by URL, told in words or as JSON, and it ends with 1 when something is missing."""
from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from balie.cases.models import Zaak
from balie.cases.moving_in import public
from balie.cases.moving_in.tests import conftest, world
from balie.cli import import_zgw
from balie.zgw.public import providers

pytestmark = pytest.mark.django_db
no_waiting, there = conftest.no_waiting, conftest.there
URL = f"http://{world.HOST}"


def run(*given: str, secret: str = "") -> tuple[int, str]:
    answer = CliRunner().invoke(import_zgw.command, [*given, "--municipality", "zonnedam"], input=f"{secret}\n" if secret else None)
    return answer.exit_code, answer.stdout


def test_the_steps_are_those_that_there_are():
    assert import_zgw.STEPS == tuple(public.STEPS)


def test_told_in_words(there):
    code, said = run(world.NAME)
    assert code == 0 and "Klaar. Alles is er." in said
    (row,) = [line.split() for line in said.splitlines() if line.startswith("zaken ")]
    assert row == ["zaken", "3", "3", "3", "0", "0", "0"] and "Niet overgenomen" not in said


def test_what_is_missing_is_said_with_its_reason_and_ends_with_1(there):
    there.altered = lambda call, found: found[:-1] if call.path.endswith("/download") else found
    code, said = run(world.NAME)
    assert code == 1 and "niet alles is er" in said and there.main["paper"] in said and "de bestandsomvang zegt" in said
    code, said = run(world.NAME, "--json")
    found = json.loads(said)
    assert code == 1 and found["complete"] is False and found["counts"]["enkelvoudiginformatieobjecten"]["missing"] == 3
    assert {line["url"] for line in found["lines"] if line["kind"] == "enkelvoudiginformatieobjecten"} >= {there.main["paper"]}


def test_by_the_url_of_a_connection_that_is_there(there):
    code, said = run(URL, "--only", "catalogi")
    assert code == 0, said
    assert [(row.name, row.label) for row in providers.listed()] == [(world.NAME, world.LABEL)], "one with those addresses was there already"
    code, said = run(f"{URL}/", "--json")
    assert code == 0 and json.loads(said)["counts"]["zaken"]["here"] == 3 and Zaak.objects.count() == 3


def test_by_url_without_knowing_who_asks(gemeente):
    code, _said = run("https://oud.example.nl")
    assert code == 1 and not providers.listed()


def test_by_a_new_url_it_makes_a_connection_and_knows_it_the_next_time(there):
    providers.listed()[0].delete()
    assert run(URL, "--client-id", there.api.client_id, "--only", "catalogi", secret=world.SECRET)[0] == 0
    assert [row.name for row in providers.listed()] == ["verhuizing"]
    assert run(URL, "--only", "catalogi")[0] == 0


def test_a_connection_that_is_not_there(gemeente):
    assert run("onbekend")[0] == 1


def test_a_look_changes_nothing(there):
    code, said = run(world.NAME, "--dry-run")
    assert code == 1 and "Er is niets veranderd" in said and not Zaak.objects.exists()
