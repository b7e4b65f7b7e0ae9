"""Publishing: once per content, never changed afterwards, announced, and per municipality."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from balie.catalogue import public as catalogue
from balie.catalogue import shelf
from balie.catalogue.models import ServiceVersion
from balie.forms.public import definition_of
from balie.kernel import tenancy

from .factories import definition


def jobs(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where args->>'event' like %s", [f"%{name}"])
        return cursor.fetchone()[0]


def changed(of, old: str, new: str):
    return definition_of({**of.files, "service.yaml": of.files["service.yaml"].replace(old, new)})


def test_same_content_is_one_version(gemeente):
    first = catalogue.publish(definition=definition())
    assert catalogue.publish(definition=definition()) == first
    assert catalogue.current_version("stoepkrijt").number == 1


def test_other_content_is_the_next_version_and_the_old_one_stays(gemeente):
    first = catalogue.publish(definition=definition())
    second = catalogue.publish(definition=changed(definition(), "Vraag krijt.", "Vraag gekleurd krijt."))
    assert catalogue.current_version("stoepkrijt").version_id == second
    assert catalogue.version(second).number == 2
    assert catalogue.definition(first).service.summary == "Vraag krijt."
    assert catalogue.service("stoepkrijt").summary == "Vraag gekleurd krijt."


def test_back_to_earlier_content_is_a_new_version(gemeente):
    catalogue.publish(definition=definition())
    catalogue.publish(definition=changed(definition(), "Vraag krijt.", "Anders."))
    catalogue.publish(definition=definition())
    assert catalogue.current_version("stoepkrijt").number == 3


def test_a_published_version_cannot_be_changed_or_deleted(gemeente):
    version_id = catalogue.publish(definition=definition())
    for change in (lambda rows: rows.update(number=9), lambda rows: rows.delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change(ServiceVersion.objects.filter(pk=version_id))


def test_publishing_is_announced_once(gemeente, monkeypatch):
    from balie.catalogue import publishing

    heard = []
    monkeypatch.setattr(publishing.outbox, "announce", heard.append)
    version_id = catalogue.publish(definition=definition())
    catalogue.publish(definition=definition())
    assert [(each.service, each.version_id) for each in heard] == [("stoepkrijt", version_id)]


def test_another_municipality_does_not_see_it(gemeente, other_gemeente):
    version_id = catalogue.publish(definition=definition())
    assert catalogue.plan(version_id)  # now it is in memory
    with tenancy.scope(other_gemeente):
        assert catalogue.list_services() == ()
        for ask in (lambda: catalogue.plan(version_id), lambda: catalogue.service("stoepkrijt"), lambda: catalogue.version(version_id)):
            with pytest.raises(catalogue.UnknownService):
                ask()


def test_unknown_names_say_so(gemeente):
    with pytest.raises(catalogue.UnknownService):
        catalogue.service("bestaat-niet")
    with pytest.raises(catalogue.UnknownService):
        catalogue.plan(uuid4())


def test_a_page_costs_one_query_and_then_none(gemeente, django_assert_num_queries):
    catalogue.publish_standard_catalogue()
    catalogue.list_services()  # every definition is read once per process
    shelf.forget(tenancy.current_id())
    with django_assert_num_queries(1):
        catalogue.service("paspoort")
        catalogue.list_services()
        catalogue.life_events()
        catalogue.settings_of("paspoort")
    with django_assert_num_queries(0):
        catalogue.service("paspoort")
        catalogue.plan(catalogue.current_version("paspoort").version_id)


def test_control_without_the_shelf_every_call_is_a_query(gemeente, django_assert_num_queries, monkeypatch):
    catalogue.publish(definition=definition())
    catalogue.list_services()
    monkeypatch.setattr(shelf, "FRESH_SECONDS", -1)
    with django_assert_num_queries(2):
        catalogue.list_services()
        catalogue.list_services()


def test_a_service_that_another_process_published_is_there_at_once(gemeente):
    catalogue.list_services()
    before = shelf._shelves[tenancy.current_id()]
    catalogue.publish(definition=definition())
    shelf._shelves[tenancy.current_id()] = before  # what a process that did not publish it still has in memory
    assert "stoepkrijt" not in shelf.heads(), "control: the list is a few seconds old"
    assert catalogue.service("stoepkrijt").name == "Stoepkrijt lenen"


def test_the_standard_catalogue_is_published_twice_without_new_versions(gemeente):
    first = catalogue.publish_standard_catalogue()
    assert len(first) >= 6
    assert catalogue.publish_standard_catalogue() == first


def test_english_view_and_dutch_fallback(gemeente):
    own = definition()
    catalogue.publish(definition=replace(own, files={**own.files, "translations/en.yaml": "Stoepkrijt lenen: Borrow pavement chalk\n"}))
    assert catalogue.service("stoepkrijt", language="en").name == "Borrow pavement chalk"
    assert catalogue.service("stoepkrijt", language="en").summary == "Vraag krijt."


def test_texts_of_the_page_name_the_town_and_its_price(gemeente):
    own = definition()
    files = {**own.files, "service.yaml": own.files["service.yaml"].replace("Vraag krijt.", "Krijt in {{ gemeente.naam }} voor {{ tarief }}.")}
    catalogue.publish(definition=definition_of(files))
    catalogue.change_settings(slug="stoepkrijt", values={"tarief": "3.10"})
    assert catalogue.service("stoepkrijt").summary == f"Krijt in {gemeente.naam} voor €\u00a03,10."


@pytest.mark.django_db(transaction=True)
def test_services_are_found_outside_a_transaction_too():
    from balie.kernel.testing import make_gemeente

    with tenancy.scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"])):
        version_id = catalogue.publish(definition=definition())
        shelf.forget(tenancy.current_id())
        assert not connection.in_atomic_block
        assert catalogue.current_version("stoepkrijt").version_id == version_id
        assert not ServiceVersion.objects.exists(), "control: without a transaction the database shows nothing"
