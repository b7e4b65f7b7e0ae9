"""What another system changes about a zaak of Balie, officials see in their queue: its name, its term, how confidential it is."""
from __future__ import annotations

from typing import Any

from balie.cases.models import Task, WorkItem, Zaak
from balie.cases.rules import LEVELS
from balie.zgw.public import Draft


def follow(draft: Draft, zaak: Zaak) -> None:
    shown: dict[str, Any] = {}
    if "omschrijving" in draft.values:
        shown["title"] = zaak.omschrijving
    if "vertrouwelijkheidaanduiding" in draft.values:
        shown["confidentiality"] = LEVELS.index(zaak.vertrouwelijkheidaanduiding)
    if zaak.uiterlijke_einddatum_afdoening and "uiterlijke_einddatum_afdoening" in draft.values:
        shown["deadline"] = zaak.uiterlijke_einddatum_afdoening
        Task.objects.filter(zaak=zaak, done_at__isnull=True).update(deadline=zaak.uiterlijke_einddatum_afdoening)
    if shown:
        WorkItem.objects.filter(zaak=zaak).update(**shown)
