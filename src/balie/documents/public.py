"""The door of documents: keep, version, read for somebody, render and sign.

A document is known by its id (UUID). What it belongs to is an opaque owner such as `"zaak:<uuid>"`, `"application:<uuid>"` or
`"draft:<uuid>"`; who may see the owner may see the document, so a caller checks its own owner first and then asks for the document *of
that owner*.

Verbs: `store`, `add_version`, `attach`, `detach`, `classify`, `destroy(document_id=, owner=)`, `destroy_of_owner`.
Reads: `documents_of_owner`, `documents_of_owners`.
Content: `content_of_owner(id, owner=, subject=, purpose=)` -> `Content`; `as_download(content)` -> a safe HTTP answer.
Taking over from another provider: `keep_as_said`, `take_over`, `versions_here`.
Papers: `render_pdf(Paper(...), HouseStyle.of(gemeente))` -> bytes; `sign_pdf(bytes)` -> bytes; `verify_pdf(bytes)` -> `Signature`.
"""
from balie.documents.checks import ALLOWED, MAX_BYTES, Refused, media_types
from balie.documents.enums import DocumentStatus, Vertrouwelijkheidaanduiding
from balie.documents.letters import CONFIRMATION, EXTRACT, LETTER, HouseStyle, Paper, Section, in_words, render_pdf
from balie.documents.typeset import NotRendered

_LATE = {  # these need tables, which other rooms' models may not load yet when they take an enum from here
    "Content": "access", "Damaged": "access", "DocumentNotFound": "access", "content_of_owner": "access",
    "document_of_owner": "access", "document_of_uploader": "access",
    "add_version": "actions", "attach": "actions", "classify": "actions", "destroy": "actions", "destroy_of_owner": "actions", "detach": "actions",
    "store": "actions",
    "as_download": "downloads",
    "DocumentView": "queries", "documents_of_owner": "queries", "documents_of_owners": "queries",
    "not_archived": "queries", "any_of_type": "queries", "type_of": "queries", "without_usage_rights": "queries",
    "NotAsSaid": "zgw.taking", "keep_as_said": "zgw.taking", "take_over": "zgw.taking", "versions_here": "zgw.taking",
    "NoKey": "signing", "Signature": "signing", "sign_pdf": "signing", "verify_pdf": "signing",
}


def __getattr__(name: str):
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(f"balie.documents.{_LATE[name]}"), name)
    raise AttributeError(name)


__all__ = [
    "ALLOWED", "CONFIRMATION", "DocumentStatus", "EXTRACT", "HouseStyle", "LETTER", "MAX_BYTES", "NotRendered", "Paper", "Refused",
    "Section", "Vertrouwelijkheidaanduiding", "in_words", "media_types", "render_pdf", *_LATE,
]
