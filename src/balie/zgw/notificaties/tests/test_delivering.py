"""From a change to its subscribers, over real HTTP: at least once, in order per main object, and nobody waits for somebody else."""
from __future__ import annotations

import dataclasses
import logging
from datetime import timedelta

import pytest
from django.db import connection

from balie.kernel import audit, clock, crypto, rotation, tenancy
from balie.zgw import audittrail
from balie.zgw.models import Abonnement, Bezorging, Wijziging
from balie.zgw.notificaties import abonneren, fanout, jobs, message, publiceren, rules, running, sealing, verbs
from balie.zgw.notificaties.tests import world
from balie.zgw.references import Links

pytestmark = pytest.mark.django_db
State = Bezorging.State


@pytest.fixture
def there(gemeente):
    with world.receiver() as found:
        yield found


def numbered(main, numbers) -> None:
    for number in numbers:
        world.change(main, "status", kenmerken={"nummer": str(number)})


def due(run_jobs, times: int = 60) -> None:
    """Everything that is planned, as if its time had come."""
    run_jobs(later=True)
    for _ in range(times):
        if not Bezorging.objects.filter(state=State.WAITING).exists():
            return
        Bezorging.objects.filter(state=State.WAITING).update(next_at=clock.now())
        Abonnement.objects.update(paused_until=None)
        for key in Abonnement.objects.values_list("id", flat=True):
            running.run(key)
    raise AssertionError("it does not come to rest")


def test_a_change_reaches_who_follows_it_and_nobody_else(there, run_jobs, gemeente):
    with world.receiver() as other:
        world.abonnement("zaken", url=there.url)
        world.abonnement("besluiten", url=other.url)
        zaak = world.zaak()
        world.change(zaak, "zaak", kenmerken={"bronorganisatie": "009991"})
        run_jobs()
        (got,) = there.got
        assert not other.got
    assert got.body["hoofdObject"].endswith(f"/zaken/api/v1/zaken/{zaak.id}") and got.body["hoofdObject"].startswith("http://testserver:")
    assert got.headers["Authorization"] == world.AUTH and got.headers["Content-Type"] == "application/json"
    row = Bezorging.objects.get()
    assert (row.state, row.attempts) == (State.DELIVERED, 1) and row.delivered_at and Wijziging.objects.get().distributed
    assert Abonnement.objects.get(callback_url=there.url).busy_until is None


def test_filters_on_a_type_hold_for_every_way_to_write_our_address(there, run_jobs):
    key = world.zaak().id
    world.abonnement("zaken", url=there.url, filters={"zaaktype": f"https://testserver/catalogi/api/v1/zaaktypen/{key}"})
    for value in (f"http://localhost:8000/catalogi/api/v1/zaaktypen/{key}", f"/catalogi/api/v1/zaaktypen/{key}", "https://elders.example/1"):
        world.change(world.zaak(), "zaak", kenmerken={"zaaktype": value})
    run_jobs()
    assert len(there.got) == 2
    assert {each.body["kenmerken"]["zaaktype"] for each in there.got} == {f"http://testserver:8000/catalogi/api/v1/zaaktypen/{key}"}


def six_zaken_of_five(there, run_jobs) -> None:
    """Delivered to who answers every third time with a fault."""
    there.answer = lambda got, body: 500 if len(got) % 3 == 2 else 204
    world.abonnement("zaken", url=there.url)
    zaken = [world.zaak() for _ in range(6)]
    for number in range(5):
        for zaak in zaken:
            numbered(zaak, [number])
    due(run_jobs)


def test_in_order_per_zaak_also_when_some_are_refused(there, run_jobs):
    """Every third answer is a fault; the numbers of each zaak still come in order, and all come."""
    six_zaken_of_five(there, run_jobs)
    assert set(map(tuple, world.orders(there.taken).values())) == {(0, 1, 2, 3, 4)} and len(world.orders(there.taken)) == 6
    assert any(each.status == 500 for each in there.got)


def test_control_without_the_guard_the_order_is_broken(there, run_jobs, monkeypatch):
    monkeypatch.setattr(running, "heads", lambda abonnement_id: Bezorging.objects.filter(
        abonnement=abonnement_id, state=State.WAITING).order_by("volgnummer"))
    six_zaken_of_five(there, run_jobs)
    assert any(found != sorted(found) for found in world.orders(there.taken).values())


