"""The same key does it once, and the second time tells the first result."""
import threading

import pytest
from django.db import connection, transaction

from balie.kernel import idempotency
from balie.kernel.tenancy import scope
from balie.kernel.testing import make_gemeente


def do(key: str) -> str:
    with idempotency.claim("test", key) as claim:
        if claim.result is None:
            claim.store("first")
            return "did it"
        return claim.result


def test_once(gemeente):
    assert [do("a"), do("a"), do("b")] == ["did it", "first", "did it"]


def test_a_rollback_frees_the_key(gemeente):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        do("a")
        raise ZeroDivisionError
    assert do("a") == "did it"


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_do_it_once():
    gemeente, results = make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"]), []

    def run():
        with scope(gemeente), transaction.atomic():
            results.append(do("a"))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["did it"] + ["first"] * 9
