"""The audit trail: every change is in it, in order, in one statement; and it goes with its object."""
from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from balie.kernel import audit, tenancy
from balie.kernel.ids import new_id
from balie.zgw import audittrail
from balie.zgw.audittrail import Actor, Thing
from balie.zgw.contract import contract as contracts
from balie.zgw.models import Bezorging, Wijziging
from balie.zgw.notificaties import fanout
from balie.zgw.notificaties.tests import world
from balie.zgw.references import Links

pytestmark = pytest.mark.django_db
LINKS = Links("https://zonnedam.example")
BY = Actor("zaakapp", "Zaakapp", "u14", "Nadia Benali", "Op verzoek")


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'balie.zgw.notificaties.jobs.fan_out'")
        return cursor.fetchone()[0]


def test_a_change_stands_in_the_trail_as_the_standard_shows_it(gemeente):
    zaak = world.zaak()
    status = Thing("status", "zaken/statussen", new_id(), label="Ingediend")
    key = audittrail.record(kanaal="zaken", resource=status, main=zaak, action="create", by=BY, new={"url": "x", "getal": 1}, kenmerken={"a": "b"})
    (line,) = audittrail.trail(zaak.id, LINKS)
    assert {name: line[name] for name in line if name not in ("aanmaakdatum", "wijzigingen")} == {
        "uuid": key, "bron": "zrc", "applicatieId": "zaakapp", "applicatieWeergave": "Zaakapp", "gebruikersId": "u14",
        "gebruikersWeergave": "Nadia Benali", "actie": "create", "actieWeergave": "Object aangemaakt", "resultaat": 201,
        "hoofdObject": f"https://zonnedam.example/zaken/api/v1/zaken/{zaak.id}", "resource": "status",
        "resourceUrl": f"https://zonnedam.example/zaken/api/v1/statussen/{status.id}", "toelichting": "Op verzoek", "resourceWeergave": "Ingediend",
    }
    assert world.plain(line)["wijzigingen"] == {"oud": None, "nieuw": {"url": "x", "getal": 1}}
    assert audittrail.line(zaak.id, key, LINKS) == line and audittrail.line(zaak.id, new_id(), LINKS) is None
    assert audittrail.line(new_id(), key, LINKS) is None  # of another zaak


def test_a_line_meets_the_schema_of_every_api_that_has_one(gemeente):
    for api, kind in (("zaken", "zaken/zaken"), ("besluiten", "besluiten/besluiten"), ("documenten", "documenten/enkelvoudiginformatieobjecten")):
        thing = Thing("ding", kind, new_id())
        audittrail.record(kanaal=api, resource=thing, main=thing, action="partial_update", by=BY, old={"a": 1}, new=b'{"a": 2}')
        (line,) = audittrail.trail(thing.id, LINKS)
        wanted = set(contracts.load(api).schemas["AuditTrail"]["properties"])
        assert set(line) == wanted
        assert world.plain(line)["wijzigingen"] == {"oud": {"a": 1}, "nieuw": {"a": 2}} and line["resultaat"] == 200


def test_the_order_is_that_of_the_changes(gemeente):
    zaak = world.zaak()
    for number in range(20):
        world.change(zaak, "status", toelichting=str(number))
    assert [line["toelichting"] for line in audittrail.trail(zaak.id, LINKS)] == [str(number) for number in range(20)]


def test_recording_is_one_statement_and_wakes_nobody_when_nobody_follows(gemeente, django_assert_num_queries):
    with django_assert_num_queries(1):
        world.change(world.zaak(), "zaak")
    assert jobs() == 0 and Wijziging.objects.get().distributed is not None
    assert fanout.run() == 0


def test_with_a_follower_it_is_still_one_statement_and_wakes_once(gemeente, django_assert_num_queries):
    world.abonnement("zaken")
    with django_assert_num_queries(1):
        world.change(world.zaak(), "zaak")
    assert jobs() == 1 and Wijziging.objects.get().distributed is None
    world.change(Thing("besluit", "besluiten/besluiten", new_id()), "besluit", kanaal="besluiten")
    assert jobs() == 1  # nobody follows that channel


