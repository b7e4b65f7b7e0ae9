"""A round reads all zaken of the other side, stops and goes on, and leaves nothing that is no longer there."""
from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest

from balie.cases.elsewhere.mirror import keeping, sweeping
from balie.cases.elsewhere.mirror.tests.stage import follow, kept, round_of, set_status, there_is, vanish, world
from balie.cases.models import Followed, Registration, ZaakElsewhere
from balie.demo.zaaksysteem import http as other_http
from balie.demo.zaaksysteem import store
from balie.identity import public as identity
from balie.kernel import clock


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(other_http, "PAGE", 3)


def asked(other, ending: str) -> int:
    return sum(call.path.endswith(ending) for call in other.calls)


def test_everything_is_read_with_its_status_people_and_term(other):
    zaak = there_is(bsn=world.BSN, handler="Jansen")
    set_status(zaak, 0)
    set_status(zaak, 1)
    followed = follow()
    round_of(followed)
    row = kept()
    assert (row.omschrijving, row.zaaktype, row.handler) == ("Feest 1", "Evenementenvergunning", "Jansen")
    assert [name for name, _ in row.statuses] == ["Ontvangen", "In behandeling"]
    assert row.person_id == identity.known_person(world.BSN)
    assert (row.started.isoformat(), row.deadline.isoformat(), row.ended) == ("2026-01-05", "2026-12-01", None)
    followed.refresh_from_db()
    assert followed.stage == Followed.Stage.REST and followed.round_ended and followed.next_at and followed.error == ""


def test_a_bsn_stands_nowhere(other):
    there_is(bsn=world.BSN)
    round_of(follow())
    assert world.BSN not in str(ZaakElsewhere.objects.values())
    assert kept().person_id  # control: it was read


def test_page_by_page_and_from_where_it_stopped(other, small_pages):
    for number in range(8):
        there_is(number)
    followed = follow()
    assert sweeping.step(followed.id)
    assert ZaakElsewhere.objects.count() == 3
    other.spoil = lambda call: httpx2.Response(503, json={})
    assert not sweeping.step(followed.id)
    followed.refresh_from_db()
    assert (followed.tries, followed.stage, bool(followed.failing_since)) == (1, Followed.Stage.PAGES, True)
    assert followed.next_at > clock.now() and followed.id not in sweeping.due()
    other.spoil = lambda call: None
    other.calls.clear()
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert sweeping.due() == [followed.id]
        round_of(followed)
    assert ZaakElsewhere.objects.count() == 8
    assert [call.query["page"] for call in other.calls if call.path.endswith("/zaken")] == ["2", "3"]  # not from the beginning
    followed.refresh_from_db()
    assert (followed.tries, followed.failing_since) == (0, None)


def test_a_second_round_asks_only_for_what_changed(other, small_pages):
    zaken = [there_is(number) for number in range(5)]
    followed = follow()
    round_of(followed)
    other.calls.clear()
    round_of(followed)
    assert asked(other, "/rollen") == 0
    set_status(zaken[2], 1)
    round_of(followed)
    assert asked(other, "/rollen") == 1 and kept(2).statuses[0][0] == "In behandeling"


def test_what_is_gone_there_is_gone_here(other):
    zaak, other_zaak = there_is(1, bsn=world.BSN), there_is(2)
    followed = follow()
    round_of(followed)
    vanish(zaak)
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        round_of(followed)
        row = kept(1)
        assert row.missing_since and (row.person_id, row.omschrijving, row.statuses) == (None, "", [])
        assert kept(2).missing_since is None and other_zaak["url"] == kept(2).url
    with clock.frozen(clock.now() + timedelta(days=2)):
        keeping.clear_away()
    assert [row.identificatie for row in ZaakElsewhere.objects.all()] == ["ZS-2"]


def test_control_a_system_that_lets_us_in_no_more_takes_nothing_away(other):
    there_is()
    followed = follow()
    round_of(followed)
    other.spoil = lambda call: httpx2.Response(403, json={"code": "permission_denied"})
    round_of(followed)
    followed.refresh_from_db()
    assert kept().missing_since is None and "laat ons niet toe" in followed.error and followed.failing_since


def test_one_odd_zaak_does_not_hold_up_the_others(other):
    there_is(1, startdatum="gisteren")
    there_is(2)
    followed = follow()
    round_of(followed)
    followed.refresh_from_db()
    assert [row.identificatie for row in ZaakElsewhere.objects.all()] == ["ZS-2"]
    assert followed.stage == Followed.Stage.REST


def test_an_older_answer_never_overwrites_a_newer_one(other):
    zaak = there_is()
    followed = follow()
    round_of(followed)
    row, now = kept(), clock.now()
    columns = {"omschrijving": "Oud", "statuses": []}
    assert not keeping.keep(followed.id, row.url, columns, asked_at=row.read_at - timedelta(seconds=1))
    keeping.forget(followed.id, row.url, asked_at=row.read_at - timedelta(seconds=1))
    assert (kept().omschrijving, kept().missing_since) == ("Feest 1", None)
    assert keeping.keep(followed.id, zaak["url"], {"omschrijving": "Nieuw"}, asked_at=now)  # control: a newer one does
    assert kept().omschrijving == "Nieuw"


def test_two_at_once_are_one(other):
    there_is()
    followed = follow()
    seen = []
    other.before = lambda call: seen.append(sweeping.step(followed.id)) if call.path.endswith("/zaken") else None
    round_of(followed)
    assert seen == [False] and ZaakElsewhere.objects.count() == 1


def test_what_we_handed_over_ourselves_is_not_shown_twice(other, run_jobs):
    world.zaak(run_jobs=run_jobs)
    there_is(7)
    round_of(follow())
    assert [row.identificatie for row in ZaakElsewhere.objects.all()] == ["ZS-7"]
    assert Registration.objects.get().url in {row["url"] for row in store.rows("zaak")}  # control: it is there


def test_after_a_kill_the_round_goes_on_when_the_lease_is_over(other):
    there_is()
    followed = follow()
    sweeping._take(followed.id)  # and then the process is killed
    assert not sweeping.step(followed.id)
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert sweeping.due() == [followed.id]
        round_of(followed)
    assert ZaakElsewhere.objects.count() == 1
