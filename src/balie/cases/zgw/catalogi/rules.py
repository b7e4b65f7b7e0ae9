"""What the Catalogi API asks beyond the form: concepts, versions, and how long the zaken of a type are kept. Each rule adds to `draft.errors`."""
from __future__ import annotations

from typing import Any

from balie.cases.models import ZaakType
from balie.zgw.public import NOWHERE, Draft, Invalid, InvalidParam, lists

FORCED_WRITE, FORCED_DELETE = frozenset({"catalogi.geforceerd-schrijven"}), frozenset({"catalogi.geforceerd-verwijderen"})


def may(draft: Draft, scopes: frozenset[str]) -> bool:
    return draft.client is not None and bool(draft.client.limits("ztc", scopes))


# -- concepts

def still_concept(draft: Draft) -> None:
    """ztc-009: what is published stays as it is; only its last day may be set, or somebody may correct it."""
    if draft.old is None or draft.old.concept or may(draft, FORCED_WRITE):
        return
    if not (draft.partial and set(draft.body) <= {"eindeGeldigheid"}):
        draft.wrong(NOWHERE, "non-concept-object", "Dit type is gepubliceerd en kan niet meer worden gewijzigd.")


def still_concept_to_go(draft: Draft) -> None:
    if not draft.old.concept and not may(draft, FORCED_DELETE):
        draft.wrong(NOWHERE, "non-concept-object", "Dit type is gepubliceerd en kan niet meer worden verwijderd.")


def zaaktype_still_concept(draft: Draft) -> None:
    """ztc-010."""
    for zaaktype in {each.pk: each for each in (draft.get("zaaktype"), getattr(draft.old, "zaaktype", None)) if each is not None}.values():
        if not zaaktype.concept and not may(draft, FORCED_WRITE):
            draft.wrong(NOWHERE, "non-concept-zaaktype", "Het zaaktype is gepubliceerd: hier kan niets meer aan veranderen.")


def zaaktype_still_concept_to_go(draft: Draft) -> None:
    if not draft.old.zaaktype.concept and not may(draft, FORCED_DELETE):
        draft.wrong(NOWHERE, "non-concept-zaaktype", "Het zaaktype is gepubliceerd: hier kan niets meer van af.")


def one_of_both_concept(draft: Draft, forced: frozenset[str] = FORCED_WRITE) -> None:
    """ztc-010, for the relation between a zaaktype and a document type: not when both are published."""
    zaaktype, document = draft.get("zaaktype"), draft.notes.get("document")
    if zaaktype is not None and not zaaktype.concept and (document is None or not document.concept) and not may(draft, forced):
        draft.wrong(NOWHERE, "non-concept-relation", "Het zaaktype en het informatieobjecttype zijn allebei gepubliceerd.")


# -- versions

def period(draft: Draft) -> None:
    begin, end = draft.get("begin_geldigheid"), draft.get("einde_geldigheid")
    if begin and end and end < begin:
        draft.wrong("eindeGeldigheid", "date-mismatch", "De laatste dag ligt voor de eerste.")


def no_overlap(row: Any) -> None:
    """ztc-016: of two published versions one is valid. Raises `Invalid`."""
    by = "identificatie" if isinstance(row, ZaakType) else "omschrijving"
    others = type(row).objects.filter(catalogus=row.catalogus_id, concept=False, **{by: getattr(row, by)}).exclude(pk=row.pk)
    for other in others:
        ends_before = row.einde_geldigheid is not None and row.einde_geldigheid < other.begin_geldigheid
        begins_after = other.einde_geldigheid is not None and row.begin_geldigheid > other.einde_geldigheid
        if not (ends_before or begins_after):
            reason = "Een andere versie is in die tijd ook geldig. Geef die eerst een laatste dag."
            raise Invalid([InvalidParam("beginGeldigheid", "overlap", reason)])


def moved_end(draft: Draft) -> None:
    """Also when the days of a published one are moved, or what it is called."""
    moved = any(draft.changes(name) for name in ("begin_geldigheid", "einde_geldigheid", "identificatie", "omschrijving", "catalogus"))
    if moved and not draft.old.concept and not draft.errors:
        trial = type(draft.old)(pk=draft.old.pk, catalogus=draft.get("catalogus"))
        for name in ("identificatie", "omschrijving", "begin_geldigheid", "einde_geldigheid"):
            if hasattr(trial, name):
                setattr(trial, name, draft.get(name))
        try:
            no_overlap(trial)
        except Invalid as error:
            draft.errors += error.params


# -- parts of a zaaktype

def same_catalogus(draft: Draft) -> None:
    """A catalogus that is named beside the zaaktype is the one of the zaaktype."""
    zaaktype, named = draft.get("zaaktype"), draft.notes.get("catalogus")
    if zaaktype is not None and named is not None and named != zaaktype.catalogus_id:
        draft.wrong(NOWHERE, "relations-incorrect-catalogus", "Dit is een andere catalogus dan die van het zaaktype.")


def ours_stays_behind(draft: Draft) -> None:
    """By what name a service of Balie knows a part is about the zaaktype that it was made for."""
    if draft.changes("zaaktype"):
        draft.values["code"] = ""


