"""What the Documenten API asks of a document beyond its form. Each rule adds to `draft.errors`."""
from __future__ import annotations

import secrets

from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.documents.models import ObjectInformatieObject
from balie.documents.zgw.drafts import version_of
from balie.zgw.public import NOWHERE, Draft, Forbidden, access

UNFINISHED = ("in_bewerking", "ter_vaststelling")


# -- what is filled in

def from_the_type(draft: Draft) -> None:
    """drc-007: how confidential, where the client does not say."""
    version, kind = version_of(draft), draft.notes.get("type")
    if not version.vertrouwelijkheidaanduiding and kind is not None:
        version.vertrouwelijkheidaanduiding = kind.vertrouwelijkheidaanduiding
    if not version.vertrouwelijkheidaanduiding and draft.old is not None:
        version.vertrouwelijkheidaanduiding = draft.old.newest.vertrouwelijkheidaanduiding


def same_name(draft: Draft) -> None:
    """A PUT that does not repeat the identificatie does not take it away."""
    if draft.old is not None and not draft.values.get("identificatie"):
        draft.values.pop("identificatie", None)


def same_usage_rights(draft: Draft) -> None:
    """drc-006: a PUT that is silent about them does not take away what the gebruiksrechten themselves say."""
    if draft.old is not None and not draft.gave("indicatieGebruiksrecht"):
        version_of(draft).indicatie_gebruiksrecht = draft.old.newest.indicatie_gebruiksrecht


# -- what is allowed

def within_rights(draft: Draft) -> None:
    """Nobody moves a document to a type or a level that it may not write. Of a new one the kit sees to it."""
    version = version_of(draft)
    old = draft.old and draft.old.newest
    if old is None or version.informatieobjecttype is None:
        return
    if (version.informatieobjecttype, version.vertrouwelijkheidaanduiding) == (old.informatieobjecttype, old.vertrouwelijkheidaanduiding):
        return
    if not access.allowed(draft.resource, draft.client, draft.scopes, version.informatieobjecttype, version.vertrouwelijkheidaanduiding):
        raise Forbidden


# -- what is right

def published(draft: Draft) -> None:
    """drc-001: no document of a type that is still a concept."""
    kind = draft.notes.get("type")
    if kind is not None and kind.concept:
        draft.wrong("informatieobjecttype", "not-published", "Dit informatieobjecttype is nog een concept.")


def unique(draft: Draft) -> None:
    name, source = draft.get("identificatie"), draft.get("bronorganisatie")
    if not name or not source or not (draft.is_new or draft.changes("identificatie") or draft.changes("bronorganisatie")):
        return
    same = Canonical.objects.filter(bronorganisatie=source, identificatie=name)
    if draft.old is not None:
        same = same.exclude(pk=draft.old.pk)
    if same.exists():
        not_unique(draft)


def not_unique(draft: Draft) -> None:
    draft.wrong("identificatie", "identificatie-niet-uniek", "Er is al een document met deze identificatie bij deze organisatie.")


def received_is_finished(draft: Draft) -> None:
    """drc-005: nobody here works on what came from outside."""
    version = version_of(draft)
    if version.ontvangstdatum and version.status in UNFINISHED:
        draft.wrong("status", "invalid_for_received", "Een ontvangen document is niet in bewerking of ter vaststelling.")


def usage_rights(draft: Draft) -> None:
    """drc-006: the gebruiksrechten say whether there are any, and only where there are none the client does."""
    if not draft.gave("indicatieGebruiksrecht") or draft.has_error("indicatieGebruiksrecht"):
        return
    has = draft.old is not None and draft.old.newest.indicatie_gebruiksrecht is True
    said = version_of(draft).indicatie_gebruiksrecht
    if has and not said:
        draft.wrong("indicatieGebruiksrecht", "existing-gebruiksrechten", "Dit document heeft gebruiksrechten. Verwijder die eerst.")
    elif said and not has:
        draft.wrong("indicatieGebruiksrecht", "missing-gebruiksrechten", "Maak gebruiksrechten; daarna is de indicatie vanzelf `true`.")


def locked(draft: Draft) -> None:
    """drc-009: who writes shows the lock."""
    if draft.old is None:
        return
    given = draft.body.get("lock")
    if not draft.old.lock:
        draft.wrong(NOWHERE, "unlocked", "Vergrendel het document eerst.")
    elif not given:
        draft.wrong(NOWHERE, "missing-lock-id", "Stuur het id van de lock mee.")
    elif not is_lock(draft.old, given):
        draft.wrong(NOWHERE, "incorrect-lock-id", "Dit is niet het id van de lock.")


def is_lock(document: Canonical, given: object) -> bool:
    return bool(document.lock) and isinstance(given, str) and secrets.compare_digest(document.lock.encode(), given.encode())


# -- what may go

def belongs_to_nothing(draft: Draft) -> None:
    """drc-008."""
    if ObjectInformatieObject.objects.filter(informatieobject=draft.old).exists():
        draft.wrong(NOWHERE, "pending-relations", "Dit document hoort nog bij iets. Verwijder die relatie eerst.")


def not_locked(draft: Draft) -> None:
    """drc-009: a DELETE cannot show the lock."""
    if draft.old.lock:
        draft.wrong(NOWHERE, "destroy-locked", "Dit document is vergrendeld. Ontgrendel het eerst.")