def test_a_follower_in_another_municipality_is_no_follower_here(gemeente, other_gemeente):
    with tenancy.scope(other_gemeente):
        world.abonnement("zaken")
    world.change(world.zaak(), "zaak")
    assert jobs() == 0
    with tenancy.scope(other_gemeente):
        assert not Wijziging.objects.exists()


def test_reading_a_long_trail_is_one_query(gemeente, django_assert_num_queries):
    zaak = world.zaak()
    for _ in range(30):
        world.change(zaak, "status")
    with django_assert_num_queries(1):
        assert len(audittrail.trail(zaak.id, LINKS)) == 30


def test_forgetting_takes_content_and_people_at_once_and_the_rows_when_everybody_was_told(gemeente):
    world.abonnement("zaken")
    zaak, other = world.zaak(), world.zaak()
    world.change(zaak, "zaak", new={"omschrijving": "Jan Jansen"})
    world.change(other, "zaak")
    world.change(zaak, "zaak", action="destroy", old={"omschrijving": "Jan Jansen"})
    audittrail.forget(main_id=zaak.id)
    assert audittrail.trail(zaak.id, LINKS) == [] and len(audittrail.trail(other.id, LINKS)) == 1
    kept = Wijziging.objects.filter(hoofd_id=zaak.id)
    assert kept.count() == 2 and "Jansen" not in str(list(kept.values())) and "Nadia" not in str(list(kept.values()))
    fanout.run()
    assert Bezorging.objects.filter(hoofd_id=zaak.id, state="wacht").count() == 2 and kept.count() == 2
    Bezorging.objects.update(state="bezorgd")
    audittrail.forget(main_id=zaak.id)
    assert not kept.exists() and Wijziging.objects.count() == 1


def test_forgetting_where_nobody_follows_leaves_nothing(gemeente):
    zaak = world.zaak()
    world.change(zaak, "zaak")
    audittrail.forget(main_id=zaak.id)
    assert not Wijziging.objects.exists()


def test_here_names_an_official_and_no_resident(gemeente):
    with audit.acting(audit.Actor("medewerker", "17", "Roos Veenstra")):
        assert audittrail.here() == Actor("balie", "Balie", "17", "Roos Veenstra")
    with audit.acting(audit.Actor("inwoner", "person-id", "Jan Jansen")):
        assert audittrail.here() == Actor("balie", "Balie", "inwoner", "Inwoner")


def test_long_names_of_a_token_do_not_break_it(gemeente):
    zaak = world.zaak()
    by = Actor("a" * 500, "b" * 500, "c" * 500, "d" * 500, "e" * 5000)
    audittrail.record(kanaal="zaken", resource=zaak, main=zaak, action="update", by=by)
    assert len(audittrail.trail(zaak.id, LINKS)[0]["gebruikersId"]) == 255


@pytest.mark.django_db(transaction=True)
def test_control_outside_a_transaction_it_refuses():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        world.change(world.zaak(), "zaak")


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_leaves_no_line_and_wakes_nobody():
    from balie.kernel.testing import make_gemeente

    with tenancy.scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"])):
        with transaction.atomic():
            world.abonnement("zaken")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            world.change(world.zaak(), "zaak")
            raise ZeroDivisionError
        with transaction.atomic():
            assert not Wijziging.objects.exists() and jobs() == 0
            world.change(world.zaak(), "zaak")
        with transaction.atomic():  # control: without the mistake it is there
            assert Wijziging.objects.count() == 1 and jobs() == 1


def test_the_statement_is_short(gemeente):
    """What a write pays: one statement, of a size that grows with the content alone."""
    world.abonnement("zaken")
    with CaptureQueriesContext(connection, ) as caught:
        world.change(world.zaak(), "zaak")
    assert len(caught.captured_queries) == 1 and len(caught.captured_queries[0]["sql"]) < 4000
