"""The resource `zaaknotitie`: what officials note about a zaak, for themselves (intern) or for others to see (extern)."""
from __future__ import annotations

from django.db.models import Model

from balie.cases.models import ZaakNotitie
from balie.cases.zgw.zaken import closed
from balie.cases.zgw.zaken.status import ACCESS
from balie.kernel import clock
from balie.zgw.public import Draft, Field, Ref, Resource, Self, plain_fields, save


def _save(draft: Draft) -> Model:
    now = clock.now()
    draft.values["wijzigingsdatum"] = now
    if draft.is_new:
        draft.values["aanmaakdatum"] = now
        draft.values["aangemaakt_door"] = draft.values["aangemaakt_door"] or draft.client.user_representation[:255]
    return save(draft)


def begun(draft: Draft) -> None:
    """What a client writes is a concept until it says otherwise; what officials of Balie write is definitief."""
    if not draft.partial and not draft.gave("status"):
        draft.values["status"] = draft.old.status if draft.old is not None else "concept"


def final(draft: Draft) -> None:
    """What is definitief stays as it is written."""
    if draft.old is not None and draft.old.status == "definitief":
        draft.wrong("status", "wijzigen-niet-toegelaten", "Deze notitie is definitief en kan niet meer worden gewijzigd.")


ZAAKNOTITIE = Resource(
    api="zaken", path="zaaknotities", name="zaaknotitie", schema="ZaakNotitie", model=ZaakNotitie, access=ACCESS, main="zaak", kanaal="zaken",
    label=lambda row: row.onderwerp, load=("zaak",),
    fields=(
        Self(), *plain_fields(ZaakNotitie, "onderwerp", "tekst", "aangemaaktDoor", "notitieType", "status"),
        Field("aanmaakdatum", read_only=True), Field("wijzigingsdatum", read_only=True),
        Ref("gerelateerdAan", column="zaak", kind="zaken/zaken", immutable=True),
    ),
    allow=(closed.may_change,), may_go=(closed.may_change,), defaults=(begun,), rules=(final,), save=_save,
)
