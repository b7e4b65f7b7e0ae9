"""An id alone never suffices: not for another person, another municipality, or a visitor without the token."""
import pytest
from django.db.models import Q

from balie.applications import access, public
from balie.applications.models import Application
from balie.applications.tests import factories
from balie.identity import public as identity
from balie.identity.models import Mandate
from balie.kernel import tenancy

VERBS = {
    "get": lambda view, **who: public.get(view.id, **who),
    "save": lambda view, **who: public.save_page(application_id=view.id, page="plan", posted={}, revision=view.revision, **who),
    "preview": lambda view, **who: public.preview(application_id=view.id, page="plan", posted={}, **who),
    "speak": lambda view, **who: public.speak(application_id=view.id, language="en", **who),
    "submit": lambda view, **who: public.submit(application_id=view.id, **who),
    "withdraw": lambda view, **who: public.withdraw(application_id=view.id, **who),
    "link": lambda view, **who: public.make_resume_link(application_id=view.id, **who),
}
verbs = pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)


@verbs
def test_nobody_else_gets_at_a_draft(jo, bo, verb):
    view = factories.filled(jo)
    for who in ({"resident": bo}, {"resident": None}, {"resident": None, "token": factories.TOKEN}, {"resident": bo, "token": factories.TOKEN}):
        with pytest.raises(public.NotFound):
            verb(view, **who)
    assert factories.row(view).status == "concept" and factories.row(view).language == "nl"


@verbs
def test_control_its_owner_does(jo, verb):
    verb(factories.filled(jo), resident=jo)


@verbs
def test_another_municipality_does_not_have_it(jo, other_gemeente, verb):
    view = factories.filled(jo)
    with tenancy.scope(other_gemeente), pytest.raises(public.NotFound):
        verb(view, resident=jo)


@verbs
def test_a_draft_without_login_belongs_to_its_token(gemeente, verb):
    factories.publish_open()
    view = factories.fill(public.start(service="speelstraat", resident=None, token=factories.TOKEN), token=factories.TOKEN)
    for token in ("", factories.OTHER_TOKEN, str(view.id), access.hashed(factories.TOKEN).hex()):
        with pytest.raises(public.NotFound):
            verb(view, resident=None, token=token)
    verb(view, resident=None, token=factories.TOKEN)


def test_of_a_token_only_the_hash_is_kept(gemeente):
    factories.publish_open()
    view = public.start(service="speelstraat", resident=None, token=factories.TOKEN)
    assert bytes(factories.row(view).holder) == access.hashed(factories.TOKEN)


def test_without_login_and_without_token_nothing_begins(gemeente):
    factories.publish_open()
    with pytest.raises(public.NotAllowed):
        public.start(service="speelstraat", resident=None)


def test_an_organisation_and_its_people_do_not_mix(jo):
    company = factories.organisation()
    view = public.start(service="speelstraat", resident=company)
    assert public.get(view.id, resident=company).person_id is None
    with pytest.raises(public.NotFound):
        public.get(view.id, resident=jo)
    posing = identity.Resident(person_id=company.person_id, loa=identity.Loa.MIDDEN)
    with pytest.raises(public.NotFound):
        public.get(view.id, resident=posing)


def test_the_list_shows_ones_own_only(jo, bo, other_gemeente):
    view = factories.draft(jo)
    assert [line.id for line in public.open_of(jo)] == [view.id] and public.open_of(bo) == ()
    with tenancy.scope(other_gemeente):
        assert public.open_of(jo) == () and not Application.objects.exists()


def test_logging_in_makes_the_draft_the_residents(gemeente):
    factories.publish_open()
    view = public.start(service="speelstraat", resident=None, token=factories.TOKEN)
    jo, bo = factories.resident(), factories.resident(factories.OTHER_BSN)
    assert public.take_over(resident=bo, token=factories.OTHER_TOKEN) == public.take_over(resident=bo, token="") == 0
    assert public.take_over(resident=jo, token=factories.TOKEN) == 1
    assert public.take_over(resident=bo, token=factories.TOKEN) == 0  # it is jo's now, and in nobody's token
    assert public.get(view.id, resident=jo).person_id == jo.person_id
    with pytest.raises(public.NotFound):  # the token alone opens it no more
        public.get(view.id, resident=None, token=factories.TOKEN)


@pytest.mark.parametrize("token", ["", "x" * 27])
def test_a_made_up_invitation_opens_nothing(jo, token):
    with pytest.raises(public.NotFound):
        public.cosign(token)


def test_drafts_of_a_resident_can_be_found_by_an_index(jo):
    """A subquery within an `or` is tried on every application."""
    assert "SubPlan" not in Application.objects.filter(access.visible_to(jo)).explain()
    control = Q(person_id=jo.person_id) | Q(mandate_id__in=Mandate.objects.values("id"))
    assert "SubPlan" in Application.objects.filter(control).explain()
