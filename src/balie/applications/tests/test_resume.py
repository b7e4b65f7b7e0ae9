"""The way back in by a mail link: a random token of which only the hash is kept, and what it opens for whom."""
from datetime import timedelta

import pytest

from balie.applications import public, rules
from balie.applications.models import ResumeLink
from balie.applications.tests import factories
from balie.kernel import clock, tenancy

OPEN = {"service": "speelstraat", "resident": None}


@pytest.fixture
def view(gemeente):
    """A draft of a visitor who has not logged in."""
    factories.publish_open()
    return public.start(**OPEN, token=factories.TOKEN)


@pytest.fixture
def link(view):
    return public.make_resume_link(application_id=view.id, resident=None, token=factories.TOKEN)


def test_only_the_hash_is_kept(view, link):
    row = ResumeLink.objects.get()
    assert bytes(row.hash) == rules.hashed(link) and len(link) >= 27
    kept = " ".join(str(bytes(value) if isinstance(value, memoryview) else value) for value in ResumeLink.objects.values_list().get())
    assert link not in kept


def test_it_brings_the_draft_to_another_device(view, link):
    found = public.resume(link=link, resident=None, token=factories.OTHER_TOKEN)
    assert found.id == view.id
    assert public.get(view.id, resident=None, token=factories.OTHER_TOKEN).answers == view.answers
    with pytest.raises(public.NotFound):  # it moved: the first device does not hold it any more
        public.get(view.id, resident=None, token=factories.TOKEN)
    assert public.resume(link=link, resident=None, token=factories.TOKEN).id == view.id  # and it can be brought back until the link ends


def test_what_is_kept_opens_nothing(view, link):
    for wrong in ("", link[:-1], rules.hashed(link).hex(), str(view.id)):
        with pytest.raises(public.NotFound):
            public.resume(link=wrong, resident=None, token=factories.OTHER_TOKEN)


def test_it_ends_with_its_term(link):
    with clock.frozen(clock.now() + timedelta(days=rules.RESUME_DAYS, seconds=1)), pytest.raises(public.NotFound):
        public.resume(link=link, resident=None, token=factories.OTHER_TOKEN)


def test_it_ends_when_the_draft_is_sent(view, link):
    factories.fill(view, token=factories.TOKEN)
    public.submit(application_id=view.id, resident=None, token=factories.TOKEN)
    with pytest.raises(public.NotFound):
        public.resume(link=link, resident=None, token=factories.OTHER_TOKEN)


def test_another_municipality_does_not_know_it(link, other_gemeente):
    with tenancy.scope(other_gemeente), pytest.raises(public.NotFound):
        public.resume(link=link, resident=None, token=factories.OTHER_TOKEN)


def test_a_residents_draft_opens_for_that_resident_only(jo, bo):
    view = factories.draft(jo)
    link = public.make_resume_link(application_id=view.id, resident=jo)
    for who in (None, bo):
        with pytest.raises(public.NotFound):
            public.resume(link=link, resident=who, token=factories.OTHER_TOKEN)
    assert public.resume(link=link, resident=jo, token="").id == view.id
    assert factories.row(view).holder is None


def test_links_a_day_are_few(view):
    for _ in range(rules.RESUME_LINKS_A_DAY):
        public.make_resume_link(application_id=view.id, resident=None, token=factories.TOKEN)
    with pytest.raises(public.NotAllowed):
        public.make_resume_link(application_id=view.id, resident=None, token=factories.TOKEN)
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        assert public.make_resume_link(application_id=view.id, resident=None, token=factories.TOKEN)


def test_what_was_sent_needs_no_link(jo):
    with pytest.raises(public.NotAllowed):
        public.make_resume_link(application_id=factories.sent(jo).id, resident=jo)
