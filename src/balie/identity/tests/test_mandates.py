"""A mandate: given with a code, accepted by who types it, never by oneself, over when its day passed or one of the two ends it."""
from datetime import timedelta

import pytest
from django.core.cache import cache

from balie.identity import mandates, public
from balie.identity.models import Mandate
from balie.kernel import audit, clock, tenancy

BSNS = {"ada": "999993653", "bo": "999990019", "cees": "999990457"}


@pytest.fixture
def people(gemeente):
    cache.clear()
    return {name: public.Resident(person_id=public.person_for_bsn(bsn), loa=public.Loa.MIDDEN) for name, bsn in BSNS.items()}


def give(who, **changes):
    wanted = {"giver_name": "Ada", "receiver_name": "Bo", "services": ["afvalpas"], "until": clock.today() + timedelta(days=30)} | changes
    return public.give_mandate(resident=who, **wanted)


def accepted(people):
    _view, code = give(people["ada"])
    return public.accept_mandate(code=code, resident=people["bo"])


def held(who, service="afvalpas"):
    return [each.giver_name for each in public.mandates_for(who.person_id, service)]


def test_who_accepts_may_act_for_this_service_alone(people):
    mandate = accepted(people)
    assert held(people["bo"]) == ["Ada"] and held(people["bo"], "paspoort") == [] and held(people["cees"]) == held(people["ada"]) == []
    usable = {"receiver": people["bo"].person_id, "service": "afvalpas"}
    assert public.usable_mandate(mandate.id, **usable).giver == people["ada"].person_id
    for other in ({"service": "paspoort"}, {"receiver": people["cees"].person_id}, {"receiver": people["ada"].person_id}):
        assert public.usable_mandate(mandate.id, **(usable | other)) is None


def test_before_it_is_accepted_it_gives_nothing(people):
    view, _code = give(people["ada"])
    assert view.state == "wacht" and held(people["bo"]) == []


def test_the_code_is_kept_nowhere_and_works_once_however_it_is_typed(people):
    _view, code = give(people["ada"])
    assert len(code.replace("-", "")) == 16 and code.encode() not in bytes(Mandate.objects.get().code_hash)
    public.accept_mandate(code=f" {code.lower().replace('-', ' ')} ", resident=people["bo"])
    with pytest.raises(public.InvalidInput):
        public.accept_mandate(code=code, resident=people["cees"])
    assert Mandate.objects.get().receiver_id == people["bo"].person_id


def test_never_oneself(people):
    _view, code = give(people["ada"])
    with pytest.raises(public.InvalidInput, match="uzelf"):
        public.accept_mandate(code=code, resident=people["ada"])
    assert Mandate.objects.get().accepted is None


@pytest.mark.parametrize("later", [timedelta(days=14, minutes=1), timedelta(days=40)])
def test_a_code_that_is_too_old_does_nothing(people, later):
    _view, code = give(people["ada"])
    with clock.frozen(clock.now() + later), pytest.raises(public.InvalidInput, match="kennen deze code niet"):
        public.accept_mandate(code=code, resident=people["bo"])


def test_control_just_before_that_it_works(people):
    _view, code = give(people["ada"])
    with clock.frozen(clock.now() + timedelta(days=13)):
        assert public.accept_mandate(code=code, resident=people["bo"]).state == "geldig"


def test_guessing_ends_after_some_tries_also_with_the_right_code(people):
    _view, code = give(people["ada"])
    with clock.frozen(clock.now()):
        for _ in range(mandates.TRIES_AN_HOUR):
            with pytest.raises(public.InvalidInput, match="kennen"):
                public.mandate_behind(code="AAAA-BBBB-CCCC-DDDD", resident=people["bo"])
        with pytest.raises(public.InvalidInput, match="te vaak"):
            public.accept_mandate(code=code, resident=people["bo"])
        assert public.accept_mandate(code=code, resident=people["cees"]).state == "geldig"  # control: another one is not stopped by that


def test_it_ends_after_its_last_day(people):
    mandate = accepted(people)
    with clock.frozen(clock.now() + timedelta(days=30)):
        assert held(people["bo"]) == ["Ada"]  # the last day counts
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert held(people["bo"]) == [] and public.mandate_of(mandate.id).state == "verlopen"


@pytest.mark.parametrize("who", ["ada", "bo"])
def test_either_of_them_ends_it(people, who):
    mandate = accepted(people)
    public.end_mandate(mandate_id=mandate.id, resident=people[who])
    assert held(people["bo"]) == [] and public.mandate_of(mandate.id).state == "beëindigd"


def test_nobody_else_ends_it(people, other_gemeente):
    mandate = accepted(people)
    with pytest.raises(public.NotFound):
        public.end_mandate(mandate_id=mandate.id, resident=people["cees"])
    with tenancy.scope(other_gemeente), pytest.raises(public.NotFound):
        public.end_mandate(mandate_id=mandate.id, resident=people["ada"])
    assert held(people["bo"]) == ["Ada"]


@pytest.mark.parametrize(("wrong", "field"), [
    ({"services": []}, "services"), ({"receiver_name": " "}, "receiver_name"), ({"giver_name": ""}, "giver_name"), ({"until": None}, "until"),
    ({"until": clock.today() - timedelta(days=1)}, "until"), ({"until": clock.today() + timedelta(days=800)}, "until"),
])
def test_what_is_not_right_is_said(people, wrong, field):
    with pytest.raises(public.InvalidInput) as refused:
        give(people["ada"], **wrong)
    assert refused.value.field == field and not Mandate.objects.exists()


def test_a_company_gives_and_gets_none(people):
    firm = public.Resident(person_id=people["cees"].person_id, kind="organisatie", via="eherkenning")
    with pytest.raises(public.InvalidInput):
        give(firm)
    _view, code = give(people["ada"])
    with pytest.raises(public.InvalidInput):
        public.accept_mandate(code=code, resident=firm)


def test_both_see_each_change_in_their_trail(people):
    mandate = accepted(people)
    public.end_mandate(mandate_id=mandate.id, resident=people["ada"])
    public.end_mandate(mandate_id=mandate.id, resident=people["ada"])  # again: nothing new
    deeds = {name: [each.action for each in audit.history_of(who.person_id) if each.action.startswith("machtiging")] for name, who in people.items()}
    assert deeds == {"ada": ["machtiging.ingetrokken", "machtiging.aanvaard", "machtiging.gegeven"],
                     "bo": ["machtiging.ingetrokken", "machtiging.aanvaard"], "cees": []}



def test_who_is_forgotten_leaves_no_mandate_and_no_name(people):
    mandate = accepted(people)
    assert public.export_for(people["bo"].person_id)["machtigingen"][0]["van"] == "Ada"
    public.erase(people["ada"].person_id)
    row = Mandate.objects.get(pk=mandate.id)
    assert row.ended and row.giver_name == row.receiver_name == "" and held(people["bo"]) == []
