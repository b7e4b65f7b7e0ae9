"""The resource `besluit`. Rules: brc-001, 002, 006, 007, 009."""
from __future__ import annotations

from typing import Any

from django.db.models import Model

from balie.cases import archiving, enums
from balie.cases.models import Besluit, BesluitInformatieObject
from balie.cases.zgw import papers_elsewhere
from balie.cases.zgw.besluiten import zaak_elsewhere
from balie.cases.zgw.zaken import identificatie, organisations
from balie.kernel import clock
from balie.zgw.public import NOWHERE, Access, Draft, Field, Made, Ref, Resource, Self, forget, plain_fields, save

ACCESS = Access("brc", type="besluittype_id", kind="catalogi/besluittypen")
REASONS = dict(enums.Vervalreden.choices)


def published(draft: Draft) -> None:
    """brc-001."""
    kind = draft.get("besluittype")
    if draft.is_new and kind is not None and kind.concept:
        draft.wrong("besluittype", "not-published", "Dit besluittype is nog een concept.")


def unique(draft: Draft) -> None:
    """brc-002: and the two that make it so stay as they are."""
    if draft.old is not None and not draft.values.get("identificatie"):
        draft.values.pop("identificatie", None)  # a PUT without it leaves it
    for column, wire in (("identificatie", "identificatie"), ("verantwoordelijke_organisatie", "verantwoordelijkeOrganisatie")):
        if draft.changes(column):
            draft.wrong(wire, "wijzigen-niet-toegelaten", "Dit kunt u na het aanmaken niet meer wijzigen.")
    name, source = draft.get("identificatie"), draft.get("verantwoordelijke_organisatie")
    if draft.is_new and name and Besluit.objects.filter(verantwoordelijke_organisatie=source, identificatie=name).exists():
        draft.wrong("identificatie", "identificatie-niet-uniek", "Er is al een besluit met deze identificatie bij deze organisatie.")


def same_zaak(draft: Draft) -> None:
    """brc-006: it stays with the zaak that it was made for. A PUT that names none leaves it."""
    if draft.old is None or (draft.old.zaak_id is None and not draft.old.zaak_url):
        return
    if not draft.gave("zaak"):
        draft.values.pop("zaak", None)
    elif draft.values.get("zaak") is None and not draft.has_error("zaak") and not draft.old.zaak_url:
        draft.wrong("zaak", "wijzigen-niet-toegelaten", "Dit kunt u na het aanmaken niet meer wijzigen.")


def of_the_zaaktype(draft: Draft) -> None:
    """brc-007: the zaaktype of the zaak knows this kind of besluit."""
    zaak, kind = draft.get("zaak"), draft.get("besluittype")
    if "there" in draft.notes:
        zaaktype = None if kind is None or draft.errors else zaak_elsewhere.zaaktype_of(draft)
    else:
        zaaktype = None if zaak is None or (draft.old is not None and not draft.changes("zaak")) else zaak.zaaktype
    if zaaktype is None or kind is None:
        return
    if kind.omschrijving not in zaaktype.besluittype_omschrijving or kind.catalogus_id != zaaktype.catalogus_id:
        draft.wrong(NOWHERE, "zaaktype-mismatch", "Dit besluittype hoort niet bij het zaaktype van de zaak.")


def past(draft: Draft) -> None:
    if draft.get("datum") and draft.get("datum") > clock.today():
        draft.wrong("datum", "date-in-future", "Deze datum ligt in de toekomst.")


def _save(draft: Draft) -> Model:
    if draft.is_new and not draft.values["identificatie"]:
        draft.values["identificatie"] = identificatie.generate("BESLUIT")
    draft.notes["before"] = draft.old.zaak if draft.old is not None else None
    return save(draft)


def archive(draft: Draft, besluit: Any) -> None:
    """zrc-021: some closed zaken are kept until their besluiten end."""
    zaak_elsewhere.tell(draft, besluit)
    for zaak in {each.pk: each for each in (draft.notes["before"], besluit.zaak) if each is not None and each.einddatum}.values():
        archiving.derive_again(zaak)


def let_go(draft: Draft) -> None:
    """brc-009: with its documents' relations and its audit trail."""
    besluit = draft.old
    papers = list(BesluitInformatieObject.objects.filter(besluit=besluit).values_list("informatieobject_id", "document_url"))
    zaak, zaak_url, key = besluit.zaak, besluit.zaak_url, besluit.pk
    besluit.delete()
    zaak_elsewhere.let_go(key, zaak_url)
    for document_id, document_url in papers:
        papers_elsewhere.forget("besluit", key, document_id, document_url)
    forget(main_id=key)
    if zaak is not None and zaak.einddatum:
        archiving.derive_again(zaak)


BESLUIT = Resource(
    api="besluiten", path="besluiten", name="besluit", schema="Besluit", model=Besluit, access=ACCESS, kanaal="besluiten",
    kenmerken=("verantwoordelijkeOrganisatie", "besluittype"), label=lambda row: f"{row.verantwoordelijke_organisatie} - {row.identificatie}",
    load=("zaak__zaaktype", "besluittype"),
    fields=(
        Self(), *plain_fields(Besluit, "identificatie", "verantwoordelijkeOrganisatie"),
        Ref("besluittype", kind="catalogi/besluittypen", immutable=True),
        zaak_elsewhere.Zaak("zaak", kind="zaken/zaken", load=("zaaktype",), empty="", immutable=True),
        *plain_fields(Besluit, "datum", "toelichting", "bestuursorgaan", "ingangsdatum", "vervaldatum"),
        Field("vervalreden", omitted=True),
        Made("vervalredenWeergave", read_only=True, omitted=True, select={"vervalreden": "vervalreden"},
             make=lambda links, code: REASONS.get(code, "")),
        *plain_fields(Besluit, "publicatiedatum", "verzenddatum", "uiterlijkeReactiedatum"),
    ),
    filters={"zaak": zaak_elsewhere.is_zaak},
    rules=(published, organisations.rule("verantwoordelijkeOrganisatie"), unique, same_zaak, of_the_zaaktype, past), save=_save,
    after=(archive,), destroy=let_go,
)

