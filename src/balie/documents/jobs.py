"""Sweeps content that no row names: what a transaction that rolled back left behind."""
from __future__ import annotations

from datetime import timedelta

from balie.documents import storage
from balie.documents.models import BestandsDeel
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.kernel import clock, outbox

AFTER_DAYS = (2, 3, 4)  # no transaction lasts two days; a missed night is made up for


@outbox.periodic("23 3 * * *")
def sweep_unnamed_content() -> None:
    for days in AFTER_DAYS:
        sweep_day(clock.today() - timedelta(days=days))


def sweep_day(day) -> int:
    """Delete what was written on `day` and no row names; returns how many."""
    folder = storage.folder_of_day(day)
    try:
        _, files = storage.storage().listdir(folder)
    except FileNotFoundError:
        return 0
    names = {f"{folder}/{file}" for file in files}
    for model in (Versie, BestandsDeel):
        names -= set(model.objects.filter(inhoud__in=names).values_list("inhoud", flat=True))
    for name in names:
        storage.storage().delete(name)
    return len(names)
