"""The same file by two people at the same moment, for real: threads with their own connections that commit."""
from __future__ import annotations

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import transaction
from django.db.models import QuerySet

from balie.cases.models import ZaakType
from balie.cases.typefiles import public, taking
from balie.cases.typefiles.tests import sample
from balie.cases.zgw.tests import stage
from balie.cases.zgw.tests.test_at_once import at_once
from balie.kernel import tenancy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def zaaktypen_after_two(transactional_db, gemeente, tmp_path, monkeypatch):
    """How many there are, when each looked for the same, if it may, before the other was done."""
    with transaction.atomic():
        stage.catalogus(domein="HIER")
    path, met, look = sample.zipped(tmp_path / "in.zip", sample.entries()), Barrier(2), taking._others

    def looking_together(resource, *given, **called):
        found = look(resource, *given, **called)
        if resource.model is ZaakType:
            with suppress(BrokenBarrierError):
                met.wait(timeout=4)
        return found

    monkeypatch.setattr(taking, "_others", looking_together)

    def taken(_number: int) -> int:
        with tenancy.scope(gemeente):
            public.take(path, catalogus="HIER", fill=sample.FILL)
        return 0

    def counted() -> int:
        at_once(taken, 2, threads=2)
        with transaction.atomic():
            return ZaakType.objects.count()

    return counted


def test_one_finds_what_the_other_made(zaaktypen_after_two):
    assert zaaktypen_after_two() == 1


def test_control_without_holding_the_catalogus_it_is_there_twice(zaaktypen_after_two, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows.all())
    assert zaaktypen_after_two() == 2
