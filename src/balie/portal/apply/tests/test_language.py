"""A draft speaks the language of its reader, also when that changes halfway; the answers stay."""
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.utils.translation import override

from balie.applications import public as applications
from balie.catalogue import public as catalogue
from balie.portal.apply.holder import KEY, application_or_404

pytestmark = pytest.mark.django_db
TOKEN = "t" * 43


@pytest.fixture
def request_(gemeente):
    catalogue.publish_standard_catalogue()
    return SimpleNamespace(resident=None, session={KEY: TOKEN})


@pytest.fixture
def draft(request_):
    return applications.start(service="paspoort", resident=None, token=TOKEN, language="nl", answers={"voor_wie": "zelf"})


def test_switching_the_language_switches_the_form(request_, draft):
    with override("en"):
        shown = application_or_404(request_, draft.id)
    assert shown.language == "en"
    assert shown.state.pages[0].title == "Who is the passport for?"
    assert shown.answers == draft.answers
    with override("nl"):
        assert application_or_404(request_, draft.id).state.pages[0].title == "Voor wie is het paspoort?"


def test_the_same_language_changes_nothing(request_, draft, django_assert_num_queries):
    with override("nl"):
        with django_assert_num_queries(1):
            application_or_404(request_, draft.id)


def test_what_was_sent_keeps_its_language(request_, draft):
    apps.get_model("applications", "Application").objects.filter(pk=draft.id).update(status="betalen")
    with override("en"):
        assert application_or_404(request_, draft.id).language == "nl"


def test_somebody_else_cannot_switch_it(draft):
    with pytest.raises(applications.NotFound):
        applications.speak(application_id=draft.id, resident=None, token="x" * 43, language="en")
    assert applications.get(draft.id, resident=None, token=TOKEN).language == "nl"
