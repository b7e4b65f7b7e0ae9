"""Publishing a service makes its zaaktype, with everything below it. A published zaaktype never changes; a new version follows it."""
from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from balie.cases import mapping, rules
from balie.cases.models import (
    BesluitType,
    Catalogus,
    Eigenschap,
    InformatieObjectType,
    ResultaatType,
    RolType,
    StatusType,
    ZaakType,
    ZaakTypeInformatieObjectType,
)
from balie.catalogue import public as catalogue
from balie.forms.public import Plan, Service
from balie.kernel import audit, clock, tenancy
from balie.zgw.public import lists

CONFIRMATION, ATTACHMENT, LETTER = "Bevestiging van aanvraag", "Bijlage", "Brief"
ROLES = {
    "Initiator": "initiator", "Mede-aanvrager": "mede_initiator", "Behandelaar": "behandelaar", "Hulp aan de balie": "klantcontacter",
    "Gemachtigde": "belanghebbende",
}
GENERIC = {"verlenen": "Toegekend", "weigeren": "Afgewezen", "intrekken": "Ingetrokken"}  # outcome → in every municipality
NOT_GRANTED = "Afgewezen"
FORMATS = {"number": "getal", "money": "getal", "date": "datum"}
WITHOUT_VALUE = ("upload", "info", "picture", "fact", "computed", "bsn")  # a BSN stays in the vault; the others hold nothing of their own


@transaction.atomic
def ensure_zaaktype(version_id: UUID) -> ZaakType:
    """The zaaktype of this published version of a service; made when it is not there yet. Raises `catalogue.UnknownService`."""
    known = ZaakType.objects.filter(service_version_id=version_id).first()
    if known:
        return known
    catalogus = _catalogus()
    known = ZaakType.objects.filter(service_version_id=version_id).first()  # made while we waited for the catalogus
    return known or _make(catalogus, version_id)


def _catalogus() -> Catalogus:
    """The one catalogus of the municipality, held for this transaction: versions follow each other one by one."""
    gemeente = tenancy.current()
    held = Catalogus.objects.select_for_update().filter(domein="BALIE", rsin=gemeente.rsin, elsewhere=False)
    found = held.first()
    if found is None:
        Catalogus.objects.get_or_create(
            domein="BALIE", rsin=gemeente.rsin, elsewhere=False,
            defaults={"naam": f"Balie {gemeente.naam}"[:200], "contactpersoon_beheer_naam": gemeente.naam[:40]},
        )
    return found or held.get()


def _make(catalogus: Catalogus, version_id: UUID) -> ZaakType:
    service, info, today = catalogue.definition(version_id).service, catalogue.version(version_id), clock.today()
    zaak = service.zaak
    valid = ZaakType.objects.filter(
        catalogus=catalogus, identificatie=service.service, concept=False, einde_geldigheid__isnull=True
    ).first()
    newer = bool(valid and valid.service_version_id and catalogue.version(valid.service_version_id).number > info.number)
    if valid and not newer:
        valid.einde_geldigheid = max(valid.begin_geldigheid, today - timedelta(days=1))
        valid.save(update_fields=["einde_geldigheid"])
    besluit = _besluittype(catalogus, zaak.besluit)
    zaaktype = ZaakType.objects.create(
        catalogus=catalogus, identificatie=service.service, omschrijving=service.title[:80],
        vertrouwelijkheidaanduiding=zaak.confidentiality, doel=service.summary,
        aanleiding=service.name, indicatie_intern_of_extern="extern", handeling_initiator="aanvragen",
        onderwerp=service.title[:80], handeling_behandelaar="behandelen", doorlooptijd=rules.duration_of(zaak.term),
        opschorting_en_aanhouding_mogelijk=True, verlenging_mogelijk=True, verlengingstermijn=rules.duration_of(zaak.term),
        trefwoorden=[word[:30] for word in service.keywords], publicatie_indicatie=False,
        producten_of_diensten=[*([service.upl] if service.upl else []), *(each.upl for each in service.products)],
        selectielijst_procestype=zaak.procestype or "", referentieproces_naam=service.title[:80],
        verantwoordelijke=tenancy.current().naam[:50], besluittype_omschrijving=[besluit.omschrijving] if besluit else [],
        versiedatum=today, begin_geldigheid=today, einde_geldigheid=today if newer else None, concept=False,
        service_version_id=version_id, termijn=zaak.term, hand_out=service.messages.ready is not None,
    )
    _statuses(zaaktype, zaak.statuses)
    _results(zaaktype, zaak.results)
    RolType.objects.bulk_create(
        RolType(zaaktype=zaaktype, omschrijving=name, omschrijving_generiek=generic) for name, generic in ROLES.items()
    )
    _properties(zaaktype, service, catalogue.plan(version_id))
    _documents(catalogus, zaaktype, service.documents)
    audit.record("zaaktype.gepubliceerd", object_ref=f"zaaktype:{zaaktype.id}", details={"dienst": service.service, "versie": info.number})
    return zaaktype


