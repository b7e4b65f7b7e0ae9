"""`balie api-client`, as a person types it: what it shows opens the door, and nothing else does."""
from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from balie.cli import api_client, demo_town, officials
from balie.demo.municipality import MUNICIPALITIES
from balie.kernel.audit.models import AuditEntry
from balie.zgw.autorisaties.tests.world import SECRET, ZAAKTYPE, bearer
from balie.zgw.models import Applicatie, ClientId
from balie.zgw.public import Forbidden, authenticate, autorisaties

RIGHT = ("--component", "zrc", "--scope", "zaken.lezen", "--scope", "zaken.aanmaken", "--type", ZAAKTYPE, "--max", "intern")


@pytest.fixture
def town(gemeente, monkeypatch):
    monkeypatch.setattr(officials, "start_django", lambda role="owner": None)
    return gemeente


def run(*words: str):
    return CliRunner().invoke(api_client.command, list(words), catch_exceptions=False)


def add(client_id: str, *how: str):
    return run("add", "zonnedam", client_id, "--label", "Het zaaksysteem", *how)


def secret_in(output: str) -> str:
    return re.search(r"Secret\s+(\S+)", output)[1]


def test_a_client_with_all_rights_gets_in_with_the_secret_that_is_shown(town):
    done = add("zaaksysteem", "--all")
    assert done.exit_code == 0
    assert authenticate(bearer("zaaksysteem", secret_in(done.output))).superuser
    with pytest.raises(Forbidden):
        authenticate(bearer("zaaksysteem", SECRET))


def test_a_client_with_a_right_may_that_alone(town):
    client = authenticate(bearer("zaaksysteem", secret_in(add("zaaksysteem", *RIGHT, "--published-only").output)))
    assert not client.superuser and client.only_published
    limits = client.limits("zrc", frozenset({"zaken.lezen"}))
    assert limits.allow(ZAAKTYPE, "intern") and not limits.allow(ZAAKTYPE, "geheim") and not client.may("zrc", "zaken.verwijderen")


def test_rights_are_added_and_withdrawn(town):
    secret = secret_in(add("zaaksysteem", *RIGHT).output)
    done = run("grant", "zonnedam", "zaaksysteem", "--component", "brc", "--scope", "besluiten.lezen", "--type", "https://x.nl/1", "--type", "https://x.nl/2")
    assert done.exit_code == 0 and "has 3 rights" in done.output
    client = authenticate(bearer("zaaksysteem", secret))
    assert client.may("brc", "besluiten.lezen") and client.may("zrc", "zaken.lezen")
    assert "has 1 rights" in run("withdraw", "zonnedam", "zaaksysteem", "--component", "brc").output
    assert not authenticate(bearer("zaaksysteem", secret)).may("brc", "besluiten.lezen")
    assert run("withdraw", "zonnedam", "zaaksysteem", "--component", "brc").exit_code == 1
    assert run("withdraw", "zonnedam", "zaaksysteem", "--component", "zrc").exit_code == 1, "the last one stays"


def test_who_could_do_everything_can_do_only_what_is_granted(town):
    secret = secret_in(add("zaaksysteem", "--all").output)
    run("grant", "zonnedam", "zaaksysteem", "--component", "ztc", "--scope", "catalogi.lezen")
    client = authenticate(bearer("zaaksysteem", secret))
    assert not client.superuser and client.may("ztc", "catalogi.lezen") and not client.may("zrc", "zaken.lezen")


def test_a_new_secret_ends_the_old_one(town):
    old = secret_in(add("zaaksysteem", "--all").output)
    new = secret_in(run("new-secret", "zonnedam", "zaaksysteem").output)
    assert authenticate(bearer("zaaksysteem", new))
    with pytest.raises(Forbidden):
        authenticate(bearer("zaaksysteem", old))


def test_a_token_to_try_with_opens_the_door(town):
    add("zaaksysteem", *RIGHT)
    done = run("token", "zonnedam", "zaaksysteem")
    assert done.exit_code == 0 and authenticate(f"Bearer {done.output}").may("zrc", "zaken.lezen")
    assert AuditEntry.objects.filter(action="applicatie.token_gemaakt").count() == 1
    autorisaties.create_applicatie(client_ids=("zonder-geheim",), label="X", heeft_alle_autorisaties=True)
    assert {run("token", "zonnedam", which).exit_code for which in ("niemand", "zonder-geheim")} == {1}


def test_what_is_removed_is_gone(town):
    secret = secret_in(add("zaaksysteem", "--all").output)
    assert run("remove", "zonnedam", "zaaksysteem").exit_code == 0 and not Applicatie.objects.exists()
    with pytest.raises(Forbidden):
        authenticate(bearer("zaaksysteem", secret))
    assert run("remove", "zonnedam", "zaaksysteem").exit_code == 1


