"""A zaak that names zaken of another provider (zrc-011): they are looked up there, between two transactions, and once."""
from __future__ import annotations

from datetime import date

import httpx2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases.models import Zaak
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.neighbour import ROOTS
from balie.zgw.providers import asking
from balie.zgw.tests.clients import codes

FIRST = "relevanteAndereZaken.0"


@pytest.fixture
def there(api, neighbour) -> str:
    """A zaak at the neighbour's."""
    with neighbour.holding():
        return neighbour.url("zaken", "zaken", stage.zaak())


def make(api, *urls, **changes):
    return acts.make(api, stage.zaaktype(), relevanteAndereZaken=[{"url": url, "aardRelatie": "vervolg"} for url in urls], **changes)


def test_a_zaak_elsewhere_is_named_and_shown_back(api, neighbour, there):
    made = make(api, there)
    assert made.status_code == 201, made.content
    assert made.json()["relevanteAndereZaken"] == [{"url": there, "aardRelatie": "vervolg"}]
    assert neighbour.calls == [f"GET /zaken/api/v1{there.removeprefix(ROOTS['zaken'])}"]
    assert api.get(made.json()["url"], expand="relevanteAndereZaken").json()["_expand"]["relevanteAndereZaken"] == []
    assert Zaak.objects.count() == 1  # the first try was undone


def test_it_is_asked_outside_the_transaction_of_the_request(api, neighbour, there):
    """A control beside it: a request has a savepoint of its own, in a test."""
    before = len(connection.savepoint_ids)
    assert make(api, there).status_code == 201
    assert neighbour.within == [before]


def test_what_was_there_before_is_not_asked_again(api, neighbour, there):
    made = make(api, there).json()
    neighbour.spoil = lambda request: httpx2.Response(503, json={})
    kept = made["relevanteAndereZaken"]
    assert api.patch(made["url"], {"relevanteAndereZaken": kept, "omschrijving": "Anders"}).status_code == 200
    assert api.patch(made["url"], {"omschrijving": "Weer anders"}).status_code == 200
    assert len(neighbour.calls) == 1
    other = there[:-4] + ("0000" if not there.endswith("0000") else "1111")
    assert codes(api.patch(made["url"], {"relevanteAndereZaken": [*kept, {"url": other, "aardRelatie": "vervolg"}]})) == {
        "relevanteAndereZaken.1": "bad-url"}


@pytest.mark.parametrize("answer", [
    httpx2.Response(503, json={}), httpx2.Response(404, json={"code": "not_found"}), httpx2.Response(403, json={}), httpx2.Response(200, text="<p>"),
    httpx2.Response(302, headers={"location": "http://169.254.169.254/latest"}), httpx2.Response(200, content=b"[" * 21_000_000),
])
def test_faults_there_are_a_bad_url(api, neighbour, there, answer):
    neighbour.spoil = lambda request: answer
    assert codes(make(api, there)) == {FIRST: "bad-url"} and not Zaak.objects.exists()
    assert len(neighbour.calls) == 1


def test_no_answer_is_a_bad_url(api, neighbour, there):
    neighbour.lose = lambda request: True
    assert codes(make(api, there)) == {FIRST: "bad-url"}


@pytest.mark.parametrize("change", [{"url": "https://kwaad.example/zaken/1"}, {"bronorganisatie": None}, []])
def test_something_else_there_is_an_invalid_resource(api, neighbour, there, change):
    """`None`: left out."""
    body = {**stage.body("x"), "url": there, "uuid": "1"} | (change if isinstance(change, dict) else {})
    body = {name: value for name, value in body.items() if value is not None} if isinstance(change, dict) else change
    neighbour.spoil = lambda request: httpx2.Response(200, json=body)
    assert codes(make(api, there)) == {FIRST: "invalid-resource"}


def test_an_address_of_another_api_there_is_an_invalid_resource(api, neighbour, there):
    with neighbour.holding():
        kind = neighbour.url("catalogi", "zaaktypen", stage.zaaktype())
        besluit = neighbour.url("zaken", "statussen", stage.zaak())
    assert codes(make(api, kind, besluit)) == {FIRST: "invalid-resource", "relevanteAndereZaken.1": "bad-url"}
    assert len(neighbour.calls) == 1  # of the first its root says it already


@pytest.mark.parametrize("path", [
    "https://kwaad.example/zaken/api/v1/zaken/1", "http://waterrijk.localhost/zaken/api/v1/../../console", "http://waterrijk.localhost/console",
    "http://waterrijk.localhost:81/zaken/api/v1/zaken/1", "http://waterrijk.localhost/zaken/api/v1/zaken/1?x=1", "http://zonnedam.localhost/zaken/1",
])
def test_what_lies_under_no_root_is_not_asked(api, neighbour, path):
    assert codes(make(api, path)) == {FIRST: "bad-url"} and neighbour.calls == []


def test_our_own_host_wins_over_a_connection(api, neighbour):
    root = api.root.replace("http://", "https://")
    neighbour.connect(zaken=f"{root}/zaken/api/v1")
    own = acts.url(api, stage.zaak()).replace("http://", "https://")
    assert make(api, own).status_code == 201
    assert codes(make(api, own[:-4] + "abcd", f"{root}/zaken/api/v1/x")) == {FIRST: "bad-url", "relevanteAndereZaken.1": "bad-url"}
    assert neighbour.calls == []


def test_another_municipality_has_no_part_in_it(api, neighbour, other_gemeente):
    """The connection is ours: from the neighbour nothing leads here."""
    own = acts.url(api, stage.zaak())
    with neighbour.holding():
        assert codes(make(neighbour.api, own)) == {FIRST: "bad-url"}
    assert neighbour.calls == []


def test_too_many_at_once_are_not_all_asked(api, neighbour, there, monkeypatch):
    monkeypatch.setattr(asking, "MOST", 20)
    many = [there[:-4] + f"{number:04x}" for number in range(30)]
    assert codes(make(api, *many)) == {f"relevanteAndereZaken.{number}": "bad-url" for number in range(30)}
    assert len(neighbour.calls) == 20


def test_a_zaak_whose_date_hangs_on_one_elsewhere_gets_none(api, neighbour, there):
    """Nobody tells us when that one ends: a date made of the others alone would come too early."""
    days = {}
    for extra in ([], [there]):
        zaak = stage.zaak()
        zaak.zaaktype.resultaattypes.update(afleidingswijze="gerelateerde_zaak")
        urls = [acts.url(api, stage.zaak(einddatum=date(2022, 1, 1))), *extra]
        Zaak.objects.filter(pk=zaak.pk).update(relevante_andere_zaken=[{"url": url, "aardRelatie": "vervolg"} for url in urls])
        days[len(extra)] = acts.close(api, zaak).archiefactiedatum
    assert days == {0: date(2027, 1, 1), 1: None}


def test_who_points_at_nothing_elsewhere_pays_nothing(api, neighbour):
    """Not one query more than without a connection; one elsewhere asks for the roots, and is the control."""
    kind, other = stage.zaaktype(), acts.url(api, stage.zaak())
    took = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert acts.make(api, kind, relevanteAndereZaken=[{"url": other, "aardRelatie": "vervolg"}]).status_code == 201
        took.append([each["sql"] for each in seen if "cases_connection" in each["sql"]])
    assert took == [[], []]
    with CaptureQueriesContext(connection) as seen:
        make(api, "https://kwaad.example/1")
    assert [each for each in seen if "cases_connection" in each["sql"]]
