"""The door of zgw: what the rooms with ZGW tables declare and record with, and what `api` serves with.

Declaring: `Resource`, `Access`, `register`, the fields, `handles`, `Call`, `Answer`, `Draft`.
Serving: `reading`, `writing`, `expanding`, `rows`, `authenticate`, `load` (the contract), `check` and `query`.
Recording what Balie itself changes: `record`.
Who may use the APIs: `autorisaties`. Who is told what changed: `notificaties`. Other providers of these APIs: `providers`.
"""
from balie.zgw.errors import NOWHERE, Conflict, Forbidden, Invalid, InvalidParam, NotFound, ZgwError
from balie.zgw.references import Links, Reference, id_of, is_ours, lies_elsewhere, read

_LATE = {  # these need tables
    "Field": "fields", "Group": "fields", "Json": "fields", "JsonRefs": "fields", "Made": "fields", "Ref": "fields", "Refs": "fields",
    "Self": "fields", "UUID_FIELD": "fields", "plain_fields": "fields", "snake": "fields", "value_of": "fields",
    "Access": "resources", "Resource": "resources", "UnknownResource": "resources", "register": "resources",
    "of_kind": "resources", "all_of": "resources",
    "Answer": "calls", "Call": "calls", "handles": "calls", "handler_of": "calls",
    "Draft": "drafts", "forget": "audittrail", "record": "changes", "save": "writing",
    "Client": "autorisaties.tokens", "authenticate": "autorisaties.tokens", "signed": "autorisaties.tokens",
}
_MODULES = (
    "access", "autorisaties", "changes", "contract", "errors", "expanding", "filters", "lists",
    "notificaties", "providers", "quick", "reading", "rows", "showing", "taking", "writing",
)


def __getattr__(name: str):
    from importlib import import_module

    if name in _LATE:
        return getattr(import_module(f"balie.zgw.{_LATE[name]}"), name)
    if name in _MODULES:
        return import_module(f"balie.zgw.{name}")
    raise AttributeError(name)


__all__ = [
    "NOWHERE", "Conflict", "Forbidden", "Invalid", "InvalidParam", "Links", "NotFound", "Reference", "ZgwError", "id_of", "is_ours",
    "lies_elsewhere", "read", *_LATE, *_MODULES,
]
