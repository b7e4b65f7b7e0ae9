"""Who gets the data of applications, and that it was looked at. A download is a file that is complete when it is given.

One application: who may see its zaak. All of a service in a period: officials with `gegevens.downloaden`, as far as they may see each zaak;
every application in it is recorded as a look at the data of its applicant.
"""
from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.db.models import QuerySet

from balie.applications import public as applications
from balie.cases import access
from balie.cases.export import as_json, as_xml, schema, sheets, table
from balie.cases.export.shape import Record, record_of
from balie.cases.filled import Filled
from balie.cases.models import Zaak
from balie.cases.views import NotAllowed, NotFound
from balie.catalogue import public as catalogue
from balie.identity.public import OfficialView, Resident
from balie.kernel import audit

FORMATS = {"json": as_json.MEDIA_TYPE, "xml": as_xml.MEDIA_TYPE, "csv": sheets.CSV_TYPE, "xlsx": sheets.XLSX_TYPE}
PURPOSE = "Verwerken van aanvragen buiten Balie"
IN_MEMORY = 1_000_000  # bytes; what is more goes to disk
CHUNK = 200


@dataclass(frozen=True)
class Download:
    """`file` stands at its beginning; whoever gets it closes it. No personal data in the name. `count`: applications in it."""

    filename: str
    media_type: str
    file: IO[bytes] = field(repr=False)
    count: int = 1


def for_official(official: OfficialView, zaak_id: UUID, kind: str) -> Download:
    """The data of one application. Raises `NotFound` (also for an unknown format), `NotAllowed`."""
    if not official.can("document.bekijken"):
        raise NotAllowed("U mag deze gegevens niet downloaden. Vraag het aan uw teamleider.")
    return _one(access.visible_to(official).filter(pk=zaak_id).first(), kind, purpose=access.WORK_LOOK, language="nl")


def for_resident(resident: Resident, zaak_id: UUID, kind: str) -> Download:
    """The data of one's own application, as it was asked. Raises `NotFound`."""
    return _one(access.zaken_of_resident(resident).filter(pk=zaak_id).first(), kind, purpose=access.OWN_LOOK, language="")


def schema_for(official: OfficialView, zaak_id: UUID) -> dict[str, Any]:
    """The JSON Schema of the data of this zaak; holds no personal data. Raises `NotFound`."""
    zaak = access.visible_to(official).select_related("zaaktype").filter(pk=zaak_id).first()
    if zaak is None or zaak.zaaktype.service_version_id is None:
        raise NotFound(zaak_id)
    return schema.schema_of(catalogue.plan(zaak.zaaktype.service_version_id))


def set_for_official(official: OfficialView, service: str, kind: str, *, since: date, until: date) -> Download:
    """Everything that came in for this service from `since` to `until`, both inclusive. Raises `NotAllowed`, `NotFound`."""
    if not official.can("gegevens.downloaden"):
        raise NotAllowed("U mag de gegevens van alle aanvragen niet downloaden. Vraag het aan uw teamleider.")
    return _many(access.visible_to(official), service, kind, since=since, until=until)


def set_for_system(service: str, kind: str, *, since: date, until: date) -> Download:
    """The same for who administers the installation, without a limit by confidentiality; recorded as well. Raises `NotFound`."""
    return _many(Zaak.objects.all(), service, kind, since=since, until=until)


def _one(zaak: Zaak | None, kind: str, *, purpose: str, language: str) -> Download:
    if zaak is None or zaak.application_id is None or kind not in FORMATS:
        raise NotFound(kind)
    record, plan = _record(zaak.application_id, language)
    _looked(zaak.id, zaak.person_id, kind, purpose)
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)
    if kind in ("json", "xml"):
        file.write((as_json if kind == "json" else as_xml).one(record))
    else:
        _filled(file, kind, table.columns_of([plan]), iter([record]))
    file.seek(0)
    return Download(f"{record.reference}.{kind}", FORMATS[kind], file)


def _many(rows: QuerySet[Zaak], service: str, kind: str, *, since: date, until: date) -> Download:
    rows = rows.filter(zaaktype__identificatie=service, startdatum__range=(since, until), application_id__isnull=False)
    versions = list(rows.order_by("zaaktype__service_version_id").values_list("zaaktype__service_version_id", flat=True).distinct())
    if kind not in FORMATS or (not versions and service not in {card.slug for card in catalogue.list_services()}):
        raise NotFound(service)
    plans = [catalogue.plan(version) for version in sorted(versions, key=lambda each: -catalogue.version(each).number)]
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)
    count = _filled(file, kind, table.columns_of(plans), _records(rows, kind))
    file.seek(0)
    audit.record("aanvragen.gedownload", object_ref=f"dienst:{service}", purpose=PURPOSE, legal_basis=access.LEGAL_BASIS,
                 details={"aantal": count, "soort": kind, "van": since.isoformat(), "tot_en_met": until.isoformat()})
    return Download(f"{service}-{since.isoformat()}-{until.isoformat()}.{kind}", FORMATS[kind], file, count)


def _records(rows: QuerySet[Zaak], kind: str) -> Iterator[Record]:
    for zaak_id, application_id, person_id in rows.order_by("id").values_list("id", "application_id", "person_id").iterator(chunk_size=CHUNK):
        try:
            record, _plan = _record(application_id, "nl")
        except applications.NotFound:  # destroyed after its term, or erased
            continue
        _looked(zaak_id, person_id, kind, PURPOSE)
        yield record


def _filled(file: IO[bytes], kind: str, columns: table.Columns, records: Iterator[Record]) -> int:
    """One by one, so that memory does not grow with their number."""
    writer: Any = {
        "json": lambda: as_json.Many(file), "xml": lambda: as_xml.Many(file), "csv": lambda: sheets.Csv(file, columns),
        "xlsx": lambda: sheets.Xlsx(file, columns),
    }[kind]()
    count = 0
    for record in records:
        writer.add(record)
        count += 1
    writer.close()
    return count


def _record(application_id: UUID, language: str) -> tuple[Record, Any]:
    """`language`: of the words; empty: in which it was asked."""
    application = applications.submitted(application_id)
    filled = Filled(replace(application, language=language or application.language))
    record = record_of(filled)
    return replace(record, language=application.language), filled.plan


def record_for_system(application_id: UUID) -> Record:
    """For handing over; who does so records the look."""
    return _record(application_id, "nl")[0]


def _looked(zaak_id: UUID, person_id: UUID | None, kind: str, purpose: str) -> None:
    audit.record(
        "zaak.gegevens_gedownload", object_ref=f"zaak:{zaak_id}", subject=person_id, purpose=purpose, legal_basis=access.LEGAL_BASIS,
        details={"soort": kind},
    )
