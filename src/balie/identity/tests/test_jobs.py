"""Both hear in time that a mandate runs out, and once more when it did; each once, and nobody of what ended in another way."""
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.identity import jobs, public
from balie.identity.models import Mandate
from balie.kernel import clock, outbox

BSNS = {"ada": "999993653", "bo": "999990019", "cees": "999990457"}


@pytest.fixture
def people(gemeente):
    cache.clear()
    return {name: public.Resident(person_id=public.person_for_bsn(bsn), loa=public.Loa.MIDDEN) for name, bsn in BSNS.items()}


@pytest.fixture
def said(monkeypatch):
    """What the job announces, on a day that many days from now."""
    heard: list = []
    monkeypatch.setattr(outbox, "announce", lambda event: heard.append((event.mandate_id, event.what)))

    def after(days: int) -> list:
        heard.clear()
        with clock.frozen(clock.now() + timedelta(days=days)):
            jobs.watch_mandates()
        return list(heard)

    return after


def given(people, *, days: int = 60, services=("afvalpas",), accept: bool = True, frm: str = "ada", to: str = "bo"):
    view, code = public.give_mandate(
        resident=people[frm], giver_name="Ada", receiver_name="Bo", services=services, until=clock.today() + timedelta(days=days)
    )
    if accept:
        public.accept_mandate(code=code, resident=people[to])
    return view.id


def test_two_weeks_before_and_the_day_after_once_each(people, said):
    one = given(people)
    assert said(30) == [] and said(45) == []
    assert said(46) == [(one, "loopt_af")] and said(46) == [] and said(60) == []
    assert said(61) == [(one, "verlopen")] and said(61) == [] and said(62) == []


def test_who_accepted_just_now_is_not_warned_but_does_hear_that_it_ended(people, said):
    one = given(people, days=10)
    assert said(0) == said(9) == [] and said(11) == [(one, "verlopen")]


def test_what_is_no_news_is_not_told(people, said):
    given(people, accept=False)
    ended = given(people)
    public.end_mandate(mandate_id=ended, resident=people["bo"])
    assert said(50) == said(61) == []
    late = given(people, days=20)
    assert said(20 + 9) == [], "after a week it is no news"
    assert Mandate.objects.get(pk=late).lapsed is None


def test_a_mandate_for_the_same_that_lasts_longer_takes_its_place(people, said):
    given(people, services=("afvalpas",))
    other = given(people, services=("paspoort",))
    given(people, days=200, services=("afvalpas", "verhuizing"))
    assert said(50) == [(other, "loopt_af")] and said(61) == [(other, "verlopen")]


def test_control_another_receiver_takes_no_place(people, said):
    one = given(people)
    given(people, days=200, to="cees")
    assert said(50) == [(one, "loopt_af")]


def test_authority_over_a_child_ends_in_silence(people, said):
    child = public.person_for_bsn("999991929")
    public.with_authority(child_id=child, parent=people["ada"], child_name="Noor", service="paspoort",
                          adult=clock.today() + timedelta(days=30))
    assert said(25) == said(31) == []


def test_who_is_forgotten_hears_nothing(people, said):
    given(people)
    public.erase(people["ada"].person_id)
    assert said(50) == said(61) == []


def test_more_mandates_cost_no_query_more(people, said):
    def cost(days: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            said(days)
        return len(asked)

    given(people, services=("a-b",))
    one = cost(50)
    for name in ("b-c", "c-d", "d-e"):
        given(people, services=(name,))
    assert cost(50) == one and Mandate.objects.exclude(warned=None).count() == 4
