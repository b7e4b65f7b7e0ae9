"""A new version halfway: the draft stays where it is until its owner moves it, or must; and beginning anew with earlier answers."""
from datetime import timedelta

import pytest

from balie.applications import public
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.kernel import clock

LABEL = ("Hoeveel kinderen komen er?", "Hoeveel kinderen spelen er mee?")
LESS = ("max: 900", "max: 20")
EXTRA = ("      - {question: muziek,", "      - {question: straat, type: text, label: Welke straat?}\n      - {question: muziek,")
CONSENT = ("purpose: Om te weten wie u bent.", "purpose: Om te weten waar u woont.")


def drafts(old: str, since: str = "") -> tuple[str, str]:
    return "login: {digid: midden}\n", f"login: {{digid: midden}}\ndrafts: {{old: {old}{', since: ' + since if since else ''}}}\n"


def move(view, jo):
    return public.move_over(application_id=view.id, resident=jo)


def test_the_draft_stays_on_its_own_version(jo):
    view = factories.filled(jo)
    factories.publish(EXTRA)
    same = public.get(view.id, resident=jo)
    assert same.version_id == view.version_id and "straat" not in same.plan.types
    assert public.newer_there(same) and not public.must_move(same)
    assert public.submit(application_id=view.id, resident=jo).status == "ingediend"


def test_control_without_a_new_version_there_is_nothing_to_move_to(jo):
    view = factories.filled(jo)
    assert not public.newer_there(view) and public.newer(view) is None
    assert move(view, jo).revision == view.revision


def test_what_changes_is_said_before_it_happens(jo):
    view = factories.filled(jo)
    factories.publish(EXTRA, LABEL, LESS)
    found = public.newer(public.get(view.id, resident=jo))
    assert found.changes.new == ("Welke straat?",) and found.changes.changed == ((LABEL[0], LABEL[1]),) and found.again == (LABEL[1],)
    assert public.get(view.id, resident=jo).version_id == view.version_id  # looking moves nothing


def test_moving_keeps_what_fits_and_shows_the_changed_page_again(jo):
    view = factories.filled(jo, muziek="ja", luid="Zacht", toelichting="Leuk")
    factories.publish(EXTRA)
    moved = move(view, jo)
    assert moved.version_id == catalogue.current_version("speelstraat").version_id != view.version_id
    assert dict(moved.answers) == dict(view.answers) and moved.visited == ("wie",) and moved.revision == view.revision + 1
    assert public.first_open(moved.state) == "plan" and "brp" in moved.fact_sources
    with pytest.raises(public.NotReady):
        public.submit(application_id=view.id, resident=jo)


def test_a_tab_that_was_open_cannot_overwrite_after_moving(jo):
    view = factories.filled(jo)
    factories.publish(EXTRA)
    moved = move(view, jo)
    with pytest.raises(public.Conflict):
        factories.save(moved, "plan", of=jo, revision=view.revision, kinderen="1", muziek="nee", straat="Laan")
    assert factories.save(moved, "plan", of=jo, kinderen="30", muziek="nee", straat="Laan").ok  # control


def test_another_purpose_needs_consent_anew(jo):
    view = factories.filled(jo)
    factories.publish(CONSENT)
    moved = move(view, jo)
    assert "brp" not in moved.fact_sources and "persoon" not in moved.facts


def test_a_file_of_a_question_that_is_gone_is_destroyed(jo):
    view = factories.draft(jo)
    file = factories.upload(view)
    factories.save(view, "wie", of=jo, given={"bijlage": [file]})
    assert documents.documents_of_owner(view.owner)
    factories.publish(("      - {question: bijlage, type: upload, label: Tekening, required: false}\n", ""))
    move(view, jo)
    assert not documents.documents_of_owner(view.owner)


def test_when_it_must_move_it_is_not_sent_before(jo):
    view = factories.filled(jo)
    factories.publish(LABEL, drafts("must"))
    assert public.must_move(public.get(view.id, resident=jo)) and public.newer(view).must
    with pytest.raises(public.NotReady, match="nieuwe versie"):
        public.submit(application_id=view.id, resident=jo)
    moved = move(view, jo)
    assert not public.must_move(moved)
    factories.save(moved, "plan", of=jo, kinderen="30", muziek="nee")
    assert public.submit(application_id=view.id, resident=jo).status == "ingediend"


@pytest.mark.parametrize(("days", "must"), [(1, False), (0, True)])
def test_it_must_from_its_day_on(jo, days, must):
    view = factories.filled(jo)
    factories.publish(LABEL, drafts("must", (clock.today() + timedelta(days=days)).isoformat()))
    assert public.must_move(view) is must and public.newer_there(view)


def test_a_version_that_lets_drafts_be_offers_nothing(jo):
    view = factories.filled(jo)
    factories.publish(LABEL, drafts("keep"))
    assert not public.newer_there(view) and public.newer(view) is None and move(view, jo).version_id == view.version_id


def test_nobody_moves_what_is_another_s(jo, bo):
    view = factories.filled(jo)
    factories.publish(LABEL)
    for stranger in (bo, None, factories.organisation()):
        with pytest.raises(public.NotFound):
            public.move_over(application_id=view.id, resident=stranger)


def test_what_was_sent_is_not_moved(jo):
    view = factories.sent(jo)
    factories.publish(LABEL)
    with pytest.raises(public.NotAllowed):
        move(view, jo)


# -- beginning anew ------------------------------------------------------------------------------------------------------------


def test_a_fresh_draft_has_the_answers_and_nothing_else(jo):
    view = factories.draft(jo)
    view = factories.fill(view, of=jo)
    factories.save(view, "wie", of=jo, given={"bijlage": [factories.upload(view)]}, toelichting="Leuk")
    sent = public.submit(application_id=view.id, resident=jo)
    fresh = public.start_again(application_id=sent.id, resident=jo)
    assert dict(fresh.answers) == {"kinderen": "30", "muziek": False, "toelichting": "Leuk"}
    assert (fresh.facts, fresh.fact_sources, fresh.visited, fresh.status) == ({}, {}, (), "concept") and fresh.id != sent.id
    assert documents.documents_of_owner(sent.owner)  # the earlier one keeps its file


def test_it_fits_the_present_version(jo):
    sent = factories.sent(jo)
    factories.publish(LESS)
    fresh = public.start_again(application_id=sent.id, resident=jo)
    assert fresh.version_id != sent.version_id and "kinderen" not in fresh.answers and fresh.answers["muziek"] is False


def test_a_draft_is_no_earlier_application_and_another_s_is_nobody_s(jo, bo):
    with pytest.raises(public.NotAllowed):
        public.start_again(application_id=factories.filled(jo).id, resident=jo)
    sent = factories.sent(jo)
    for stranger in (bo, factories.organisation()):
        with pytest.raises(public.NotFound):
            public.start_again(application_id=sent.id, resident=stranger)
    before = Application.objects.count()
    public.start_again(application_id=sent.id, resident=jo)
    assert Application.objects.count() == before + 1  # control
