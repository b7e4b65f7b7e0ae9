"""The resource `zaakobject`: what the zaak is about. By its address, or by what identifies it; of a person the BSN stays in the vault."""
from __future__ import annotations

from typing import Any

import msgspec

from balie.cases.models import ZaakObject
from balie.cases.zgw import fitting
from balie.cases.zgw.zaken import closed, people
from balie.cases.zgw.zaken.status import ACCESS
from balie.zgw.public import NOWHERE, UUID_FIELD, Draft, Json, Links, Made, Ref, Resource, Self, plain_fields

BETROKKENEN = {"natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging", "organisatorische_eenheid", "medewerker"}
BY_ADDRESS_ALONE = {"besluit", "enkelvoudig_document", "status"}
KEPT = {"object_type": "object_type", "object_identificatie": "object_identificatie"}


def gather(reader: Any, rows: Any, links: Links) -> None:
    texts = (reader.value(row, "object_identificatie") for row in rows)
    people.gather({key for text in texts if text and people.PREFIX in text for key in people.persons_in(msgspec.json.decode(text))}, links)


def identification(links: Links, kind: str, kept: str | None) -> Any:
    if not kept or kind in BY_ADDRESS_ALONE:
        return None
    return people.shown(msgspec.json.decode(kept), links) if people.PREFIX in kept else msgspec.Raw(kept.encode())


def as_object(links: Links, kind: str, kept: str | None) -> Any:
    return None if kind in BETROKKENEN else identification(links, kind, kept)


def as_betrokkene(links: Links, kind: str, kept: str | None) -> Any:
    """What a person or organisation is known by: the standard calls them a betrokkene here too."""
    return identification(links, kind, kept) if kind in BETROKKENEN else None


def untouched(draft: Draft) -> None:
    draft.values.setdefault("object_identificatie", None)


def take_identification(draft: Draft, given: Any) -> None:
    draft.values["object_identificatie"] = people.hidden(draft, "objectIdentificatie", given) or None


def same_kind(draft: Draft) -> None:
    """A PUT that does not name its object leaves it."""
    if draft.old is not None and not draft.gave("object"):
        draft.values.pop("object", None)
    if draft.changes("object_type"):
        draft.wrong("objectType", "wijzigen-niet-toegelaten", "De soort van een object kunt u na het aanmaken niet meer wijzigen.")
    if draft.changes("object"):
        draft.wrong("object", "wijzigen-niet-toegelaten", "Het adres van een object kunt u na het aanmaken niet meer wijzigen.")


def other_kind(draft: Draft) -> None:
    """`overige` says what it is; nothing else does."""
    kind, other, defined = draft.get("object_type"), draft.get("object_type_overige"), draft.get("object_type_overige_definitie")
    if kind == "overige" and not other and not defined:
        draft.wrong("objectTypeOverige", "missing-object-type-overige", "Vul in wat voor object het is.")
    elif kind and kind != "overige" and other:
        draft.wrong("objectTypeOverige", "invalid-object-type-overige-usage", "Dit vult u alleen in bij objectType `overige`.")
    elif kind and kind != "overige" and defined:
        draft.wrong("objectTypeOverigeDefinitie", "invalid-object-type-overige-usage", "Dit vult u alleen in bij objectType `overige`.")


def defined_elsewhere(draft: Draft) -> None:
    """What a definition describes stands at an address, and nowhere else."""
    if not draft.get("object_type_overige_definitie"):
        return
    if not draft.get("object"):
        draft.wrong("object", "required", "Met objectTypeOverigeDefinitie moet u ook het adres van het object geven.")
    if draft.get("object_identificatie"):
        draft.wrong("objectIdentificatie", "must-be-empty", "Dit kan niet samen met objectTypeOverigeDefinitie.")


def something(draft: Draft) -> None:
    if not draft.get("object") and not draft.get("object_identificatie") and not draft.errors:
        draft.wrong(NOWHERE, "invalid-zaakobject", "Vul object of objectIdentificatie in.")


ZAAKOBJECT = Resource(
    api="zaken", path="zaakobjecten", name="zaakobject", schema="ZaakObject", model=ZaakObject, access=ACCESS, main="zaak", kanaal="zaken",
    label=lambda row: row.relatieomschrijving, load=("zaak", "zaakobjecttype"), variant="object_type",
    fields=(
        Self(), UUID_FIELD, Ref("zaak", kind="zaken/zaken", immutable=True), *plain_fields(ZaakObject, "object"),
        Ref("zaakobjecttype", kind="catalogi/zaakobjecttypen", empty=""),
        *plain_fields(ZaakObject, "objectType", "objectTypeOverige"), Json("objectTypeOverigeDefinitie"),
        *plain_fields(ZaakObject, "relatieomschrijving"),
        Made("objectIdentificatie", omitted=True, select=KEPT, make=as_object, takes=take_identification, without=untouched),
        Made("betrokkeneIdentificatie", omitted=True, select=KEPT, make=as_betrokkene, takes=take_identification, without=untouched),
    ),
    allow=(closed.may_change,), may_go=(closed.may_change,),
    rules=(same_kind, other_kind, defined_elsewhere, something, fitting.of_the_zaaktype("zaakobjecttype")),
    after=(closed.archive_again,),
    gather=gather, recorded=people.without_bsn,
)
