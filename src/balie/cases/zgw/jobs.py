"""Background work: the other side of relations to documents and zaken of another provider."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from balie.cases.zgw import papers_elsewhere
from balie.cases.zgw.besluiten import zaak_elsewhere
from balie.kernel import clock, outbox
from balie.zgw.public import providers

LEFT_BEHIND = timedelta(minutes=5)  # a request that is still busy is done by then
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440))


@outbox.job(atomic=False)
def let_go_elsewhere(*, name: str, owner_id: str, document: str, tries: int = 0) -> None:
    if papers_elsewhere.stands(name, UUID(owner_id), document):
        return
    with _again_later(let_go_elsewhere, tries, name=name, owner_id=owner_id, document=document):
        providers.objects.let_go(document=document, owner=papers_elsewhere.address(name, UUID(owner_id)))


@outbox.job(atomic=False)
def let_go_of_besluit(*, besluit_id: str, zaak: str, tries: int = 0) -> None:
    if zaak_elsewhere.stands(UUID(besluit_id), zaak):
        return
    with _again_later(let_go_of_besluit, tries, besluit_id=besluit_id, zaak=zaak):
        providers.objects.undecide(zaak=zaak, besluit=zaak_elsewhere.address(UUID(besluit_id)))


@contextmanager
def _again_later(job: Any, tries: int, **about: str) -> Iterator[None]:
    """What the other side does not take now is tried anew, after ever longer, until that is no use."""
    try:
        yield
    except (providers.Refused, providers.Unreachable):
        if tries < len(WAITS):
            outbox.defer_at(clock.now() + WAITS[tries], job, **about, tries=tries + 1)


@outbox.periodic("*/10 * * * *", atomic=False)
def tell_what_was_left_behind() -> None:
    """Once more; what is refused goes, as it would have in the request."""
    for name, key in papers_elsewhere.untold(clock.now() - LEFT_BEHIND):
        if isinstance(papers_elsewhere.told(name, key), providers.Refused):
            papers_elsewhere.withdraw(name, key)
    for key in zaak_elsewhere.untold(clock.now() - LEFT_BEHIND):
        if isinstance(zaak_elsewhere.told(key), providers.Refused):
            zaak_elsewhere.withdraw(key)
