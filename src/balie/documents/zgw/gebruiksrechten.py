"""The resource `gebruiksrechten`: under which conditions others may use a document. Rule: drc-006 of the Documenten API."""
from __future__ import annotations

from django.db.models import Model

from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.documents.models import Gebruiksrechten
from balie.documents.zgw.enkelvoudiginformatieobject import access
from balie.documents.zgw.fields import KIND
from balie.zgw.public import Draft, Ref, Resource, Self, plain_fields


def ends_after_it_begins(draft: Draft) -> None:
    start, end = draft.get("startdatum"), draft.get("einddatum")
    if start and end and end < start:
        draft.wrong("einddatum", "date-mismatch", "De einddatum is voor de startdatum.")


def _indicate(draft: Draft, row: Model) -> None:
    """The document says that it has them. No new version: nothing that its maker wrote changes."""
    _newest(row).update(indicatie_gebruiksrecht=True)


def _destroy(draft: Draft) -> None:
    draft.old.delete()
    if not Gebruiksrechten.objects.filter(informatieobject=draft.old.informatieobject_id).exists():
        _newest(draft.old).update(indicatie_gebruiksrecht=None)


def _newest(row: Model):
    return Versie.objects.filter(canonical=row.informatieobject_id, actueel=True)


GEBRUIKSRECHTEN = Resource(
    api="documenten", path="gebruiksrechten", name="gebruiksrechten", schema="Gebruiksrechten", model=Gebruiksrechten,
    fields=(
        Self(), Ref("informatieobject", kind=KIND, load=("newest",), immutable=True),
        *plain_fields(Gebruiksrechten, "startdatum", "einddatum", "omschrijvingVoorwaarden"),
    ),
    access=access("informatieobject__newest__"), main="informatieobject", load=("informatieobject__newest",),
    label=lambda row: row.omschrijving_voorwaarden[:50], rules=(ends_after_it_begins,), after=(_indicate,), destroy=_destroy,
)
