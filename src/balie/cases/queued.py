"""What officials see of a zaak in their queue, whoever puts it there: a service of Balie, or a client of the Zaken API."""
from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import slugify

from balie.cases import rules
from balie.cases.models import Rol, WorkItem, Zaak
from balie.identity import public as identity

INITIATOR, HANDLER = "initiator", "behandelaar"


def columns(zaak: Zaak) -> dict[str, Any]:
    """Of its `WorkItem`, as far as the zaak itself says them."""
    who = zaak.organisation_id or zaak.person_id
    return {
        "kenmerk": zaak.identificatie, "title": zaak.title, "service": zaak.zaaktype.identificatie,
        "kind": "" if zaak.application_id else zaak.zaaktype.omschrijving,
        "applicant": (identity.name_of(who) if who else "")[:200], "confidentiality": rules.LEVELS.index(zaak.vertrouwelijkheidaanduiding),
        "deadline": zaak.uiterlijke_einddatum_afdoening if zaak.application_id else last_day(zaak),
    }


def last_day(zaak: Zaak) -> date | None:
    """By when it must be done: as the zaak says, else as its zaaktype does."""
    return zaak.uiterlijke_einddatum_afdoening or rules.later(zaak.startdatum, zaak.zaaktype.doorlooptijd)


def of_client(zaak: Zaak) -> WorkItem:
    """A zaak that did not come from an application, as work that begins."""
    return WorkItem(zaak=zaak, term_from=zaak.startdatum, **columns(zaak))


def roles(zaak: Zaak) -> dict[str, Any]:
    """Who asks and who handles it, as the newest of those rollen say it. One query, and one more for who handles it."""
    rows = Rol.objects.filter(zaak=zaak, roltype__omschrijving_generiek__in=(INITIATOR, HANDLER)).select_related("roltype").order_by("id")
    found: dict[str, Any] = {"applicant": "", "official_id": "", "official_name": "", "team": ""}
    for rol in rows:
        found |= {"applicant": applicant(rol)} if rol.roltype.omschrijving_generiek == INITIATOR else handler(rol)
    return found


def applicant(rol: Rol) -> str:
    who = rol.organisation_id or rol.person_id
    return ((identity.name_of(who) if who else "") or name_in(rol))[:200]


def handler(rol: Rol) -> dict[str, Any]:
    """A team of ours, an official of ours, or somebody whom only the other system knows: then nobody here takes it by mistake."""
    known = rol.betrokkene_identificatie or {}
    number = str(rol.official_id or known.get("identificatie") or "")
    ours = identity.officials()
    if rol.betrokkene_type == "organisatorische_eenheid":
        teams = {team for each in ours for team in each.teams}
        return next(({"team": name} for name in (slugify(number), slugify(str(known.get("naam") or ""))) if name in teams), {})
    here = next((each for each in ours if number and number.lower() in (str(each.id), each.email.lower())), None)
    if here:
        return {"official_id": str(here.id), "official_name": here.name[:120]}
    return {"official_id": f"rol:{rol.id}", "official_name": (name_in(rol) or number)[:120]}


def name_in(rol: Rol) -> str:
    """As somebody wrote it down with the rol."""
    return rol.afwijkende_naam_betrokkene or rules.name_in(rol.betrokkene_identificatie or {})
