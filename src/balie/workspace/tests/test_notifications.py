"""Officials who manage links see which systems take their messages, and send again or drop what was not taken."""
from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.kernel import clock, tenancy
from balie.zgw.models import Abonnement, Bezorging
from balie.zgw.notificaties import fanout
from balie.zgw.notificaties.tests import world

pytestmark = pytest.mark.django_db
State = Bezorging.State


@pytest.fixture
def ilse(log_in):
    return log_in("beheerder", name="Ilse Brandsma")


def stopped(number: int = 3, *, url: str = world.NOWHERE):
    """A subscriber to whom that many messages did not come."""
    key = world.abonnement("zaken", url=url)
    for _ in range(number):
        world.change(world.zaak(), "zaak", kenmerken={"nummer": "1"})
    fanout.run()
    Bezorging.objects.filter(abonnement=key).update(state=State.DEAD, attempts=9, last_error="antwoord 500")
    return key


def words(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def test_the_list_and_the_page_say_how_it_is(ilse):
    key = stopped()
    Abonnement.objects.filter(pk=key).update(failures=9, failing_since=clock.now(), last_error="antwoord 500", last_success=clock.now())
    text = words(ilse.get("/werk/notificaties/"))
    assert "ontvanger.example" in text and "Lukt niet" in text and f"/werk/notificaties/{key}/" in text and "Notificaties" in text
    text = words(ilse.get(f"/werk/notificaties/{key}/"))
    assert "zaak: nieuw" in text and "antwoord 500" in text and "Lukt niet sinds" in text and world.AUTH not in text


def test_sending_again_goes_out(ilse, run_jobs):
    with world.receiver() as there:
        key = stopped(url=there.url)
        first = Bezorging.objects.order_by("volgnummer").first()
        page = ilse.post(f"/werk/notificaties/{key}/opnieuw/", {"bericht": str(first.id)}, follow=True)
        assert "Wij bezorgen het opnieuw" in words(page)
        run_jobs()
        assert [each.headers["webhook-id"] for each in there.got] == [str(first.id)]
        ilse.post(f"/werk/notificaties/{key}/opnieuw/")
        run_jobs()
        assert len(there.taken) == 3 and not Bezorging.objects.exclude(state=State.DELIVERED).exists()
        assert "Alles is bezorgd" in words(ilse.get(f"/werk/notificaties/{key}/"))


def test_dropping_is_for_good(ilse, run_jobs):
    with world.receiver() as there:
        key = stopped(url=there.url)
        first = Bezorging.objects.order_by("volgnummer").first()
        assert "niet meer bezorgd" in words(ilse.post(f"/werk/notificaties/{key}/vervallen/", {"bericht": str(first.id)}, follow=True))
        assert Bezorging.objects.filter(state=State.DROPPED).count() == 1
        ilse.post(f"/werk/notificaties/{key}/vervallen/")
        ilse.post(f"/werk/notificaties/{key}/opnieuw/")
        run_jobs(later=True)
        assert not there.got and Bezorging.objects.filter(state=State.DROPPED).count() == 3


def test_a_message_that_is_gone_is_said(ilse):
    key = stopped(1)
    for which in (str(uuid4()), "geen-id"):
        answer = ilse.post(f"/werk/notificaties/{key}/opnieuw/", {"bericht": which})
        assert answer.status_code == 422 and "wacht niet meer" in words(answer)


def test_only_who_manages_links(ilse, log_in, nadia):
    key = stopped()
    for client in (nadia, log_in("balie", name="Bo Balie"), log_in("teamleider", name="Marlon Pinas")):
        assert client.get("/werk/notificaties/").status_code == 403 and client.get(f"/werk/notificaties/{key}/").status_code == 403
        assert client.post(f"/werk/notificaties/{key}/opnieuw/").status_code == 403
        assert client.post(f"/werk/notificaties/{key}/vervallen/").status_code == 403
        assert "/werk/notificaties/" not in words(client.get("/werk/"))
    assert Bezorging.objects.filter(state=State.DEAD).count() == 3
    assert "/werk/notificaties/" in words(ilse.get("/werk/account/"))  # control: the menu of who may


def test_of_another_municipality_nothing_shows(ilse, other_gemeente):
    with tenancy.scope(other_gemeente):
        key = stopped()
    assert "ontvanger.example" not in words(ilse.get("/werk/notificaties/"))
    assert ilse.get(f"/werk/notificaties/{key}/").status_code == 404 and ilse.post(f"/werk/notificaties/{key}/opnieuw/").status_code == 404


def test_empty(ilse):
    assert "Geen enkel systeem" in words(ilse.get("/werk/notificaties/"))


def cost(client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return sum("zgw_" in each["sql"] for each in caught.captured_queries)  # that of the session is now and then one more


def test_the_lists_cost_the_same_however_long(ilse):
    key = stopped(1)
    paths = ("/werk/notificaties/", f"/werk/notificaties/{key}/")
    before = [cost(ilse, path) for path in paths]
    for number in range(10):
        stopped(2, url=f"https://ontvanger{number}.example/")
    assert [cost(ilse, path) for path in paths] == before == [1, 2]
