"""A besluit of ours on a zaak of another provider (brc-006, brc-007): known by its address, and made known there as a zaakbesluit.

As with documents elsewhere: first the besluit is committed, for the other side may look whether it names the zaak; then that is told; then the
client is.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from balie.cases.models import Besluit, ZaakType
from balie.kernel import clock, outbox
from balie.kernel.web.roots import root
from balie.zgw.public import Draft, Invalid, InvalidParam, Links, Ref, changes, forget, id_of, of_kind, providers

ZAKEN, ZAAKTYPEN, BESLUITEN = "zaken/zaken", "catalogi/zaaktypen", "besluiten/besluiten"


@dataclass(frozen=True)
class Zaak(Ref):
    """The attribute `zaak`: of ours, or of another provider."""

    def selected(self, resource: Any) -> dict[str, Any]:
        return super().selected(resource) | {"zaak_url": F("zaak_url")}

    def shown(self, places: Mapping[str, int]) -> Any:
        here, there = super().shown(places), places["zaak_url"]
        return lambda row, links: row[there] or here(row, links)

    def taken(self, draft: Draft, given: Any) -> None:
        if draft.old is not None and draft.old.zaak_url:
            if given != draft.old.zaak_url:
                draft.wrong(self.wire, "wijzigen-niet-toegelaten", "Dit kunt u na het aanmaken niet meer wijzigen.")
        elif given and (draft.old is None or draft.old.zaak_id is None) and providers.lies_there(given):
            draft.values |= {self.name: None, "zaak_url": given, "telling_since": clock.now()}
            draft.notes["there"] = there = providers.thing(given, self.kind)
            if there.fault:
                draft.wrong(self.wire, there.fault, there.reason)
        else:
            super().taken(draft, given)


def is_zaak(url: str) -> Q:
    """The filter `?zaak=`."""
    key = id_of(url, ZAKEN)
    return Q(zaak=key) if key else Q(zaak_url=url) & ~Q(zaak_url="")


def zaaktype_of(draft: Draft) -> ZaakType | None:
    """Of the zaak there; None when that was a mistake, which has been said."""
    return draft.find("zaak", str(draft.notes["there"].body["zaaktype"]), ZAAKTYPEN)


def tell(draft: Draft, besluit: Besluit) -> None:
    if "there" in draft.notes:
        providers.afterwards(partial(_tell, draft, besluit.pk))


def _tell(draft: Draft, key: UUID) -> None:
    """Raises `Invalid` when the other side does not take it; then nothing of it is left."""
    problem = told(key)
    if problem is not None:
        withdraw(key, draft=draft)
        reason = "Het systeem van deze zaak neemt het besluit nu niet aan. Er is niets vastgelegd."
        raise Invalid([InvalidParam("zaak", "pending-relations", reason)]) from problem


def told(key: UUID) -> Exception | None:
    """Returns why not, if not."""
    with transaction.atomic():
        row = Besluit.objects.filter(pk=key).exclude(zaak_url="").first()
    if row is None:
        return None
    try:
        providers.objects.decide(zaak=row.zaak_url, besluit=address(key))
    except (providers.Refused, providers.Unreachable) as problem:
        return problem
    with transaction.atomic():
        Besluit.objects.filter(pk=key).update(telling_since=None)
    return None


def address(key: UUID) -> str:
    return Links(root()).to(BESLUITEN, key)


@transaction.atomic
def withdraw(key: UUID, *, draft: Draft | None = None) -> None:
    """What was made in this request goes; what was there stays, without the zaak. On record, and told there, since an answer may have got lost."""
    row = Besluit.objects.select_for_update(of=("self",)).filter(pk=key).exclude(zaak_url="").first()
    if row is None:
        return
    resource, before, url = of_kind(BESLUITEN), changes.shown([row])[row.pk], row.zaak_url
    client, links = (draft.client, draft.links) if draft else (None, Links(root()))
    gone = draft is not None and draft.is_new
    if not gone:
        row.zaak_url, row.telling_since = "", None
        row.save(update_fields=["zaak_url", "telling_since"])
    now = None if gone else changes.shown([row])[row.pk]
    changes.record(resource, row, "destroy" if gone else "partial_update", client=client, links=links, old=before, new=now)
    if gone:
        row.delete()
        forget(main_id=key)
    let_go(key, url)


def let_go(key: UUID, zaak_url: str) -> None:
    """Of a besluit that names this zaak no longer, once this transaction has committed."""
    if zaak_url:
        from balie.cases.zgw import jobs

        outbox.defer(jobs.let_go_of_besluit, besluit_id=str(key), zaak=zaak_url)


def stands(key: UUID, zaak_url: str) -> bool:
    with transaction.atomic():
        return Besluit.objects.filter(pk=key, zaak_url=zaak_url).exists()


def untold(before: Any) -> list[UUID]:
    with transaction.atomic():
        return list(Besluit.objects.filter(telling_since__lt=before).order_by("telling_since").values_list("id", flat=True)[:100])
