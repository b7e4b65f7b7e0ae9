"""The audit trail as the API shows it (schema AuditTrail): of one main object, the oldest line first."""
from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.db.models import TextField
from django.db.models.functions import Cast

from balie.zgw.models import Wijziging
from balie.zgw.references import Links

ACTIONS = {
    "create": "Object aangemaakt", "update": "Object bijgewerkt", "partial_update": "Object deels bijgewerkt", "destroy": "Object verwijderd",
    "list": "Lijst van objecten opgehaald", "retrieve": "Object opgehaald",
}
PLAIN = ("applicatie_id", "applicatie_weergave", "gebruikers_id", "gebruikers_weergave", "actie", "resultaat", "resource", "toelichting",
         "resource_weergave", "aanmaakdatum")


def trail(main_id: UUID, links: Links) -> list[dict[str, Any]]:
    """One query. Whoever asks: whether they may is decided by the caller, who fetched the main object for them."""
    return [_shown(row, links) for row in _rows(main_id)]


def line(main_id: UUID, line_id: UUID, links: Links) -> dict[str, Any] | None:
    row = _rows(main_id).filter(id=line_id).first()
    return row and _shown(row, links)


def _rows(main_id: UUID):
    # what was written goes out as it stands: parsing it into objects would cost more than all the rest
    return Wijziging.objects.filter(hoofd_id=main_id, forgotten=False).exclude(bron="").order_by("volgnummer").values(
        "id", "bron", "hoofd_path", "resource_path", *PLAIN, before=Cast("oud", TextField()), after=Cast("nieuw", TextField()),
    )


def _shown(row: dict[str, Any], links: Links) -> dict[str, Any]:
    return {
        "uuid": row["id"], "bron": row["bron"], "applicatieId": row["applicatie_id"], "applicatieWeergave": row["applicatie_weergave"],
        "gebruikersId": row["gebruikers_id"], "gebruikersWeergave": row["gebruikers_weergave"], "actie": row["actie"],
        "actieWeergave": ACTIONS.get(row["actie"], ""), "resultaat": row["resultaat"], "hoofdObject": links.root + row["hoofd_path"],
        "resource": row["resource"], "resourceUrl": links.root + row["resource_path"], "toelichting": row["toelichting"],
        "resourceWeergave": row["resource_weergave"], "aanmaakdatum": row["aanmaakdatum"],
        "wijzigingen": {wire: msgspec.Raw((row[side] or "null").encode()) for wire, side in (("oud", "before"), ("nieuw", "after"))},
    }
