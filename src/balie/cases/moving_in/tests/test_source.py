"""Long lists, large content and addresses of elsewhere: asked in pieces, within bounds, and only where the source is."""
from __future__ import annotations

import tracemalloc
from contextlib import contextmanager
from uuid import uuid4

import httpx2
import pytest

from balie.cases.moving_in import mapping, source
from balie.cases.moving_in.tests import world
from balie.documents import public as documents
from balie.documents import storage
from balie.kernel import egress
from balie.zgw.providers import Refused, Unreachable

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


@pytest.fixture
def asked(gemeente, monkeypatch):
    """What was asked; `answer` gives it an answer."""
    class Asked(list):
        answer = staticmethod(lambda request: httpx2.Response(404, json={"code": "not_found"}))

    found = Asked()

    def answered(request):
        found.append(request)
        return found.answer(request)

    @contextmanager
    def client(service):
        with httpx2.Client(transport=httpx2.MockTransport(answered), base_url=egress.address(service)) as http:
            yield http

    monkeypatch.setattr(egress, "client", client)
    world.providers.set_connection(name=world.NAME, label=world.LABEL, client_id="x", secret=world.SECRET, **world.ROOTS)
    return found


def page_of(request, last: int):
    number = int(request.url.params.get("page", 1))
    following = f"{world.ROOTS['zaken']}/zaken?page={number + 1}" if number < last else None
    return httpx2.Response(200, json={"count": last, "next": following, "results": [{"url": f"{number}"}]})


def test_a_list_is_read_to_its_end_however_long_and_no_further_ahead_than_is_asked(asked):
    asked.answer = lambda request: page_of(request, 250)
    said = []
    pages = source.Source(world.NAME, said.append).pages("zaken", "zaken")
    assert next(pages).count == 250 and len(asked) == 1
    assert [each.results[0]["url"] for each in pages] == [str(number) for number in range(2, 251)] and len(asked) == 250
    assert said[-1] == "zaken: 249 van 250" and len(said) == 249


def test_a_list_that_grew_shorter_meanwhile_ends(asked):
    gone = httpx2.Response(404, json={"code": "not_found"})
    asked.answer = lambda request: page_of(request, 9) if request.url.params.get("page", "1") < "4" else gone
    assert len(list(source.Source(world.NAME).pages("zaken", "zaken"))) == 3


def test_a_next_page_elsewhere_is_not_asked_for(asked):
    asked.answer = lambda request: httpx2.Response(200, json={"count": 2, "next": "https://elders.example.nl/zaken?page=2", "results": []})
    with pytest.raises(Refused):
        list(source.Source(world.NAME).pages("zaken", "zaken"))
    assert len(asked) == 1


@pytest.mark.parametrize("url", ["https://elders.example.nl/download", "http://waterrijk.localhost/zaken/api/v1/x", "file:///etc/passwd", "//x"])
def test_content_elsewhere_is_not_asked_for(asked, url):
    with pytest.raises(Refused):
        source.Source(world.NAME).content(url, b"".join)
    assert not asked


def test_a_source_that_stays_away_is_given_up(asked):
    asked.answer = lambda request: httpx2.Response(503)
    with pytest.raises(Unreachable):
        source.Source(world.NAME).one("zaken", "zaken")
    assert len(asked) == 3, "as many times as tests allow"


def large(pieces: int):
    for _ in range(pieces):
        yield b"x" * MB


def test_large_content_passes_in_the_memory_of_a_piece(asked):
    asked.answer = lambda request: httpx2.Response(200, content=large(200))
    there = source.Source(world.NAME)
    tracemalloc.start()
    kept = there.content(f"{world.ROOTS['documenten']}/enkelvoudiginformatieobjecten/{uuid4()}/download",
                         lambda pieces: documents.keep_as_said(pieces, {"bestandsomvang": 200 * MB}))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kept.size == 200 * MB and peak < 12 * MB, f"{peak / MB:.1f} MB"
    storage.storage().delete(kept.name)


def test_what_is_not_as_said_leaves_nothing_behind(gemeente, monkeypatch):
    deleted = []
    monkeypatch.setattr(type(storage.storage()), "delete", lambda self, name: deleted.append(name))
    with pytest.raises(documents.NotAsSaid, match="3 bytes; de bestandsomvang zegt 4"):
        documents.keep_as_said([b"abc"], {"bestandsomvang": 4})
    assert len(deleted) == 1


KEY, OTHER = "01a21fe6-6170-44f0-8272-000000000001", "01A21FE6-6170-44F0-8272-00000000ABCD"
ADDRESSES = mapping.Addresses({"zaken": "https://oud.nl/zaken/api/v1", "catalogi": "https://oud.nl/a/catalogi/api/v1/"}, "https://balie.nl")


@pytest.mark.parametrize(("given", "made"), [
    (f"https://oud.nl/zaken/api/v1/zaken/{KEY}", f"https://balie.nl/zaken/api/v1/zaken/{KEY}"),
    (f"http://oud.nl/zaken/api/v1/zaken/{KEY}/zaakeigenschappen/{OTHER}", f"https://balie.nl/zaken/api/v1/zaken/{KEY}/zaakeigenschappen/{OTHER.lower()}"),
    (f"https://oud.nl/a/catalogi/api/v1/zaaktypen/{KEY}", f"https://balie.nl/catalogi/api/v1/zaaktypen/{KEY}"),
    (f"https://oud.nl.example.nl/zaken/api/v1/zaken/{KEY}", None), (f"zie https://oud.nl/zaken/api/v1/zaken/{KEY}", None),
    (f"https://oud.nl/zaken/api/v1/zaken/{KEY}?x=1", None), ("https://oud.nl/zaken/api/v1/zaken", None), ("", None), (7, None), (None, None),
    ([{"url": f"https://oud.nl/zaken/api/v1/zaken/{KEY}"}], [{"url": f"https://balie.nl/zaken/api/v1/zaken/{KEY}"}]),
])
def test_addresses_of_the_source_become_ours_and_others_stay(given, made):
    assert ADDRESSES.of(given) == (given if made is None else made)
