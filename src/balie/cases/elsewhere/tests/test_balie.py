"""From Balie to Balie: a zaak of one municipality goes, over the ZGW APIs, into the Balie of another, and what happens there comes back."""
from __future__ import annotations

from contextlib import contextmanager

import httpx2
import pytest
from django.test import Client

from balie.cases.elsewhere import reading, running
from balie.cases.elsewhere.tests import world
from balie.cases.models import Eigenschap, Registration, Zaak, ZaakObject
from balie.cases.zgw.tests import acts, stage
from balie.identity import public as identity
from balie.kernel import egress, tenancy
from balie.zgw.tests.clients import SECRET, Api

HOST = "waterrijk.localhost"
State = Registration.State
READS = [("ztc", ["catalogi.lezen"], "", "")]


class Neighbour:
    """The Balie of the other municipality, without a server in between. `answers`: method, path and status of every call."""

    def __init__(self, there) -> None:
        self.there, self.answers = there, []
        with tenancy.scope(there):
            self.zaaktype = self._zaaktype()
            self.api = Api(label="Zonnedam")

    def _zaaktype(self):
        kind = stage.zaaktype(identificatie="TERRAS", catalogus=stage.catalogus(domein="VERG"))
        for name in ("hoogte", "kosten", "postcode"):
            Eigenschap.objects.create(zaaktype=kind, naam=name, definitie=name, formaat="tekst", lengte="20", kardinaliteit="1")
        return kind

    @contextmanager
    def client(self, service: str):
        with httpx2.Client(transport=httpx2.MockTransport(self._answer), base_url=egress.address(service)) as http:
            yield http

    def _answer(self, request) -> httpx2.Response:
        names = ("authorization", "accept", "accept-crs", "content-crs")
        answer = Client(headers={"host": request.url.host}).generic(
            request.method, request.url.raw_path.decode(), data=request.content, content_type=request.headers.get("content-type", "application/json"),
            headers={name: request.headers[name] for name in names if name in request.headers},
        )
        self.answers.append((request.method, request.url.path.removesuffix("/").rpartition("/")[2], answer.status_code))
        return httpx2.Response(answer.status_code, content=answer.content, headers={"content-type": answer.headers["Content-Type"]})

    def holds(self, model) -> list:
        with tenancy.scope(self.there):
            return list(model.objects.all())


def connect(neighbour: Neighbour, **changes) -> None:
    roots = {api: f"http://{HOST}/{path}" for api, path in world.connections.APIS.items()}
    world.connect(**roots | {"client_id": neighbour.api.client_id, "secret": SECRET, "rsin": stage.RSIN} | changes)


@pytest.fixture
def neighbour(gemeente, other_gemeente, monkeypatch) -> Neighbour:
    found = Neighbour(other_gemeente)
    monkeypatch.setattr(egress, "client", found.client)
    connect(found)
    return found


def test_a_zaak_goes_into_the_balie_of_another_municipality_and_comes_back_closed(neighbour, run_jobs):
    _, _, application = world.zaak(run_jobs=run_jobs)
    row = Registration.objects.get()
    assert (row.state, row.error, row.tries) == (State.DONE, "", 1), neighbour.answers
    (there,) = neighbour.holds(Zaak)
    assert (there.identificatie, there.zaaktype_id) == (application.kenmerk, neighbour.zaaktype.id) and row.url.endswith(f"/zaken/{there.id}")
    with tenancy.scope(neighbour.there):
        (rol,) = there.rollen.all()
        assert identity.bsn_of(rol.person_id, purpose="proef", legal_basis="proef") == world.BSN
        values = dict(there.eigenschappen.values_list("naam", "waarde"))
        assert values == {"hoogte": "5", "kosten": "2501.00", "postcode": "1998AB"}
        assert there.statussen.count() == 1 and there.zaakinformatieobjecten.count() == 1 and ZaakObject.objects.count() == 1
    assert {status for method, _, status in neighbour.answers} == {200, 201}
    with tenancy.scope(neighbour.there):
        acts.close(neighbour.api, there)
    reading.poll(row.id)
    assert Registration.objects.get().state == State.ENDED


def test_handing_over_again_makes_nothing_twice(neighbour, run_jobs):
    world.zaak(run_jobs=run_jobs)
    Registration.objects.update(state=State.WAITING, made={}, url="")
    before = len(neighbour.answers)
    running.run(Registration.objects.get().id)
    assert Registration.objects.get().state == State.DONE and len(neighbour.holds(Zaak)) == 1
    assert {method for method, *_ in neighbour.answers[before:]} == {"GET"}


def test_control_who_may_only_read_types_there_makes_no_zaak(neighbour, run_jobs):
    with tenancy.scope(neighbour.there):
        reader = Api(READS)
    connect(neighbour, client_id=reader.client_id)
    world.zaak(run_jobs=run_jobs)
    row = Registration.objects.get()
    assert row.state == State.REFUSED and "laat ons niet toe (403)" in row.error and not neighbour.holds(Zaak)


def test_control_a_secret_of_another_is_refused(neighbour, run_jobs):
    connect(neighbour, secret="een-ander-geheim-van-32-tekens-lang")
    world.zaak(run_jobs=run_jobs)
    assert Registration.objects.get().state == State.REFUSED and {status for *_, status in neighbour.answers} == {403}
