"""Payments: Mollie's API, the bank page, webhooks with retries, and each fault of delivery."""
import http.server
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs

import pytest

from balie.demo import place as places
from balie.demo.bank import payments, webhooks
from balie.demo.tests.calls import Calls

NEW = {"amount": {"currency": "EUR", "value": "13.90"}, "description": "Uittreksel", "redirectUrl": "http://localhost:8000/terug",
       "metadata": {"owner": "zaak:1"}}


class Shop(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.got.append(parse_qs(body)["id"][0])
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def shop():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    server.got, server.answers = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield server
    server.shutdown()
    server.server_close()


def new(call, **other):
    status, body = call.mollie("POST", "payments", NEW | other)
    assert status == 201, body
    return body


def press(call, payment, button):
    return call("POST", f"/mollie/checkout/{payment['id']}", form={"knop": button, "bank": "Waterbank"})


@pytest.mark.parametrize(("button", "status", "stamp"), [("betaal", "paid", "paidAt"), ("annuleer", "canceled", "canceledAt"),
                                                         ("mislukt", "failed", "failedAt"), ("verlopen", "expired", "expiredAt")])
def test_the_bank_page_ends_a_payment(call, button, status, stamp):
    payment = new(call)
    assert payment["status"] == "open" and payment["_links"]["checkout"]["href"].endswith(f"/mollie/checkout/{payment['id']}")
    assert "€ 13,90" in call("GET", f"/mollie/checkout/{payment['id']}").content.decode()
    response = press(call, payment, button)
    assert (response.status_code, response["Location"]) == (303, NEW["redirectUrl"])
    found = call.mollie("GET", f"payments/{payment['id']}")[1]
    assert found["status"] == status and stamp in found and "checkout" not in found["_links"]
    assert found["metadata"] == NEW["metadata"]


@pytest.mark.parametrize(("fault", "said", "status"), [
    ("error", "Er ging iets mis bij de bank", 500), ("timeout", "De bank geeft geen antwoord", 504), ("refuse", "De bank weigert", 403),
])
def test_a_person_sees_a_page_that_leads_back_when_the_bank_fails(call, fault, said, status):
    payment = new(call)
    call.fault("mollie", fault)
    response = call("GET", f"/mollie/checkout/{payment['id']}")
    page = response.content.decode()
    assert response.status_code == status and said in page and f'href="{NEW["redirectUrl"]}"' in page
    call.fault("mollie", "off")
    assert said not in call("GET", f"/mollie/checkout/{payment['id']}").content.decode()


def test_what_is_final_stays(call):
    payment = new(call)
    press(call, payment, "betaal")
    press(call, payment, "mislukt")
    assert call.mollie("GET", f"payments/{payment['id']}")[1]["status"] == "paid"
    with pytest.raises(payments.NotPossible):
        payments.move(payment["id"], "failed")


def test_pending_and_then_paid(call):
    payment = new(call)
    press(call, payment, "wacht")
    assert call.mollie("GET", f"payments/{payment['id']}")[1]["status"] == "pending"
    press(call, payment, "betaal")
    assert call.mollie("GET", f"payments/{payment['id']}")[1]["status"] == "paid"


def test_cancel_by_the_shop(call):
    payment = new(call)
    assert call.mollie("DELETE", f"payments/{payment['id']}")[1]["status"] == "canceled"
    assert call.mollie("DELETE", f"payments/{payment['id']}")[0] == 422
    assert call.mollie("GET", "payments/tr_unknown")[0] == 404


def test_refunds_never_exceed_the_payment(call):
    payment = new(call)
    path, ten = f"payments/{payment['id']}/refunds", {"amount": {"currency": "EUR", "value": "10.00"}, "description": "terug"}
    assert call.mollie("POST", path, ten)[0] == 422  # not paid yet
    press(call, payment, "betaal")
    status, refund = call.mollie("POST", path, ten)
    assert (status, refund["status"]) == (201, "pending")
    assert call.mollie("POST", path, ten)[0] == 422
    found = call.mollie("GET", f"payments/{payment['id']}")[1]
    assert (found["amountRefunded"]["value"], found["amountRemaining"]["value"]) == ("10.00", "3.90")
    assert call.mollie("GET", f"{path}/{refund['id']}")[1]["id"] == refund["id"]


def test_an_idempotency_key_makes_one_payment_even_at_the_same_moment(call, place):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: call.mollie("POST", "payments", NEW, idempotency_key="k1")[1]["id"], range(16)))
    assert len(set(made)) == 1 and len(place.journal.all("payment")) == 1
    assert new(call)["id"] != made[0]  # without the key it is another one


