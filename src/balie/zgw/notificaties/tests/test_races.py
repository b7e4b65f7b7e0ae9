"""With real transactions beside each other: nothing is skipped, doubled or turned round."""
from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from balie.kernel import tenancy
from balie.kernel.testing import make_gemeente
from balie.zgw.models import Abonnement, Bezorging, Wijziging
from balie.zgw.notificaties import fanout, running
from balie.zgw.notificaties.tests import world

pytestmark = pytest.mark.django_db(transaction=True)
State = Bezorging.State


@pytest.fixture
def town(db):
    return make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"])


def inside(town, function, *given):
    """In a thread of its own, with its own connection."""
    try:
        with tenancy.scope(town):
            return function(*given)
    finally:
        connection.close()


@contextmanager
def slow_change(town, main, **kenmerken: str):
    """A transaction that takes a number now and commits at the end of the block."""
    written, go_on = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            world.change(main, "zaak", kenmerken=kenmerken)
            written.set()
            assert go_on.wait(20)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(inside, town, write)
        assert written.wait(20)
        try:
            yield
        finally:
            go_on.set()
            done.result(20)


def test_a_lower_number_that_is_committed_later_is_not_skipped(town):
    with tenancy.scope(town):
        with transaction.atomic():
            world.abonnement("zaken")
        one, other = world.zaak(), world.zaak()
        with slow_change(town, one):
            with transaction.atomic():
                world.change(other, "zaak")
            assert fanout.run() == 1
        with transaction.atomic():
            late, early = Wijziging.objects.order_by("volgnummer").values_list("hoofd_id", "volgnummer")
            cursor = early[1]
            # control: who goes by the highest number seen so far would pass it by
            assert late[0] == one.id and not Wijziging.objects.filter(volgnummer__gt=cursor).exists()
        assert fanout.run() == 1
        with transaction.atomic():
            assert set(Bezorging.objects.values_list("hoofd_id", flat=True)) == {one.id, other.id}


def test_two_fan_outs_at_once_are_one(town):
    with tenancy.scope(town):
        with transaction.atomic():
            world.abonnement("zaken")
            for _ in range(30):
                world.change(world.zaak(), "zaak")
        with ThreadPoolExecutor(4) as pool:
            counts = [each.result(60) for each in [pool.submit(inside, town, fanout.run) for _ in range(4)]]
        assert sorted(counts) == [0, 0, 0, 30]
        with transaction.atomic():
            assert Bezorging.objects.count() == 30


def deliver_with(town, key, runners: int) -> None:
    with ThreadPoolExecutor(runners) as pool:
        for each in [pool.submit(inside, town, running.run, key) for _ in range(runners)]:
            each.result(120)


def prepared(url: str, zaken: int = 10, numbers: int = 4):
    with transaction.atomic():
        key = world.abonnement("zaken", url=url)
        for main in [world.zaak() for _ in range(zaken)]:
            for number in range(numbers):
                world.change(main, "status", kenmerken={"nummer": str(number)})
    fanout.run()
    return key


def test_several_workers_double_nothing_and_keep_the_order(town):
    with tenancy.scope(town), world.receiver(delay=0.01) as there:
        key = prepared(there.url)
        deliver_with(town, key, 4)
        assert len(there.got) == 40 and set(map(tuple, world.orders(there.taken).values())) == {(0, 1, 2, 3)}
        with transaction.atomic():
            assert not Bezorging.objects.exclude(state=State.DELIVERED).exists() and Abonnement.objects.get().busy_until is None


def test_control_without_the_hold_they_double(town, monkeypatch):
    real, together, been = running.take, threading.Barrier(4), threading.local()

    def greedy(abonnement_id, hold=None):
        with transaction.atomic():  # in one, so that nobody takes it in between
            Abonnement.objects.filter(pk=abonnement_id).update(busy_until=None)
            taken = real(abonnement_id, hold)
        if not hasattr(been, "once"):  # nobody begins before all have it
            been.once = True
            together.wait(60)
        return taken

    monkeypatch.setattr(running, "take", greedy)
    with tenancy.scope(town), world.receiver(delay=0.05) as there:
        deliver_with(town, prepared(there.url), 4)
        assert max(Counter(each.headers["webhook-id"] for each in there.got).values()) > 1


def test_a_wake_up_while_somebody_delivers_is_not_lost(town):
    """What comes in while a runner is at its last message: that runner finds it, since the newcomer found it held."""
    with tenancy.scope(town), world.receiver() as there:
        key, added = prepared(there.url, zaken=1, numbers=1), threading.Event()

        def while_busy(got, body):
            if not added.is_set():
                added.set()
                with ThreadPoolExecutor(1) as pool:
                    pool.submit(inside, town, more).result(20)
            return 204

        def more():
            with transaction.atomic():
                world.change(world.zaak(), "status", kenmerken={"nummer": "0"})
            fanout.run()
            running.run(key)  # finds it held, and leaves

        there.answer = while_busy
        running.run(key)
        assert len(there.got) == 2
