"""Zaken that clients made, and zaken that live in another system, as officials see them."""
from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases.elsewhere.mirror.tests import stage as there
from balie.cases.elsewhere.mirror.tests.conftest import other, small_town, town  # noqa: F401 - fixtures
from balie.cases.elsewhere.tests import world
from balie.cases.models import Status, WorkItem, Zaak
from balie.cases.zgw.tests import stage
from balie.cases.zgw.tests.acts import make, may

pytestmark = pytest.mark.django_db


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.fixture
def kind(gemeente):
    return stage.zaaktype(omschrijving="Kapvergunning")


@pytest.fixture
def zaak(kind):
    answer = make(may(kind, "zaken.aanmaken", "zaken.lezen"), kind, omschrijving="Boom in de tuin")
    return Zaak.objects.get(pk=answer.json()["uuid"])


def test_the_queue_shows_what_it_is_and_what_comes_next(nadia, zaak):
    text = nadia.get("/werk/").content.decode()
    assert "Boom in de tuin" in text and "Kapvergunning" in text and "Hierna: Ontvangen" in text


def test_the_page_offers_what_the_zaaktype_has_and_no_decision_of_a_service(nadia, zaak):
    text = nadia.get(f"/werk/zaken/{zaak.id}/").content.decode()
    assert "Zet de status" in text and "Sluit de zaak" in text and "Wat besluit u?" not in text


def test_from_status_to_closed(nadia, zaak, kind):
    at = f"/werk/zaken/{zaak.id}/"
    first = kind.statustypes.get(volgnummer=1)
    assert nadia.post(f"{at}status/", {"status": str(first.id), "toelichting": "Post"}).status_code == 302
    assert Status.objects.get(zaak=zaak).statustoelichting == "Post"
    result = kind.resultaattypes.get()
    answer = nadia.post(f"{at}sluiten/", {"resultaat": str(result.id), "slot": "Mag"}, follow=True)
    assert "De zaak is gesloten." in answer.content.decode() and not WorkItem.objects.filter(zaak=zaak).exists()
    assert Zaak.objects.get(pk=zaak.pk).einddatum


@pytest.mark.parametrize("verb, posted, sentence", [
    ("status", {}, "Kies een status."), ("status", {"status": "onzin"}, "Kies een status."), ("sluiten", {"slot": "Klaar"}, "Kies een resultaat."),
    ("besluit-vastleggen", {"waarom": "x"}, "Kies een besluit."),
    ("sluiten", {"resultaat": "00000000-0000-0000-0000-000000000001", "slot": "Dit typte ik"}, "Dit resultaat hoort niet bij deze zaak."),
])
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(nadia, zaak, verb, posted, sentence):
    answer = nadia.post(f"/werk/zaken/{zaak.id}/{verb}/", posted)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert all(value in answer.content.decode() for name, value in posted.items() if name == "slot")
    assert Zaak.objects.get(pk=zaak.pk).einddatum is None


def test_who_only_looks_sees_no_forms(roos, zaak):
    text = roos.get(f"/werk/zaken/{zaak.id}/").content.decode()
    assert "Zet de status" not in text and "Sluit de zaak" not in text


def test_many_zaken_of_clients_cost_no_more_than_one(nadia, zaak, kind):
    one = queries(nadia, "/werk/")
    for _ in range(15):
        make(may(kind, "zaken.aanmaken", "zaken.lezen"), kind)
    assert queries(nadia, "/werk/") == one


def test_other_systems_have_a_list_of_their_own(nadia, other):  # noqa: F811
    assert "Andere systemen" not in nadia.get("/werk/").content.decode()
    zaak = there.there_is(handler="Jansen")
    there.set_status(zaak, 0)
    there.round_of(there.follow(link="https://zaken.example/zaak/{identificatie}"))
    assert "Andere systemen" in nadia.get("/werk/").content.decode()
    text = nadia.get("/werk/?toon=andere_systemen").content.decode()
    assert "Feest 1" in text and f"Bij {world.LABEL}" in text and "Jansen" in text and 'href="https://zaken.example/zaak/ZS-1"' in text
    there.follow(link="")
    text = nadia.get("/werk/?toon=andere_systemen").content.decode()
    assert "Feest 1" in text and "zaken.example" not in text
