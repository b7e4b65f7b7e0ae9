"""An outside service over real HTTP: only a small JSON answer in time counts; everything else is no answer, and leaks nothing."""
import json
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
import structlog

from balie.demo.config import LOOKUP_API_KEY
from balie.demo.urls import urlpatterns
from balie.kernel import clock, egress, rotation, tenancy
from balie.registers.lookups import asking, connections, keeping
from balie.registers.models import LookupAnswer, LookupConnection

HOUR, SECRET = timedelta(hours=1), "geheim-van-de-kalender"


class Service(BaseHTTPRequestHandler):
    """Answers with what `say` of its server says: (status, headers, pieces of the body)."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.server.posted.append(json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"null"))
        self.do_GET()

    def do_GET(self):
        self.server.asked.append((urlsplit(self.path), dict(self.headers)))
        status, headers, body = self.server.say()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in body:
            try:
                self.wfile.write(piece)
            except OSError:
                return

    def log_message(self, *about):
        """Nothing."""


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.daemon_threads, server.asked, server.posted = True, [], []
    server.say = lambda: (200, {}, [json.dumps({"bezet": True}).encode()])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def service(gemeente):
    with serving() as server:
        connect(server)
        yield server


def connect(server, path: str = "/api/evenementen?formaat=json", **changes):
    about = {"name": "kalender", "label": "De kalender", "header": "X-Api-Key", "secret": SECRET}
    connections.set_connection(address=f"http://127.0.0.1:{server.server_address[1]}{path}", **about | changes)


def consult(mark: str = "m1", keep: timedelta = HOUR, read=lambda data: {"bezet": data["bezet"]}, path="", body=None, **parameters):
    asked = parameters or {"datum": "2026-12-01"}
    return asking.consult(connection="kalender", parameters=asked, mark=mark, keep=keep, read=read, path=path, body=body)


def test_it_is_asked_at_its_own_address_with_its_key(service):
    assert consult(datum="2026-12-01", plaats="Zonnedam aan Zee & meer") == {"bezet": True}
    (address, headers), = service.asked
    assert address.path == "/api/evenementen" and headers["X-Api-Key"] == SECRET
    assert parse_qsl(address.query) == [("formaat", "json"), ("datum", "2026-12-01"), ("plaats", "Zonnedam aan Zee & meer")]


def test_what_comes_behind_the_address_stays_behind_it(service):
    assert consult(path="/gemeenten/GM0001%2F..%2Fgeheim%3Fx") == {"bezet": True}
    (address, headers), = service.asked
    assert address.path == "/api/evenementen/gemeenten/GM0001%2F..%2Fgeheim%3Fx" and headers["X-Api-Key"] == SECRET
    assert parse_qsl(address.query) == [("formaat", "json"), ("datum", "2026-12-01")] and service.posted == []


@pytest.mark.parametrize("path", ["/..", "/gemeenten/../geheim", "/gemeenten//regels", "/.", "/" + "x" * 501])
def test_a_path_that_would_lead_elsewhere_is_not_asked(service, path):
    assert consult(path=path) is None and service.asked == []


def test_it_is_posted_when_the_service_wants_it_so(service):
    assert consult(body={"gemeente": "GM0001", "aantal": 3, "muziek": True}) == {"bezet": True}
    assert consult(mark="m2", body={}) == {"bezet": True}, "a post without a body"
    assert service.posted == [{"gemeente": "GM0001", "aantal": 3, "muziek": True}, None] and "datum=2026-12-01" in service.asked[0][0].query
    assert consult(mark="m3", body={"plaats": "x" * 501}) is None and len(service.asked) == 2


def test_the_key_is_sealed_and_is_rotated(service):
    row = LookupConnection.objects.get(name="kalender")
    assert SECRET.encode() not in bytes(row.secret) and SECRET not in repr(connections.access_to("kalender"))
    assert "registers_lookupconnection.secret" in rotation.registered()["registers"].contexts


def drip():
    for _ in range(100):
        yield b" "
        time.sleep(0.05)


BAD = {
    "404": (404, {}, [b"{}"]), "500": (500, {}, [b"{}"]), "204": (204, {}, []), "redirect": (302, {"Location": "/elders"}, []),
    "far redirect": (301, {"Location": "http://169.254.169.254/latest"}, []), "html": (200, {"Content-Type": "text/html"}, [b"<p>Hoi"]),
    "empty": (200, {}, []), "half": (200, {}, [b'{"bezet": tr']), "other type": (200, {}, [b'{"bezet": {"a": 1}}']), "no field": (200, {}, [b"[]"]),
    "deep": (200, {}, [b"[" * 100_000]), "huge": (200, {}, [b" " * 70_000] * 10), "packed": (200, {"Content-Encoding": "gzip"}, [b"\x1f\x8b"]),
    "broken off": (200, {"Content-Length": "100"}, [b'{"bezet": true}']), "not utf-8": (200, {}, [b'{"bezet": "\xff"}']),
}  # fmt: skip


def strict(data):
    if not isinstance(data, dict) or not isinstance(data.get("bezet"), bool):
        raise ValueError("bezet is no yes_no")
    return {"bezet": data["bezet"]}


@pytest.mark.parametrize("bad", BAD)
def test_anything_else_is_no_answer_and_the_log_tells_nothing_of_the_question(service, bad):
    service.say = lambda: BAD[bad]
    with structlog.testing.capture_logs() as logs:
        assert consult(read=strict, plaats="Kerkstraat 12") is None
    (line,) = [each for each in logs if each["event"] == "lookup_failed"]
    assert line["connection"] == "kalender" and line["reason"] and "Kerkstraat" not in json.dumps(line) and SECRET not in json.dumps(line)
    assert len(service.asked) == 1, "no second address was asked"
    assert LookupAnswer.objects.count() == 0
    service.say = lambda: (200, {}, [b'{"bezet": false}'])
    assert consult(read=strict, plaats="Kerkstraat 12") == {"bezet": False}, "the next time it is asked again"


def test_drop_by_drop_does_not_hold_anybody(service, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    service.say = lambda: (200, {}, drip())
    start = time.monotonic()
    assert consult() is None and time.monotonic() - start < 2


def test_nobody_there_and_no_answer_at_all(service, monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT", 0.2)
    service.say = lambda: time.sleep(1) or (200, {}, [b"{}"])
    assert consult() is None
    connections.set_connection(name="kalender", label="x", address="http://127.0.0.1:9/")
    assert consult() is None


def test_an_unknown_connection_is_no_answer(service, settings):
    settings.BALIE = settings.BALIE.model_copy(update={"mode": "production"})
    assert asking.consult(connection="bestaat-niet", parameters={"a": "b"}, mark="x", keep=HOUR, read=strict) is None
    assert consult(read=strict) == {"bezet": True}, "control: one that is set is asked"


def test_what_is_too_long_is_not_sent(service):
    assert consult(plaats="x" * 501) is None and service.asked == []
    assert consult(plaats="x" * 500) is not None and len(service.asked) == 1


def test_the_same_question_is_answered_from_what_was_kept(service):
    assert consult() == consult() == {"bezet": True} and len(service.asked) == 1
    assert consult(mark="m2") and len(service.asked) == 2
    with clock.frozen(clock.now() + HOUR):
        assert consult() and len(service.asked) == 3


def test_what_was_kept_shows_no_question(service):
    consult(mark="Kerkstraat 12")
    row = LookupAnswer.objects.get()
    assert b"Kerkstraat" not in bytes(row.question) and row.values == {"bezet": True}


def test_each_municipality_keeps_its_own(service, other_gemeente):
    consult()
    with tenancy.scope(other_gemeente):
        assert keeping.kept("m1") is None and LookupConnection.objects.count() == 0
    assert keeping.kept("m1") == {"bezet": True}


def test_there_is_a_limit_to_what_is_kept(service, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 20)
    for number in range(50):
        keeping.keep(f"m{number}", "kalender", {}, HOUR + timedelta(seconds=number))
        assert LookupAnswer.objects.count() <= 20
    assert keeping.kept("m49") == {} and keeping.kept("m0") is None


def test_what_is_over_goes(service):
    keeping.keep("old", "kalender", {}, timedelta(minutes=-1))
    keeping.keep("new", "kalender", {}, HOUR)
    assert LookupAnswer.objects.count() == 1


def test_who_administers_sees_how_it_goes(service):
    consult()
    row = connections.listed()[0]
    assert row.answered_at and row.failed_at is None
    service.say = lambda: (500, {}, [])
    consult(mark="m2")
    row = connections.listed()[0]
    assert row.failure == "answered 500" and row.failed_at > row.answered_at
    service.say = lambda: (200, {}, [b'{"bezet": true}'])
    consult(mark="m3")
    assert connections.listed()[0].answered_at > row.failed_at


def test_another_address_forgets_what_was_kept(service):
    consult()
    connect(service, "/anders")
    assert LookupAnswer.objects.count() == 0


@pytest.mark.parametrize(("changes", "said"), [
    ({"address": "http://kalender.example/"}, "https://"), ({"address": "ftp://kalender.example/"}, "https://naam"), ({"address": ""}, "https://naam"),
    ({"address": "https://jo:pw@kalender.example/"}, "zonder inlognaam"), ({"name": "De Kalender"}, "kleine letters"),
    ({"header": ""}, "allebei"), ({"secret": ""}, "allebei"), ({"header": "Host"}, "kan niet in deze header"),
    ({"header": "X:Y"}, "kan niet in deze header"), ({"secret": "a\r\nHost: x"}, "tekens"),
])  # fmt: skip
def test_an_unfit_connection_is_refused(gemeente, changes, said):
    about = {"name": "kalender", "label": "x", "address": "https://kalender.example/", "header": "X-Api-Key", "secret": "s"}
    with pytest.raises(connections.Unfit, match=said):
        connections.set_connection(**about | changes)
    connections.set_connection(**about)


def test_only_its_own_host_is_reached(service):
    with pytest.raises(egress.EgressRefused), egress.client("lookup:kalender") as http:
        http.get("http://127.0.0.1:1/")


def test_in_the_demo_the_town_plays_what_is_not_set(gemeente, settings):
    found = connections.access_to("evenementenkalender")
    assert found.headers == {"X-Api-Key": LOOKUP_API_KEY}
    assert any(str(each.pattern) == found.path.removeprefix("/") for each in urlpatterns)
    settings.BALIE = settings.BALIE.model_copy(update={"mode": "production"})
    assert connections.access_to("evenementenkalender") is None and connections.origin_of("evenementenkalender") == ""