def once(column: str, wire: str):
    """Of this attribute a zaaktype has each value once."""
    def rule(draft: Draft) -> None:
        zaaktype, value = draft.get("zaaktype"), draft.get(column)
        if zaaktype is None or value in (None, ""):
            return
        same = draft.resource.model.objects.filter(zaaktype=zaaktype, **{column: value})
        if draft.old is not None:
            same = same.exclude(pk=draft.old.pk)
        if same.exists():
            draft.wrong(wire, "unique", "Dit zaaktype heeft er al een met deze waarde.")
    return rule


def status_of_the_zaaktype(draft: Draft) -> None:
    zaaktype, status = draft.get("zaaktype"), draft.get("statustype")
    if zaaktype is not None and status is not None and status.zaaktype_id != zaaktype.pk:
        draft.wrong(NOWHERE, "relations-incorrect-zaaktype", "Dit statustype hoort bij een ander zaaktype.")


def length_of_dates(draft: Draft) -> None:
    """ztc-015."""
    wanted = {"datum": "8", "datum_tijd": "14"}.get(draft.get("formaat"))
    if wanted and draft.get("lengte") != wanted:
        draft.wrong("specificatie.lengte", "invalid-length", f"Bij dit formaat is de lengte {wanted}.")


# -- how long

def procestype(draft: Draft) -> None:
    """ztc-001."""
    url = draft.values.get("selectielijst_procestype")
    if not url:
        return
    found = lists.entry(url)
    if found is None:
        draft.wrong("selectielijstProcestype", "bad-url", "Dit adres staat niet in de selectielijst.")
    elif found.kind != "procestypen":
        draft.wrong("selectielijstProcestype", "invalid-resource", "Dit is geen procestype van de selectielijst.")


def selectielijst(draft: Draft) -> None:
    """ztc-002: the class is in the selectielijst, of the procestype of the zaaktype; what it says is taken over where nothing was sent."""
    for column, wire, kind in (("resultaattypeomschrijving", "resultaattypeomschrijving", "resultaattypeomschrijvingen"),
                               ("selectielijstklasse", "selectielijstklasse", "resultaten")):
        url = draft.values.get(column)
        if not url or draft.has_error(wire):
            continue
        found = lists.entry(url)
        if found is None:
            draft.wrong(wire, "bad-url", "Dit adres staat niet in de referentielijst.")
        elif found.kind != kind:
            draft.wrong(wire, "invalid-resource", "Dit adres wijst naar iets anders dan hier hoort.")
        elif kind == "resultaten":
            _take_over(draft, found)
        else:
            draft.values["omschrijving_generiek"] = found.facts.get("omschrijving", "") or draft.get("omschrijving_generiek") or ""


def _take_over(draft: Draft, found: lists.Entry) -> None:
    zaaktype = draft.get("zaaktype")
    own = lists.entry(zaaktype.selectielijst_procestype) if zaaktype is not None and zaaktype.selectielijst_procestype else None
    if zaaktype is not None and (own is None or own.uuid != found.facts["procestype"]):
        draft.wrong(NOWHERE, "procestype-mismatch", "Deze klasse hoort niet bij het procestype van het zaaktype.")
    draft.notes["procestermijn"] = found.facts["procestermijn"]
    if not draft.get("archiefnominatie"):
        draft.values["archiefnominatie"] = found.facts["waardering"]
    if not draft.get("archiefactietermijn"):
        draft.values["archiefactietermijn"] = found.facts["bewaartermijn"] or ""


NEEDS = {  # afleidingswijze → which attributes it needs; the others of the group have to be empty (ztc-004 … 008)
    "datumkenmerk": ("eigenschap", "zaakobject", "ander_datumkenmerk"), "objecttype": ("zaakobject", "ander_datumkenmerk"),
    "registratie": ("ander_datumkenmerk",), "brondatum_procestermijn": ("termijn",),
}
WIRES = {"brondatum_procestermijn": "procestermijn"}


def brondatum(draft: Draft) -> None:
    """ztc-003 … 008."""
    way, group = draft.get("afleidingswijze"), "brondatumArchiefprocedure"
    if not way or draft.has_error(group) or (draft.partial and not draft.gave(group)) or not draft.body.get(group):
        return
    forced = {"nihil": "afgehandeld", "ingeschatte_bestaansduur_procesobject": "termijn"}.get(draft.notes.get("procestermijn", ""))
    if forced and way != forced:
        draft.wrong(f"{group}.afleidingswijze", "invalid-afleidingswijze-for-procestermijn", f"Bij deze klasse hoort de afleidingswijze {forced}.")
    for column, ways in NEEDS.items():
        wire = f"{group}.{WIRES.get(column, column)}"
        if way in ways and not draft.get(column):
            draft.wrong(wire, "required", "Dit is verplicht bij deze afleidingswijze.")
        elif way not in ways and draft.get(column):
            draft.wrong(wire, "must-be-empty", "Dit blijft leeg bij deze afleidingswijze.")
    if way in ("afgehandeld", "termijn") and draft.get("einddatum_bekend"):
        draft.wrong(f"{group}.einddatumBekend", "must-be-empty", "Dit blijft leeg bij deze afleidingswijze.")
