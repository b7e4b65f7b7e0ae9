"""The channels: those of our own APIs, which every municipality has, and those of other sources, which they register themselves."""
from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from balie.kernel import audit
from balie.kernel.ids import new_id
from balie.zgw.errors import Invalid, InvalidParam
from balie.zgw.models import Kanaal

CATALOGUS = ("catalogus",)
STANDARD: dict[str, tuple[str, ...]] = {
    "autorisaties": (),
    "besluiten": ("verantwoordelijkeOrganisatie", "besluittype"),
    "besluittypen": CATALOGUS,
    "documenten": ("bronorganisatie", "informatieobjecttype", "vertrouwelijkheidaanduiding"),
    "informatieobjecttypen": CATALOGUS,
    "zaaktypen": CATALOGUS,
    "zaken": ("bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding"),
}
NOT_UNIQUE = InvalidParam("naam", "unique", "Er bestaat al een kanaal met deze naam.")


@transaction.atomic
def ensure_standard() -> None:
    """The channels of our own APIs are there. Running it again changes nothing."""
    known = set(Kanaal.objects.filter(naam__in=STANDARD).values_list("naam", flat=True))
    rows = [Kanaal(naam=naam, filters=list(filters)) for naam, filters in STANDARD.items() if naam not in known]
    if rows:
        Kanaal.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def add_kanaal(*, naam: str, documentatie_link: str = "", filters: Sequence[str] = ()) -> UUID:
    """A channel of another source. Raises `Invalid`."""
    ensure_standard()
    key = new_id()
    Kanaal.objects.bulk_create(
        [Kanaal(id=key, naam=naam, documentatie_link=documentatie_link, filters=list(dict.fromkeys(filters)))], ignore_conflicts=True,
    )
    if not Kanaal.objects.filter(id=key).exists():
        raise Invalid([NOT_UNIQUE])
    audit.record("kanaal.toegevoegd", object_ref=f"kanaal:{key}", details={"naam": naam})
    return key
