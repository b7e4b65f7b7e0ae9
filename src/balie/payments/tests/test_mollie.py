"""Mollie's API over real HTTP, against a small server that keeps to its documentation."""

import json
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from balie.payments.providers import Mollie, ProviderFailed

ASK = {"amount": Decimal("77.85"), "description": "Paspoort", "return_url": "https://z.example/r", "webhook_url": "https://z.example/w"}
PAYMENT = {"id": "tr_1", "status": "paid", "amount": {"currency": "EUR", "value": "77.85"},
           "amountRefunded": {"currency": "EUR", "value": "7.85"}}
REFUND = {"id": "re_1", "status": "pending", "amount": {"currency": "EUR", "value": "7.85"}}


class Server(BaseHTTPRequestHandler):
    answers, heard = {}, []

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.heard.append((self.command, self.path, dict(self.headers), json.loads(body) if body else None))
        code, content = self.answers.get((self.command, self.path), (404, {"status": 404}))
        content = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, *_):
        pass


@pytest.fixture
def mollie(gemeente):
    Server.answers, Server.heard = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    gemeente.config["endpoints"] = {"mollie": f"http://127.0.0.1:{server.server_port}/v2"}
    yield Server
    server.shutdown()
    server.server_close()


def test_create(mollie):
    mollie.answers["POST", "/v2/payments"] = 201, PAYMENT | {"_links": {"checkout": {"href": "https://bank.example/tr_1"}}}
    made = Mollie().create(key="k-1", **ASK)
    assert (made.provider_id, made.url) == ("tr_1", "https://bank.example/tr_1")
    _, _, headers, body = mollie.heard[0]
    assert headers["Idempotency-Key"] == "k-1" and headers["Authorization"].startswith("Bearer")
    assert body["amount"] == {"currency": "EUR", "value": "77.85"} and body["webhookUrl"] == "https://z.example/w"


def test_fetch_with_what_went_back(mollie):
    mollie.answers["GET", "/v2/payments/tr_1"] = 200, PAYMENT
    mollie.answers["GET", "/v2/payments/tr_1/refunds"] = 200, {"_embedded": {"refunds": [REFUND]}}
    report = Mollie().fetch("tr_1")
    assert (report.status, report.amount, report.refunds[0].amount) == ("paid", Decimal("77.85"), Decimal("7.85"))


def test_fetch_asks_once_when_nothing_went_back(mollie):
    mollie.answers["GET", "/v2/payments/tr_1"] = 200, {key: PAYMENT[key] for key in ("id", "status", "amount")}
    assert Mollie().fetch("tr_1").refunds is None and len(mollie.heard) == 1


def test_refund_and_cancel(mollie):
    mollie.answers["POST", "/v2/payments/tr_1/refunds"] = 201, REFUND
    mollie.answers["DELETE", "/v2/payments/tr_1"] = 200, PAYMENT
    made = Mollie().refund("tr_1", amount=Decimal("7.85"), description="Paspoort", key="r-1")
    Mollie().cancel("tr_1")
    assert (made.id, made.status, mollie.heard[0][2]["Idempotency-Key"]) == ("re_1", "pending", "r-1")


@pytest.mark.parametrize("code, content, final", [
    (500, {}, False), (503, b"", False), (429, {}, False), (409, {}, False), (404, {}, True), (422, {}, True), (302, b"", False),
    (200, {"status": "paid"}, False), (200, b"<html>", False), (200, [], False),
    (200, PAYMENT | {"amount": {"currency": "USD", "value": "77.85"}}, False),
    (200, PAYMENT | {"amount": {"currency": "EUR", "value": "x"}}, False),
])
def test_what_is_not_as_agreed_is_the_provider_failing(mollie, code, content, final):
    mollie.answers["GET", "/v2/payments/tr_1"] = code, content
    with pytest.raises(ProviderFailed) as error:
        Mollie().fetch("tr_1")
    assert error.value.final is final


def test_nobody_there(gemeente):
    gemeente.config["endpoints"] = {"mollie": "http://127.0.0.1:9/v2"}
    with pytest.raises(ProviderFailed) as error:
        Mollie().fetch("tr_1")
    assert not error.value.final


def test_an_id_from_outside_reaches_no_other_address(mollie):
    with pytest.raises(ProviderFailed):
        Mollie().fetch("../refunds?x=")
    assert mollie.heard[0][1].startswith("/v2/payments/..%2Frefunds%3Fx%3D")
