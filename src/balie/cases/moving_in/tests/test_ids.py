"""Ids of elsewhere say nothing of when: far pages, counts, and what is newest must not lean on them."""
from __future__ import annotations

import random
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection

from balie.cases import public as cases
from balie.cases.models import Zaak, ZaakTelling
from balie.cases.tests import factories
from balie.cases.tests.test_counting import client_of, pages
from balie.cases.zgw.tests import stage
from balie.identity import public as identity
from balie.zgw import reading
from balie.zgw.tests.clients import Api

pytestmark = pytest.mark.django_db
BSN = "999993653"


def of_elsewhere(count: int, **changes) -> None:
    """Version 4, a tenth of them beyond the calendar, and the two ends of what an id can be."""
    lots = random.Random(7)
    keys = [UUID(int=lots.getrandbits(128), version=4) for _ in range(count - 2)] + [UUID(int=1), UUID(int=2**128 - 1)]
    kind = stage.zaaktype()
    Zaak.objects.bulk_create(
        Zaak(id=key, identificatie=f"E-{place}", bronorganisatie=stage.RSIN, verantwoordelijke_organisatie=stage.RSIN, zaaktype=kind,
             registratiedatum=date(2020, 1, 1) + timedelta(days=place), startdatum=date(2020, 1, 1), vertrouwelijkheidaanduiding="openbaar",
             **changes)
        for place, key in enumerate(keys))
    for _ in range(3):
        stage.zaak(kind)


def test_far_pages_hold_everything_once(gemeente, monkeypatch):
    of_elsewhere(400)
    monkeypatch.setattr(reading, "FAR", 0)
    assert pages(client_of(Api()), 17) == list(Zaak.objects.order_by("-id").values_list("id", flat=True))


def test_they_are_tallied_in_few_rows(gemeente):
    of_elsewhere(400)
    assert len(set(ZaakTelling.objects.values_list("maand", flat=True))) < 100


def test_control_by_month_they_would_be_many_and_beyond_what_can_be_read(gemeente):
    of_elsewhere(400)
    with connection.cursor() as cursor:
        cursor.execute("""
            select count(distinct month), max(extract(year from month)) from (select date_trunc('month', to_timestamp(
                ('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)) as month from cases_zaak) as months""")
        many, year = cursor.fetchone()
    assert many > 300 and year > 9999


def test_a_resident_sees_the_newest_first_on_every_page(gemeente):
    of_elsewhere(60, person_id=identity.person_for_bsn(BSN))
    resident = factories.resident(identity.person_for_bsn(BSN))
    found, place = [], ""
    while True:
        lines, place = cases.zaken_of(resident, before=place, limit=7)
        found += [line.kenmerk for line in lines]
        assert len(place) <= 40, "it fits in the address of the next page"
        if not place:
            break
    assert found == [f"E-{number}" for number in reversed(range(60))]
