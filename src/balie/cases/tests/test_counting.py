"""The count of zaken that the database keeps is exact, whatever was done and while it is added up."""
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.db.models import Sum

from balie.cases import counting
from balie.cases.models import Zaak, ZaakTelling
from balie.cases.zgw.tests import acts, stage
from balie.kernel import clock, tenancy
from balie.zgw.public import authenticate, of_kind, reading
from balie.zgw.tests.clients import Api, token


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


def in_months(kinds, months: int = 14, each: int = 3) -> None:
    """Zaken of which the ids say that they were made in these months."""
    for month in range(months):
        first = int(datetime(2024 + month // 12, month % 12 + 1, 1, tzinfo=UTC).timestamp() * 1000)
        Zaak.objects.bulk_create(
            Zaak(id=UUID(int=(first + day * 864_000_00) << 80 | day), identificatie=f"M-{month}-{day}", bronorganisatie=stage.RSIN,
                 verantwoordelijke_organisatie=stage.RSIN, zaaktype=kinds[day % len(kinds)], registratiedatum=clock.today(),
                 startdatum=clock.today(), vertrouwelijkheidaanduiding="openbaar") for day in range(each)
        )


def pages(client, size: int, **given) -> list[UUID]:
    found, number = [], 1
    while True:
        page = reading.page(of_kind("zaken/zaken"), client, frozenset({"zaken.lezen"}), given, number=number, size=size)
        found += [UUID(row[0]) for row in page.rows]
        if number == page.last:
            return found
        number += 1


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 4, 5, 42, 100])
def test_far_pages_hold_what_plain_paging_holds(gemeente, monkeypatch, size):
    kinds = [stage.zaaktype(), stage.zaaktype()]
    in_months(kinds)
    Zaak.objects.filter(identificatie__startswith="M-3-").delete()
    everything = list(Zaak.objects.order_by("-id").values_list("id", flat=True))
    monkeypatch.setattr(reading, "FAR", 0)
    whole, part = client_of(Api()), client_of(acts.may(kinds[0], "zaken.lezen"))
    assert pages(whole, size) == everything
    mine = [key for key in everything if Zaak.objects.get(pk=key).zaaktype_id == kinds[0].pk]
    assert pages(part, size) == mine == pages(whole, size, zaaktype=acts.url(Api(), kinds[0]))
    assert pages(whole, size, ordering=["identificatie"]) == list(Zaak.objects.order_by("identificatie", "-id").values_list("id", flat=True))


PERIODS = [
    {"startdatum__gte": "2024-02-01"}, {"startdatum__gte": "2024-02-10"}, {"startdatum__gt": "2024-01-31"}, {"startdatum__lt": "2024-05-01"},
    {"startdatum__lte": "2024-05-31"}, {"startdatum__gte": "2024-02-10", "startdatum__lte": "2024-06-20"},
    {"startdatum__gte": "2024-03-01", "startdatum__lt": "2024-04-01"},
    {"startdatum__gt": "2024-03-05", "startdatum__lt": "2024-03-20"}, {"startdatum__gte": "2024-03-20", "startdatum__lte": "2024-04-05"},
    {"startdatum__gte": "2030-01-01"}, {"startdatum__gte": "2024-06-01", "startdatum__lt": "2024-02-01"},
    {"startdatum__gte": "2024-02-01", "startdatum__gt": "2024-04-15"}, {"startdatum__gte": "2024-02-10", "identificatie__in": ["S-4", "S-5", "S-80"]},
]


def begun_on_many_days(kinds) -> None:
    first = date(2024, 1, 1)
    Zaak.objects.bulk_create(
        Zaak(identificatie=f"S-{day}", bronorganisatie=stage.RSIN, verantwoordelijke_organisatie=stage.RSIN, zaaktype=kinds[day % len(kinds)],
             registratiedatum=clock.today(), startdatum=first + timedelta(days=day), vertrouwelijkheidaanduiding="openbaar") for day in range(200)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("given", PERIODS, ids=str)
def test_a_period_has_the_count_of_its_rows(gemeente, given):
    kinds = [stage.zaaktype(), stage.zaaktype()]
    begun_on_many_days(kinds)
    Zaak.objects.filter(identificatie="S-3").update(startdatum=date(2024, 6, 3))
    Zaak.objects.filter(identificatie="S-40").delete()
    for add_up in (False, True):
        if add_up:
            counting.add_up()
        for client in (client_of(Api()), client_of(acts.may(kinds[0], "zaken.lezen"))):
            page = reading.page(of_kind("zaken/zaken"), client, frozenset({"zaken.lezen"}), given, size=500)
            assert page.count == len(page.rows), given


@pytest.mark.django_db
def test_of_a_period_only_what_the_months_cut_through_is_counted(gemeente):
    begun_on_many_days([stage.zaaktype()])
    api, asked = Api(), []

    def note(execute, sql, params, many, context):
        if "COUNT(*)" in sql:
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        assert api.post(f"{acts.ZAKEN}/_zoek", {"startdatum__gte": "2024-02-01"}).json()["count"] == 169 and asked == []
        assert api.get(acts.ZAKEN, startdatum__gte="2024-02-10").json()["count"] == 160 and len(asked) == 1
        assert date(2024, 3, 1) in asked[0][1]  # no further than where the first whole month begins
        asked.clear()
        assert api.get(acts.ZAKEN, startdatum__gte="2024-02-10", startdatum__lte="2024-06-20").json()["count"] == 132 and len(asked) == 2


@pytest.mark.django_db
def test_control_a_tally_that_does_not_follow_is_seen(gemeente):
    begun_on_many_days([stage.zaaktype()])
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_trigger where tgname = 'zaken_tellen_anders' and pg_get_triggerdef(oid) like '%startdatum%'")
        assert cursor.fetchone()[0] == 1
    ZaakTelling.objects.update(startmaand=date(2024, 1, 1))
    page = reading.page(of_kind("zaken/zaken"), client_of(Api()), frozenset({"zaken.lezen"}), {"startdatum__gte": "2024-02-01"}, size=500)
    assert page.count != len(page.rows)


def client_of(api):
    return authenticate(f"Bearer {token(api.client_id)}")


@pytest.mark.django_db
def test_far_pages_walk_past_few_rows(gemeente, monkeypatch):
    in_months([stage.zaaktype()])
    client, asked = client_of(Api()), []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    for far, offset in ((0, False), (1000, True)):
        monkeypatch.setattr(reading, "FAR", far)
        asked.clear()
        with connection.execute_wrapper(note):
            reading.page(of_kind("zaken/zaken"), client, frozenset({"zaken.lezen"}), {}, number=14, size=3)
        assert any("OFFSET 39" in sql for sql in asked) is offset


@pytest.mark.django_db
def test_control_without_the_triggers_it_would_be_wrong(gemeente):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_trigger where tgname like 'zaken_tellen%' and tgrelid = 'cases_zaak'::regclass")
        assert cursor.fetchone()[0] == 3
    stage.zaak()
    ZaakTelling.objects.all().delete()
    assert by_kind() != counted()
