"""Who gave a mandate and who got it hear of every change."""
from datetime import timedelta

import pytest
from django.core.cache import cache

from balie.identity import jobs
from balie.identity import public as identity
from balie.kernel import clock
from balie.messages import public as messages


@pytest.fixture
def people(gemeente):
    cache.clear()
    return [identity.Resident(person_id=identity.person_for_bsn(bsn), loa=identity.Loa.MIDDEN) for bsn in ("999993653", "999990019")]


def subjects(who) -> list[str]:
    return sorted(each.subject for each in messages.inbox(who))


def test_both_hear_of_every_change_in_their_own_language(people, run_jobs):
    ada, bo = people
    identity.update_contact(person_id=bo.person_id, language="en")
    given, code = identity.give_mandate(
        resident=ada, giver_name="Ada *Vos*", receiver_name="Bo", services=["afvalpas"], until=clock.today() + timedelta(days=9),
    )
    run_jobs()
    assert subjects(ada) == ["U hebt Bo gemachtigd"] and subjects(bo) == []
    identity.accept_mandate(code=code, resident=bo)
    identity.end_mandate(mandate_id=given.id, resident=bo)
    run_jobs()
    assert len(subjects(ada)) == 3 and "De machtiging van Ada" in subjects(ada)[0]
    assert [each[:20] for each in subjects(bo)] == ["The authorisation by"] * 2
    assert code not in repr([messages.message_for(ada, each.id) for each in messages.inbox(ada)])


def test_both_hear_that_it_runs_out_and_that_it_did(people, run_jobs):
    ada, bo = people
    identity.update_contact(person_id=bo.person_id, language="en")
    _given, code = identity.give_mandate(
        resident=ada, giver_name="Ada *Vos*", receiver_name="Bo", services=["afvalpas"], until=clock.today() + timedelta(days=40),
    )
    identity.accept_mandate(code=code, resident=bo)
    run_jobs()
    before = (set(subjects(ada)), set(subjects(bo)))
    for days in (30, 31, 41, 42):
        with clock.frozen(clock.now() + timedelta(days=days)):
            jobs.watch_mandates()
            run_jobs()
    fresh = sorted(set(subjects(ada)) - before[0]), sorted(set(subjects(bo)) - before[1])
    assert [each.split("Vos")[1].strip("* \\") for each in fresh[0]] == ["is afgelopen", "stopt binnenkort"]
    assert all(each.startswith("The authorisation by Ada") for each in fresh[1]) and len(fresh[1]) == 2
    [ending] = [messages.message_for(bo, each.id) for each in messages.inbox(bo) if each.subject.endswith("ends soon")]
    assert "Vos" in ending.html and "<em>Vos" not in ending.html, "a name is shown as it was typed"


def test_control_without_a_change_nobody_hears_anything(people, run_jobs):
    run_jobs()
    assert [subjects(each) for each in people] == [[], []]
