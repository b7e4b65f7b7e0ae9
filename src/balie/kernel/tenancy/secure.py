"""Row-level security and tenant-leading keys on every `TenantModel` table. Idempotent; run by `balie migrate` as the owner.

For each table: primary key `(gemeente_id, id)`, one policy for the runtime role, foreign keys between tenant tables on
`(gemeente_id, <column>)`. Because the municipality leads every key, the tables can be distributed by it (docs/explanation/scaling.md).
"""
from __future__ import annotations

from django.apps import apps
from django.db.models import ForeignKey

RUNTIME_ROLE = "balie_runtime"
POLICY = "(gemeente_id = (select nullif(current_setting('app.gemeente', true), '')::bigint))"


def tenant_models():
    from balie.kernel.tenancy.models import TenantModel

    return [model for model in apps.get_models(include_auto_created=True) if issubclass(model, TenantModel)]


def secured_by_gemeente():
    """Models with a `gemeente` column of their own that are no `TenantModel` (third-party code points at their id)."""
    return [model for model in apps.get_models() if getattr(model, "secured_by_gemeente", False)]


def secure_tables(connection) -> None:
    """Bring policies, keys and grants of all tables up to date on this owner's connection."""
    with connection.cursor() as cursor:
        _role(cursor)
        models = tenant_models()
        for model in models:
            _primary_key(cursor, model._meta.db_table)
        for model in models:
            _foreign_keys(cursor, model, set(models))
        for model in [*models, *secured_by_gemeente()]:
            _policy(cursor, model._meta.db_table)
        _grants(cursor)
        for model in apps.get_models():
            for statement in getattr(model, "extra_sql", ()):
                cursor.execute(statement)


def _role(cursor) -> None:
    cursor.execute("select 1 from pg_roles where rolname = %s", [RUNTIME_ROLE])
    if not cursor.fetchone():
        cursor.execute(f"create role {RUNTIME_ROLE} nologin nosuperuser nobypassrls")
        cursor.execute(f"grant {RUNTIME_ROLE} to current_user")


def _primary_key(cursor, table: str) -> None:
    cursor.execute(
        "select c.conname, array_length(c.conkey, 1) from pg_constraint c where c.conrelid = %s::regclass and c.contype = 'p'", [table]
    )
    name, width = cursor.fetchone()
    if width == 1:
        cursor.execute(f'alter table "{table}" drop constraint "{name}" cascade, add primary key (gemeente_id, id)')


def _foreign_keys(cursor, model, tenants: set) -> None:
    for field in model._meta.local_fields:
        if not isinstance(field, ForeignKey) or field.related_model not in tenants:
            continue
        table, target = model._meta.db_table, field.related_model._meta.db_table
        name = f"{table[:40]}_{field.column[:14]}_tfk"
        cursor.execute("select 1 from pg_constraint where conrelid = %s::regclass and conname = %s", [table, name])
        if not cursor.fetchone():
            cursor.execute(
                f'alter table "{table}" add constraint "{name}" foreign key (gemeente_id, "{field.column}") '
                f'references "{target}" (gemeente_id, id) deferrable initially deferred'
            )


def _policy(cursor, table: str) -> None:
    cursor.execute(f'alter table "{table}" enable row level security')
    cursor.execute(
        "select 1 from pg_policies where schemaname = current_schema() and tablename = %s and policyname = 'per_gemeente'", [table]
    )
    if not cursor.fetchone():
        cursor.execute(f'create policy per_gemeente on "{table}" to public using {POLICY} with check {POLICY}')


def _grants(cursor) -> None:
    cursor.execute(f"grant usage on schema public to {RUNTIME_ROLE}")
    cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {RUNTIME_ROLE}")
    cursor.execute(f"grant usage, select on all sequences in schema public to {RUNTIME_ROLE}")
    cursor.execute(f"grant execute on all functions in schema public to {RUNTIME_ROLE}")
