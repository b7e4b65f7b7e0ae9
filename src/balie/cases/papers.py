"""The documents of a zaak: confirmation, letters and extracts from the templates of the service, and linking them to the zaak."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from balie.cases import confirming, on_record, places, zaaktypes
from balie.cases.filled import Filled, Row
from balie.cases.models import Besluit, BesluitInformatieObject, InformatieObjectType, Zaak, ZaakInformatieObject
from balie.documents import public as documents
from balie.kernel import clock, dutch, tenancy

WORDS = {
    "nl": {
        "confirmation": "Bevestiging van uw aanvraag", "received": "Wij hebben uw aanvraag ontvangen op {day}.",
        "greeting": "Met vriendelijke groet,", "behalf": "namens burgemeester en wethouders van {name}",
        "refused": "Wij kunnen u niet geven wat u hebt gevraagd", "why": "Waarom?", "object": "Bent u het er niet mee eens?",
        "how": "U kunt bezwaar maken tot en met {day}. Noem daarbij het kenmerk {kenmerk}.",
    },
    "en": {
        "confirmation": "Confirmation of your application", "received": "We received your application on {day}.",
        "greeting": "Kind regards,", "behalf": "on behalf of the mayor and aldermen of {name}",
        "refused": "We cannot give you what you asked for", "why": "Why?", "object": "Do you disagree?",
        "how": "You can object until {day}. Please mention the reference {kenmerk}.",
    },
}


def words(zaak: Zaak) -> dict[str, str]:
    return WORDS.get(zaak.language, WORDS["nl"])


def confirmation(zaak: Zaak, filled: Filled) -> UUID:
    """What the resident sent, as a tagged PDF."""
    text = words(zaak)
    paper = documents.Paper(
        kind=documents.CONFIRMATION, title=text["confirmation"], kenmerk=zaak.identificatie, language=zaak.language,
        body=f"**{filled.title}**\n\n" + text["received"].format(day=_day(zaak, zaak.startdatum)), sections=confirming.sections(filled),
    )
    return _keep(zaak, paper, title=text["confirmation"], kind=zaaktypes.CONFIRMATION)


def from_template(zaak: Zaak, filled: Filled, document: Any, *, row: Row | None = None, reason: str = "") -> UUID:
    """A document of the service (`documents` in its definition), about this row of its list. The first line of the template is its title.

    A signed one that is granted gets the official look and the seal.
    """
    start, until = filled.period() if document.when == "granted" else (None, None)
    about = {
        "kenmerk": zaak.identificatie, "reden": reason, "uiterlijk": _iso(zaak.uiterlijke_einddatum_afdoening), "geldig_vanaf": _iso(start),
        "geldig_tot": _iso(until),
    }
    price = str(filled.application.price + places.asked(zaak.id))
    title, _, body = filled.markdown(document.template, row, zaak=about, prijs=price).strip().partition("\n")
    official = document.signed and document.when == "granted"
    paper = documents.Paper(
        kind=documents.EXTRACT if official else documents.LETTER, title=title.lstrip("# ").strip(), body=body,
        kenmerk=zaak.identificatie, to=() if official else filled.address(), language=zaak.language, signed=document.signed,
    )
    return _keep(zaak, paper, title=row.called(document.title)[:200] if row else document.title, kind=document.title)


def letter(zaak: Zaak, *, title: str, body: str, to: Iterable[str], official: str = "") -> UUID:
    """A letter in the words of the official, in the house style."""
    text = words(zaak)
    closing = [text["greeting"], text["behalf"].format(name=tenancy.current().naam), official]
    paper = documents.Paper(
        title=title, body=body, kenmerk=zaak.identificatie, to=tuple(to), closing=[line for line in closing if line],
        language=zaak.language, signed=True,
    )
    return _keep(zaak, paper, title=title, kind=zaaktypes.LETTER)


def refusal(zaak: Zaak, reason: str, besluit: Besluit | None) -> tuple[str, str]:
    """Title and text of a refusal, when neither the service nor the official wrote one."""
    text = words(zaak)
    body = f"## {text['why']}\n\n{reason}"
    if besluit and besluit.uiterlijke_reactiedatum:
        how = text["how"].format(day=_day(zaak, besluit.uiterlijke_reactiedatum), kenmerk=zaak.identificatie)
        body += f"\n\n## {text['object']}\n\n{how}"
    return text["refused"], body


def _iso(day) -> str | None:
    return day.isoformat() if day else None


def _day(zaak: Zaak, day) -> str:
    return dutch.day_year(day) if zaak.language == "nl" else documents.in_words(day, zaak.language)


def _keep(zaak: Zaak, paper: documents.Paper, *, title: str, kind: str) -> UUID:
    pdf = documents.render_pdf(paper, documents.HouseStyle.of(tenancy.current()))
    if paper.signed:
        pdf = documents.sign_pdf(pdf)
    document_id = documents.store(
        content=pdf, title=title, owner=f"zaak:{zaak.id}", signed=paper.signed, confidentiality=zaak.vertrouwelijkheidaanduiding,
        language="eng" if zaak.language == "en" else "nld",
    )
    link(zaak, [document_id], kind=kind, title=title)
    return document_id


def link(zaak: Zaak, document_ids: Iterable[UUID], *, kind: str = zaaktypes.ATTACHMENT, title: str = "") -> None:
    """These documents belong to the zaak, on both sides (zrc-005). Doing it twice changes nothing."""
    wanted = list(document_ids)
    if not wanted:
        return
    for document_id in wanted:
        documents.attach(document_id=document_id, owner=f"zaak:{zaak.id}")
    known = set(ZaakInformatieObject.objects.filter(zaak=zaak, informatieobject__in=wanted).values_list("informatieobject_id", flat=True))
    on_record.created(ZaakInformatieObject.objects.bulk_create(
        ZaakInformatieObject(zaak=zaak, informatieobject_id=document_id, titel=title[:200], registratiedatum=clock.now())
        for document_id in dict.fromkeys(wanted) if document_id not in known
    ))
    kinds = InformatieObjectType.objects.filter(catalogus=zaak.zaaktype.catalogus_id, omschrijving=kind[:80], einde_geldigheid__isnull=True)
    type_id = kinds.values_list("id", flat=True).first()
    if type_id:
        documents.classify(document_ids=wanted, informatieobjecttype=type_id)


def link_own(zaak: Zaak, document_ids: Iterable[UUID], *, uploader: str) -> None:
    """Like `link`, for documents that `uploader` brought; somebody else's raise `documents.DocumentNotFound`."""
    wanted = list(document_ids)
    for document_id in wanted:
        documents.document_of_uploader(document_id, uploader=uploader)
    link(zaak, wanted)


def record_in(besluit: Besluit, document_ids: Iterable[UUID]) -> None:
    """The besluit is laid down in these documents (brc-004, brc-005)."""
    for document_id in document_ids:
        documents.attach(document_id=document_id, owner=f"besluit:{besluit.id}")
        row, is_new = BesluitInformatieObject.objects.get_or_create(besluit=besluit, informatieobject_id=document_id)
        if is_new:
            on_record.created([row])
