"""One-time codes: right once, for one address, for a while and a few tries; without one nothing is sent."""
from datetime import timedelta

import pytest
from django.core.cache import cache

from balie.applications import codes, public, rules
from balie.applications.models import Application, Code
from balie.applications.tests import factories
from balie.kernel import clock

ADDRESS, OTHER = "bo@voorbeeld.example", "an@voorbeeld.example"
ASKED = ("question: buur_email, type: email", "question: buur_email, type: email, verify: true")


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


@pytest.fixture
def jo(gemeente):
    factories.publish(ASKED, (" email: buur_email,", ""), ("als: buur_email is ingevuld", 'als: \'toelichting is "buur"\''))
    return factories.resident()


@pytest.fixture
def draft(jo):
    return factories.filled(jo, buur_email=ADDRESS)


def ask(view, jo) -> str:
    return public.ask_code(application_id=view.id, question="buur_email", resident=jo).code


def prove(view, jo, typed: str) -> str:
    return public.prove(application_id=view.id, question="buur_email", typed=typed, resident=jo)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_without_the_code_it_is_not_sent_and_with_it_it_is(draft, jo):
    with pytest.raises(public.NotReady) as refused:
        public.submit(application_id=draft.id, resident=jo)
    assert refused.value.page == "wie"
    assert prove(draft, jo, ask(draft, jo)) == ""
    assert public.to_prove(public.get(draft.id, resident=jo)) == ()
    assert public.submit(application_id=draft.id, resident=jo).status == "ingediend"


def test_control_a_service_that_asks_for_no_code_sends_without(service):
    jo = factories.resident()
    assert public.submit(application_id=factories.filled(jo, buur_email=ADDRESS).id, resident=jo).status == "ondertekenen"


def test_nothing_is_asked_for_an_empty_answer(jo):
    assert public.submit(application_id=factories.filled(jo).id, resident=jo).status == "ingediend"


def test_the_code_is_six_digits_and_kept_as_a_hash_only(draft, jo):
    code = ask(draft, jo)
    row = Code.objects.get()
    assert len(code) == 6 and code.isdigit() and code.encode() not in bytes(row.hash) and len(bytes(row.hash)) == 32
    assert code not in repr(codes.FreshCode(code, "email", ADDRESS, 15))


def test_spaces_do_not_matter(draft, jo):
    code = ask(draft, jo)
    assert prove(draft, jo, f" {code[:3]} {code[3:]} ") == ""


def test_a_code_works_once(draft, jo):
    code = ask(draft, jo)
    assert prove(draft, jo, code) == "" and not Code.objects.exists()
    change(draft, jo, OTHER)
    assert prove(draft, jo, code) == codes.GONE


def change(draft, jo, address: str):
    return factories.save(public.get(draft.id, resident=jo), "wie", of=jo, buur_email=address).application


def test_another_address_has_to_be_confirmed_again_and_the_old_code_does_not_do_it(draft, jo):
    code = ask(draft, jo)
    view = change(draft, jo, OTHER)
    assert prove(draft, jo, code) == codes.WRONG
    assert [each.address for each in public.to_prove(view)] == [OTHER]
    view = change(draft, jo, ADDRESS)
    assert prove(draft, jo, code) == ""  # control: with the address it was made for it is right


def test_capitals_are_the_same_address(draft, jo):
    prove(draft, jo, ask(draft, jo))
    assert public.to_prove(change(draft, jo, ADDRESS.upper())) == ()


def test_after_five_wrong_tries_the_right_code_does_not_work_either(draft, jo):
    code = ask(draft, jo)
    said = [prove(draft, jo, wrong(code)) for _ in range(rules.CODE_TRIES)]
    assert said == [codes.WRONG] * (rules.CODE_TRIES - 1) + [codes.USED_UP]
    assert prove(draft, jo, code) == codes.GONE


def test_control_after_four_wrong_tries_it_still_works(draft, jo):
    code = ask(draft, jo)
    for _ in range(rules.CODE_TRIES - 1):
        prove(draft, jo, wrong(code))
    assert prove(draft, jo, code) == ""


@pytest.mark.parametrize(("minutes", "said"), [(14, ""), (15, codes.GONE)])
def test_a_code_lives_for_a_quarter_of_an_hour(draft, jo, minutes, said):
    now = clock.now()
    with clock.frozen(now):
        code = ask(draft, jo)
    with clock.frozen(now + timedelta(minutes=minutes)):
        assert prove(draft, jo, code) == said


def test_a_new_code_ends_the_one_before(draft, jo):
    first = ask(draft, jo)
    second = ask(draft, jo)
    while second == first:
        second = ask(draft, jo)
    assert prove(draft, jo, first) == codes.WRONG and prove(draft, jo, second) == ""


def test_codes_are_not_asked_for_without_end(draft, jo):
    with clock.frozen(clock.now()):
        for _ in range(rules.CODES_AN_HOUR):
            ask(draft, jo)
        with pytest.raises(public.NotAllowed, match="al een paar keer"):
            ask(draft, jo)


def test_who_confirmed_an_address_before_does_not_do_so_again(draft, jo):
    prove(draft, jo, ask(draft, jo))
    again = factories.filled(jo, buur_email=ADDRESS)
    assert public.to_prove(again) == ()


def test_control_somebody_else_does(draft, jo):
    prove(draft, jo, ask(draft, jo))
    bo = factories.resident(factories.OTHER_BSN)
    assert [each.question for each in public.to_prove(factories.filled(bo, buur_email=ADDRESS))] == ["buur_email"]


def test_nobody_else_asks_or_proves(draft, jo):
    bo = factories.resident(factories.OTHER_BSN)
    code = ask(draft, jo)
    for stranger in (bo, None, factories.organisation()):
        with pytest.raises(public.NotFound):
            public.ask_code(application_id=draft.id, question="buur_email", resident=stranger)
        with pytest.raises(public.NotFound):
            public.prove(application_id=draft.id, question="buur_email", typed=code, resident=stranger)
    assert prove(draft, jo, code) == ""


def test_only_a_keyed_hash_of_the_address_is_kept_as_proof(draft, jo):
    prove(draft, jo, ask(draft, jo))
    kept = Application.objects.get(pk=draft.id).proven
    assert len(kept) == 1 and len(kept[0]) == 64 and ADDRESS not in str(kept)


def test_a_service_without_codes_costs_no_query(service, django_assert_num_queries):
    view = factories.filled(factories.resident())
    with django_assert_num_queries(0):
        assert public.to_prove(view) == ()
