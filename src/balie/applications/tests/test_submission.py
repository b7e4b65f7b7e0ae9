"""Sending: the server recomputes everything, freezes it, and an application counts once."""
from decimal import Decimal

import pytest

from balie.applications import public, submission
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.catalogue import public as catalogue
from balie.identity import public as identity
from balie.payments import public as payments


def test_nothing_to_pay_is_complete_at_once(jo, names):
    view = factories.sent(jo)
    assert view.status == "ingediend" and view.kenmerk.startswith("Z-") and view.price == 0 and view.expires is None
    assert names() == ["ApplicationSubmitted"]


def test_something_to_pay_waits_for_the_money(jo, names):
    view = factories.sent(jo, muziek="ja", luid="zacht")
    assert view.status == "betalen" and names() == []
    payment = payments.get(view.payment_id, owner=view.owner)
    assert payment.amount == view.price == Decimal("20.00") and payment.description == "Speelstraat"


def test_sending_twice_is_one_application_and_one_event(jo, names):
    view = factories.filled(jo)
    first, again = (public.submit(application_id=view.id, resident=jo) for _ in range(2))
    assert first.kenmerk == again.kenmerk and names() == ["ApplicationSubmitted"]


def test_sending_twice_asks_for_the_money_once(jo):
    view = factories.filled(jo, muziek="ja", luid="zacht")
    first, again = (public.submit(application_id=view.id, resident=jo) for _ in range(2))
    assert first.payment_id == again.payment_id and len(payments.for_owner(view.owner)) == 1


def test_control_two_drafts_are_two_applications(jo, names):
    assert factories.sent(jo).kenmerk != factories.sent(jo).kenmerk
    assert names() == ["ApplicationSubmitted"] * 2


def test_a_hidden_answer_does_not_count(jo):
    """Typed while there was music, still in the draft when there is none any more."""
    view = factories.filled(jo, muziek="ja", luid="keihard")
    view = factories.save(view, "plan", of=jo, kinderen="30", muziek="nee", luid="keihard").application
    assert view.answers["luid"] == "keihard"
    sent = public.submit(application_id=view.id, resident=jo)
    assert "luid" not in sent.answers and sent.price == 0 and sent.outcome["decision"]["outcome"] == "verlenen"


def test_control_the_same_answer_counts_when_it_is_shown(jo):
    sent = factories.sent(jo, muziek="ja", luid="keihard")
    assert sent.answers["luid"] == "keihard" and sent.outcome["decision"]["outcome"] == "medewerker"


def test_a_price_a_decision_or_a_fact_from_the_browser_is_ignored(jo):
    view = factories.draft(jo)
    forged = {"prijs": "0", "prijs_muziek": "0", "total": "0", "tarief": "0", "decision": "verlenen", "persoon.naam": "Een ander",
              "persoon": "x", "voertuig.merk": "DAF", "status": "ingediend"}
    view = factories.save(view, "plan", of=jo, kinderen="30", muziek="ja", luid="zacht", **forged).application
    view = factories.save(view, "wie", of=jo, **forged).application
    sent = public.submit(application_id=view.id, resident=jo)
    assert sent.price == Decimal("20.00") and sent.facts["persoon"]["naam"] == "J. de Wit" and "voertuig" not in sent.facts
    assert sent.outcome["decision"]["outcome"] == "medewerker" and set(sent.answers) == {"kinderen", "muziek", "luid"}


def test_answers_that_came_along_are_judged_too(jo):
    """What the check before login brings is no way in for a fact, or for an answer that is no answer."""
    answers = {"kinderen": "heel veel", "prijs": "0", "persoon": {"naam": "Een ander"}}
    view = public.start(service="speelstraat", resident=jo, answers=answers)
    assert view.facts == {} and view.state.total == 0 and not view.state.pages[0].done


def test_a_stop_page_cannot_be_sent(jo):
    view = factories.save(factories.draft(jo), "plan", of=jo, kinderen="501", muziek="nee").application
    with pytest.raises(public.NotReady) as refused:
        public.submit(application_id=view.id, resident=jo)
    assert refused.value.page == "plan" and str(refused.value) == "Dit is een evenement"
    assert not Application.objects.exclude(status="concept").exists()


