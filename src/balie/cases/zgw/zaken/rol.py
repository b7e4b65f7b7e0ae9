"""The resource `rol`: who has to do with the zaak, and how. Rule: zrc-019. Made, replaced and removed; a BSN stays in the vault (`people.py`)."""
from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, Q

from balie.cases.models import Rol, Status, Zaak
from balie.cases.zgw import fitting
from balie.cases.zgw.zaken import closed, people, rolzoeken, working
from balie.cases.zgw.zaken.status import ACCESS
from balie.identity import public as identity
from balie.kernel import clock
from balie.zgw.public import NOWHERE, UUID_FIELD, Draft, Field, Json, Links, Made, Ref, Refs, Resource, Self, plain_fields, save

PERSON, ORGANISATION, OFFICIAL = "natuurlijk_persoon", "niet_natuurlijk_persoon", "medewerker"
SHAPES: dict[str, dict[str, Any]] = {  # every attribute is shown, also those that nobody filled in
    PERSON: {
        "inpBsn": "", "anpIdentificatie": "", "inpA_nummer": "", "geslachtsnaam": "", "voorvoegselGeslachtsnaam": "", "voorletters": "",
        "voornamen": "", "geslachtsaanduiding": "", "geboortedatum": "", "verblijfsadres": None, "subVerblijfBuitenland": None,
    },
    ORGANISATION: {
        "innNnpId": "", "annIdentificatie": "", "statutaireNaam": "", "innRechtsvorm": "", "bezoekadres": "", "subVerblijfBuitenland": None,
    },
    "vestiging": {"vestigingsNummer": "", "handelsnaam": [], "verblijfsadres": None, "subVerblijfBuitenland": None, "kvkNummer": ""},
    "organisatorische_eenheid": {"identificatie": "", "naam": "", "isGehuisvestIn": ""},
    OFFICIAL: {"identificatie": "", "achternaam": "", "voorletters": "", "voorvoegselAchternaam": ""},
}
SINGLE = {"initiator", "zaakcoordinator"}  # of these a zaak has one


# -- shown

def gather(reader: Any, rows: Any, links: Links) -> None:
    people.gather({UUID(key) for row in rows if (key := reader.value(row, "person_id"))}, links)
    companies = {UUID(key) for row in rows if (key := reader.value(row, "organisation_id"))} - links.known.keys()
    links.known |= {key: identity.name_of(key) for key in companies}


def identification(links: Links, kind: str, kept: str | None, person: str | None, organisation: str | None, official: str) -> dict[str, Any]:
    made = SHAPES[kind] | (msgspec.json.decode(kept) if kept else {})
    if kind == PERSON and person:
        made["inpBsn"] = links.known.get(UUID(person), "")
    elif kind == ORGANISATION and organisation:
        made["statutaireNaam"] = made["statutaireNaam"] or links.known.get(UUID(organisation), "")
    elif kind == OFFICIAL and official:
        made["identificatie"] = made["identificatie"] or official
    return made


def set_by() -> Any:
    return ArraySubquery(Status.objects.filter(gezetdoor=OuterRef("pk"), gemeente=OuterRef("gemeente")).order_by("id").values("id"))


# -- taken

def take_identification(draft: Draft, given: Any) -> None:
    kept = dict(given or {})
    bsn = kept.pop(people.BSN, "")
    draft.values["person_id"] = people.person_of(draft, f"betrokkeneIdentificatie.{people.BSN}", bsn) if bsn else None
    draft.values["betrokkene_identificatie"] = kept or None


def somebody(draft: Draft) -> None:
    """A rol is about somebody: by address or by what is known of them."""
    if draft.errors or draft.partial:
        return
    if not draft.get("betrokkene") and not draft.get("betrokkene_identificatie") and not draft.get("person_id"):
        draft.wrong(NOWHERE, "invalid-betrokkene", "Vul betrokkene of betrokkeneIdentificatie in.")


def one_of_them(draft: Draft) -> None:
    zaak, kind = draft.get("zaak"), draft.get("roltype")
    if zaak is None or kind is None or kind.omschrijving_generiek not in SINGLE:
        return
    others = Rol.objects.filter(zaak=zaak, roltype__omschrijving_generiek=kind.omschrijving_generiek)
    if draft.old is not None:
        others = others.exclude(pk=draft.old.pk)
    if others.exists():
        draft.wrong("roltype", "max-occurences", f"Een zaak heeft maar één {kind.get_omschrijving_generiek_display().lower()}.")


def _save(draft: Draft) -> Model:
    if draft.is_new:
        draft.values["registratiedatum"] = clock.now()
    return save(draft)


def show_in_mijn_balie(draft: Draft, rol: Any) -> None:
    """The initiator finds the zaak among their own, as if they had begun it here."""
    if rol.person_id and rol.roltype.omschrijving_generiek == "initiator" and rol.zaak.person_id is None and rol.zaak.organisation_id is None:
        Zaak.objects.filter(pk=rol.zaak_id).update(person_id=rol.person_id)


def show_in_the_queue(draft: Draft, rol: Any) -> None:
    working.has_rol(rol)


def let_go(draft: Draft) -> None:
    rol = draft.old
    if rol.person_id and rol.zaak.person_id == rol.person_id and rol.roltype.omschrijving_generiek == "initiator" and not rol.zaak.application_id:
        Zaak.objects.filter(pk=rol.zaak_id).update(person_id=None)
    rol.delete()
    working.has_rol(rol)


ROL = Resource(
    api="zaken", path="rollen", name="rol", schema="Rol", model=Rol, access=ACCESS, main="zaak", kanaal="zaken",
    label=lambda row: row.roltype.omschrijving, load=("zaak", "roltype"),
    fields=(
        Self(), UUID_FIELD, Ref("zaak", kind="zaken/zaken", immutable=True), *plain_fields(Rol, "betrokkene", "betrokkeneType",
                                                                                        "afwijkendeNaamBetrokkene"),
        Ref("roltype", kind="catalogi/roltypen", immutable=True),
        Made("omschrijving", read_only=True, select={"rol_omschrijving": F("roltype__omschrijving")}),
        Made("omschrijvingGeneriek", read_only=True, select={"rol_generiek": F("roltype__omschrijving_generiek")}),
        *plain_fields(Rol, "roltoelichting"), Field("registratiedatum", read_only=True), *plain_fields(Rol, "indicatieMachtiging"),
        Json("contactpersoonRol"), Refs("statussen", kind="zaken/statussen", ids=set_by),
        Made(
            "betrokkeneIdentificatie", make=identification, takes=take_identification,
            select={name: name for name in ("betrokkene_type", "betrokkene_identificatie", "person_id", "organisation_id", "official_id")},
        ),
    ),
    filters={
        **rolzoeken.BY_IDENTIFICATION,
        "omschrijving": lambda value: Q(roltype__omschrijving=value),
        "omschrijvingGeneriek": lambda value: Q(roltype__omschrijving_generiek=value),
    },
    allow=(closed.may_change,), may_go=(closed.may_change,), rules=(fitting.of_the_zaaktype("roltype"), somebody, one_of_them), save=_save,
    after=(show_in_mijn_balie, show_in_the_queue), destroy=let_go, gather=gather, recorded=people.without_bsn,
)

