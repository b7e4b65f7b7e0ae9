"""The relation from a document to its newest version: no column, a join. So whatever belongs to a document reaches it by a plain path,
`informatieobject__newest__titel`, and nothing has to be kept up to date beside `actueel`."""
from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.sql.where import AND, WhereNode


class Newest(models.ForeignObject):
    """To the one version that has `actueel`. Set it when a version has been written: a row in memory does not notice."""

    requires_unique_target = False

    def __init__(self, to: str, **kwargs: Any) -> None:
        kwargs |= {"on_delete": models.DO_NOTHING, "from_fields": ["id", "gemeente"], "to_fields": ["canonical", "gemeente"], "related_name": "+"}
        super().__init__(to, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for own in ("on_delete", "from_fields", "to_fields", "related_name"):
            kwargs.pop(own, None)
        return name, path, args, kwargs

    def get_extra_restriction(self, alias: str, related_alias: str | None) -> WhereNode:
        actueel = self.related_model._meta.get_field("actueel")
        return WhereNode([actueel.get_lookup("exact")(actueel.get_col(alias), True)], connector=AND)

    def get_extra_descriptor_filter(self, instance: models.Model) -> dict[str, Any]:
        return {"actueel": True}
