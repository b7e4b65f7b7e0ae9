"""Many clients at the same moment, for real: threads with their own connections that commit."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from balie.cases.models import Status, Zaak
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.zaken import identificatie, rules
from balie.documents import public as documents
from balie.zgw.drafts import Draft
from balie.zgw.tests.clients import Api

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, ZAKEN = 12, 200


@pytest.fixture
def api(transactional_db, gemeente):
    with transaction.atomic():
        return Api()


def at_once(work: Callable[[int], int], count: int, *, threads: int = THREADS) -> Counter:
    """How often each status was answered."""
    def run(number: int) -> int:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return Counter(pool.map(run, range(count)))


def numbers_of(api, kind) -> Counter:
    body = stage.body(acts.url(api, kind))
    found = at_once(lambda number: api.post(acts.ZAKEN, body).status_code, ZAKEN)
    with transaction.atomic():
        assert Zaak.objects.count() == found[201] == len(set(Zaak.objects.values_list("identificatie", flat=True)))
    return found


@pytest.fixture
def kind(api):
    with transaction.atomic():
        return stage.zaaktype()


def test_zrc_002_two_hundred_at_once_get_two_hundred_numbers(api, kind):
    assert numbers_of(api, kind) == {201: ZAKEN}


def test_control_numbers_that_count_on_are_given_twice(api, kind, monkeypatch):
    monkeypatch.setattr(identificatie, "generate", lambda: f"ZAAK-{Zaak.objects.count() + 1}")
    assert numbers_of(api, kind)[201] < ZAKEN  # the database refuses the second one; nobody got the same


def test_zrc_002_one_of_many_gets_the_number_they_all_name(api, kind):
    body = stage.body(acts.url(api, kind), identificatie="DEZELFDE")
    assert at_once(lambda number: api.post(acts.ZAKEN, body).status_code, THREADS) == {201: 1, 400: THREADS - 1}


@pytest.fixture
def ready(api, kind):
    """An open zaak with a result, and a client that may set statuses, but not on what is closed."""
    with transaction.atomic():
        zaak = stage.zaak(kind)
        assert acts.give_result(api, zaak).status_code == 201
        return zaak, acts.may(kind, "zaken.statussen.toevoegen")


def close_twice(zaak, client) -> Counter:
    with transaction.atomic():
        bodies = [acts.status_body(client, zaak, -1, datumStatusGezet=f"2026-0{month}-01T12:00:00Z") for month in (1, 2)]
    found = at_once(lambda number: client.post(acts.STATUSSEN, bodies[number]).status_code, 2)
    with transaction.atomic():
        assert Status.objects.filter(zaak=zaak).count() == found[201]
    return found


def test_zrc_007_closed_once_by_two_at_the_same_moment(ready):
    assert close_twice(*ready) == {201: 1, 403: 1}


def test_control_without_holding_the_zaak_both_close_it(ready, monkeypatch):
    barrier, original, unset = Barrier(2), Draft.find, documents.without_usage_rights

    def waits(*given):
        barrier.wait(timeout=30)
        return unset(*given)

    monkeypatch.setattr(Draft, "find", lambda self, *given, **options: original(self, *given, **options | {"lock": False}))
    monkeypatch.setattr(documents, "without_usage_rights", waits, raising=False)  # asked by the last rule before it closes
    assert close_twice(*ready) == {201: 2}


@pytest.fixture
def two(api, kind):
    with transaction.atomic():
        return [stage.zaak(kind) for _ in range(2)]


def under_each_other(api, zaken) -> Counter:
    bodies = [{"hoofdzaak": acts.url(api, each)} for each in zaken]
    found = at_once(lambda number: api.patch(acts.url(api, zaken[number]), bodies[1 - number]).status_code, 2)
    with transaction.atomic():
        assert Zaak.objects.filter(hoofdzaak__isnull=False).count() == found[200]
    return found


def test_zrc_013_two_never_become_each_others_hoofdzaak(api, two):
    found = under_each_other(api, two)
    assert found[200] == 1 and set(found) <= {200, 400, 409}


def test_control_without_holding_the_hoofdzaak_both_do(api, two, monkeypatch):
    barrier = Barrier(2)

    def looks(main):
        found = Zaak.objects.get(pk=main.pk)
        barrier.wait(timeout=30)
        return found

    monkeypatch.setattr(rules, "held", looks)
    assert under_each_other(api, two) == {200: 2}


def test_a_page_never_shows_half_of_what_another_writes(api, kind):
    """A status and the end of its zaak are there together or not at all."""
    with transaction.atomic():
        zaken = [stage.zaak(kind) for _ in range(6)]
        for each in zaken:
            acts.give_result(api, each)
        bodies = [acts.status_body(api, each, -1) for each in zaken]

    def work(number: int) -> int:
        if number % 2:
            return api.post(acts.STATUSSEN, bodies[number // 2]).status_code
        shown = api.get(acts.ZAKEN).json()["results"]
        return 200 if all((each["status"] is None) == (each["einddatum"] is None) for each in shown) else 500

    assert at_once(work, 12) == Counter({200: 6, 201: 6})
