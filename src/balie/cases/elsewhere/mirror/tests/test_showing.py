"""Who sees what of zaken elsewhere, from the copy alone, however many there are."""
from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from balie.cases import public as cases
from balie.cases.elsewhere.mirror import sweeping
from balie.cases.elsewhere.mirror.tests.stage import follow, kept, round_of, set_status, there_is, world
from balie.cases.models import Followed, ZaakElsewhere
from balie.cases.public import elsewhere
from balie.cases.tests.factories import official, resident
from balie.identity import public as identity
from balie.kernel import clock, tenancy
from balie.kernel.audit import history_of


def many(count: int, **changes) -> None:
    """Kept, without another side."""
    followed = Followed.objects.first() or Followed.objects.create(connection="vergunningen", label=world.LABEL, secret=b"")
    ZaakElsewhere.objects.bulk_create(ZaakElsewhere(**{
        "followed": followed, "url": f"https://zaken.example/zaken/{number}", "identificatie": f"ZS-{number}", "omschrijving": "Feest",
        "confidentiality": 3, "started": clock.today(), "deadline": clock.today() + timedelta(days=number // 10), "fingerprint": "",
        "read_at": clock.now(), **changes,
    }) for number in range(count))


@pytest.mark.parametrize("count", [1, 1000])
def test_a_page_costs_two_queries_however_many_there_are(gemeente, count, django_assert_num_queries):
    person = resident()
    many(count, person_id=person.person_id)
    with django_assert_num_queries(2):
        assert len(elsewhere.zaken_there(person)) == min(count, 100)
    with django_assert_num_queries(2):
        assert len(elsewhere.open_there(official())[0]) == min(count, 25)


def test_all_pages_together_hold_every_zaak_once(gemeente):
    many(60)
    ZaakElsewhere.objects.filter(identificatie__endswith="7").update(deadline=None)
    seen, after = [], ""
    while True:
        lines, after = elsewhere.open_there(official(), after=after)
        seen += [line.kenmerk for line in lines]
        if not after:
            break
    assert len(seen) == 60 and set(seen) == {f"ZS-{number}" for number in range(60)}


def test_a_resident_sees_their_own_and_nobody_else_s(other):
    there_is(1, bsn=world.BSN)
    there_is(2, bsn=world.OTHER_BSN)
    there_is(3)
    there_is(4, bsn=world.BSN, vertrouwelijkheidaanduiding="geheim")
    round_of(follow())
    who = resident(identity.known_person(world.BSN))
    assert [line.kenmerk for line in elsewhere.zaken_there(who)] == ["ZS-1"]
    assert elsewhere.zaak_there(who, kept(1).id).label == world.LABEL
    for number in (2, 3, 4):
        with pytest.raises(cases.NotFound):
            elsewhere.zaak_there(who, kept(number).id)
    assert "zaak.bekeken" in [look.action for look in history_of(who.person_id)]


def test_not_in_another_municipality(other, other_gemeente):
    there_is(1, bsn=world.BSN)
    round_of(follow())
    key, who = kept(1).id, resident(identity.known_person(world.BSN))
    with tenancy.scope(other_gemeente):
        assert elsewhere.zaken_there(who) == () and elsewhere.open_there(official()) == ((), "")
        with pytest.raises(cases.NotFound):
            elsewhere.zaak_there(who, key)


def test_an_official_sees_what_is_open_and_not_too_confidential(other):
    there_is(1)
    there_is(2, vertrouwelijkheidaanduiding="zeer_geheim")
    there_is(3, vertrouwelijkheidaanduiding="onbekend woord")
    closed = there_is(4)
    set_status(closed, 2, result="Verleend")
    round_of(follow(link="https://zaken.example/zaak/{identificatie}"))
    (line,) = elsewhere.open_there(official())[0]
    assert (line.kenmerk, line.href) == ("ZS-1", "https://zaken.example/zaak/ZS-1")
    assert elsewhere.open_there(official("beheerder"))[0] == ()
    assert kept(4).result == "Verleend" and kept(4).ended


def test_a_number_in_a_link_does_not_change_where_it_leads(gemeente):
    many(1)
    Followed.objects.update(link="https://zaken.example/zaak/{identificatie}?open=1")
    ZaakElsewhere.objects.update(identificatie="A/../?x=1#é")
    (line,) = elsewhere.open_there(official())[0]
    assert line.href == "https://zaken.example/zaak/A%2F..%2F%3Fx%3D1%23%C3%A9?open=1"


def test_when_the_other_side_is_down_it_says_since_when(other):
    there_is(1, bsn=world.BSN)
    followed = follow()
    round_of(followed)
    who = resident(identity.known_person(world.BSN))
    assert elsewhere.zaken_there(who)[0].as_of is None  # control
    read_at = kept(1).read_at
    world.faults.switch("zaaksysteem", "error")
    sweeping.step(followed.id)
    assert elsewhere.zaken_there(who)[0].as_of == read_at
    world.faults.switch("zaaksysteem", "off")
    round_of(followed)
    assert elsewhere.zaken_there(who)[0].as_of is None


def test_what_nobody_looked_at_for_a_day_is_old(gemeente):
    many(1)
    ZaakElsewhere.objects.update(read_at=clock.now() - timedelta(hours=26))
    assert elsewhere.open_there(official())[0][0].as_of


def test_the_access_request_has_them_and_erasure_takes_them(gemeente):
    person = uuid4()
    many(2, person_id=person)
    assert [row["kenmerk"] for row in cases.export_for(person)["zaken_in_andere_systemen"]] == ["ZS-0", "ZS-1"]
    cases.erase(uuid4())
    assert ZaakElsewhere.objects.count() == 2  # control: somebody else's
    cases.erase(person)
    assert not ZaakElsewhere.objects.exists()
