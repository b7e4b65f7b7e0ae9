"""The resource `verzending`: to or from whom a document was sent, and how."""
from __future__ import annotations

from typing import Any

from balie.documents.models import Verzending
from balie.documents.zgw.enkelvoudiginformatieobject import access
from balie.documents.zgw.fields import KIND
from balie.zgw.public import NOWHERE, Draft, Ref, Resource, Self, plain_fields

ADDRESSES = (
    "binnenlands_correspondentieadres", "buitenlands_correspondentieadres", "correspondentie_postadres", "faxnummer", "emailadres", "mijn_overheid",
    "telefoonnummer",
)


def one_address(draft: Draft) -> None:
    """A verzending goes to one address: who was written to in two ways has two."""
    if any(each.name.startswith(("binnenlands", "buitenlands", "correspondentie")) for each in draft.errors):
        return
    if sum(map(_filled, map(draft.get, ADDRESSES))) != 1:
        draft.wrong(NOWHERE, "invalid-address", "Geef precies één adres: een correspondentieadres, nummer, e-mailadres of MijnOverheid.")


def _filled(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)


VERZENDING = Resource(
    api="documenten", path="verzendingen", name="verzending", schema="Verzending", model=Verzending,
    fields=(
        Self(), *plain_fields(Verzending, "betrokkene"), Ref("informatieobject", kind=KIND, load=("newest",)),
        *plain_fields(
            Verzending, "aardRelatie", "toelichting", "ontvangstdatum", "verzenddatum", "contactPersoon", "contactpersoonnaam",
            "binnenlandsCorrespondentieadres", "buitenlandsCorrespondentieadres", "correspondentiePostadres", "faxnummer", "emailadres",
            "mijnOverheid", "telefoonnummer",
        ),
    ),
    access=access("informatieobject__newest__"), main="informatieobject", load=("informatieobject__newest",), rules=(one_address,),
    label=lambda row: row.aard_relatie,
)
