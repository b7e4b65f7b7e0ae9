"""Removes content that no row names: of what was destroyed, and of what a transaction that rolled back left behind."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from balie.documents import storage
from balie.documents.models import BestandsDeel
from balie.documents.models import EnkelvoudigInformatieObject as Versie
from balie.kernel import clock, outbox

AFTER_DAYS = (2, 3, 4)  # no transaction lasts two days; a missed night is made up for


@outbox.job
def remove_content(*, names: list[str]) -> None:
    """Of documents whose rows are gone. Content that a row still names stays, whoever asked."""
    for name in unnamed(names):
        storage.storage().delete(name)


@outbox.periodic("23 3 * * *")
def sweep_unnamed_content() -> None:
    for days in AFTER_DAYS:
        sweep_day(clock.today() - timedelta(days=days))


@outbox.periodic("53 4 * * 0")
def sweep_all_content() -> None:
    """Once a week every day there ever was: nights that were missed, and what a job could not remove in the end."""
    for day in storage.days():
        if day <= clock.today() - timedelta(days=AFTER_DAYS[0]):
            sweep_day(day)


def sweep_day(day) -> int:
    """Delete what was written on `day` and no row names; returns how many."""
    folder = storage.folder_of_day(day)
    try:
        _, files = storage.storage().listdir(folder)
    except FileNotFoundError:
        return 0
    names = unnamed(f"{folder}/{file}" for file in files)
    for name in names:
        storage.storage().delete(name)
    return len(names)


def unnamed(names: Iterable[str]) -> set[str]:
    """Those of these names in the storage that no row holds."""
    left = set(names)
    for model in (Versie, BestandsDeel):
        left -= set(model.objects.filter(inhoud__in=left).values_list("inhoud", flat=True))
    return left
