"""A type that something is of stays: with a clear sentence, whatever the client may do. Each adds to `draft.errors`."""
from __future__ import annotations

from balie.cases.models import Besluit, Zaak
from balie.documents import public as documents
from balie.zgw.public import NOWHERE, Draft


def _in_use(draft: Draft, used: bool, by: str) -> None:
    if used:
        draft.wrong(NOWHERE, "in-use", f"Er zijn {by} van dit type. Het kan niet worden verwijderd.")


def zaaktype(draft: Draft) -> None:
    _in_use(draft, Zaak.objects.filter(zaaktype=draft.old).exists(), "zaken")


def besluittype(draft: Draft) -> None:
    _in_use(draft, Besluit.objects.filter(besluittype=draft.old).exists(), "besluiten")


def informatieobjecttype(draft: Draft) -> None:
    _in_use(draft, documents.any_of_type(draft.old.pk), "documenten")


def part(relation: str):
    """A part of a zaaktype that zaken use already: `relation` leads from the zaak to it."""
    def rule(draft: Draft) -> None:
        _in_use(draft, Zaak.objects.filter(**{relation: draft.old}).exists(), "zaken")

    return rule
