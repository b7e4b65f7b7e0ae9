"""Stopped at any write, for real: what was committed stays, nothing is half, and going on makes it whole."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from balie.cases.models import Besluit, BesluitInformatieObject, Rol, Status, Zaak, ZaakEigenschap, ZaakInformatieObject, ZaakObject
from balie.cases.moving_in import public, zaken
from balie.cases.moving_in.tests import compare, world
from balie.documents import storage
from balie.documents.models import EnkelvoudigInformatieObject

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = (Rol, Status, ZaakEigenschap, ZaakObject, ZaakInformatieObject)


class AfterWrites:
    """Kills what runs at its n-th insert; a line of the audit trail is one too."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "insert into" in sql.lower():
            self.left -= 1
            if self.left < 0:
                raise world.Killed
        return execute(sql, params, many, context)


def killed_after(count: int) -> bool:
    """Whether it was; else it came to the end."""
    try:
        with connection.execute_wrapper(AfterWrites(count)):
            public.move_in(world.NAME)
    except world.Killed:
        return True
    return False


@transaction.atomic
def half(there: world.There) -> list[str]:
    """What is here, and not as whole as there."""
    wrong = []
    for model in PARTS:
        known = there.holds(model)
        for key in Zaak.objects.values_list("pk", flat=True):
            wanted = {each.pk for each in known.values() if each.zaak_id == key}
            if set(model.objects.filter(zaak=key).values_list("pk", flat=True)) != wanted:
                wrong.append(f"{model.__name__} of {key}")
    papers = there.holds(BesluitInformatieObject)
    for key in Besluit.objects.values_list("pk", flat=True):
        if BesluitInformatieObject.objects.filter(besluit=key).count() != sum(each.besluit_id == key for each in papers.values()):
            wrong.append(f"besluit {key}")
    versions = there.holds(EnkelvoudigInformatieObject)
    for document in set(EnkelvoudigInformatieObject.objects.values_list("canonical_id", flat=True)):
        own = EnkelvoudigInformatieObject.objects.filter(canonical=document)
        if own.count() != sum(each.canonical_id == document for each in versions.values()):
            wrong.append(f"document {document}")
        wrong += [f"content {each.pk}" for each in own if hashlib.sha256(storage.fetch(each.inhoud)).hexdigest() != each.sha256]
    return wrong


def runs(there: world.There, *, writes: int) -> Iterator[list[str]]:
    """Begun again and again, and killed each time after so many writes: what was half after each."""
    for _ in range(100):
        if not killed_after(writes):
            return
        yield half(there)
    raise AssertionError("it never came to the end")


@pytest.mark.parametrize("writes", [41, 59])
def test_killed_at_any_write_nothing_is_half_and_in_the_end_everything_is_there(there, writes):
    found = list(runs(there, writes=writes))
    assert len(found) >= 3 and not any(found), found
    with transaction.atomic():
        assert compare.differences(there) == {}
    assert public.move_in(world.NAME).complete


def test_control_without_one_transaction_for_a_zaak_it_would_be_half(there, monkeypatch):
    write = zaken._write
    monkeypatch.setattr(zaken, "_write", lambda *given, is_here: (write if is_here else write.__wrapped__)(*given, is_here=is_here))
    assert any(runs(there, writes=29))
