"""The door of the documents room: keep, version, read for somebody, render and sign.

A document is known by its id (UUID). What it belongs to is an opaque owner such as `"zaak:<uuid>"` or `"application:<uuid>"`;
who owns that decides who may read, so callers check their own owner first and then ask for the document *of that owner*.
"""
from balie.documents.access import Content, DocumentNotFound, content_of_owner, document_of_owner, document_of_uploader
from balie.documents.actions import add_version, attach, classify, detach, store
from balie.documents.checks import Refused
from balie.documents.enums import DocumentStatus, Vertrouwelijkheidaanduiding
from balie.documents.letters import HouseStyle, Letter, Section, render_confirmation, render_extract, render_letter
from balie.documents.queries import DocumentView, documents_of_owner, documents_of_owners
from balie.documents.signing import Signature, sign_pdf, verify_pdf

__all__ = [
    "Content", "DocumentNotFound", "DocumentStatus", "DocumentView", "HouseStyle", "Letter", "Refused", "Section",
    "Signature", "Vertrouwelijkheidaanduiding", "add_version", "attach", "classify", "content_of_owner", "detach",
    "document_of_owner", "document_of_uploader", "documents_of_owner", "documents_of_owners", "render_confirmation",
    "render_extract", "render_letter", "sign_pdf", "store", "verify_pdf",
]