def test_what_failed_is_tried_later_with_the_same_id_and_holds_its_zaak_alone(there, run_jobs):
    one, other = world.zaak(), world.zaak()
    there.answer = lambda got, body: 500 if str(one.id) in body["hoofdObject"] else 204
    world.abonnement("zaken", url=there.url)
    numbered(one, [0, 1])
    numbered(other, [0, 1])
    run_jobs()
    assert world.orders(there.taken) == {f"http://testserver:8000/zaken/api/v1/zaken/{other.id}": [0, 1]}
    (failed,) = [each for each in there.got if each.status == 500]
    row = Bezorging.objects.get(attempts=1, state=State.WAITING)
    assert row.last_error == "antwoord 500" and timedelta(seconds=1) < row.next_at - clock.now() < timedelta(seconds=3)
    there.answer = lambda got, body: 204
    due(run_jobs)
    assert len(there.taken) == 4 and there.got[-2].headers["webhook-id"] == failed.headers["webhook-id"] == str(row.id)


def test_a_dead_subscriber_holds_nobody_up_and_is_left_alone(there, run_jobs):
    dead = world.abonnement("zaken", url="http://127.0.0.1:9/callback")
    world.abonnement("zaken", url=there.url)
    for _ in range(40):
        numbered(world.zaak(), [0])
    run_jobs()
    assert len(there.taken) == 40
    for _ in range(rules.PATIENCE):
        Bezorging.objects.filter(state=State.WAITING).update(next_at=clock.now())
        running.run(dead)
    row = Abonnement.objects.get(pk=dead)
    assert row.failures == rules.PATIENCE and row.paused_until > clock.now() and row.failing_since and row.last_error == "ConnectError"
    before = list(Bezorging.objects.filter(abonnement=dead).values_list("attempts", flat=True))
    running.run(dead)
    assert list(Bezorging.objects.filter(abonnement=dead).values_list("attempts", flat=True)) == before
    Abonnement.objects.filter(pk=dead).update(paused_until=clock.now())
    running.run(dead)  # one message to see whether it is there again
    assert sum(Bezorging.objects.filter(abonnement=dead).values_list("attempts", flat=True)) == sum(before) + 1


def test_many_wake_ups_of_one_that_is_left_alone_plan_one_try(there, run_jobs):
    dead = world.abonnement("zaken", url="http://127.0.0.1:9/callback")
    numbered(world.zaak(), [0])
    run_jobs()
    for _ in range(20):
        running.run(dead)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name like '%%notificaties.jobs.deliver' and status = 'todo'")
        assert cursor.fetchone()[0] == 1


def test_a_slow_subscriber_has_a_worker_half_of_the_time(there, run_jobs, monkeypatch):
    monkeypatch.setattr(running, "SLOW_SECONDS", 0.05)
    there.delay = 0.1
    key = world.abonnement("zaken", url=there.url)
    numbered(world.zaak(), [0, 1])
    fanout.run()
    running.run(key)
    row = Abonnement.objects.get()
    assert len(there.taken) == 1 and row.paused_until > clock.now() and row.failures == 0 and row.busy_until is None
    due(run_jobs)
    assert len(there.taken) == 2


def test_two_runners_are_one(there, run_jobs):
    key = world.abonnement("zaken", url=there.url)
    numbered(world.zaak(), [0])
    fanout.run()
    first = running.take(key)
    assert first and running.take(key) is None and running.take(key, first.hold)


def test_a_runner_that_was_killed_is_followed_by_another(there, run_jobs):
    """Between taking and noting: when its hold has ended, the same goes out again, under the same id."""
    key = world.abonnement("zaken", url=there.url)
    numbered(world.zaak(), [0, 1])
    fanout.run()
    run_jobs(later=True)
    Bezorging.objects.update(state=State.WAITING, delivered_at=None)
    assert running.take(key)
    assert running.left_behind() == []
    with clock.frozen(clock.now() + running.HOLD + running.LEFT):
        assert running.left_behind() == [key]
        jobs.pick_up_what_was_left()
        due(run_jobs)
    ids = [each.headers["webhook-id"] for each in there.got]
    assert len(ids) == 4 and ids[:2] == ids[2:] and world.orders(there.taken)