@pytest.mark.parametrize(("change", "field"), [
    ({"amount": {"currency": "EUR", "value": 13.9}}, "amount"), ({"amount": {"currency": "EUR", "value": "13.9"}}, "amount"),
    ({"amount": {"currency": "EUR", "value": "0.00"}}, "amount"), ({"amount": {"currency": "USD", "value": "1.00"}}, "amount"),
    ({"description": ""}, "description"), ({"redirectUrl": "https://shop.example"}, "redirectUrl"), ({"webhookUrl": "ftp://localhost"}, "webhookUrl"),
])
def test_a_wrong_payment_names_the_field(call, change, field):
    status, body = call.mollie("POST", "payments", NEW | change)
    assert (status, body["field"]) == (422, field)


def test_the_key_is_needed(call):
    assert call("POST", "/mollie/v2/payments", body=NEW, authorization="Bearer nonsense").status_code == 401


def test_an_old_payment_expires(call, place):
    payment = new(call)
    place.journal.change("payment", payment["id"], lambda row: row | {"expiresAt": "2020-01-01T00:00:00+00:00"})
    payments.expire_old()
    assert call.mollie("GET", f"payments/{payment['id']}")[1]["status"] == "expired"


def test_a_webhook_is_repeated_until_it_arrives(call, shop, monkeypatch):
    monkeypatch.setattr(webhooks, "RETRY_AFTER", (0, 0, 0))
    shop.answers = [500, 404]
    payment = new(call, webhookUrl=shop.url)
    press(call, payment, "betaal")
    while webhooks.planned():
        webhooks.run_due()
    assert shop.got == [payment["id"]] * 3
    assert call.place.journal.all("webhook")[0]["state"] == "delivered"


def test_a_webhook_that_never_arrives_is_given_up(call, monkeypatch):
    monkeypatch.setattr(webhooks, "RETRY_AFTER", (0, 0))
    press(call, new(call, webhookUrl="http://127.0.0.1:9/hook"), "betaal")
    while webhooks.planned():
        webhooks.run_due()
    row = call.place.journal.all("webhook")[0]
    assert (row["state"], row["attempts"]) == ("given_up", 3)


def test_normally_one_webhook_per_change(call, shop):
    payment = new(call, webhookUrl=shop.url)
    press(call, payment, "betaal")
    webhooks.run_due()
    webhooks.run_due()
    assert shop.got == [payment["id"]]


def test_late(call, shop):
    call.fault("mollie", "late", 0.4)
    press(call, new(call, webhookUrl=shop.url), "betaal")
    assert webhooks.run_due() == 0
    time.sleep(0.45)
    assert webhooks.run_due() == 1 and len(shop.got) == 1


def test_double(call, shop):
    call.fault("mollie", "double")
    payment = new(call, webhookUrl=shop.url)
    press(call, payment, "betaal")
    webhooks.run_due()
    assert shop.got == [payment["id"]] * 2


def test_lost(call, shop):
    call.fault("mollie", "lost")
    payment = new(call, webhookUrl=shop.url)
    press(call, payment, "betaal")
    assert webhooks.run_due() == 0 and shop.got == []
    assert call.mollie("GET", f"payments/{payment['id']}")[1]["status"] == "paid"  # who asks, knows


def test_reorder(call, shop):
    call.fault("mollie", "reorder", 30)
    first, second = new(call, webhookUrl=shop.url), new(call, webhookUrl=shop.url)
    press(call, first, "betaal")
    assert webhooks.run_due() == 0
    press(call, second, "betaal")
    webhooks.run_due()
    time.sleep(0.55)
    webhooks.run_due()
    assert shop.got == [second["id"], first["id"]]


def test_stale(call):
    call.fault("mollie", "stale")
    payment = new(call)
    press(call, payment, "betaal")
    seen = [call.mollie("GET", f"payments/{payment['id']}")[1]["status"] for _ in range(2)]
    assert seen == ["open", "paid"]


def test_a_restarted_town_still_knows_its_payments_and_webhooks(place, shop):
    call = Calls(place)
    payment = call.mollie("POST", "payments", NEW | {"webhookUrl": shop.url}, idempotency_key="k")[1]
    press(call, payment, "betaal")
    with place.config.home.joinpath("journal.jsonl").open("a") as file:
        file.write('["payment", "tr_torn", {"id": "tr_')  # killed in the middle of a line
    place.journal.close()
    again = places.Place(place.config, place.town)
    with places.use(again):
        assert Calls(again).mollie("GET", f"payments/{payment['id']}")[1]["status"] == "paid"
        assert Calls(again).mollie("POST", "payments", NEW | {"webhookUrl": shop.url}, idempotency_key="k")[1]["id"] == payment["id"]
        assert payments.find("tr_torn") is None
        webhooks.run_due()
    assert shop.got == [payment["id"]]
