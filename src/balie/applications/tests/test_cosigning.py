"""Signing together: who is asked, who may answer, and what an answer does. Nobody agrees with themselves."""
from uuid import UUID

import pytest

from balie.applications import public
from balie.applications.models import Application, Cosigner
from balie.applications.tests import factories
from balie.identity import public as identity
from balie.kernel import clock, tenancy

MUSIC = {"muziek": "ja", "luid": "zacht"}


@pytest.fixture
def parent(service):
    return factories.resident(factories.PARENT_BSN)


@pytest.fixture
def by_mail(jo):
    """Waits for the neighbour, who is known by an address only."""
    return factories.sent(jo, buur_email="buur@voorbeeld.example")


@pytest.fixture
def by_name(jo, parent):
    """Waits for the other parent, who is known from the BRP."""
    return factories.sent(jo, kind="kind-1", parent=parent.person_id)


def token_of(view) -> str:
    return Cosigner.objects.get(application_id=view.id).token


def answer(view, who, *, agree: bool = True):
    return public.answer(token=token_of(view), agree=agree, resident=who)


def test_the_application_waits_and_the_cosigner_is_asked(by_mail, by_name, names, parent):
    assert by_mail.status == by_name.status == "ondertekenen"
    buur, ouder = public.cosigners_of(by_mail.id)[0], public.cosigners_of(by_name.id)[0]
    assert (buur.name, buur.email, buur.person_id, buur.status_name) == ("Uw buur", "buur@voorbeeld.example", None, "Gevraagd")
    assert (ouder.name, ouder.email, ouder.person_id) == ("De andere ouder", "", parent.person_id)
    assert (buur.until - clock.today()).days == 14 and len(token_of(by_mail)) >= 27


def test_asking_is_announced_and_sending_is_not(jo, names):
    factories.sent(jo, buur_email="buur@voorbeeld.example")
    assert names() == ["CosignAsked"]


def test_agreeing_completes(by_mail, bo, names):
    found = answer(by_mail, bo)
    assert found.status == "akkoord" and found.person_id == bo.person_id
    assert names() == ["CosignAnswered", "ApplicationSubmitted"] and factories.row(by_mail).status == "ingediend"


def test_agreeing_asks_for_the_money_first(jo, bo, names):
    view = factories.sent(jo, buur_email="buur@voorbeeld.example", **MUSIC)
    assert view.payment_id is None
    answer(view, bo)
    assert names()[1:] == ["CosignAnswered", "PaymentNeeded"] and factories.row(view).status == "betalen" and factories.row(view).payment_id


def test_one_of_two_is_not_enough(jo, bo, parent, names):
    view = factories.sent(jo, buur_email="buur@voorbeeld.example", kind="kind-1", parent=parent.person_id)
    tokens = {each.role: each.token for each in public.cosigners_of(view.id)}
    public.answer(token=tokens["buur"], agree=True, resident=bo)
    assert factories.row(view).status == "ondertekenen" and "ApplicationSubmitted" not in names()
    public.answer(token=tokens["andere-ouder"], agree=True, resident=parent)
    assert factories.row(view).status == "ingediend"


def test_the_applicant_never_agrees_with_themselves(by_mail, jo):
    with pytest.raises(public.NotAllowed):
        answer(by_mail, jo)
    assert factories.row(by_mail).status == "ondertekenen"


def test_also_not_when_the_register_names_them(jo):
    view = factories.sent(jo, kind="kind-1", parent=jo.person_id)
    with pytest.raises(public.NotAllowed):
        answer(view, jo)


def test_an_organisation_does_not_agree(gemeente, bo):
    """Not with its own application, and not with that of somebody else: a person is asked."""
    factories.publish_open()
    company = factories.organisation()
    view = factories.fill(public.start(service="speelstraat", resident=company), of=company, buur_email="buur@voorbeeld.example")
    public.submit(application_id=view.id, resident=company)
    with pytest.raises(public.NotAllowed):
        answer(view, company)
    assert answer(view, bo).status == "akkoord"  # control


def test_only_who_was_asked_answers(by_name, bo, parent):
    for who in (bo, identity.Resident(person_id=UUID(int=5))):
        with pytest.raises(public.NotAllowed):
            answer(by_name, who)
    assert answer(by_name, parent).status == "akkoord"  # control


def test_another_municipality_has_no_such_invitation(by_mail, bo, other_gemeente):
    token = token_of(by_mail)
    with tenancy.scope(other_gemeente), pytest.raises(public.NotFound):
        public.answer(token=token, agree=True, resident=bo)


@pytest.mark.parametrize("agree", [True, False])
def test_the_same_answer_twice_is_one_answer(by_mail, bo, names, agree):
    answer(by_mail, bo, agree=agree)
    told = names()
    answer(by_mail, bo, agree=agree)
    assert names() == told and told.count("CosignAnswered") == 1


@pytest.mark.parametrize("agree", [True, False])
def test_another_answer_afterwards_is_refused(by_mail, bo, agree):
    answer(by_mail, bo, agree=agree)
    status = factories.row(by_mail).status
    with pytest.raises(public.NotAllowed):
        answer(by_mail, bo, agree=not agree)
    assert factories.row(by_mail).status == status


def test_who_came_first_has_answered(by_mail, bo, parent):
    answer(by_mail, bo)
    with pytest.raises(public.NotAllowed):
        answer(by_mail, parent)


def test_refusing_stops_it_and_asks_for_no_money(jo, bo, names):
    view = factories.sent(jo, buur_email="buur@voorbeeld.example", **MUSIC)
    answer(view, bo, agree=False)
    row = factories.row(view)
    assert (row.status, row.payment_id) == ("ingetrokken", None)
    assert names() == ["CosignAsked", "CosignAnswered", "ApplicationWithdrawn"]


def test_what_is_stopped_asks_nobody_any_more(jo, bo, parent):
    """One refuses: the question to the other is no longer open, not in a list and not by its link."""
    view = factories.sent(jo, buur_email="buur@voorbeeld.example", kind="kind-1", parent=parent.person_id)
    assert [each.application_id for each in public.cosigns_asked_of(parent)] == [view.id]  # control
    tokens = {each.role: each.token for each in public.cosigners_of(view.id)}
    public.answer(token=tokens["buur"], agree=False, resident=bo)
    assert public.cosigns_asked_of(parent) == () and public.cosign(tokens["andere-ouder"]).status == "vervallen"
    with pytest.raises(public.NotAllowed, match="gestopt"):
        public.answer(token=tokens["andere-ouder"], agree=True, resident=parent)
    assert factories.row(view).status == "ingetrokken"


def test_the_applicant_may_stop_it_while_it_waits(by_mail, jo, bo):
    public.withdraw(application_id=by_mail.id, resident=jo)
    with pytest.raises(public.NotAllowed, match="gestopt"):
        answer(by_mail, bo)


def test_the_cosigner_reads_the_text_with_the_answers_of_this_application(by_mail):
    assert "Er komen 30 kinderen." in public.cosign_text(token_of(by_mail))


def test_later_rooms_hear_who_agreed(by_mail, bo):
    answer(by_mail, bo)
    assert [(each.role, each.status) for each in public.submitted(by_mail.id).cosigners] == [("buur", "akkoord")]
    assert Application.objects.count() == 1
