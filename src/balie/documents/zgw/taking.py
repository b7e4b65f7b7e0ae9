"""Taking over documents of another provider: every version with its number, its moment and its content, under the id that it had there.

Content is kept first, piece by piece and held against what was said of it; the rows of all versions come in one transaction. What was kept for
rows that never came is swept away at night, as of any transaction that rolled back.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from balie.documents import storage, streams
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.streams import Kept
from balie.documents.zgw import content, rules
from balie.documents.zgw.drafts import NEWEST, version_of
from balie.documents.zgw.enkelvoudiginformatieobject import ENKELVOUDIGINFORMATIEOBJECT as RESOURCE
from balie.zgw.public import Draft, Invalid, Links, changes, quick, rows, taking, value_of

TOLD_APART = ("inhoud", "versie", "beginRegistratie")
DIGEST = "integriteit"


class NotAsSaid(ValueError):
    """The content that came is not the one that was announced; `str()` says in what it differs. Nothing of it is kept."""


def keep_as_said(pieces: Iterable[bytes], about: Mapping[str, Any]) -> Kept:
    """Store what comes by, in the memory of one piece. `about`: the version as the provider shows it. Raises `NotAsSaid`."""
    said = about.get(DIGEST)
    said = said if isinstance(said, Mapping) else {}
    digest = str(said.get("waarde") or "")
    make = content.hash_of(Versie(integriteit_algoritme=str(said.get("algoritme") or ""), integriteit_waarde=digest))
    kept = streams.keep_pieces(pieces, also=[(DIGEST, make)] if make else ())
    size = about.get("bestandsomvang")
    wrong = ""
    if size is not None and size != kept.size:
        wrong = f"De inhoud is {kept.size} bytes; de bestandsomvang zegt {size}."
    elif make and kept.others[DIGEST] != digest.lower():
        wrong = "De inhoud past niet bij de integriteit die erbij staat."
    if wrong:
        storage.storage().delete(kept.name)
        raise NotAsSaid(wrong)
    return kept


def versions_here(document_ids: Collection[UUID]) -> dict[UUID, int]:
    """Of those that are here, how many versions there are."""
    return dict(Canonical.objects.filter(pk__in=document_ids).values_list("pk", "aantal_versies"))


@transaction.atomic
def take_over(*, document_id: UUID, versions: Sequence[tuple[Mapping[str, Any], Kept | None]], links: Links, note: str) -> None:
    """`versions`: oldest first, each as the provider shows it, with addresses of ours, and its content. Later than what is here: put on top.

    Raises `Invalid`, and then nothing of it was made.
    """
    document = Canonical.objects.select_for_update(no_key=True).filter(pk=document_id).first()
    is_new = document is None
    for about, kept in versions:
        try:
            with transaction.atomic():
                document = _version(document, document_id, about, kept, links)
        except IntegrityError as error:
            raise taking.clash(error) from None
    (shown,) = rows.shown(RESOURCE, [document_id], links)
    changes.record(RESOURCE, document, "create" if is_new else "update", links=links, new=shown, note=note, told=False)


def _version(document: Canonical | None, key: UUID, about: Mapping[str, Any], kept: Kept | None, links: Links) -> Canonical:
    cleaned, wrong = taking.checked(RESOURCE, {wire: value for wire, value in about.items() if wire not in TOLD_APART})
    draft = Draft(RESOURCE, None, links, cleaned, errors=wrong)
    draft.take()
    rules.from_the_type(draft)
    if document is None:
        rules.unique(draft)
    version = version_of(draft)
    _numbered(draft, version, about)
    if draft.errors:
        raise Invalid(draft.errors)
    version.inhoud, version.sha256, version.bestandsomvang = (kept.name, kept.sha256, kept.size) if kept else ("", "", None)
    if document is None:
        given = {name: value for name, value in draft.values.items() if name != NEWEST}
        document = Canonical(**given | {"id": key, "aantal_versies": version.versie})
        quick.insert(document)
    else:
        Versie.objects.filter(canonical=document, actueel=True).update(actueel=False)
        document.aantal_versies = version.versie
        document.save(update_fields=["aantal_versies"])
    version.canonical = document
    quick.insert(version)
    document.newest = version
    return document


def _numbered(draft: Draft, version: Versie, about: Mapping[str, Any]) -> None:
    try:
        version.versie = int(about["versie"])
        version.begin_registratie = value_of(Versie._meta.get_field("begin_registratie"), about["beginRegistratie"])
    except (KeyError, TypeError, ValueError):
        draft.wrong("versie", "invalid", "Het nummer of het moment van deze versie is niet te lezen.")
