"""A municipality sees its own rows only: in the code, in the database, and by reference."""
import pytest
from django.db import connection, transaction
from django_scopes.exceptions import ScopeError

from balie.kernel.models import Gemeente, IdempotencyKey
from balie.kernel.tenancy import NoTenant, current, scope
from balie.kernel.tenancy.secure import secured_by_gemeente, tenant_models

COUNT = "select count(*) from kernel_idempotencykey"


def count_in_sql() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return cursor.fetchone()[0]


def test_the_tests_run_as_the_role_that_owns_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone()[0] == "balie_runtime"
        cursor.execute("select count(*) from pg_tables where schemaname = 'public' and tableowner = 'balie_runtime'")
        assert cursor.fetchone()[0] == 0


def test_outside_a_scope_managers_raise_and_the_database_shows_nothing(db):
    with scope(Gemeente.objects.create(slug="a", naam="A", code="0001", rsin="1")):
        IdempotencyKey.objects.create(purpose="p", key="k")
    with pytest.raises(ScopeError):
        IdempotencyKey.objects.count()
    with pytest.raises(NoTenant):
        current()
    assert count_in_sql() == 0


def test_plain_sql_sees_the_rows_of_the_scope_only(gemeente, other_gemeente):
    IdempotencyKey.objects.create(purpose="p", key="ours")
    with scope(other_gemeente):
        assert count_in_sql() == 0
        IdempotencyKey.objects.create(purpose="p", key="theirs")
        assert count_in_sql() == 1
    assert count_in_sql() == 1


def test_control_the_same_sql_sees_both_when_the_policy_lets_it(gemeente, other_gemeente):
    """The policy does the work: a value that it compares with is all that separates the rows."""
    IdempotencyKey.objects.create(purpose="p", key="ours")
    seen = 0
    with scope(other_gemeente):
        IdempotencyKey.objects.create(purpose="p", key="theirs")
        for gemeente_id in (gemeente.pk, other_gemeente.pk):
            connection.tell_tenant(gemeente_id)
            seen += count_in_sql()
    assert seen == 2


def test_a_row_cannot_be_written_for_another_municipality(gemeente, other_gemeente):
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        IdempotencyKey(gemeente=other_gemeente, purpose="p", key="k").save(force_insert=True)


@pytest.mark.parametrize("table", [model._meta.db_table for model in [*tenant_models(), *secured_by_gemeente()]])
def test_every_tenant_table_has_a_policy_and_is_keyed_by_municipality(db, table):
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity from pg_class where oid = %s::regclass", [table])
        assert cursor.fetchone()[0]
        cursor.execute("select count(*) from pg_policies where tablename = %s", [table])
        assert cursor.fetchone()[0] == 1


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.db_table)
def test_every_key_starts_with_the_municipality(db, model):
    with connection.cursor() as cursor:
        cursor.execute(
            "select i.relname, a.attname from pg_index x join pg_class i on i.oid = x.indexrelid "
            "join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0] "
            "where x.indrelid = %s::regclass and (x.indisunique or x.indisprimary)", [model._meta.db_table],
        )
        assert {name for name, column in cursor.fetchall() if column != "gemeente_id"} == set()


def test_an_unknown_host_is_answered_with_404(client, gemeente):
    assert client.get("/", headers={"host": "elders.example"}).status_code == 404


def test_scopes_nest_and_restore(gemeente, other_gemeente):
    with scope(other_gemeente):
        assert current() == other_gemeente
    assert current() == gemeente
    IdempotencyKey.objects.create(purpose="p", key="still ours")
    assert count_in_sql() == 1