def test_what_is_missing_is_pointed_at(jo):
    with pytest.raises(public.NotReady) as refused:
        public.submit(application_id=factories.draft(jo).id, resident=jo)
    assert refused.value.page == "plan"


@pytest.mark.parametrize("facts", [None, "never asked"])
def test_without_consent_to_what_is_needed_nothing_is_sent(jo, facts):
    view = public.start(service="speelstraat", resident=jo)
    if facts is None:
        public.keep_facts(application_id=view.id, resident=jo, source="brp", facts=None)
    view = factories.fill(view, of=jo)
    with pytest.raises(public.NotReady) as refused:
        public.submit(application_id=view.id, resident=jo)
    assert refused.value.page is None


@pytest.mark.parametrize("weak", [{"loa": identity.Loa.BASIS}, {"loa": None}, {"via": "eherkenning", "loa": identity.Loa.EH3}])
def test_a_login_that_is_too_low_sends_nothing(jo, weak):
    view = factories.filled(jo)
    with pytest.raises(public.NotReady):
        public.submit(application_id=view.id, resident=factories.resident(**weak))
    assert factories.row(view).status == "concept"


def test_at_the_counter_an_official_saw_who_it_is(jo):
    helped = factories.resident(via="balie", loa=None)
    assert public.submit(application_id=factories.filled(jo).id, resident=helped).status == "ingediend"


def test_a_draft_is_judged_by_its_own_version(jo):
    """A newer version asks one more source and a higher login: the draft cannot give those, and does not have to."""
    view = factories.filled(jo)
    factories.publish(("login: {digid: midden}", "login: {digid: substantieel}"),
                      ("pages:\n", "  - {source: brp_household, fields: [persoon.huishouden], purpose: Nieuw., legal_basis: Nieuw}\npages:\n"))
    assert public.submit(application_id=view.id, resident=jo).status == "ingediend"
    with pytest.raises(public.NotReady):  # control: a new draft has to
        public.submit(application_id=factories.filled(jo).id, resident=jo)


def test_what_was_sent_keeps_its_price(jo):
    view = factories.sent(jo, muziek="ja", luid="zacht")
    catalogue.change_settings(slug="speelstraat", values={"tarief": "99.00"})
    kept = public.get(view.id, resident=jo)
    assert kept.price == Decimal("20.00") and kept.outcome["costs"] == [{"label": "Muziek", "amount": "20.00"}]
    assert factories.sent(jo, muziek="ja", luid="zacht").price == Decimal("99.00")


def test_begun_before_logging_in_it_becomes_the_residents(gemeente):
    factories.publish_open()
    jo = factories.resident()
    view = factories.fill(public.start(service="speelstraat", resident=None, token=factories.TOKEN), token=factories.TOKEN)
    public.submit(application_id=view.id, resident=jo, token=factories.TOKEN)
    assert public.submitted(view.id).person_id == jo.person_id


def test_later_rooms_get_what_was_frozen(jo):
    view = factories.sent(jo)
    found = public.submitted(view.id)
    assert (found.kenmerk, found.answers, found.decision["row"]) == (view.kenmerk, {"kinderen": "30", "muziek": False}, "anders")
    with pytest.raises(public.NotFound):
        public.submitted(factories.filled(jo).id)


def test_a_file_goes_along_and_no_other(jo):
    view = factories.filled(jo)
    mine, foreign = factories.upload(view), factories.upload(view, owner="application:" + "0" * 8 + "-0000-4000-8000-000000000000")
    posted = factories.save(view, "wie", of=jo, bijlage=foreign["document_id"]).application
    assert "bijlage" not in posted.answers  # files are not typed: an id in the form says nothing
    view = factories.save(posted, "wie", of=jo, given={"bijlage": [mine]}).application
    public.submit(application_id=view.id, resident=jo)
    assert [str(key) for key in public.submitted(view.id).attachments] == [mine["document_id"]]


def test_the_number_is_new_each_time(jo):
    assert len({submission._next_kenmerk() for _ in range(5)}) == 5
