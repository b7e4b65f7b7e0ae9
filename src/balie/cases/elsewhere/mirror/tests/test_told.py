"""What the other side tells us: who may, what is read, and that nothing in it is believed."""
from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import httpx2
import pytest
from django.test import Client

from balie.cases.elsewhere import connections
from balie.cases.elsewhere.mirror import jobs, subscribing, sweeping
from balie.cases.elsewhere.mirror.subscribing import SEALED
from balie.cases.elsewhere.mirror.tests.stage import follow, kept, round_of, set_status, there_is, vanish, world
from balie.cases.models import Followed, Registration, ZaakElsewhere
from balie.kernel import clock, crypto, tenancy

NRC = "http://nrc.example.localhost/api/v1"


def message(zaak: dict, **changes) -> dict:
    return {
        "kanaal": "zaken", "hoofdObject": zaak["url"], "resource": "status", "resourceUrl": zaak["url"], "actie": "create",
        "aanmaakdatum": clock.now().isoformat(), "kenmerken": {},
    } | changes


def tell(followed: Followed, body, *, auth: str | None = None, host: str = ""):
    secret = crypto.open_sealed(followed.secret, context=SEALED) if auth is None else auth
    headers = {"authorization": secret} if secret else {}
    sent = body if isinstance(body, str) else json.dumps(body)
    path = f"/notificaties-consumer/api/v1/notificaties/{followed.id}"
    client = Client(headers={"host": host or tenancy.current().hosts[0]}, enforce_csrf_checks=True)
    return client.post(path, sent, content_type="application/json", headers=headers)


@pytest.fixture
def followed(other, run_jobs):
    """The first round, of nothing, is over."""
    found = follow()
    run_jobs()
    found.refresh_from_db()
    return found


def test_a_notification_brings_the_zaak_up_to_date(followed, run_jobs):
    zaak = there_is(bsn=world.BSN)
    assert tell(followed, message(zaak, resource="zaak")).status_code == 204
    run_jobs()
    assert kept().statuses == []
    set_status(zaak, 1)
    assert tell(followed, message(zaak)).status_code == 204
    run_jobs()
    assert kept().statuses[-1][0] == "In behandeling"


def test_it_answers_before_it_asks(followed, other):
    before = len(other.calls)
    assert tell(followed, message(there_is())).status_code == 204
    assert len(other.calls) == before and not ZaakElsewhere.objects.exists()


def test_repeated_and_out_of_order_do_no_harm(followed, run_jobs):
    zaak = there_is()
    set_status(zaak, 0)
    set_status(zaak, 1)
    for _ in range(3):  # what is told is older than what is there: what is there counts
        tell(followed, message(zaak, actie="create", resource="zaak"))
    run_jobs()
    assert ZaakElsewhere.objects.count() == 1 and kept().statuses[-1][0] == "In behandeling"


def test_told_that_it_was_destroyed_we_look_first(followed, run_jobs):
    zaak = there_is()
    tell(followed, message(zaak))
    run_jobs()
    tell(followed, message(zaak, actie="destroy", resource="zaak"))
    run_jobs()
    assert kept().missing_since is None  # control: it is still there
    vanish(zaak)
    tell(followed, message(zaak, actie="destroy", resource="zaak"))
    run_jobs()
    assert kept().missing_since


@pytest.mark.parametrize("auth", ["", "Bearer een-ander-geheim", "é"])
def test_without_our_secret_nobody_tells_us_anything(followed, run_jobs, auth):
    assert tell(followed, message(there_is()), auth=auth).status_code == 403
    run_jobs()
    assert not ZaakElsewhere.objects.exists()


def test_nobody_is_told_apart_from_somebody_unknown(followed):
    secret = crypto.open_sealed(followed.secret, context=SEALED)
    stranger = Followed(id=uuid4(), secret=followed.secret)
    assert tell(stranger, message(there_is()), auth=secret).status_code == 403


def test_another_municipality_does_not_take_it(followed, other_gemeente):
    host = other_gemeente.hosts[0]
    assert tell(followed, message(there_is()), host=host).status_code == 403


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', "{}", '{"kanaal": 3}'])
def test_what_is_no_notification_is_said_so(followed, body):
    assert tell(followed, body).status_code == 400


def test_a_form_is_no_notification(followed):
    secret = crypto.open_sealed(followed.secret, context=SEALED)
    path = f"/notificaties-consumer/api/v1/notificaties/{followed.id}"
    client = Client(headers={"host": tenancy.current().hosts[0]})
    assert client.post(path, {"kanaal": "zaken"}, headers={"authorization": secret}).status_code == 400
    assert client.post(path, {"kanaal": "zaken"}).status_code == 403


def test_only_zaken_of_that_system_are_looked_at(followed, other, run_jobs):
    zaak, before = there_is(), len(other.calls)
    for changes in ({"kanaal": "documenten"}, {"kanaal": "test"}, {"hoofdObject": "https://elders.example/zaken/1"},
                    {"hoofdObject": connections.address_of("vergunningen:zaken") + "-niet/zaken/1"}):
        assert tell(followed, message(zaak, **changes)).status_code == 204
    run_jobs()
    assert len(other.calls) == before
    tell(followed, message(zaak))  # control
    run_jobs()
    assert len(other.calls) > before


