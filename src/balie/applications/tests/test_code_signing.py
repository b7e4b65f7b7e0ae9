"""Agreeing without a login: with the code for the invited address and a name; never by the applicant, never two with one address."""
from datetime import timedelta

import pytest
from django.core.cache import cache

from balie.applications import code_signing, codes, jobs, public, rules
from balie.applications.models import Cosigner
from balie.applications.tests import factories
from balie.forms.public import check_definition, definition_of
from balie.identity import public as identity
from balie.kernel import clock

BUUR = "buur@voorbeeld.example"
RULE = "email: buur_email, text"
BY_CODE = (RULE, "email: buur_email, by: code, text")
SECOND = ("  - {role: andere-ouder", "  - {role: bestuur, name: Het bestuur, als: toelichting is ingevuld, email: bestuur_email, by: code,"
          " text: texts/akkoord.md}\n"
          "  - {role: andere-ouder")
ASKED = ("      - {question: kind, type: people", "      - {question: bestuur_email, type: email, label: Bestuur, required: false}\n"
         "      - {question: kind, type: people")


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


@pytest.fixture
def jo(gemeente):
    factories.publish(BY_CODE)
    return factories.resident()


@pytest.fixture
def waits(jo):
    return factories.sent(jo, buur_email=BUUR)


def token_of(view, role: str = "buur") -> str:
    return Cosigner.objects.get(application_id=view.id, role=role).token


def sign(token: str, *, typed: str = "", name: str = "An Bakker", agree: bool = True, resident=None):
    return public.answer_by_code(token=token, agree=agree, name=name, typed=typed, resident=resident)


def code_for(token: str) -> str:
    return public.ask_cosign_code(token=token, resident=None).code


def test_agreeing_with_the_code_completes_and_says_how(waits, names, heard):
    token = token_of(waits)
    fresh = public.ask_cosign_code(token=token, resident=None)
    assert (fresh.channel, fresh.address) == ("email", BUUR)
    signed, wrong = sign(token, typed=fresh.code)
    assert (wrong, signed.status, signed.by, signed.signed_name, signed.person_id) == ("", "akkoord", "code", "An Bakker", None)
    assert names() == ["CosignAnswered", "ApplicationSubmitted"] and factories.row(waits).status == "ingediend"


def test_refusing_stops(waits):
    token = token_of(waits)
    assert sign(token, typed=code_for(token), agree=False)[0].status == "geweigerd"
    assert factories.row(waits).status == "ingetrokken"


def test_without_the_right_code_or_a_name_nothing_happens(waits):
    token = token_of(waits)
    assert sign(token, typed="123456")[1] == codes.GONE
    code = code_for(token)
    assert sign(token, typed=f"{(int(code) + 1) % 10**6:06d}")[1] == codes.WRONG
    assert sign(token, typed=code, name="  ")[1] == code_signing.NAME
    assert factories.row(waits).status == "ondertekenen"
    assert sign(token, typed=code)[1] == ""  # control


def test_tries_end(waits):
    token = token_of(waits)
    code = code_for(token)
    said = [sign(token, typed=f"{(int(code) + 1) % 10**6:06d}")[1] for _ in range(rules.CODE_TRIES)]
    assert said[-1] == codes.USED_UP and sign(token, typed=code)[1] == codes.GONE


def test_the_applicant_who_is_logged_in_does_not_sign_their_own(waits, jo):
    token = token_of(waits)
    code = code_for(token)
    with pytest.raises(public.NotAllowed, match="niet zelf meetekenen"):
        sign(token, typed=code, resident=jo)
    with pytest.raises(public.NotAllowed):
        public.ask_cosign_code(token=token, resident=jo)
    assert sign(token, typed=code, resident=factories.resident(factories.OTHER_BSN))[1] == ""  # control


def test_a_login_is_not_enough_where_a_code_is_asked_and_a_code_not_where_a_login_is(waits, bo, jo):
    with pytest.raises(public.NotAllowed, match="code"):
        public.answer(token=token_of(waits), agree=True, resident=bo)
    factories.publish()
    other = factories.sent(jo, buur_email=BUUR)
    with pytest.raises(public.NotAllowed):
        public.ask_cosign_code(token=token_of(other), resident=None)


@pytest.fixture
def bo(jo):
    return factories.resident(factories.OTHER_BSN)


def test_ones_own_address_is_refused_when_sending(jo):
    identity.update_contact(person_id=jo.person_id, email="Jo@voorbeeld.example")
    with pytest.raises(public.NotReady, match="niet zelf meetekenen") as refused:
        factories.sent(jo, buur_email="jo@voorbeeld.example")
    assert refused.value.page == "wie"
    assert factories.sent(jo, buur_email=BUUR).status == "ondertekenen"  # control


def two(jo, bestuur: str):
    view = factories.draft(jo)
    factories.save(view, "plan", of=jo, kinderen="30", muziek="nee")
    view = public.get(view.id, resident=jo)
    factories.save(view, "wie", of=jo, buur_email=BUUR, bestuur_email=bestuur, toelichting="x")
    return public.submit(application_id=view.id, resident=jo)


def test_two_cosigners_have_two_addresses_and_all_must_agree(gemeente):
    factories.publish(BY_CODE, SECOND, ASKED)
    jo = factories.resident()
    with pytest.raises(public.NotReady, match="twee keer"):
        two(jo, BUUR.upper())
    view = two(jo, "bestuur@voorbeeld.example")
    one, other = token_of(view), token_of(view, "bestuur")
    code = code_for(one)
    assert sign(other, typed=code)[1] == codes.GONE  # the code of the one is not the other's
    assert sign(one, typed=code)[1] == "" and factories.row(view).status == "ondertekenen"
    assert sign(other, typed=code_for(other))[1] == "" and factories.row(view).status == "ingediend"


def test_it_ends_with_its_term_and_reminds_before(waits, heard):
    token = token_of(waits)
    code = code_for(token)
    with clock.frozen(clock.now() + timedelta(days=12)):
        jobs.watch_cosigners()
    assert [type(each).__name__ for each in heard] == ["CosignAsked"]
    with clock.frozen(clock.now() + timedelta(days=15)):
        jobs.watch_cosigners()
        with pytest.raises(public.NotAllowed, match="gestopt"):
            sign(token, typed=code)


@pytest.mark.parametrize(("rule", "wrong"), [("email: buur_email, by: code, text", False), ("who: kind.andere_ouder, by: code, text", True)])
def test_a_code_goes_with_an_address(rule, wrong):
    text = factories.SERVICE.replace(RULE, rule)
    found = [str(each) for each in check_definition(definition_of(factories.FILES | {"service.yaml": text}))]
    assert any("by: code" in each for each in found) is wrong
