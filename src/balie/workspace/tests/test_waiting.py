"""The waiting list for officials: in order, per district, and the next place by one button; and giving money back."""
import pytest

from balie.cases import public as cases
from balie.cases.tests import town
from balie.catalogue import public as catalogue
from balie.payments.models import Payment, Refund

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(gemeente, run_jobs):
    """Three ask for one place; the second and the third wait."""
    town.publish()
    catalogue.change_settings(slug="dakterras", values={"plekken": 1})
    people = [town.somebody(number) for number in town.NUMBERS[:3]]
    return [town.has(who, run_jobs, home=str(number)) for number, who in enumerate(people)]


def words(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def test_the_list_has_its_own_order(log_in, waiting):
    client = log_in("behandelaar")
    assert "Wachtlijst" in words(client.get("/werk/")) and client.get("/werk/?toon=wachtlijst").headers["Location"] == "/werk/wachtlijst/"
    page = client.get("/werk/wachtlijst/")
    (found,) = page.context["lists"]
    assert found["title"] == "Dakterras: Noord" and [str(waiting[1]) in found["lines"][0]["href"], str(waiting[2]) in found["lines"][1]["href"]]
    assert "Bied de volgende plek aan" in words(page)


def test_the_next_place_by_a_button(log_in, waiting):
    client, form = log_in("teamleider"), {"dienst": "dakterras", "plaatsen": "Noord"}
    refused = client.post("/werk/wachtlijst/volgende/", form)
    assert refused.status_code == 422 and "In Noord is geen plek." in words(refused)
    catalogue.change_settings(slug="dakterras", values={"plekken": 2})
    page = client.post("/werk/wachtlijst/volgende/", form, follow=True)
    assert str(waiting[1]) in page.redirect_chain[-1][0] and "Wij wachten op de betaling." in words(page)
    assert "Wacht op betaling" in words(client.get("/werk/"))
    assert log_in("balie", name="Bo Balie").post("/werk/wachtlijst/volgende/", form).status_code == 403


def test_an_empty_list(log_in, gemeente):
    assert "Er wacht niemand op een plek" in words(log_in("behandelaar").get("/werk/wachtlijst/"))


def test_a_teamleider_pays_back(log_in, gemeente, run_jobs):
    town.publish()
    zaak = town.has(town.somebody(town.NUMBERS[0]), run_jobs, home="1", hoogte="5")
    payment, leader = Payment.objects.get(), log_in("teamleider")
    path = f"/werk/zaken/{zaak}/betalingen/{payment.id}/terug/"
    assert "Betaal terug" in words(leader.get(f"/werk/zaken/{zaak}/"))
    other = log_in("behandelaar", name="Bo Behandelaar")
    assert "Betaal terug" not in words(other.get(f"/werk/zaken/{zaak}/")) and other.post(path).status_code == 403
    for form, sentence in (
        ({"bedrag": "2"}, "Schrijf waarom"), ({"bedrag": "twee", "waarom": "x"}, "Vul een bedrag in"), ({"bedrag": "99", "waarom": "x"}, "hoogstens"),
    ):
        wrong = leader.post(path, form)
        assert wrong.status_code == 422 and sentence in words(wrong) and not Refund.objects.exists()
    form = {"bedrag": "2,50", "waarom": "Te veel gevraagd.", "sleutel": "k"}
    leader.post(path, form)
    page = leader.post(path, form, follow=True)  # a double click
    assert "Het geld gaat terug." in words(page) and "Te veel gevraagd." in words(page) and str(Refund.objects.get().amount) == "2.50"
    assert cases.zaak_page(leader.official, zaak)