def test_when_the_other_side_is_down_nothing_is_lost(followed, other, run_jobs):
    zaak = there_is()
    round_of(followed)
    set_status(zaak, 1)
    other.spoil = lambda call: httpx2.Response(503, json={})
    tell(followed, message(zaak))
    run_jobs()
    assert kept().statuses == []
    other.spoil = lambda call: None
    jobs.read_one(followed_id=str(followed.id), url=zaak["url"], tries=1)
    assert kept().statuses[-1][0] == "In behandeling"


def test_a_lost_notification_is_found_by_the_round(followed):
    zaak = there_is()
    round_of(followed)
    set_status(zaak, 1)
    assert kept().statuses == []
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert sweeping.due() == [followed.id]
        round_of(followed)
    assert kept().statuses[-1][0] == "In behandeling"


def test_what_we_handed_over_is_read_again_at_once(other, run_jobs):
    world.zaak(run_jobs=run_jobs)
    followed = follow()
    (zaak,) = world.there()
    set_status(zaak, 1)
    tell(followed, message(zaak))
    run_jobs()
    assert Registration.objects.get().remote_status == "In behandeling" and not ZaakElsewhere.objects.exists()


class Nrc:
    """The Notificaties API of the other side."""

    def __init__(self) -> None:
        self.rows: dict[str, dict] = {}

    def __call__(self, call) -> httpx2.Response | None:
        if not call.path.startswith("/api/v1/abonnement"):
            return None
        if call.method == "POST":
            url = f"{NRC}/abonnement/{uuid4()}"
            self.rows[url] = call.body
            return httpx2.Response(201, json={**call.body, "url": url})
        url = NRC.removesuffix("/api/v1") + call.path
        if url not in self.rows:
            return httpx2.Response(404, json={"code": "not_found"})
        if call.method == "DELETE":
            del self.rows[url]
            return httpx2.Response(204)
        return httpx2.Response(200, json=self.rows[url])


def test_following_subscribes_once_with_an_address_and_a_secret_of_our_own(other):
    nrc = other.spoil = Nrc()
    followed = follow(notificaties=NRC)
    assert follow(notificaties=NRC).abonnement == followed.abonnement
    (row,) = nrc.rows.values()
    assert row["callbackUrl"].endswith(f"/notificaties-consumer/api/v1/notificaties/{followed.id}")
    assert row["kanalen"] == [{"naam": "zaken", "filters": {}}] and row["auth"] == crypto.open_sealed(followed.secret, context=SEALED)
    assert row["auth"].encode() not in bytes(followed.secret)


def test_a_round_that_runs_meanwhile_does_not_subscribe_too(other):
    nrc = Nrc()
    rounds = []

    def spoil(call):
        if call.method == "POST" and not rounds:
            rounds.append(sweeping.step(Followed.objects.get().id))
        return nrc(call)

    other.spoil = spoil
    followed = follow(notificaties=NRC)
    assert rounds == [False] and list(nrc.rows) == [followed.abonnement]
    assert sweeping.due() == [followed.id]  # control: afterwards it may


def test_a_subscription_that_the_other_side_lost_is_made_again(other):
    nrc = other.spoil = Nrc()
    followed = follow(notificaties=NRC)
    nrc.rows.clear()
    round_of(followed)
    followed.refresh_from_db()
    assert list(nrc.rows) == [followed.abonnement]


def test_told_as_well_we_ask_less_often(other):
    other.spoil = Nrc()
    followed = follow(notificaties=NRC)
    round_of(followed)
    followed.refresh_from_db()
    assert followed.next_at > clock.now() + timedelta(hours=5)


def test_ending_takes_the_subscription_and_what_was_kept(other):
    nrc = other.spoil = Nrc()
    there_is()
    round_of(follow(notificaties=NRC))
    from balie.cases.elsewhere.mirror import following

    assert ZaakElsewhere.objects.exists()
    following.unfollow(name="vergunningen")
    assert (nrc.rows, ZaakElsewhere.objects.exists(), Followed.objects.exists()) == ({}, False, False)


@pytest.mark.parametrize("about", [{"notificaties": "http://elders.example/api"}, {"link": "https://x.example/"},
                                   {"link": "https://x.example/{bsn}"}, {"link": "javascript:{uuid}"}, {"link": "https://x.example/{"}])
def test_what_cannot_be_followed_is_said_so(other, about):
    with pytest.raises(connections.Unfit):
        follow(**about)


def test_each_municipality_has_its_own(followed, other_gemeente):
    there_is()
    round_of(followed)
    with tenancy.scope(other_gemeente):
        assert not Followed.objects.exists() and not ZaakElsewhere.objects.exists() and subscribing.address_of("vergunningen") == ""
