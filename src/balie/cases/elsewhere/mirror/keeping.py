"""What was read is kept, unless something newer was: answers may overtake each other."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.cases.elsewhere import reading as handed_over
from balie.cases.elsewhere.mirror.reading import Reader
from balie.cases.elsewhere.zgw import Refused
from balie.cases.models import Followed, Registration, ZaakElsewhere
from balie.kernel import clock

GONE = {"not_found", "permission_denied"}  # what a zaak says that we may no longer see, while the system itself answers us
KEPT_MISSING = timedelta(days=1)
NOTHING = {"person_id": None, "applicant": "", "handler": "", "omschrijving": "", "statuses": [], "result": "", "fingerprint": ""}


@transaction.atomic
def keep(followed_id: UUID, url: str, columns: dict[str, Any], *, asked_at: datetime) -> bool:
    """Whether it was the newest."""
    Followed.objects.select_for_update().get(pk=followed_id)  # so that two answers about one new zaak meet
    row = ZaakElsewhere.objects.filter(followed=followed_id, url=url).first()
    if row is None:
        ZaakElsewhere.objects.create(followed_id=followed_id, url=url, read_at=asked_at, **columns)
        return True
    return bool(ZaakElsewhere.objects.filter(pk=row.pk, read_at__lte=asked_at).update(read_at=asked_at, **columns))


@transaction.atomic
def forget(followed_id: UUID, url: str, *, asked_at: datetime) -> None:
    """It is no longer there: at once nothing of it is shown any more."""
    rows = ZaakElsewhere.objects.filter(followed=followed_id, url=url, read_at__lte=asked_at)
    rows.update(read_at=asked_at, missing_since=asked_at, **NOTHING)


@transaction.atomic
def same(followed_id: UUID, urls: list[str], *, asked_at: datetime) -> None:
    """Nothing changed about these."""
    ZaakElsewhere.objects.filter(followed=followed_id, url__in=urls, read_at__lte=asked_at).update(read_at=asked_at)


@transaction.atomic
def known(followed_id: UUID, urls: list[str]) -> dict[str, str]:
    """{address: fingerprint} of those that we have."""
    rows = ZaakElsewhere.objects.filter(followed=followed_id, url__in=urls, missing_since=None)
    return dict(rows.values_list("url", "fingerprint"))


@transaction.atomic
def ours(connection: str, urls: list[str]) -> dict[str, UUID]:
    """Those that we handed over ourselves: {address: registration}. They are among our own zaken already."""
    return dict(Registration.objects.filter(connection=connection, url__in=urls).values_list("url", "id"))


def read_again(followed: Followed, reader: Reader, url: str) -> None:
    """This one zaak, as it is now. Raises `Unreachable`, `Refused`."""
    mine = ours(followed.connection, [url]).get(url)
    if mine:
        handed_over.poll(mine)
        return
    asked_at = clock.now()
    try:
        zaak = reader.zgw.one("zaken", url)
    except Refused as refused:
        if not GONE & set(refused.codes):
            raise
        forget(followed.id, url, asked_at=asked_at)
        return
    keep(followed.id, url, reader.columns(zaak), asked_at=asked_at)


@transaction.atomic
def clear_away() -> None:
    ZaakElsewhere.objects.filter(missing_since__lt=clock.now() - KEPT_MISSING).delete()
