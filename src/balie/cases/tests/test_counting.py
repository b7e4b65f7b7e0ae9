"""The count of zaken that the database keeps is exact, whatever was done and while it is added up."""
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.db.models import Sum

from balie.cases import counting
from balie.cases.models import Zaak, ZaakTelling
from balie.cases.zgw.tests import acts, stage
from balie.kernel import clock, tenancy
from balie.zgw.tests.clients import Api


def kept() -> int:
    return ZaakTelling.objects.aggregate(total=Sum("aantal"))["total"] or 0


def by_kind() -> dict:
    rows = ZaakTelling.objects.values("zaaktype_id", "vertrouwelijkheidaanduiding").annotate(total=Sum("aantal"))
    return {(row["zaaktype_id"], row["vertrouwelijkheidaanduiding"]): row["total"] for row in rows if row["total"]}


def counted() -> dict:
    found: dict = {}
    for key in Zaak.objects.values_list("zaaktype_id", "vertrouwelijkheidaanduiding"):
        found[key] = found.get(key, 0) + 1
    return found


@pytest.mark.django_db
def test_it_follows_what_comes_goes_and_changes(gemeente):
    kind, other = stage.zaaktype(), stage.zaaktype()
    zaken = [stage.zaak(kind) for _ in range(3)] + [stage.zaak(other)]
    Zaak.objects.bulk_create([
        Zaak(identificatie=f"B{n}", bronorganisatie=stage.RSIN, verantwoordelijke_organisatie=stage.RSIN, zaaktype=other,
             registratiedatum=clock.today(), startdatum=clock.today(), vertrouwelijkheidaanduiding="geheim") for n in range(5)
    ])
    assert by_kind() == counted() and kept() == 9
    zaken[0].delete()
    Zaak.objects.filter(pk=zaken[1].pk).update(vertrouwelijkheidaanduiding="geheim")
    Zaak.objects.filter(zaaktype=kind).update(omschrijving="x")
    assert by_kind() == counted() and kept() == 8
    rows = ZaakTelling.objects.count()
    counting.add_up()
    assert by_kind() == counted() and ZaakTelling.objects.count() == len(counted()) < rows


@pytest.mark.django_db
def test_another_municipality_has_its_own(gemeente, other_gemeente):
    stage.zaak()
    with tenancy.scope(other_gemeente):
        assert kept() == 0
        stage.zaak()
        counting.add_up()
        assert kept() == 1
    assert kept() == 1


@pytest.mark.django_db
def test_the_api_gives_it_and_counts_no_zaken(gemeente):
    zaken = [stage.zaak() for _ in range(3)]
    api, limited, asked = Api(), acts.may(zaken[0].zaaktype, "zaken.lezen"), []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    kind = acts.url(api, zaken[1].zaaktype)
    with connection.execute_wrapper(note):
        assert api.get(acts.ZAKEN).json()["count"] == 3 and limited.get(acts.ZAKEN).json()["count"] == 1
        assert api.get(acts.ZAKEN, zaaktype=kind, maximaleVertrouwelijkheidaanduiding="intern").json()["count"] == 1
        assert limited.get(acts.ZAKEN, zaaktype=kind).json()["count"] == 0
        assert acts.may(stage.zaaktype(), "zaken.lezen").get(acts.ZAKEN).json()["count"] == 0
    assert not any("COUNT(*)" in sql for sql in asked)
    assert api.get(acts.ZAKEN, identificatie=zaken[0].identificatie).json()["count"] == 1


@pytest.mark.django_db(transaction=True)
def test_exact_while_zaken_come_and_go_and_it_is_added_up(transactional_db, gemeente):
    with transaction.atomic():
        kind = stage.zaaktype()

    def work(number: int) -> bool:
        try:
            with tenancy.scope(gemeente):
                if number % 5 == 4:
                    counting.add_up()
                    return True
                with transaction.atomic():
                    made = stage.zaak(kind)
                    if number % 3 == 0:
                        made.delete()
                with transaction.atomic(), connection.cursor() as cursor:  # in one statement, so at one moment
                    cursor.execute("select (select coalesce(sum(aantal), 0) from cases_zaaktelling) = (select count(*) from cases_zaak)")
                    return cursor.fetchone()[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(work, range(120)))
    with transaction.atomic():
        assert kept() == Zaak.objects.count() > 0


@pytest.mark.django_db
def test_control_without_the_triggers_it_would_be_wrong(gemeente):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_trigger where tgname like 'zaken_tellen%' and tgrelid = 'cases_zaak'::regclass")
        assert cursor.fetchone()[0] == 3
    stage.zaak()
    ZaakTelling.objects.all().delete()
    assert by_kind() != counted()
