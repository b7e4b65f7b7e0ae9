"""Destroying: the rows first, the content after it is certain, and nothing of anybody else's; what was left behind is swept."""
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from balie.documents import jobs, public, storage
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.kernel import clock
from balie.kernel.models import AuditEntry

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"
OWNER, OTHER = "application:" + str(uuid4()), "zaak:" + str(uuid4())


def store(owner: str = OWNER):
    return public.store(content=PDF, title="Tekening", owner=owner, received=True)


def content_of(*documents) -> list[str]:
    return list(Versie.objects.filter(canonical__in=documents).values_list("inhoud", flat=True))


def there(names) -> list[bool]:
    return [storage.storage().exists(name) for name in names]


def test_one_is_destroyed_with_all_its_versions_and_the_others_stay(gemeente, run_jobs):
    gone, stays = store(), store()
    public.add_version(document_id=gone, content=PDF + b"\n")
    names, kept = content_of(gone), content_of(stays)
    assert public.destroy(document_id=gone, owner=OWNER)
    run_jobs()
    assert there(names) == [False, False] and there(kept) == [True]
    assert [each.document_id for each in public.documents_of_owner(OWNER)] == [stays]
    assert AuditEntry.objects.get(action="document.vernietigd").details == {"documenten": [str(gone)]}


def test_the_content_stays_until_it_is_certain(gemeente, run_jobs):
    """A crash before the commit leaves both the row and its content."""
    document_id = store()
    with pytest.raises(RuntimeError), transaction.atomic():
        public.destroy(document_id=document_id, owner=OWNER)
        raise RuntimeError("the machine stopped")
    run_jobs()
    assert public.content_of_owner(document_id, owner=OWNER, purpose="x").data == PDF


def test_what_belongs_to_another_too_is_let_go_only(gemeente, run_jobs):
    document_id = store()
    public.attach(document_id=document_id, owner=OTHER)
    assert not public.destroy(document_id=document_id, owner=OWNER)
    run_jobs()
    assert public.documents_of_owner(OWNER) == [] and public.content_of_owner(document_id, owner=OTHER, purpose="x").data == PDF


def test_nobody_destroys_what_is_not_theirs(gemeente):
    document_id = store(OTHER)
    for wrong in (document_id, uuid4()):
        with pytest.raises(public.DocumentNotFound):
            public.destroy(document_id=wrong, owner=OWNER)
    assert Canonical.objects.count() == 1


def test_content_that_a_row_names_is_never_removed(gemeente):
    document_id, orphan = store(), storage.keep(PDF)
    jobs.remove_content(names=[*content_of(document_id), orphan, "zonnedam/2026-01-01/bestaat-niet"])
    assert there(content_of(document_id)) == [True] and there([orphan]) == [False]


def test_the_weekly_sweep_finds_what_was_left_long_ago(gemeente):
    """Also what no night of the daily sweep looks at any more. What is fresh may belong to a transaction that still runs."""
    with clock.frozen(clock.now() - timedelta(days=40)):
        document_id, old = store(), storage.keep(PDF)
    fresh = storage.keep(PDF)
    jobs.sweep_unnamed_content()
    assert there([old, fresh]) == [True, True]  # control: the daily one does not see it
    jobs.sweep_all_content()
    assert there([old, fresh]) == [False, True] and there(content_of(document_id)) == [True]
