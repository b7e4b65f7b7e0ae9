"""zrc-007: a closed zaak and everything that belongs to it is read only, unless the client may correct it (`zaken.geforceerd-bijwerken`).

For `allow` and for `may_go` of every resource that is a zaak or hangs on one.
"""
from __future__ import annotations

from typing import Any

from balie.cases import archiving
from balie.cases.models import Zaak
from balie.zgw.public import Draft, Forbidden, access, of_kind

FORCED = frozenset({"zaken.geforceerd-bijwerken"})


def may_change(draft: Draft) -> None:
    """Raises `Forbidden`. Of a part that is new, the zaak that was named counts; of one that is there, the zaak that it is in."""
    zaak = zaak_of(draft)
    if zaak is not None and zaak.einddatum is not None and not allowed(draft, zaak, FORCED):
        raise Forbidden("Deze zaak is gesloten. Uw applicatie mag er niets meer aan wijzigen.")


def archive_again(draft: Draft, part: Any) -> None:
    """For `after`: what is corrected of a closed zaak may change when it is to be archived (zrc-021)."""
    if part.zaak.einddatum is not None:
        archiving.derive_again(part.zaak)


def zaak_of(draft: Draft) -> Zaak | None:
    """None: the zaak that was named does not exist, which is said in another place. Never read again when it is there already."""
    if draft.resource.model is Zaak:
        return draft.old
    if draft.old is not None:
        return draft.old.zaak
    if "zaak" in draft.values:
        return draft.values["zaak"]
    return Zaak.objects.select_for_update(no_key=True).filter(pk=draft.parent).first() if draft.parent else None


def allowed(draft: Draft, zaak: Zaak, scopes: frozenset[str]) -> bool:
    """Whether the client holds one of these scopes for the type and confidentiality of this zaak."""
    return access.allowed(of_kind("zaken/zaken"), draft.client, scopes, zaak.zaaktype_id, zaak.vertrouwelijkheidaanduiding)
