"""Mijn Balie and money: pay when it is one's turn, see everything on one page, give up a permit, and know what comes back."""
from urllib.parse import urlsplit

import pytest

from balie.cases import public as cases
from balie.cases.models import Offer
from balie.cases.tests import town
from balie.kernel import plugins
from balie.payments import public as payments
from balie.payments.models import Payment, Refund
from balie.payments.providers import KIND
from balie.portal.tests.browser import hidden, queries

MANY = 5


@pytest.fixture
def bank(gemeente, monkeypatch):
    plugins.register(KIND, "bank", lambda: town.BANK)
    monkeypatch.setattr("balie.payments.start.provider", lambda name=None: town.BANK)
    return town.BANK


@pytest.fixture
def due(jo, run_jobs):
    """It is Jo's turn: the zaak waits for the money."""
    town.publish(("payment: {when: submit,", "payment: {when: granted, term: 14 dagen,"))
    return town.has(jo.resident, run_jobs, home="1")


def words(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def test_from_the_overview_to_the_bank_and_back(jo, due, bank, run_jobs):
    overview = words(jo.get("/mijn/"))
    assert "Betaal € 12,50" in overview and f"/mijn/zaken/{due}/betalen/" in overview and "Dit hebt u" not in overview
    assert "Betaal nu" in words(jo.get(f"/mijn/zaken/{due}/"))
    page = jo.get(f"/mijn/zaken/{due}/betalen/")
    assert "Betaal € 12,50" in words(page)
    gone = jo.post(f"/mijn/zaken/{due}/betalen/", hidden(words(page)))
    assert urlsplit(gone.headers["Location"]).netloc == "bank.example"
    assert jo.get(f"/mijn/zaken/{due}/betaald/").headers["Refresh"] == "2"
    town.BANK.status[list(town.BANK.status)[-1]][0] = "paid"
    jo.get(f"/mijn/zaken/{due}/betaald/")
    run_jobs()
    assert jo.get(f"/mijn/zaken/{due}/betaald/").headers["Location"] == f"/mijn/zaken/{due}/"
    assert cases.zaak_of_resident(jo.resident, due).line.result == "Verleend" and "Dit hebt u" in words(jo.get("/mijn/"))
    assert jo.get(f"/mijn/zaken/{due}/betalen/").headers["Location"] == f"/mijn/zaken/{due}/"


def test_the_bank_does_not_answer(jo, due, bank, monkeypatch):
    monkeypatch.setattr(bank, "down", True)
    response = jo.post(f"/mijn/zaken/{due}/betalen/")
    assert response.status_code == 503 and "Betalen lukt nu niet." in words(response)


def test_nobody_else_pays_it_or_sees_it(bo, visitor, due):
    payment = Payment.objects.get()
    for path in (f"/mijn/zaken/{due}/betalen/", f"/mijn/zaken/{due}/betaald/", f"/mijn/betalingen/{payment.id}/betaalbewijs.pdf"):
        assert bo.get(path).status_code == 404 and urlsplit(visitor.get(path).headers["Location"]).path == "/inloggen/"
    assert "12,50" not in words(bo.get("/mijn/betalingen/"))


def test_one_page_of_payments_with_a_receipt(jo, due, run_jobs):
    assert "Betaal nu" in words(jo.get("/mijn/betalingen/"))
    payment = town.pay(f"zaak:{due}")
    run_jobs()
    assert jo.get(f"/mijn/betalingen/{payment.id}/betaalbewijs.pdf").content.startswith(b"%PDF")
    payments.refund(payment_id=payment.id, amount=2, reason="Te veel gevraagd.", key="k")
    page = words(jo.get("/mijn/betalingen/"))
    assert "Betaald" in page and "Terug: € 2,00" in page and "Te veel gevraagd." in page and "Wordt terugbetaald" in page
    assert "Terug" in words(jo.get(f"/mijn/zaken/{due}/"))
    Refund.objects.update(status="mislukt")
    assert "Wij zoeken uit hoe u uw geld krijgt." in words(jo.get("/mijn/betalingen/"))


def test_what_can_no_longer_be_paid_says_so(jo, due):
    Offer.objects.update(closed_at=Offer.objects.get().made_at)
    page = words(jo.get("/mijn/betalingen/"))
    assert "Vervallen" in page and "Betaal nu" not in page


def test_payments_cost_the_same_however_many(jo, run_jobs):
    town.publish(("    - {row: huis, als: eigen.op_adres >= 1, outcome: weigeren, reason: Uw huis heeft er al een.}\n", ""))
    town.has(jo.resident, run_jobs, home="1", hoogte="5")
    one = queries(jo, "/mijn/betalingen/")
    for number in range(MANY):
        town.has(jo.resident, run_jobs, home=str(number + 2), hoogte="5")
    assert queries(jo, "/mijn/betalingen/") == one <= 14
    assert words(jo.get("/mijn/betalingen/")).count("Bewaar het betaalbewijs") == MANY + 1


def test_giving_up_asks_first(jo, bo, run_jobs):
    town.publish()
    town.has(jo.resident, run_jobs, home="1")
    mine = cases.products_of(jo.resident)[0]
    path = f"/mijn/opzeggen/{mine.product_id}/"
    assert path in words(jo.get("/mijn/")) and "Wilt u dit opzeggen?" in words(jo.get(path))
    assert bo.get(path).status_code == bo.post(path, {"zeker": "ja"}).status_code == 404
    refused = jo.post(path)
    assert refused.status_code == 422 and "Kruis aan dat u zeker wilt opzeggen." in words(refused) and cases.products_of(jo.resident)
    done = jo.post(path, {"zeker": "ja"}, follow=True)
    assert "U hebt het opgezegd." in words(done) and not cases.products_of(jo.resident)
    assert jo.get(path).status_code == 404


def test_what_cannot_be_given_up_has_no_button(jo, run_jobs):
    town.publish(('", from: vanaf,', '", give_up: false, from: vanaf,'))
    town.has(jo.resident, run_jobs, home="1")
    mine = cases.products_of(jo.resident)[0]
    assert "/mijn/opzeggen/" not in words(jo.get("/mijn/")) and jo.get(f"/mijn/opzeggen/{mine.product_id}/").status_code == 404


def test_stopping_says_what_comes_back(jo, run_jobs):
    town.publish()
    zaak = town.has(jo.resident, run_jobs, home="1", hoogte="5")
    assert "U krijgt € 12,50 terug." in words(jo.get(f"/mijn/zaken/{zaak}/"))
    jo.post(f"/mijn/zaken/{zaak}/stoppen/", {"zeker": "ja"})
    assert Refund.objects.get().amount == Payment.objects.get().amount and "Wordt terugbetaald" in words(jo.get("/mijn/betalingen/"))