def test_control_a_killed_runner_without_the_sweep_is_waited_for_in_vain(there, run_jobs):
    key = world.abonnement("zaken", url=there.url)
    numbered(world.zaak(), [0])
    fanout.run()
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    assert running.take(key)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert run_jobs(later=True) == [] and not there.got


def test_a_wake_up_that_got_lost_is_made_good(there, run_jobs):
    world.abonnement("zaken", url=there.url)
    numbered(world.zaak(), [0])
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    jobs.pick_up_what_was_left()
    run_jobs()
    assert len(there.taken) == 1


def test_what_is_forgotten_still_goes_out_and_then_the_rows_go(there, run_jobs):
    world.abonnement("zaken", url=there.url)
    zaak = world.zaak()
    world.change(zaak, "zaak", new={"x": 1})
    world.change(zaak, "zaak", action="destroy")
    audittrail.forget(main_id=zaak.id)
    run_jobs()
    assert [each["actie"] for each in there.taken] == ["create", "destroy"]
    jobs.forget_what_was_delivered()
    assert not Wijziging.objects.exists() and not Bezorging.objects.exists()


def test_after_a_week_it_stops_and_the_rest_of_that_zaak_goes_on(there, run_jobs):
    zaak, other = world.zaak(), world.zaak()
    there.answer = lambda got, body: 400 if body["kenmerken"]["nummer"] == "0" else 204
    world.abonnement("zaken", url=there.url)
    numbered(zaak, [0, 1])
    numbered(other, [1])
    run_jobs()
    with clock.frozen(clock.now() + rules.GIVE_UP_AFTER + timedelta(hours=1)):
        Bezorging.objects.update(next_at=clock.now())
        due(run_jobs)
    assert Bezorging.objects.get(state=State.DEAD).last_error == "antwoord 400" and Bezorging.objects.filter(state=State.DELIVERED).count() == 2


def test_of_one_that_takes_nothing_for_a_week_everything_stops_at_once(gemeente, run_jobs):
    key = world.abonnement("zaken", url="http://127.0.0.1:9/callback")
    for _ in range(30):
        numbered(world.zaak(), [0])
    run_jobs()
    with clock.frozen(clock.now() + rules.GIVE_UP_AFTER + timedelta(hours=1)):
        numbered(world.zaak(), [0])
        fanout.run()
        Abonnement.objects.update(paused_until=None)
        running.run(key)
    assert Bezorging.objects.filter(state=State.DEAD).count() == 30 and Bezorging.objects.filter(state=State.WAITING).count() == 1


def test_as_cloud_events_and_signed(there, run_jobs, gemeente):
    key = world.abonnement("zaken", url=there.url)
    abonneren.as_cloudevents(abonnement_id=key)
    secret = abonneren.sign(abonnement_id=key)
    world.change(world.zaak(), "zaak")
    run_jobs()
    (got,) = there.got
    assert got.headers["Content-Type"] == "application/cloudevents+json" and got.body["type"] == "nl.overheid.zaken.zaak.created"
    assert got.headers["webhook-signature"] == message.signature(secret, got.headers["webhook-id"], got.headers["webhook-timestamp"], got.raw)
    abonneren.as_cloudevents(abonnement_id=key, on=False)
    world.change(world.zaak(), "zaak")
    run_jobs()
    assert there.got[-1].body["kanaal"] == "zaken"


def test_what_subscribers_entrusted_to_us_is_sealed_and_said_nowhere(there, run_jobs, caplog):
    key = world.abonnement("zaken", url=there.url)
    secret = abonneren.sign(abonnement_id=key)
    there.answer = lambda got, body: 500
    with caplog.at_level(logging.DEBUG):
        numbered(world.zaak(), [0])
        run_jobs()
    row = Abonnement.objects.get()
    assert world.AUTH.encode() not in bytes(row.auth) and secret.encode() not in bytes(row.secret)
    assert sealing.auth_of(row) == world.AUTH and sealing.secret_of(row) == secret
    assert world.AUTH not in caplog.text and secret not in caplog.text
    assert world.AUTH not in str(list(Abonnement.objects.values())) + str(list(Bezorging.objects.values()))
    assert rotation.registered()["zgw_notificaties"].contexts == {"zgw_abonnement.auth": sealing.AUTH, "zgw_abonnement.secret": sealing.SECRET}
    with pytest.raises(crypto.CannotOpen):
        crypto.open_sealed(row.auth, context=sealing.SECRET)


