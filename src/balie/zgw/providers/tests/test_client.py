"""The client against another side that misbehaves: what it says is bounded, in time, and never leads the token elsewhere."""
from __future__ import annotations

from contextlib import contextmanager

import httpx2
import pytest

from balie.kernel import egress
from balie.zgw.models import Connection
from balie.zgw.providers import client as clients
from balie.zgw.providers import connections
from balie.zgw.providers.client import Refused, Unreachable, Zgw

ROOT = "https://zgw.example/zaken/api/v1"
SECRET = "een-lang-en-goed-geheim"


class Side:
    """`answer(request)`: what it says. `asked`: the addresses that were asked, each with a token."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer = lambda request: httpx2.Response(200, json={"url": str(request.url)})

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        assert request.headers["authorization"].startswith("Bearer ")
        self.asked.append(str(request.url))
        return self.answer(request)

    @contextmanager
    def client(self, service: str):
        with httpx2.Client(transport=httpx2.MockTransport(self._answer), base_url=egress.address(service)) as http:
            yield http


@pytest.fixture
def side(gemeente, monkeypatch) -> Side:
    connections.set_connection(name="ander", label="Ander", client_id="balie", secret=SECRET, zaken=ROOT, besluiten="")
    found = Side()
    monkeypatch.setattr(egress, "client", found.client)
    return found


def zgw() -> Zgw:
    return Zgw(connections.access_to("ander"))


def test_a_path_and_a_whole_address_are_the_same(side):
    assert zgw().one("zaken", "zaken/1") == zgw().one("zaken", f"{ROOT}/zaken/1") == {"url": f"{ROOT}/zaken/1"}
    assert side.asked == [f"{ROOT}/zaken/1"] * 2


@pytest.mark.parametrize("path", [
    "https://zgw.example/console", f"{ROOT}0/zaken/1", "https://kwaad.example/zaken/api/v1/zaken/1", "../../../console",
])
def test_the_token_stays_under_the_root(side, path):
    """On the same machine too: what else is there is not ours to ask."""
    with pytest.raises(Refused, match="ander adres"):
        zgw().one("zaken", path)
    assert side.asked == []


def test_a_next_page_elsewhere_is_not_followed(side):
    side.answer = lambda request: httpx2.Response(200, json={"results": [{"url": "a"}], "next": "https://zgw.example/console"})
    with pytest.raises(Refused, match="ander adres"):
        list(zgw().all("zaken", "zaken"))
    assert side.asked == [f"{ROOT}/zaken"]


def test_a_redirect_is_not_followed(side):
    side.answer = lambda request: httpx2.Response(302, headers={"location": "http://169.254.169.254/"})
    with pytest.raises(Unreachable, match="302"):
        zgw().one("zaken", "zaken/1")
    assert len(side.asked) == 1


def test_too_large_an_answer_is_cut_off(side, monkeypatch):
    monkeypatch.setattr(clients, "LARGEST", 1000)
    given = iter([b"x" * 500] * 1000)
    side.answer = lambda request: httpx2.Response(200, content=given)
    with pytest.raises(Refused, match="te groot"):
        zgw().one("zaken", "zaken/1")
    assert len(list(given)) > 900  # the rest of it was never read
    side.answer = lambda request: httpx2.Response(200, json={"url": "x" * 900})
    assert zgw().one("zaken", "zaken/1")


def test_an_answer_that_trickles_in_is_cut_off(side, monkeypatch):
    monkeypatch.setattr(clients, "SECONDS", -1.0)
    with pytest.raises(Unreachable, match="te langzaam"):
        zgw().one("zaken", "zaken/1")


def test_removing_twice_is_removing_once(side):
    side.answer = lambda request: httpx2.Response(204)
    zgw().remove("zaken", "zaken/1")
    side.answer = lambda request: httpx2.Response(404, json={"code": "not_found"})
    zgw().remove("zaken", "zaken/1")
    side.answer = lambda request: httpx2.Response(400, json={"code": "invalid", "invalidParams": [{"name": "x", "code": "remote-relation-exists"}]})
    with pytest.raises(Refused):
        zgw().remove("zaken", "zaken/1")


def test_an_api_that_it_does_not_have(side):
    with pytest.raises(Refused, match="niet ingesteld"):
        zgw().one("besluiten", "besluiten/1")
    Connection.objects.update(besluiten="https://zgw.example/besluiten/api/v1")
    assert zgw().one("besluiten", "besluiten/1")


def test_rows_that_were_there_before_are_still_read():
    """The table and the context of the seal are the ones that the first connections were kept with."""
    assert Connection._meta.db_table == "cases_connection" and connections.SEALED == "cases.connection.secret"
