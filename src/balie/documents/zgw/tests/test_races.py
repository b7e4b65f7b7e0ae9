"""Many at once, for real: threads with their own connections that commit."""
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction
from django.db.models import QuerySet

from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.zgw import drafts
from balie.documents.zgw.tests import stage
from balie.kernel import tenancy
from balie.zgw.tests.clients import Api, codes

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


@pytest.fixture
def made(transactional_db, gemeente):
    with transaction.atomic():
        api = Api()
        kind = stage.informatieobjecttype()
    return api, stage.document(api, kind)


def together(gemeente, call) -> list:
    barrier = Barrier(MANY)

    def run(number: int):
        with tenancy.scope(gemeente):
            barrier.wait(timeout=30)
            try:
                return call(number)
            finally:
                connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def versions() -> list[tuple[int, str, str]]:
    with transaction.atomic():
        return list(Versie.objects.order_by("versie").values_list("versie", "titel", "beschrijving"))


def test_one_of_many_gets_the_lock(gemeente, made):
    api, document = made
    answers = together(gemeente, lambda number: api.post(f"{document['url']}/lock"))
    assert sorted(each.status_code for each in answers) == [200] + [400] * (MANY - 1)
    assert all(codes(each) == {"nonFieldErrors": "existing-lock"} for each in answers if each.status_code == 400)


def _change(api, document, lock):
    """Half of them write one attribute, half another: no change may undo an earlier one."""
    return lambda number: api.patch(document["url"], {"titel" if number % 2 else "beschrijving": f"van {number}", "lock": lock}).status_code


def test_no_version_is_lost(gemeente, made):
    api, document = made
    lock = stage.locked(api, document["url"])
    assert together(gemeente, _change(api, document, lock)) == [200] * MANY
    found = versions()
    assert [number for number, _title, _text in found] == list(range(1, MANY + 2))
    for before, after in zip(found, found[1:], strict=False):
        assert sum(a != b for a, b in zip(before[1:], after[1:], strict=True)) == 1, found  # each builds on the one before


def test_control_without_holding_the_document_versions_are_lost(gemeente, made, monkeypatch):
    api, document = made
    lock = stage.locked(api, document["url"])
    barrier, original = Barrier(MANY), drafts.successor
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)

    def all_at_once(version):
        barrier.wait(timeout=30)
        return original(version)

    monkeypatch.setattr(drafts, "successor", all_at_once)
    api.browser.raise_request_exception = False
    answers = together(gemeente, _change(api, document, lock))
    assert answers != [200] * MANY and len(versions()) < MANY + 1


def test_a_lock_given_back_and_a_change_do_not_cross(gemeente, made):
    """A change either comes before the lock is given back, or is refused: never after, on top of who has it then."""
    api, document = made
    lock = stage.locked(api, document["url"])

    def call(number: int):
        if number == 0:
            return api.post(f"{document['url']}/unlock", {"lock": lock}).status_code
        return api.patch(document["url"], {"titel": f"van {number}", "lock": lock}).status_code

    first, *others = together(gemeente, call)
    assert first == 204 and set(others) <= {200, 400}
    assert len(versions()) == 1 + others.count(200)


def test_one_of_many_gets_an_identificatie(gemeente, made):
    api, document = made
    body = stage.body(document["informatieobjecttype"], identificatie="EEN")
    answers = together(gemeente, lambda number: api.post(stage.EIO, body))
    assert sorted(each.status_code for each in answers) == [201] + [400] * (MANY - 1)
    assert all(codes(each) == {"identificatie": "identificatie-niet-uniek"} for each in answers if each.status_code == 400)
