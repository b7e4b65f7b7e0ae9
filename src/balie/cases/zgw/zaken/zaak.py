"""The resource `zaak`. Rules: zrc-001, 002, 006, 007, 009 to 015, 021 to 023 of the Zaken API."""
from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.db.models import Model, OuterRef

from balie.cases import archiving, enums, steps
from balie.cases.models import Status, Zaak, ZaakTelling
from balie.cases.zgw.zaken import closed, destroying, filters, geometrie, identificatie, listed, organisations, rules, working
from balie.zgw.public import (
    UUID_FIELD,
    Access,
    Conflict,
    Draft,
    Field,
    Group,
    Invalid,
    Json,
    JsonRefs,
    Made,
    Ref,
    Refs,
    Resource,
    Self,
    plain_fields,
    save,
)

PAID = dict(enums.Betalingsindicatie.choices)
ACCESS = Access("zrc", type="zaaktype_id", kind="catalogi/zaaktypen", level="vertrouwelijkheidaanduiding")
NO_PROCESSOBJECT = b'{"datumkenmerk":"","identificatie":"","objecttype":"","registratie":""}'


def latest_status() -> Any:
    """The id of the status that was set last."""
    return Status.objects.filter(zaak=OuterRef("pk"), gemeente=OuterRef("gemeente")).order_by("-datum_status_gezet").values("id")[:1]


FIELDS = (
    Self(),
    UUID_FIELD,
    *plain_fields(Zaak, "identificatie", "bronorganisatie", "omschrijving", "toelichting"),
    Ref("zaaktype", kind="catalogi/zaaktypen", immutable=True),
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
    JsonRefs("relevanteAndereZaken", kind="zaken/zaken"),
    Refs("eigenschappen", kind="zaken/zaken/*/zaakeigenschappen", of="eigenschappen", nested=True),
    Refs("rollen", kind="zaken/rollen", of="rollen"),
    Refs("status", kind="zaken/statussen", ids=latest_status, one=True),
    Refs("zaakinformatieobjecten", kind="zaken/zaakinformatieobjecten", of="zaakinformatieobjecten"),
    Refs("zaakobjecten", kind="zaken/zaakobjecten", of="zaakobjecten"),
    Json("kenmerken"),
    Field("archiefnominatie", empty=None),
    *plain_fields(Zaak, "archiefstatus", "archiefactiedatum"),
    Refs("resultaat", kind="zaken/resultaten", of="resultaten", one=True),
    *plain_fields(Zaak, "opdrachtgevendeOrganisatie", "processobjectaard", "startdatumBewaartermijn"),
    Json("processobject", nothing=NO_PROCESSOBJECT),
)


def _save(draft: Draft) -> Model:
    made_here = draft.is_new and not draft.values["identificatie"]
    if made_here:
        draft.values["identificatie"] = identificatie.generate()
    try:
        return save(draft)
    except IntegrityError as error:  # somebody else took the number since it was looked up
        if "zaak_identificatie_uniek" not in str(error):
            raise
        if made_here:
            raise Conflict from None
        rules.not_unique(draft)
        raise Invalid(draft.errors) from None


def _follow(draft: Draft, zaak: Any) -> None:
    """What hangs on what was written: officials find it, the work on it, when it is to be archived."""
    if draft.is_new:
        steps.make_findable(zaak, "")
        working.begin(zaak)
        return
    working.follow(draft, zaak)
    if zaak.einddatum and not {"hoofdzaak", "relevante_andere_zaken"}.isdisjoint(draft.values):
        archiving.derive_again(zaak)


ZAAK = Resource(
    api="zaken", path="zaken", name="zaak", schema="Zaak", model=Zaak, fields=FIELDS, access=ACCESS, kanaal="zaken",
    kenmerken=("bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding"), label=lambda zaak: f"{zaak.bronorganisatie} - {zaak.identificatie}",
    filters=filters.ZAAK_FILTERS, always=filters.with_rol, defaults=(rules.from_the_zaaktype,), allow=(closed.may_change,),
    rules=(
        organisations.rule("bronorganisatie", "verantwoordelijkeOrganisatie", "opdrachtgevendeOrganisatie"), rules.published, rules.unique,
        rules.hoofdzaak, rules.other_zaken, rules.payment, rules.products, listed.known, geometrie.valid,
        rules.archiving,
    ),
    save=_save, after=(_follow,), may_go=(destroying.may_go,), destroy=destroying.destroy, load=("zaaktype",), tally=ZaakTelling,
    tally_by=frozenset({"zaaktype", "zaaktype__in", "maximaleVertrouwelijkheidaanduiding"}), tally_months={"startdatum": "startmaand"},
)
