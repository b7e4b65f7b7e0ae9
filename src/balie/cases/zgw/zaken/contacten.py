"""The resources `klantcontact`, `zaakcontactmoment` and `zaakverzoek`: that a resident and the municipality were in touch about the zaak.

The Contactmomenten and Verzoeken APIs, in which zrc-024 and zrc-025 mirror these, were dropped from the standard; the relation is kept here.
"""
from __future__ import annotations

from django.db.models import Model

from balie.cases.models import KlantContact, ZaakContactMoment, ZaakVerzoek
from balie.cases.zgw import fitting
from balie.cases.zgw.zaken import closed
from balie.cases.zgw.zaken.status import ACCESS
from balie.kernel import clock, ids
from balie.zgw.public import UUID_FIELD, Draft, Ref, Resource, Self, plain_fields, save


def past(draft: Draft) -> None:
    when = draft.get("datumtijd")
    if when is not None and when > clock.now():
        draft.wrong("datumtijd", "date-in-future", "Dit tijdstip ligt in de toekomst.")


def _save(draft: Draft) -> Model:
    if not draft.values["identificatie"]:
        draft.values["identificatie"] = ids.new_id().hex[-14:]
    return save(draft)


KLANTCONTACT = Resource(
    api="zaken", path="klantcontacten", name="klantcontact", schema="KlantContact", model=KlantContact, access=ACCESS, main="zaak", kanaal="zaken",
    label=lambda row: row.identificatie,
    fields=(
        Self(), UUID_FIELD, Ref("zaak", kind="zaken/zaken"),
        *plain_fields(KlantContact, "identificatie", "datumtijd", "kanaal", "onderwerp", "toelichting"),
    ),
    allow=(closed.may_change,), rules=(past,), save=_save,
)
ZAAKCONTACTMOMENT = Resource(
    api="zaken", path="zaakcontactmomenten", name="zaakcontactmoment", schema="ZaakContactMoment", model=ZaakContactMoment, access=ACCESS,
    main="zaak", kanaal="zaken",
    fields=(Self(), UUID_FIELD, Ref("zaak", kind="zaken/zaken"), *plain_fields(ZaakContactMoment, "contactmoment")),
    allow=(closed.may_change,), may_go=(closed.may_change,), rules=(fitting.once("zaak", "contactmoment"),),
)
ZAAKVERZOEK = Resource(
    api="zaken", path="zaakverzoeken", name="zaakverzoek", schema="ZaakVerzoek", model=ZaakVerzoek, access=ACCESS, main="zaak", kanaal="zaken",
    fields=(Self(), UUID_FIELD, Ref("zaak", kind="zaken/zaken"), *plain_fields(ZaakVerzoek, "verzoek")),
    allow=(closed.may_change,), may_go=(closed.may_change,), rules=(fitting.once("zaak", "verzoek"),),
)
