"""Filling in for somebody who gave a mandate: it is theirs, both may see it, and nobody without a mandate that holds for it may."""
from datetime import timedelta

import pytest

from balie.applications import public
from balie.applications.tests import factories
from balie.applications.tests.test_access import verbs
from balie.identity import public as identity
from balie.kernel import audit, clock

REPRESENT = ("login: {digid: midden}\n", "login: {digid: midden}\nrepresent: [mandate]\n")


@pytest.fixture
def service(gemeente):
    return factories.publish(REPRESENT)


@pytest.fixture
def other(service):
    return factories.resident(factories.PARENT_BSN)


def mandate(giver, receiver, *, services=("speelstraat",), days=30):
    _view, code = identity.give_mandate(
        resident=giver, giver_name="Jo", receiver_name="Bo", services=services, until=clock.today() + timedelta(days=days),
    )
    return identity.accept_mandate(code=code, resident=receiver)


def began(receiver, by):
    view = public.start(service="speelstraat", resident=receiver, mandate_id=by.id)
    return public.keep_facts(application_id=view.id, resident=receiver, source="brp", facts={"persoon": {"naam": "J. de Wit", "kinderen": []}})


@verbs
def test_who_has_the_mandate_and_who_gave_it_get_at_it(jo, bo, verb):
    view = factories.fill(began(bo, mandate(jo, bo)), of=bo)
    assert view.person_id == jo.person_id
    public.get(view.id, resident=jo)
    verb(view, resident=bo)


@verbs
def test_without_a_mandate_nobody_does(jo, bo, other, verb):
    """Also who has one of somebody else, or gave one to the applicant."""
    view = factories.fill(began(bo, mandate(jo, bo)), of=bo)
    mandate(bo, other), mandate(other, jo)
    with pytest.raises(public.NotFound):
        verb(view, resident=other)


@verbs
def test_once_it_is_withdrawn_it_is_closed(jo, bo, verb):
    by = mandate(jo, bo)
    view = factories.fill(began(bo, by), of=bo)
    identity.end_mandate(mandate_id=by.id, resident=jo)
    mandate(jo, bo, services=("iets-anders",))  # another one does not open it again
    with pytest.raises(public.NotFound):
        verb(view, resident=bo)
    verb(view, resident=jo)  # control: it stays the applicant's


@verbs
def test_after_its_last_day_it_is_closed(jo, bo, verb):
    view = factories.fill(began(bo, mandate(jo, bo, days=3)), of=bo)
    with clock.frozen(clock.now() + timedelta(days=4)), pytest.raises(public.NotFound):
        verb(view, resident=bo)
    with clock.frozen(clock.now() + timedelta(days=3)):
        verb(view, resident=bo)  # control: the day before


def test_a_mandate_of_another_service_of_another_or_that_is_over_begins_nothing(jo, bo, other):
    wrong = [mandate(jo, bo, services=("iets-anders",)), mandate(jo, other), mandate(other, jo), mandate(jo, bo)]
    identity.end_mandate(mandate_id=wrong[-1].id, resident=bo)
    for each in wrong:
        with pytest.raises(public.NotAllowed):
            public.start(service="speelstraat", resident=bo, mandate_id=each.id)
    assert public.start(service="speelstraat", resident=bo, mandate_id=mandate(jo, bo).id).person_id == jo.person_id  # control


def test_a_service_that_does_not_name_it_cannot_be_asked_for_another(jo, bo):
    factories.publish()
    with pytest.raises(public.NotAllowed):
        public.start(service="speelstraat", resident=bo, mandate_id=mandate(jo, bo).id)


def test_it_stands_in_both_lists_until_the_mandate_ends(jo, bo):
    by = mandate(jo, bo)
    view = began(bo, by)
    assert [line.id for line in public.open_of(jo)] == [line.id for line in public.open_of(bo)] == [view.id]
    assert public.draft_of("speelstraat", resident=bo) is None  # their own they have not begun
    assert public.draft_of("speelstraat", resident=bo, mandate_id=by.id).id == view.id
    identity.end_mandate(mandate_id=by.id, resident=jo)
    assert public.open_of(bo) == () and [line.id for line in public.open_of(jo)] == [view.id]


def test_who_gave_it_sees_that_somebody_else_began(jo, bo):
    with audit.acting(audit.Actor("inwoner", str(bo.person_id), "")):
        began(bo, mandate(jo, bo))
    entry = next(each for each in audit.history_of(jo.person_id) if each.action == "aanvraag.begonnen")
    assert entry.actor_id == str(bo.person_id)


def test_neither_of_the_two_agrees_as_somebody_else(jo, bo, other):
    view = began(bo, mandate(jo, bo))
    view = factories.fill(view, of=bo, buur_email="buur@voorbeeld.nl")
    public.submit(application_id=view.id, resident=bo)
    token = public.cosigners_of(view.id)[0].token
    for who in (jo, bo):
        with pytest.raises(public.NotAllowed):
            public.answer(token=token, agree=True, resident=who)
    assert public.answer(token=token, agree=True, resident=other).status == "akkoord"  # control


def test_asking_again_for_another_is_again_for_them(jo, bo):
    view = factories.fill(began(bo, mandate(jo, bo)), of=bo)
    public.submit(application_id=view.id, resident=bo)
    assert public.start_again(application_id=view.id, resident=bo).person_id == jo.person_id
    assert public.start_again(application_id=view.id, resident=jo).mandate_id is None
