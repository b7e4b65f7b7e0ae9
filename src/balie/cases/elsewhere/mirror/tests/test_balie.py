"""From Balie to Balie: one municipality follows the zaken of another over the ZGW APIs, subscription, notifications and all."""
from __future__ import annotations

import threading
from contextlib import contextmanager

import httpx2
import pytest
from django.test import Client

from balie.cases.elsewhere.mirror import following
from balie.cases.elsewhere.mirror.tests.stage import follow, round_of, world
from balie.cases.elsewhere.tests.test_balie import HOST, Neighbour, connect
from balie.cases.models import RolType, Zaak, ZaakElsewhere
from balie.cases.zgw.tests import acts
from balie.identity import public as identity
from balie.kernel import callbacks, egress, tenancy
from balie.zgw.models import Abonnement
from balie.zgw.notificaties import fanout, running

NRC = f"http://{HOST}/notificaties/api/v1"


class Callback:
    """It calls us back without a server in between. What its threads send waits for the test, whose rows other threads do not see."""

    def __init__(self, gemeente) -> None:
        self.gemeente, self.waiting = gemeente, []

    @contextmanager
    def client(self, address: str):
        with httpx2.Client(transport=httpx2.MockTransport(self._answer)) as http:
            yield http

    def _answer(self, request) -> httpx2.Response:
        if threading.current_thread() is not threading.main_thread():
            self.waiting.append(request)
            return httpx2.Response(204)
        return httpx2.Response(self._tell(request))

    def _tell(self, request) -> int:
        headers = {"authorization": request.headers["authorization"]} if "authorization" in request.headers else {}
        with tenancy.scope(self.gemeente):
            client = Client(headers={"host": self.gemeente.hosts[0]})
            return client.post(request.url.path, request.content, content_type="application/json", headers=headers).status_code

    def arrive(self) -> list[int]:
        told = [self._tell(request) for request in self.waiting]
        self.waiting.clear()
        return told


@pytest.fixture
def neighbour(gemeente, other_gemeente, monkeypatch) -> Neighbour:
    found, found_back = Neighbour(other_gemeente), Callback(gemeente)
    monkeypatch.setattr(egress, "client", found.client)
    monkeypatch.setattr(callbacks, "client", found_back.client)
    monkeypatch.setattr(running, "root", lambda: f"http://{HOST}")
    monkeypatch.setattr(following, "root", lambda: f"https://{gemeente.hosts[0]}")
    connect(found)
    found.back = found_back
    return found


@pytest.fixture
def time_passes(neighbour, run_jobs):
    """`time_passes()`: what changed there is told, and read here. Returns what we answered."""
    def pass_() -> list[int]:
        with tenancy.scope(neighbour.there):
            fanout.run()
        run_jobs()
        told = neighbour.back.arrive()
        run_jobs()
        return told
    return pass_


def made(neighbour: Neighbour, bsn: str = "") -> Zaak:
    api = neighbour.api
    zaak = Zaak.objects.get(pk=acts.make(api, neighbour.zaaktype, omschrijving="Dakterras").json()["uuid"])
    if bsn:
        kind = RolType.objects.get(zaaktype=neighbour.zaaktype, omschrijving_generiek="initiator")
        answer = api.post("/zaken/api/v1/rollen", {
            "zaak": acts.url(api, zaak), "roltype": f"{api.root}/catalogi/api/v1/roltypen/{kind.pk}", "betrokkeneType": "natuurlijk_persoon",
            "roltoelichting": "x", "betrokkeneIdentificatie": {"inpBsn": bsn},
        })
        assert answer.status_code == 201, answer.content
    return zaak


def test_what_was_there_is_read_and_what_changes_is_told(neighbour, time_passes):
    with tenancy.scope(neighbour.there):
        zaak = made(neighbour, bsn=world.BSN)
    followed = follow(notificaties=NRC)
    with tenancy.scope(neighbour.there):
        assert Abonnement.objects.get().callback_url == followed.callback
    time_passes()
    row = ZaakElsewhere.objects.get()
    assert (row.identificatie, row.statuses, row.person_id) == (zaak.identificatie, [], identity.known_person(world.BSN))
    with tenancy.scope(neighbour.there):
        acts.set_status(neighbour.api, zaak, 1)
    time_passes()
    assert [name for name, _ in ZaakElsewhere.objects.get().statuses] == ["Ontvangen"]
    with tenancy.scope(neighbour.there):
        acts.close(neighbour.api, zaak)
    told = time_passes()
    assert told and set(told) == {204}
    row = ZaakElsewhere.objects.get()
    assert (row.statuses[-1][0], row.result, bool(row.ended)) == ("Klaar", "Verleend", True)


def test_control_without_a_subscription_only_a_round_sees_it(neighbour, time_passes):
    followed = follow()
    time_passes()
    with tenancy.scope(neighbour.there):
        made(neighbour)
    time_passes()
    assert not ZaakElsewhere.objects.exists()
    round_of(followed)
    assert ZaakElsewhere.objects.count() == 1


def test_a_zaak_that_is_destroyed_there_is_gone_here(neighbour, time_passes):
    with tenancy.scope(neighbour.there):
        zaak = made(neighbour)
    follow(notificaties=NRC)
    time_passes()
    with tenancy.scope(neighbour.there):
        assert neighbour.api.delete(acts.url(neighbour.api, zaak)).status_code == 204
    time_passes()
    assert ZaakElsewhere.objects.get().missing_since
