"""PostgreSQL backend that tells the database, at the start of each transaction, which municipality it serves.

Row-level security reads `app.gemeente`. It is set per transaction (`is_local`), so a pooled or reused connection never
carries it over to the next one. Outside a transaction, and outside a scope, the policies show no rows.
"""
from django.db.backends.postgresql import base

from balie.kernel.tenancy import context

SET_TENANT = "select set_config('app.gemeente', %s, true)"


class DatabaseWrapper(base.DatabaseWrapper):
    def set_autocommit(self, autocommit, force_begin_transaction_with_broken_autocommit=False):
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            self.tell_tenant(context.current_id_or_none())

    def tell_tenant(self, gemeente_id: int | None) -> None:
        """Make the running transaction see the rows of this municipality only (None: no rows)."""
        if self.connection is None:
            return
        with self.connection.cursor() as cursor:
            cursor.execute(SET_TENANT, ["" if gemeente_id is None else str(gemeente_id)])
