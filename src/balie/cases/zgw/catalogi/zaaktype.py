"""The resources `catalogus` and `zaaktype`."""
from __future__ import annotations

from balie.cases.models import BesluitType, Catalogus, ZaakType
from balie.cases.zgw.catalogi import relations
from balie.zgw.public import Access, Field, Group, Json, Made, Ref, Refs, Resource, Self, plain_fields

ACCESS = Access("ztc")

CATALOGUS = Resource(
    api="catalogi", path="catalogussen", name="catalogus", schema="Catalogus", model=Catalogus, access=ACCESS,
    fields=(
        Self(),
        *plain_fields(
            Catalogus, "domein", "rsin", "contactpersoonBeheerNaam", "contactpersoonBeheerTelefoonnummer", "contactpersoonBeheerEmailadres",
        ),
        Refs("zaaktypen", kind="catalogi/zaaktypen", of="zaaktypen"),
        Refs("besluittypen", kind="catalogi/besluittypen", of="besluittypen"),
        Refs("informatieobjecttypen", kind="catalogi/informatieobjecttypen", of="informatieobjecttypen"),
        *plain_fields(Catalogus, "naam", "versie", "begindatumVersie"),
    ),
)

ZAAKTYPE = Resource(
    api="catalogi", path="zaaktypen", name="zaaktype", schema="ZaakType", model=ZaakType, access=ACCESS, kanaal="zaaktypen",
    kenmerken=("catalogus",), label=lambda row: f"{row.identificatie} - {row.omschrijving}",
    fields=(
        Self(),
        *plain_fields(
            ZaakType, "identificatie", "omschrijving", "omschrijvingGeneriek", "vertrouwelijkheidaanduiding", "doel", "aanleiding", "toelichting",
            "indicatieInternOfExtern", "handelingInitiator", "onderwerp", "handelingBehandelaar", "doorlooptijd",
        ),
        *plain_fields(ZaakType, "servicenorm", empty=None),
        *plain_fields(ZaakType, "opschortingEnAanhoudingMogelijk", "verlengingMogelijk"),
        *plain_fields(ZaakType, "verlengingstermijn", empty=None),
        *plain_fields(
            ZaakType, "trefwoorden", "publicatieIndicatie", "publicatietekst", "verantwoordingsrelatie", "productenOfDiensten",
            "selectielijstProcestype",
        ),
        Group("referentieproces", inner=(Field("naam", column="referentieproces_naam"), Field("link", column="referentieproces_link"))),
        *plain_fields(ZaakType, "verantwoordelijke"),
        Refs("zaakobjecttypen", kind="catalogi/zaakobjecttypen", of="zaakobjecttypes"),
        Json("broncatalogus"),
        Json("bronzaaktype"),
        Ref("catalogus", kind="catalogi/catalogussen"),
        Refs("statustypen", kind="catalogi/statustypen", of="statustypes", order="volgnummer"),
        Refs("resultaattypen", kind="catalogi/resultaattypen", of="resultaattypes"),
        Refs("eigenschappen", kind="catalogi/eigenschappen", of="eigenschaps"),
        Refs("informatieobjecttypen", kind="catalogi/informatieobjecttypen", ids=relations.documents_of_zaaktype),
        Made("informatieobjecttypeOmschrijving", read_only=True, select={"document_names": relations.names_of_documents}),
        Refs("roltypen", kind="catalogi/roltypen", of="roltypes"),
        Refs("besluittypen", kind="catalogi/besluittypen", ids=relations.named_in(BesluitType, "besluittype_omschrijving")),
        Field("besluittypeOmschrijving", read_only=True),
        Refs("deelzaaktypen", kind="catalogi/zaaktypen", ids=relations.named_in(ZaakType, "deelzaaktype_identificaties", by="identificatie")),
        Field("deelzaaktypeIdentificaties", read_only=True),
        Json("gerelateerdeZaaktypen"),
        *plain_fields(ZaakType, "beginGeldigheid", "eindeGeldigheid", "beginObject", "eindeObject", "versiedatum"),
        Field("concept", read_only=True),
    ),
)
