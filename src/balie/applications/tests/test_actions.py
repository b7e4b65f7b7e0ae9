"""A draft: what is typed is kept, never overwritten in silence, and only by its owner."""
import pytest
from django.db.models import F

from balie.applications import public
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.documents import public as documents


def test_a_page_keeps_what_is_right_and_says_what_is_wrong(jo):
    saved = factories.save(factories.draft(jo), "plan", of=jo, kinderen="veel", muziek="nee")
    assert not saved.ok and set(saved.errors) == {"kinderen"}
    assert saved.raw["kinderen"][""] == "veel" and saved.application.answers == {"muziek": False}
    assert saved.application.visited == ()


def test_a_question_that_appears_is_no_mistake(jo):
    view = factories.draft(jo)
    saved = factories.save(view, "plan", of=jo, kinderen="30", muziek="ja")
    assert saved.fresh == ("luid",) and not saved.errors and not saved.ok
    again = factories.save(saved.application, "plan", of=jo, kinderen="30", muziek="ja", luid="")
    assert again.errors and "luid" in again.errors


def test_a_question_that_appears_can_be_answered_at_once(jo):
    saved = factories.save(factories.draft(jo), "plan", of=jo, kinderen="30", muziek="ja", luid="zacht")
    assert saved.ok and saved.next == "wie" and saved.application.visited == ("plan",)


def test_a_stale_revision_is_refused_and_changes_nothing(jo):
    view = factories.draft(jo)
    factories.save(view, "plan", of=jo, kinderen="30", muziek="nee")
    with pytest.raises(public.Conflict):
        factories.save(view, "plan", of=jo, kinderen="12", muziek="nee")
    kept = public.get(view.id, resident=jo)
    assert kept.answers["kinderen"] == "30" and kept.revision == 1


def test_control_without_the_revision_the_second_tab_overwrites(jo):
    view = factories.draft(jo)
    factories.save(view, "plan", of=jo, kinderen="30", muziek="nee")
    Application.objects.update(revision=F("revision") - 1)
    factories.save(view, "plan", of=jo, kinderen="12", muziek="nee")
    assert public.get(view.id, resident=jo).answers["kinderen"] == "12"


def test_what_the_second_tab_typed_can_be_shown_again(jo):
    view = factories.draft(jo)
    factories.save(view, "plan", of=jo, kinderen="30", muziek="nee")
    posted = {"kinderen": ["12"], "muziek": ["ja"], "luid": ["hard"]}
    shown = public.preview(application_id=view.id, page="plan", posted=posted, resident=jo)
    assert shown.raw["kinderen"][""] == "12" and shown.raw["luid"][""] == "hard"
    assert public.get(view.id, resident=jo).answers == {"kinderen": "30", "muziek": False}


def test_only_questions_of_this_page_are_read(jo):
    saved = factories.save(factories.draft(jo), "plan", of=jo, kinderen="30", muziek="nee", toelichting="elders", prijs="0", onbekend="x")
    assert set(saved.application.answers) == {"kinderen", "muziek"}


def test_a_page_that_is_not_there_is_refused(jo):
    with pytest.raises(public.NotFound):
        factories.save(factories.draft(jo), "bestaat-niet", of=jo, kinderen="30")


def test_an_emptied_answer_is_gone(jo):
    view = factories.filled(jo, toelichting="Voor de buurt")
    assert view.answers["toelichting"] == "Voor de buurt"
    assert "toelichting" not in factories.save(view, "wie", of=jo, toelichting="").application.answers


def test_what_the_door_refused_is_not_kept(jo):
    view = factories.draft(jo)
    saved = factories.save(view, "wie", of=jo, toelichting="Hallo", refused={"toelichting": "Dit kan niet."})
    assert saved.errors == {"toelichting": "Dit kan niet."} and "toelichting" not in saved.application.answers


def test_a_sent_application_does_not_change(jo):
    view = factories.sent(jo)
    with pytest.raises(public.NotAllowed):
        factories.save(view, "plan", of=jo, kinderen="1", muziek="nee")
    with pytest.raises(public.NotAllowed):
        public.keep_facts(application_id=view.id, resident=jo, source="brp", facts={})


def test_a_new_version_leaves_the_draft_on_the_old_one(jo, service):
    view = factories.draft(jo)
    newer = factories.publish(("label: Hoeveel kinderen komen er?", "label: Hoeveel?"))
    assert newer != service
    kept, new = public.get(view.id, resident=jo), public.start(service="speelstraat", resident=jo)
    assert kept.version_id == service and kept.state.pages[0].questions[0].label == "Hoeveel kinderen komen er?"
    assert new.version_id == newer and new.state.pages[0].questions[0].label == "Hoeveel?"


def test_throwing_away_removes_the_draft_and_its_files(jo):
    view, other = factories.draft(jo), factories.draft(jo)
    factories.save(view, "wie", of=jo, given={"bijlage": [factories.upload(view)]})
    factories.upload(other)
    public.withdraw(application_id=view.id, resident=jo)
    assert list(Application.objects.values_list("pk", flat=True)) == [other.id]
    assert not documents.documents_of_owner(view.owner) and documents.documents_of_owner(other.owner)


def test_stopping_what_waits_for_money_is_told_once(jo, names):
    view = factories.sent(jo, muziek="ja", luid="zacht")
    public.withdraw(application_id=view.id, resident=jo)
    public.withdraw(application_id=view.id, resident=jo)
    assert names() == ["ApplicationWithdrawn"] and factories.row(view).status == "ingetrokken"


def test_what_is_sent_is_stopped_elsewhere(jo):
    with pytest.raises(public.NotAllowed):
        public.withdraw(application_id=factories.sent(jo).id, resident=jo)
