"""Downloading a part of a document: one range of bytes, and only of what the client has the rest of."""
import pytest

from balie.documents import storage, streams
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.zgw.tests import stage

pytestmark = pytest.mark.django_db
TEXT = stage.TEXT
SIZE = len(TEXT)


@pytest.fixture
def url(api):
    return stage.document(api)["inhoud"]


@pytest.fixture
def api(gemeente):
    from balie.zgw.tests.clients import Api

    return Api()


def asked(api, url, given, **headers):
    answer = api.get(url, headers={"range": given, **headers})
    return answer, b"".join(answer.streaming_content)


@pytest.mark.parametrize(("given", "first", "last"), [
    ("bytes=0-0", 0, 0), ("bytes=3-7", 3, 7), ("bytes=5-", 5, SIZE - 1), ("bytes=-4", SIZE - 4, SIZE - 1), ("bytes=0-99999", 0, SIZE - 1),
    ("bytes=-99999", 0, SIZE - 1), ("Bytes=1-2", 1, 2),
])
def test_a_part_is_given(api, url, given, first, last):
    answer, content = asked(api, url, given)
    assert answer.status_code == 206 and content == TEXT[first:last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}" and answer.headers["Content-Length"] == str(last - first + 1)
    assert answer.headers["Content-Disposition"].startswith("attachment") and answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("given", ["bytes=99999-", f"bytes={SIZE}-{SIZE}", "bytes=-0"])
def test_a_part_that_is_not_there(api, url, given):
    answer, content = asked(api, url, given)
    assert answer.status_code == 416 and content == b"" and answer.headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("given", ["bytes=5-2", "bytes=0-1,4-5", "bytes=-", "bytes=", "regels=1-2", "bytes=a-b", "bytes=1", f"bytes=0-{'9' * 5000}"])
def test_what_is_no_range_gets_the_whole(api, url, given):
    answer, content = asked(api, url, given)
    assert answer.status_code == 200 and content == TEXT and "Content-Range" not in answer.headers and answer.headers["Accept-Ranges"] == "bytes"


def test_if_range_gives_a_part_of_the_same_content_alone(api, url):
    whole = api.get(url)
    tag = whole.headers["ETag"]
    b"".join(whole.streaming_content)
    assert asked(api, url, "bytes=0-1", **{"if-range": tag})[0].status_code == 206
    for other in ('"anders"', f"W/{tag}", "Sat, 28 Nov 2026 06:00:00 GMT"):
        answer, content = asked(api, url, "bytes=0-1", **{"if-range": other})
        assert answer.status_code == 200 and content == TEXT


def test_a_head_is_of_the_whole(api, url):
    answer = api.head(url, headers={"range": "bytes=0-1"})
    assert answer.status_code == 200 and answer.headers["Content-Length"] == str(SIZE)


def test_a_large_part_comes_in_pieces(gemeente):
    content = bytes(range(256)) * (3 * streams.PIECE // 256)
    name = storage.keep(content)
    pieces = list(streams.Checked(name, size=len(content), sha256="", what="x").part(10, len(content) - 2))
    assert b"".join(pieces) == content[10:-1] and max(map(len, pieces)) == streams.PIECE


def test_content_that_is_not_all_there_is_given_in_no_part(api, url):
    version = Versie.objects.get(actueel=True)
    with open(storage.storage().path(version.inhoud), "wb") as file:
        file.write(TEXT[:-1])
    with pytest.raises(streams.Damaged):
        asked(api, url, "bytes=0-1")


def test_who_may_not_read_it_gets_no_part(api, url):
    from balie.zgw.tests.clients import Api

    assert Api([("zrc", ["zaken.lezen"], "", "")]).get(url, headers={"range": "bytes=0-1"}).status_code == 403
