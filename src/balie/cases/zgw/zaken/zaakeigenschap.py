"""The resource `zaakeigenschap`, under its zaak: the value of a property that the zaaktype knows (zrc-018)."""
from __future__ import annotations

from django.db.models import Model

from balie.cases.models import Eigenschap, Zaak, ZaakEigenschap
from balie.cases.zgw import fitting
from balie.cases.zgw.zaken import closed, specificatie
from balie.cases.zgw.zaken.status import ACCESS
from balie.zgw.public import UUID_FIELD, Answer, Call, Draft, Field, NotFound, Ref, Resource, Self, handles, id_of, plain_fields, save, writing

WARNING = "De waarde past niet bij de specificatie van de eigenschap. Zij is wel opgeslagen."


def under_its_zaak(draft: Draft) -> None:
    """The zaak in the address is the zaak in the body."""
    zaak = draft.get("zaak")
    if draft.is_new and not Zaak.objects.filter(pk=draft.parent).exists():
        raise NotFound
    if zaak is not None and zaak.pk != draft.parent:
        draft.wrong("zaak", "invalid", "Dit is een andere zaak dan die in het adres.")


ONE_VALUE = fitting.once("zaak", "eigenschap", reason="De zaak heeft al een waarde voor deze eigenschap. Wijzig die.")


def _save(draft: Draft) -> Model:
    if draft.is_new:
        draft.values["naam"] = draft.values["eigenschap"].naam
    return save(draft)


ZAAKEIGENSCHAP = Resource(
    api="zaken", path="zaken/*/zaakeigenschappen", parent="zaak_id", name="zaakeigenschap", schema="ZaakEigenschap", model=ZaakEigenschap,
    access=ACCESS, main="zaak", kanaal="zaken", label=lambda row: row.naam, load=("zaak", "eigenschap"), order=("id",),
    fields=(
        Self(), UUID_FIELD, Ref("zaak", kind="zaken/zaken", immutable=True), Ref("eigenschap", kind="catalogi/eigenschappen", immutable=True),
        Field("naam", read_only=True), *plain_fields(ZaakEigenschap, "waarde"),
    ),
    allow=(closed.may_change,), may_go=(closed.may_change,), rules=(under_its_zaak, fitting.of_the_zaaktype("eigenschap"), ONE_VALUE), save=_save,
    after=(closed.archive_again,),
)


@handles("zaken", "zaakeigenschap_create")
def made(call: Call) -> Answer:
    """A value that does not meet its specificatie is kept, with a warning: so says the standard."""
    key, shown = writing.create(
        ZAAKEIGENSCHAP, client=call.client, scopes=call.operation.scopes, links=call.links, body=call.body, parent=call.ids["zaak_uuid"],
        note=call.toelichting, wrong=call.wrong,
    )
    kind = Eigenschap.objects.get(pk=id_of(shown["eigenschap"], "catalogi/eigenschappen"))
    warned = {} if specificatie.fits(kind, shown["waarde"]) else {"X-Warning": WARNING}
    return Answer(shown, headers={"Location": call.links.to(ZAAKEIGENSCHAP.kind, key, call.ids["zaak_uuid"])} | warned)
