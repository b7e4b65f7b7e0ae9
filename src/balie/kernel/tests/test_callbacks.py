"""Webhooks go outside and nowhere else, and nobody can keep a worker waiting."""
from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress

import httpcore2
import httpx2
import pytest

from balie.kernel import callbacks, egress
from balie.settings.environment import Environment


@pytest.fixture
def nothing_inside(settings):
    settings.BALIE = settings.BALIE.model_copy(update={"callback_networks": ""})


@contextmanager
def server(serve):
    """`serve(connection)` for each connection, in a thread."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        def loop():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=serve, args=[connection], daemon=True).start()

        threading.Thread(target=loop, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def answer(connection: socket.socket, text: bytes = b"HTTP/1.1 204 No Content\r\n\r\n") -> None:
    connection.recv(65536)
    connection.sendall(text)


@pytest.mark.parametrize("address", [
    "ftp://a.example", "http://a.example/x", "https://", "https://u:p@a.example", "https://a.example/#x", "https://a.example:0x", "", "//a.example",
    "javascript:alert(1)", "https://[::1", "https://\x7f.example/", "https://a.example/\x00",
])
def test_a_bad_address_is_said(address):
    with pytest.raises(callbacks.BadAddress):
        callbacks.check(address)


@pytest.mark.parametrize("address", ["https://a.example/x?y=1", "https://a.example:8443/", "http://localhost:8000/x", "http://127.0.0.1/"])
def test_a_good_address_is_taken(address):
    callbacks.check(address)


@pytest.mark.parametrize("found", [
    "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fd00::1", "fe80::1",
    "::ffff:10.0.0.1", "224.0.0.1", "255.255.255.255", "::",
])
def test_an_address_inside_is_refused(nothing_inside, found):
    assert not callbacks.may_reach(found)


def test_an_address_outside_is_allowed_and_a_named_network(nothing_inside, settings):
    assert callbacks.may_reach("93.184.216.34") and callbacks.may_reach("2606:2800:220:1::1")
    settings.BALIE = settings.BALIE.model_copy(update={"callback_networks": "10.2.0.0/16, fd00:1::/32"})
    assert callbacks.may_reach("10.2.3.4") and callbacks.may_reach("fd00:1::5") and callbacks.may_reach("::ffff:10.2.3.4")
    assert not callbacks.may_reach("10.3.3.4") and not callbacks.may_reach("fd00:2::5")


def test_a_name_that_leads_inside_is_not_connected_to(nothing_inside, monkeypatch):
    """The name is fine, and what it resolves to is not: nothing is connected."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("169.254.169.254", 443)), (0, 0, 0, "", ("10.0.0.1", 443))])
    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", lambda *_, **__: pytest.fail("connected"))
    with pytest.raises(egress.EgressFailed, match="netwerk"), callbacks.client("https://netjes.example/") as http:
        http.post("https://netjes.example/")


def test_it_connects_to_the_address_it_looked_at(monkeypatch, nothing_inside):
    """A name that answers otherwise the second time does not help: it is asked once."""
    answers, connected = iter(["93.184.216.34", "10.0.0.1"]), []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (next(answers), 443))])

    def connect(self, host, *_):
        connected.append(host)
        raise httpcore2.ConnectError("so far")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    with pytest.raises(egress.EgressFailed), callbacks.client("https://wissel.example/") as http:
        http.post("https://wissel.example/")
    assert connected == ["93.184.216.34"]


def test_control_with_the_network_named_it_does_connect():
    with server(answer) as address, callbacks.client(address) as http:
        assert http.post(address, content=b"{}").status_code == 204


def test_on_this_machine_it_is_refused_when_the_network_is_not_named(nothing_inside):
    with server(answer) as address:
        named = address.replace("127.0.0.1", "localhost")
        with pytest.raises(egress.EgressFailed, match="netwerk"), callbacks.client(named) as http:
            http.post(named)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "..", ".", "*", "a b.example", "xn--.example", "bestaat-niet.invalid", "\u20ac.example"])
def test_a_name_that_cannot_be_found_is_a_failure(host):
    with pytest.raises((egress.EgressFailed, callbacks.BadAddress)), callbacks.client(f"https://{host}/") as http:
        http.post(f"https://{host}/")


def test_another_host_than_asked_for_is_refused():
    with callbacks.client("https://a.example/") as http, pytest.raises(egress.EgressRefused):
        http.post("https://b.example/")


def test_a_redirect_is_not_followed():
    there = b"HTTP/1.1 302 Found\r\nLocation: https://elders.example/\r\nContent-Length: 0\r\n\r\n"
    with server(lambda connection: answer(connection, there)) as address, callbacks.client(address) as http:
        assert http.post(address).status_code == 302


def test_an_answer_that_trickles_in_is_cut_off(monkeypatch):
    monkeypatch.setattr(callbacks, "ANSWER_SECONDS", 0.5)

    def trickle(connection):
        connection.recv(65536)
        for _ in range(100):
            try:
                connection.sendall(b"H")
            except OSError:
                return
            time.sleep(0.1)

    begun = time.monotonic()
    with server(trickle) as address, pytest.raises(egress.EgressFailed, match="op tijd"), callbacks.client(address) as http:
        http.post(address)
    assert time.monotonic() - begun < 5


def test_one_line_serves_many_messages():
    """Kept open between messages, and each has its own time."""
    seen = []

    def many(connection):
        seen.append(connection)
        with suppress(OSError):
            while read := connection.recv(65536):
                if read.endswith(b"{}"):
                    connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    with server(many) as address, callbacks.client(address) as http:
        assert [http.post(address, content=b"{}").status_code for _ in range(5)] == [204] * 5
    assert len(seen) == 1


def test_a_network_is_written_right():
    assert Environment(callback_networks="10.0.0.0/8, ::1/128").callback_networks
    with pytest.raises(ValueError, match="10.2.0.0/16"):
        Environment(callback_networks="tien")


def test_httpx_has_the_pool_that_we_replace():
    """A new version of the library that keeps its connections elsewhere would lead past our guard."""
    assert isinstance(httpx2.HTTPTransport()._pool, httpcore2.ConnectionPool)
