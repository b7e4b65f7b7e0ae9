"""Verbs on documents. Content is checked, scanned and on disk before its row is made."""
from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from balie.documents import checks, enums, jobs, on_record, scanners, storage
from balie.documents.access import DocumentNotFound
from balie.documents.models import BestandsDeel, ObjectInformatieObject
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import EnkelvoudigInformatieObjectCanonical as Canonical
from balie.kernel import audit, clock, ids, outbox, tenancy

OBJECT_TYPES = {"application": "verzoek", "draft": "verzoek", "zaak": "zaak", "besluit": "besluit"}


@transaction.atomic
def store(
    *, content: bytes, title: str, filename: str = "", owner: str = "", uploader: str = "", author: str = "",
    informatieobjecttype: UUID | None = None, confidentiality: str = "zaakvertrouwelijk", language: str = "nld",
    received: bool = False, signed: bool = False, description: str = "",
    allowed: Collection[str] = checks.ALLOWED, max_bytes: int = checks.MAX_BYTES,
) -> UUID:
    """Keep a document and return its id. `received`: it came from outside, so it is scanned and gets an ontvangstdatum.

    `owner`: opaque, attached when given. `uploader`: opaque actor ("person:<uuid>") who may read it before it has an owner.
    `max_bytes`: in bytes. Raises `Refused` with a sentence for the sender.
    """
    measured = checks.measure(content, filename or title, allowed=allowed, max_bytes=max_bytes)
    if received:
        scanners.refuse_danger(content)
    document_id = ids.new_id()
    canonical = Canonical.objects.create(
        id=document_id, bronorganisatie=tenancy.current().rsin, identificatie=f"DOC-{document_id.hex}", uploader=uploader
    )
    _write_version(
        canonical, versie=1, measured=measured, content=content, titel=title[:200], auteur=(author or tenancy.current().naam)[:200],
        informatieobjecttype=informatieobjecttype, vertrouwelijkheidaanduiding=confidentiality, taal=language,
        status=enums.DocumentStatus.DEFINITIEF, indicatie_gebruiksrecht=False, beschrijving=description[:1000],
        ontvangstdatum=clock.today() if received else None,
        ondertekening_soort=enums.OndertekeningSoort.PKI if signed else "", ondertekening_datum=clock.today() if signed else None,
    )
    if owner:
        attach(document_id=document_id, owner=owner)
    if informatieobjecttype:
        on_record.appeared([document_id])
    audit.record("document.bewaard", object_ref=f"document:{document_id}", details={"owner": owner, "sha256": measured.sha256})
    return document_id


@transaction.atomic
def add_version(*, document_id: UUID, content: bytes, filename: str = "", received: bool = False, signed: bool = False) -> int:
    """Put new content on top of an existing document and return the version's number; older versions stay readable (drc-010)."""
    canonical = _locked(document_id)
    newest = Versie.objects.get(canonical=canonical, actueel=True)
    measured = checks.measure(content, filename or newest.bestandsnaam)
    if received:
        scanners.refuse_danger(content)
    Versie.objects.filter(pk=newest.pk).update(actueel=False)
    canonical.aantal_versies += 1
    canonical.save(update_fields=["aantal_versies"])
    kept = {
        name: getattr(newest, name) for name in (
            "titel", "auteur", "vertrouwelijkheidaanduiding", "taal", "status", "beschrijving", "informatieobjecttype",
            "indicatie_gebruiksrecht", "ontvangstdatum", "verzenddatum", "link", "trefwoorden", "tonen_aan_initiator",
        )
    }
    _write_version(
        canonical, versie=canonical.aantal_versies, measured=measured, content=content, **kept,
        ondertekening_soort=enums.OndertekeningSoort.PKI if signed else "", ondertekening_datum=clock.today() if signed else None,
    )
    audit.record(
        "document.nieuwe_versie", object_ref=f"document:{document_id}",
        details={"versie": canonical.aantal_versies, "sha256": measured.sha256},
    )
    on_record.changed(document_id)
    return canonical.aantal_versies


