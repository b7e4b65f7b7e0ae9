"""Building blocks of every table that belongs to a municipality."""
from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from balie.kernel.ids import new_id
from balie.kernel.tenancy import context


class TenantForeignKey(models.ForeignKey):
    """A reference within one municipality.

    Django makes no constraint for it: `secure.secure_tables` makes one on `(gemeente_id, <column>)`, since a foreign key's own check
    bypasses row-level security and would accept a row of another municipality.
    """

    def __init__(self, to, on_delete, **kwargs):
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class TenantOneToOneField(models.OneToOneField):
    """A `TenantForeignKey` of which there is one per target. Its unique index is on the column alone: ids are global."""

    def __init__(self, to, on_delete, **kwargs):
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class TenantModel(models.Model):
    """A row of one municipality. `id` is a UUIDv7; in the database the primary key is `(gemeente_id, id)`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gemeente = models.ForeignKey(
        "kernel.Gemeente", on_delete=models.PROTECT, default=context.current_id, editable=False, related_name="+", db_index=False
    )

    objects = ScopedManager(gemeente="gemeente")

    class Meta:
        abstract = True
