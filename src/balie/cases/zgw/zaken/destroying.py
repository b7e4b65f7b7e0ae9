"""DELETE of a zaak (zrc-023): really gone, with its deelzaken and all that belongs to them. What subscribers are told still goes out."""
from __future__ import annotations

from balie.cases.models import Besluit, BesluitElsewhere, Zaak, ZaakInformatieObject
from balie.cases.zgw import papers_elsewhere
from balie.kernel import audit
from balie.zgw.public import NOWHERE, Draft, changes, forget, of_kind


def may_go(draft: Draft) -> None:
    """A besluit is of the Besluiten API, and goes there first."""
    family = _family(draft.old)
    if Besluit.objects.filter(zaak__in=family).exists() or BesluitElsewhere.objects.filter(zaak__in=family).exists():
        draft.wrong(NOWHERE, "pending-relations", "Er horen nog besluiten bij deze zaak. Verwijder die eerst.")


def destroy(draft: Draft) -> None:
    """Documents stay, they only let go of the zaak: they are of the Documenten API, and may belong to others too."""
    zaak = draft.old
    parts = [each for each in _family(zaak) if each.pk != zaak.pk]
    for part in parts:
        changes.record(of_kind("zaken/zaken"), part, "destroy", client=draft.client, links=draft.links)
    for each in (*parts, zaak):
        for document_id, document_url in ZaakInformatieObject.objects.filter(zaak=each).values_list("informatieobject_id", "document_url"):
            papers_elsewhere.forget("zaak", each.pk, document_id, document_url)
        key = each.pk
        if each.person_id:
            audit.record("zaak.vernietigd", object_ref=f"zaak:{key}", subject=each.person_id)
        each.delete()
        forget(main_id=key)


def _family(zaak: Zaak) -> list[Zaak]:
    """The zaak and its deelzaken, held."""
    parts = Zaak.objects.filter(hoofdzaak=zaak).select_for_update(of=("self",), no_key=True).order_by("id")
    return [zaak, *parts]