def _write_version(canonical: Canonical, *, measured: checks.Measured, content: bytes, **attributes) -> None:
    Versie.objects.create(
        canonical=canonical, begin_registratie=clock.now(), creatiedatum=clock.today(), formaat=measured.media_type,
        bestandsnaam=measured.name, inhoud=storage.keep(content), bestandsomvang=measured.size, sha256=measured.sha256,
        integriteit_algoritme=enums.IntegriteitAlgoritme.SHA_256, integriteit_waarde=measured.sha256, integriteit_datum=clock.today(),
        **attributes,
    )


@transaction.atomic
def attach(*, document_id: UUID, owner: str) -> None:
    """The document belongs to `owner` from now on, beside any other owner. Doing it twice changes nothing."""
    _locked(document_id)
    ObjectInformatieObject.objects.get_or_create(
        informatieobject_id=document_id, object=owner, defaults={"object_type": OBJECT_TYPES[owner.split(":", 1)[0]]}
    )


@transaction.atomic
def detach(*, document_id: UUID, owner: str) -> None:
    ObjectInformatieObject.objects.filter(informatieobject_id=document_id, object=owner).delete()


@transaction.atomic
def classify(*, document_ids: Collection[UUID], informatieobjecttype: UUID) -> None:
    """Give documents that have no informatieobjecttype yet this one."""
    without = Versie.objects.filter(canonical__in=document_ids, informatieobjecttype__isnull=True)
    new = list(without.filter(actueel=True).values_list("canonical_id", flat=True))
    if new:
        without.update(informatieobjecttype=informatieobjecttype)
        on_record.appeared(new)


def _locked(document_id: UUID) -> Canonical:
    try:
        return Canonical.objects.select_for_update().get(pk=document_id)
    except Canonical.DoesNotExist:
        raise DocumentNotFound(document_id) from None


@transaction.atomic
def destroy(*, document_id: UUID, owner: str) -> bool:
    """Destroy one document of `owner`; one that belongs to another owner too only lets go of this one. Returns whether it is gone.

    Raises `DocumentNotFound` when it is not of `owner`.
    """
    if not ObjectInformatieObject.objects.filter(informatieobject_id=document_id, object=owner).exists():
        raise DocumentNotFound(document_id)
    return bool(_destroy([document_id], owner=owner))


@transaction.atomic
def destroy_of_owner(*, owner: str) -> int:
    """Destroy what belongs to nobody but `owner`: rows, versions and content (drc-008). Returns how many documents."""
    return _destroy(list(ObjectInformatieObject.objects.filter(object=owner).values_list("informatieobject_id", flat=True)), owner=owner)


def _destroy(held: list[UUID], *, owner: str) -> int:
    """The rows now, the content by a job that runs only when this transaction commits, and again when it broke off halfway."""
    list(Canonical.objects.select_for_update().filter(id__in=held).order_by("id").values_list("id"))  # nobody attaches them meanwhile
    ObjectInformatieObject.objects.filter(informatieobject__in=held, object=owner).delete()
    shared = set(ObjectInformatieObject.objects.filter(informatieobject__in=held).values_list("informatieobject_id", flat=True))
    gone = [document_id for document_id in held if document_id not in shared]
    if not gone:
        return 0
    names = [*Versie.objects.filter(canonical__in=gone).values_list("inhoud", flat=True),
             *BestandsDeel.objects.filter(informatieobject__in=gone).values_list("inhoud", flat=True)]
    on_record.vanishes(gone)
    Canonical.objects.filter(id__in=gone).delete()
    outbox.defer(jobs.remove_content, names=sorted(filter(None, names)))
    audit.record("document.vernietigd", object_ref=owner, details={"documenten": [str(document_id) for document_id in gone]})
    return len(gone)
