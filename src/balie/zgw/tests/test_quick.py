"""One row by its id and new rows, the quick way: the same as Django's own, within the municipality."""
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from balie.kernel import tenancy
from balie.kernel.ids import new_id
from balie.zgw.models import Abonnement, Kanaal, Wijziging
from balie.zgw.public import quick

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 1, 1, 12, tzinfo=UTC)


def an_abonnement(**changes) -> Abonnement:
    return Abonnement(**{
        "callback_url": "https://hoort.example/", "auth": b"\x00geheim", "kanalen": [{"naam": "zaken", "filters": {"a": "'\"\\"}}],
        "kanaal_namen": ["zaken", "documenten"], "created": MOMENT, "form": Abonnement.Form.CLOUDEVENTS,
    } | changes)


def test_what_is_inserted_is_what_django_reads(gemeente):
    row, other = an_abonnement(), an_abonnement(secret=b"x", failures=3)
    quick.insert(row, other)
    for each in (row, other):
        read = Abonnement.objects.get(pk=each.pk)
        for column in Abonnement._meta.concrete_fields:
            have, want = getattr(read, column.attname), getattr(each, column.attname)
            assert (bytes(have) == bytes(want) if column.name in ("auth", "secret") and want is not None else have == want), column.name
    assert not row._state.adding and row.gemeente_id == gemeente.pk


def test_what_django_writes_is_what_is_fetched(gemeente):
    row = an_abonnement()
    row.save()
    fetched = quick.fetch(Abonnement, row.pk)
    assert fetched == row and fetched.kanalen == row.kanalen and fetched.kanaal_namen == row.kanaal_namen and fetched.created == MOMENT
    assert quick.fetch(Abonnement, new_id()) is None
    fetched.failures = 9
    fetched.save(update_fields=["failures"])
    assert Abonnement.objects.get().failures == 9


def test_another_municipality_has_no_such_row(gemeente, other_gemeente):
    row = an_abonnement()
    quick.insert(row)
    with tenancy.scope(other_gemeente):
        assert quick.fetch(Abonnement, row.pk) is None


def test_what_the_database_refuses_is_an_integrity_error(gemeente):
    quick.insert(Kanaal(naam="eens"))
    with pytest.raises(IntegrityError), transaction.atomic():
        quick.insert(Kanaal(naam="eens"))


def test_a_row_is_held_when_asked(gemeente):
    row = an_abonnement()
    quick.insert(row)
    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        quick.fetch(Abonnement, row.pk)
        quick.fetch(Abonnement, row.pk, lock=True)
    assert [sql.endswith("for no key update") for sql in asked] == [False, True]
    assert not Wijziging.objects.exists()
