"""Writing a document, a version on top of it, and taking it away with everything that was part of it."""
from __future__ import annotations

from django.db import IntegrityError

from balie.documents import jobs
from balie.documents.models import BestandsDeel
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.zgw import content, parts, rules
from balie.documents.zgw.drafts import NEWEST, version_of
from balie.kernel import audit, clock, ids, outbox
from balie.zgw.public import Draft, Invalid, forget, quick


def save(draft: Draft) -> Canonical:
    """drc-010: always a new version. Whoever came at the same time waits for the lock on the document and builds on this one."""
    version, before = version_of(draft), draft.old.newest if draft.old is not None else None
    content.keep(draft, version)
    try:
        document = _document(draft)
    except IntegrityError:  # somebody made the same identificatie since the rule looked
        rules.not_unique(draft)
        raise Invalid(draft.errors) from None
    if before is not None:
        Versie.objects.filter(canonical=document, actueel=True).update(actueel=False)
    version.canonical, version.versie, version.begin_registratie = document, document.aantal_versies, clock.now()
    quick.insert(version)
    document.newest = version
    parts.prepare(document, before=before, now=version)
    return document


def _document(draft: Draft) -> Canonical:
    given = {name: value for name, value in draft.values.items() if name != NEWEST}
    if draft.old is None:
        key = ids.new_id()
        lock = parts.new_lock() if parts.needed(version_of(draft)) else ""
        document = Canonical(**given | {"id": key, "identificatie": given.get("identificatie") or f"DOC-{key.hex}", "lock": lock})
        quick.insert(document)
        return document
    document = draft.old
    for name, value in given.items():
        setattr(document, name, value)
    document.aantal_versies += 1
    document.save(update_fields=[*given, "aantal_versies"])
    return document


def destroy(draft: Draft) -> None:
    """drc-008: rows and trail now, the content when this is certain."""
    document = draft.old
    names = [*Versie.objects.filter(canonical=document).values_list("inhoud", flat=True),
             *BestandsDeel.objects.filter(informatieobject=document).values_list("inhoud", flat=True)]
    audit.record("document.vernietigd", object_ref=f"document:{document.pk}", details={"documenten": [str(document.pk)]})
    forget(main_id=document.pk)
    document.delete()
    if kept := sorted({name for name in names if name}):
        outbox.defer(jobs.remove_content, names=kept)
