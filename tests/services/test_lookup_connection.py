"""`balie lookup-connection`, as a person types it, and what the doctor and `balie publish` say of it."""
from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from balie.applications.tests import factories
from balie.catalogue import public as catalogue
from balie.cli import doctor, lookup_connection, officials, publish
from balie.registers.lookups import asking
from balie.registers.lookups.tests.test_lookups import serving

LOOKUP = """lookups:
  - lookup: kalender
    name: De kalender
    from: kalender
    ask: {aantal: kinderen}
    fields: {bezet: {type: yes_no, from: /bezet}}
    fails: {then: continue, text: De kalender doet het niet.}
pages:"""


@pytest.fixture
def server(gemeente, monkeypatch):
    monkeypatch.setattr(officials, "start_django", lambda role="owner": None)
    with serving() as found:
        yield found


def run(*words, typed: str = ""):
    return CliRunner().invoke(lookup_connection.command, list(words), input=typed, catch_exceptions=False)


def connect(server, *more: str, typed: str = ""):
    address = f"http://127.0.0.1:{server.server_address[1]}/api"
    return run("set", "zonnedam", "kalender", "--label", "De kalender", "--address", address, *more, typed=typed)


def test_it_is_set_tried_and_listed(server):
    done = connect(server, "--header", "X-Api-Key", typed="de-sleutel-van-de-kalender\n")
    assert done.exit_code == 0 and "de-sleutel" not in done.output
    tried = run("try", "zonnedam", "kalender", "datum=2026-04-27", "plaats=Aan Zee")
    assert tried.exit_code == 0 and '"bezet": true' in tried.output
    address, headers = server.asked[-1]
    assert address.query == "datum=2026-04-27&plaats=Aan+Zee" and headers["X-Api-Key"] == "de-sleutel-van-de-kalender"
    listed = run("list", "zonnedam").output
    assert "kalender" in listed and "not asked yet" in listed and "no service" in listed and "de-sleutel" not in listed


def test_without_an_answer_it_says_why(server):
    connect(server)
    server.say = lambda: (503, {}, [])
    done = run("try", "zonnedam", "kalender", "datum=2026-04-27")
    assert done.exit_code == 1 and "answered 503" in done.output


def test_a_service_whose_connection_is_not_set_stands_in_the_list(server, settings):
    factories.publish(("pages:", LOOKUP), ("als: luid is ingevuld", "als: luid is ingevuld of kalender.bezet"))
    assert "(demo town)" in run("list", "zonnedam").output
    service = catalogue.plan(catalogue.current_version("speelstraat").version_id).service
    assert publish.unset(service) == []
    settings.BALIE = settings.BALIE.model_copy(update={"mode": "production"})
    assert publish.unset(service) == ["kalender"]
    listed = run("list", "zonnedam").output
    assert "NOT SET" in listed and "speelstraat" in listed
    connect(server)
    assert publish.unset(service) == []
    assert "NOT SET" not in run("list", "zonnedam").output and "speelstraat" in run("list", "zonnedam").output


def test_the_doctor_sees_one_that_fails(server):
    connect(server)
    server.say = lambda: (500, {}, [])
    assert ask() is None
    with pytest.raises(RuntimeError, match="zonnedam kalender: no answer at .* answered 500"):
        doctor._lookups()
    server.say = lambda: (200, {}, [b"{}"])
    assert ask() == {} and doctor._lookups() == "1 connections, none failed the last time"


def ask():
    return asking.consult(connection="kalender", parameters={"a": "b"}, mark="m", keep=timedelta(0), read=dict)


def test_what_is_wrong_is_said(gemeente, monkeypatch):
    monkeypatch.setattr(officials, "start_django", lambda role="owner": None)
    done = run("set", "zonnedam", "kalender", "--label", "x", "--address", "http://kalender.example")
    assert done.exit_code == 1 and "https://" in done.output
    assert run("list", "nergens").exit_code == 1