def test_of_another_municipality_nothing_comes(there, run_jobs, other_gemeente):
    with tenancy.scope(other_gemeente):
        world.abonnement("zaken", url=there.url)
    world.abonnement("besluiten", url=there.url)
    world.change(world.zaak(), "zaak")
    run_jobs()
    jobs.pick_up_what_was_left()
    assert not there.got


def test_fanning_out_a_hundred_changes_for_ten_takes_few_queries(gemeente, django_assert_max_num_queries):
    for _ in range(10):
        world.abonnement("zaken")
    for _ in range(100):
        numbered(world.zaak(), [0])
    with django_assert_max_num_queries(8 + 10):  # with its savepoint; and one wake-up for each subscriber
        assert fanout.run() == 100
    assert Bezorging.objects.count() == 1000


def test_a_round_takes_few_queries_however_many_go(there, django_assert_max_num_queries):
    key = world.abonnement("zaken", url=there.url)
    for _ in range(running.AT_ONCE):
        numbered(world.zaak(), [0])
    fanout.run()
    with django_assert_max_num_queries(20):  # two rounds with their savepoints: the second finds nothing
        running.run(key)
    assert len(there.taken) == running.AT_ONCE


def test_more_than_a_batch_is_one_job(gemeente, run_jobs, monkeypatch):
    monkeypatch.setattr(fanout, "BATCH", 5)
    world.abonnement("zaken", url="http://127.0.0.1:9/")
    for _ in range(12):
        numbered(world.zaak(), [0])
    jobs.fan_out()
    assert Bezorging.objects.count() == 12 and not Wijziging.objects.filter(distributed=None).exists()


def test_a_message_that_cannot_be_sent_does_not_hold_up_the_others(there, run_jobs, monkeypatch):
    real, broken = running._parcel, world.zaak()

    def parcel(row, each):
        made = real(row, each)
        return dataclasses.replace(made, headers={"x": "\u20ac"}) if each.hoofd_id == broken.id else made

    monkeypatch.setattr(running, "_parcel", parcel)
    world.abonnement("zaken", url=there.url)
    numbered(broken, [0])
    numbered(world.zaak(), [0])
    run_jobs()
    assert len(there.taken) == 1 and Bezorging.objects.get(state=State.WAITING).last_error == "UnicodeEncodeError"


def test_what_was_delivered_goes_after_a_week_and_the_trail_stays(there, run_jobs):
    world.abonnement("zaken", url=there.url)
    zaak = world.zaak()
    world.change(zaak, "zaak")
    publiceren.publish(kanaal="zaken", hoofd_object="https://elders.example/1", resource="zaak", resource_url="https://elders.example/1",
                       actie="create", aanmaakdatum=clock.now(), by=audittrail.BALIE)
    run_jobs()
    assert len(there.taken) == 2 and len(audittrail.trail(zaak.id, Links(""))) == 1
    jobs.forget_what_was_delivered()
    assert Bezorging.objects.count() == 2 and Wijziging.objects.count() == 2  # control: not before
    with clock.frozen(clock.now() + verbs.KEEP + timedelta(hours=1)):
        jobs.forget_what_was_delivered()
    assert not Bezorging.objects.exists() and Wijziging.objects.get().hoofd_id == zaak.id


def test_who_subscribes_hears_what_changes_from_then_on(there, run_jobs):
    zaak = world.zaak()
    numbered(zaak, [0])
    world.abonnement("zaken", url=there.url)
    numbered(zaak, [1])
    run_jobs()
    assert world.orders(there.taken) == {f"http://testserver:8000/zaken/api/v1/zaken/{zaak.id}": [1]}


def test_what_another_source_published_stands_in_no_trail(gemeente):
    key = publiceren.publish(kanaal="zaken", hoofd_object="https://elders.example/1", resource="zaak", resource_url="https://elders.example/1",
                             actie="create", aanmaakdatum=clock.now(), by=audittrail.BALIE)
    row = Wijziging.objects.get(pk=key)
    assert audittrail.trail(row.hoofd_id, Links("")) == []


def test_actor_of_the_work_is_the_system(there, run_jobs):
    with audit.acting(audit.Actor("inwoner", "x", "Y")):
        world.abonnement("zaken", url=there.url)
        world.change(world.zaak(), "zaak")
    run_jobs()
    assert len(there.taken) == 1
