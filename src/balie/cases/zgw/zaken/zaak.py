"""The resource `zaak`. Rules: zrc-001, 002, 009, 010, 011, 012, 013, 014, 015 of the Zaken API."""
from __future__ import annotations

from typing import Any

from django.db.models import Model, OuterRef

from balie.cases import enums
from balie.cases.models import Status, Zaak
from balie.cases.zgw.zaken import identificatie, rules
from balie.zgw.public import UUID_FIELD, Access, Draft, Field, Group, Json, Made, Ref, Refs, Resource, Self, plain_fields, save

PAID = dict(enums.Betalingsindicatie.choices)
ACCESS = Access("zrc", type="zaaktype_id", kind="catalogi/zaaktypen", level="vertrouwelijkheidaanduiding")


def latest_status() -> Any:
    """The id of the status that was set last."""
    return Status.objects.filter(zaak=OuterRef("pk"), gemeente=OuterRef("gemeente")).order_by("-datum_status_gezet").values("id")[:1]


FIELDS = (
    Self(),
    UUID_FIELD,
    *plain_fields(Zaak, "identificatie", "bronorganisatie", "omschrijving", "toelichting"),
    Ref("zaaktype", kind="catalogi/zaaktypen", load=("catalogus",), immutable=True),
    *plain_fields(
        Zaak, "registratiedatum", "verantwoordelijkeOrganisatie", "startdatum",
    ),
    Field("einddatum", read_only=True),
    *plain_fields(
        Zaak, "einddatumGepland", "uiterlijkeEinddatumAfdoening", "publicatiedatum", "communicatiekanaal", "productenOfDiensten",
        "vertrouwelijkheidaanduiding", "betalingsindicatie",
    ),
    Made("betalingsindicatieWeergave", read_only=True, select={"betalingsindicatie": "betalingsindicatie"},
         make=lambda links, code: PAID.get(code, "")),
    *plain_fields(Zaak, "laatsteBetaaldatum", "zaakgeometrie"),
    Group("verlenging", inner=(Field("reden", column="verlenging_reden"), Field("duur", column="verlenging_duur"))),
    Group("opschorting", inner=(Field("indicatie", column="opschorting_indicatie"), Field("reden", column="opschorting_reden"))),
    Field("selectielijstklasse"),
    Ref("hoofdzaak", kind="zaken/zaken"),
    Refs("deelzaken", kind="zaken/zaken", of="deelzaken"),
    Json("relevanteAndereZaken"),
    Refs("eigenschappen", kind="zaken/zaken/*/zaakeigenschappen", of="eigenschappen", nested=True),
    Refs("rollen", kind="zaken/rollen", of="rollen"),
    Refs("status", kind="zaken/statussen", ids=latest_status, one=True),
    Refs("zaakinformatieobjecten", kind="zaken/zaakinformatieobjecten", of="zaakinformatieobjecten"),
    Refs("zaakobjecten", kind="zaken/zaakobjecten", of="zaakobjecten"),
    Json("kenmerken"),
    Field("archiefnominatie", empty=None),
    *plain_fields(Zaak, "archiefstatus", "archiefactiedatum"),
    Refs("resultaat", kind="zaken/resultaten", of="resultaten", one=True),
    *plain_fields(Zaak, "opdrachtgevendeOrganisatie", "processobjectaard", "startdatumBewaartermijn", "processobject"),
)


def _save(draft: Draft) -> Model:
    if draft.is_new and not draft.values["identificatie"]:
        draft.values["identificatie"] = identificatie.generate(draft.values["bronorganisatie"])
    return save(draft)


ZAAK = Resource(
    api="zaken", path="zaken", name="zaak", schema="Zaak", model=Zaak, fields=FIELDS, access=ACCESS, kanaal="zaken",
    kenmerken=("bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding"), label=lambda zaak: f"{zaak.bronorganisatie} - {zaak.identificatie}",
    defaults=(rules.from_the_zaaktype,),
    rules=(
        rules.published, rules.unique, rules.hoofdzaak, rules.other_zaken, rules.payment, rules.products, rules.archiving,
    ),
    save=_save, load=("zaaktype",),
)