def _statuses(zaaktype: ZaakType, statuses) -> None:
    StatusType.objects.bulk_create(
        StatusType(
            zaaktype=zaaktype, omschrijving=status.name[:80], omschrijving_generiek=status.name[:80], statustekst=status.text,
            volgnummer=place, informeren=True, code=status.status, within=status.within or "",
            doorlooptijd=rules.duration_of(status.within) if status.within else "",
        )
        for place, status in enumerate(statuses, start=1)
    )


def _results(zaaktype: ZaakType, results) -> None:
    """Generic names are those of the reference list, as other systems know them."""
    ResultaatType.objects.bulk_create(
        ResultaatType(
            zaaktype=zaaktype, omschrijving=result.name[:30], omschrijving_generiek=GENERIC.get(result.on, NOT_GRANTED),
            resultaattypeomschrijving=lists.resultaattypeomschrijving(GENERIC.get(result.on, NOT_GRANTED)),
            selectielijstklasse=lists.resultaat(result.selectielijst), archiefnominatie=result.archive,
            archiefactietermijn=rules.duration_of(result.keep), afleidingswijze="afgehandeld", on_outcome=result.on,
            besluittype_omschrijving=zaaktype.besluittype_omschrijving if result.on in ("verlenen", "weigeren") else [],
        )
        for result in results
    )


def _properties(zaaktype: ZaakType, service: Service, plan: Plan) -> None:
    """Those that the service names, else a property per question. Names hold 20 characters: longer ones are cut and numbered."""
    named = mapping.kinds(plan)
    for kind in named:
        kind.zaaktype = zaaktype
    if named:
        Eigenschap.objects.bulk_create(named)
        return
    made: dict[str, Eigenschap] = {}
    for page in service.pages:
        for question in page.questions:
            if _holds_no_value(question):
                continue
            code, options = question.question, getattr(question, "options", ())
            name = _short(code, made)
            made[name] = Eigenschap(
                zaaktype=zaaktype, naam=name, code=code, definitie=(question.label or code)[:255],
                formaat=FORMATS.get(question.type, "tekst"), lengte="8" if question.type == "date" else "255",
                kardinaliteit="N" if question.type in ("choices", "people", "group") else "1",
                waardenverzameling=[] if isinstance(options, str) else [str(option.value)[:100] for option in options],
            )
    Eigenschap.objects.bulk_create(made.values())


def _holds_no_value(question) -> bool:
    """Also true of a group with a BSN in it."""
    return question.type in WITHOUT_VALUE or any(inner.type == "bsn" or _holds_no_value(inner) for inner in getattr(question, "questions", ()))


def _short(code: str, taken) -> str:
    name, number = code[:20], 2
    while name in taken:
        name, number = f"{code[:17]}_{number}", number + 1
    return name


def _documents(catalogus: Catalogus, zaaktype: ZaakType, documents) -> None:
    directions = {CONFIRMATION: "uitgaand", ATTACHMENT: "inkomend", LETTER: "uitgaand"}
    directions |= {document.title[:80]: "uitgaand" for document in documents}
    known = set(
        InformatieObjectType.objects.filter(catalogus=catalogus, omschrijving__in=list(directions), einde_geldigheid__isnull=True)
        .values_list("omschrijving", flat=True)
    )  # fmt: skip
    InformatieObjectType.objects.bulk_create(
        (
            InformatieObjectType(
                catalogus=catalogus, omschrijving=title, vertrouwelijkheidaanduiding=zaaktype.vertrouwelijkheidaanduiding,
                informatieobjectcategorie=title[:80], begin_geldigheid=clock.today(), concept=False,
            )
            for title in directions if title not in known
        ),
        ignore_conflicts=True,  # made meanwhile through the API: that one is as good
    )
    ZaakTypeInformatieObjectType.objects.bulk_create(
        ZaakTypeInformatieObjectType(zaaktype=zaaktype, informatieobjecttype=title, volgnummer=place, richting=direction)
        for place, (title, direction) in enumerate(directions.items(), start=1)
    )


def _besluittype(catalogus: Catalogus, besluit) -> BesluitType | None:
    """The besluittype of that name; a new version when the time to object changed. Against some there is nothing to object: no time at all."""
    if not besluit:
        return None
    name, period = besluit.name[:80], f"P{besluit.objection_days}D" if besluit.objection_days else ""
    valid = BesluitType.objects.filter(catalogus=catalogus, omschrijving=name, einde_geldigheid__isnull=True).first()
    if valid and valid.reactietermijn == period:
        return valid
    if valid:
        valid.einde_geldigheid = max(valid.begin_geldigheid, clock.today() - timedelta(days=1))
        valid.save(update_fields=["einde_geldigheid"])
    return BesluitType.objects.create(
        catalogus=catalogus, omschrijving=name, omschrijving_generiek=name, reactietermijn=period, publicatie_indicatie=False,
        informatieobjecttype_omschrijving=[LETTER], begin_geldigheid=clock.today(), concept=False,
    )