def test_of_two_client_ids_the_other_stays(town):
    row = autorisaties.create_applicatie(client_ids=("een", "twee"), label="X", heeft_alle_autorisaties=True)
    run("remove", "zonnedam", "een")
    assert ClientId.objects.get(applicatie=row).client_id == "twee"


def test_the_list_shows_rights_and_no_secret(town):
    secret = secret_in(add("zaaksysteem", *RIGHT).output)
    add("beheer", "--all")
    autorisaties.create_applicatie(client_ids=("nog-niet",), label="Later", heeft_alle_autorisaties=True)
    said = run("list", "zonnedam").output
    assert f"zrc zaken.lezen, zaken.aanmaken {ZAAKTYPE} intern" in said and "everything" in said and "nog-niet (no secret)" in said
    as_json = run("list", "zonnedam", "--json").output
    assert {tuple(each["clientIds"]) for each in json.loads(as_json)} == {("zaaksysteem",), ("beheer",), ("nog-niet",)}
    assert secret not in said + as_json


def test_the_list_takes_the_same_number_of_queries_however_long(town, django_assert_num_queries):
    for number in range(5):
        add(f"client-{number}", *RIGHT)
    with django_assert_num_queries(5):  # savepoint, applicaties, client ids, autorisaties, release
        assert len(autorisaties.api_clients()) == 5


@pytest.mark.parametrize(("how", "said"), [
    ((), "--all"), (("--component", "xyz", "--scope", "a"), "zrc, drc"), (("--component", "zrc"), "zaken.lezen"),
    (("--component", "zrc", "--scope", "zaken.lzen", "--type", ZAAKTYPE), "zaken.lezen"),
    (("--component", "zrc", "--scope", "zaken.lezen"), "URL of the zaaktype"),
    (("--component", "zrc", "--scope", "zaken.lezen", "--type", ZAAKTYPE), "maxVertrouwelijkheidaanduiding"),
    (("--component", "zrc", "--scope", "zaken.lezen", "--type", "iets", "--max", "intern"), "geen adres"),
    (("--component", "ztc", "--scope", "catalogi.lezen", "--type", ZAAKTYPE), "not about types"), ((*RIGHT, "--all"), "Niet allebei"),
])  # fmt: skip
def test_a_slip_of_the_pen_is_said_and_makes_nothing(town, how, said):
    done = add("zaaksysteem", *how)
    assert done.exit_code == 1 and said in done.output and not Applicatie.objects.exists()


def test_a_client_id_twice_and_an_unknown_municipality(town):
    add("zaaksysteem", "--all")
    again = add("zaaksysteem", "--all")
    assert again.exit_code == 1 and "al van een andere applicatie" in again.output
    assert run("list", "nergens").exit_code == 1 and run("grant", "zonnedam", "niemand").exit_code == 1


def test_a_secret_that_was_agreed_comes_from_a_file_and_may_come_first(town, tmp_path):
    place = tmp_path / "geheim"
    place.write_text(f"{SECRET}\n")
    done = run("new-secret", "zonnedam", "later", "--secret-file", str(place))
    assert done.exit_code == 0 and SECRET not in done.output and "later" in run("list", "zonnedam").output
    autorisaties.create_applicatie(client_ids=("later",), label="Later", heeft_alle_autorisaties=True)
    assert authenticate(bearer("later"))
    assert add("nu", "--all", "--secret-file", str(place)).exit_code == 0 and authenticate(bearer("nu"))
    place.write_text("kort")
    assert add("kort", "--all", "--secret-file", str(place)).exit_code == 1 and not ClientId.objects.filter(client_id="kort").exists()


def test_the_demo_town_has_a_client_with_a_secret_of_its_own(town, settings, tmp_path):
    settings.BALIE = settings.BALIE.model_copy(update={"home": tmp_path})
    demo_town.api_client(MUNICIPALITIES[0])
    place = tmp_path / "keys" / "balie-demo-zonnedam"
    note = dict(line.split("=", 1) for line in place.read_text().splitlines())
    assert authenticate(bearer(note["CLIENT_ID"], note["SECRET"])).superuser
    assert place.stat().st_mode & 0o777 == 0o600 and len(note["SECRET"]) >= 43
    demo_town.api_client(MUNICIPALITIES[0])
    assert note["SECRET"] in place.read_text() and Applicatie.objects.count() == 1, "again: nothing changes"


def test_in_production_there_is_no_such_client(town, settings, tmp_path):
    settings.BALIE = settings.BALIE.model_copy(update={"home": tmp_path, "mode": "production"})
    demo_town.api_client(MUNICIPALITIES[0])
    assert not Applicatie.objects.exists() and not (tmp_path / "keys").exists()
