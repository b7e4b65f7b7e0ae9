"""Publishing: once per content, never changed afterwards, announced, and per municipality."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from balie.catalogue import public as catalogue
from balie.catalogue import queries, shelf
from balie.catalogue.life_events import life_events_of
from balie.catalogue.models import Service, ServiceVersion
from balie.catalogue.present import card_of
from balie.forms.public import compile_plan, definition_of
from balie.kernel import tenancy
from balie.kernel.models import AuditEntry

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
    monkeypatch.setattr(publishing.outbox, "announce_all", heard.extend)
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


def test_the_whole_catalogue_takes_as_many_queries_as_one_service(gemeente, other_gemeente):
    """Rows go in a hundred at a time, so a hundred services take one statement; and nothing at all is written when nothing changed."""
    of = definition()
    many = [changed(of, "service: stoepkrijt", f"service: krijt-{number}") for number in range(90)]
    with CaptureQueriesContext(connection) as one:
        catalogue.publish(definition=of)
    with CaptureQueriesContext(connection) as all_of_them:
        published = catalogue.publish_all(definitions=many)
    assert len(set(published)) == 90 and len(all_of_them) == len(one)
    with CaptureQueriesContext(connection) as again:
        assert catalogue.publish_all(definitions=many) == published
    assert len(again) < len(one) and not any(query["sql"].startswith("INSERT") for query in again)


def test_control_one_by_one_each_takes_its_own(gemeente):
    of = definition()
    many = [changed(of, "service: stoepkrijt", f"service: krijt-{number}") for number in range(3)]
    with CaptureQueriesContext(connection) as one:
        catalogue.publish(definition=of)
    with CaptureQueriesContext(connection) as each:
        for service in many:
            catalogue.publish(definition=service)
    assert len(each) == 3 * len(one)


def test_one_error_publishes_none(gemeente, monkeypatch):
    from balie.catalogue import publishing

    def broken(entries, *given, **named):
        raise RuntimeError

    monkeypatch.setattr(publishing.audit, "record_all", broken)
    with pytest.raises(RuntimeError):
        catalogue.publish_all(definitions=[definition()])
    assert not Service.objects.exists() and catalogue.list_services() == ()


def test_every_version_is_on_record_and_announced(gemeente):
    of = definition()
    before = jobs("ServicePublished")
    catalogue.publish_all(definitions=[of, changed(of, "service: stoepkrijt", "service: bordkrijt")])
    entries = AuditEntry.objects.filter(action="dienst.gepubliceerd").values_list("object_ref", "details")
    assert sorted(entries) == [("service:bordkrijt", {"versie": 1}), ("service:stoepkrijt", {"versie": 1})]
    assert jobs("ServicePublished") - before == 2


def test_a_folder_is_read_once_for_all_municipalities(gemeente, other_gemeente, tmp_path, monkeypatch):
    read = []
    monkeypatch.setattr(shelf, "definition_of", lambda files: read.append(1) or definition_of(files))
    for number in range(2):
        write(tmp_path / f"krijt-{number}", changed(definition(), "service: stoepkrijt", f"service: krijt-{uuid4().hex}"))
    for town in (gemeente, other_gemeente):
        with tenancy.scope(town):
            assert len(catalogue.publish_standard_catalogue(folder=tmp_path)) == 2
            assert len(catalogue.list_services()) == 2
    assert len(read) == 2
    place = tmp_path / "krijt-0" / "service.yaml"
    place.write_text(place.read_text().replace("Vraag krijt.", "Vraag wit krijt."))
    catalogue.publish_standard_catalogue(folder=tmp_path)
    assert len(read) == 3, "control: what changed is read again"


def write(folder, of) -> None:
    for path, text in of.files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)


def test_a_process_that_knows_nothing_yet_reads_everything_in_two_queries(gemeente, django_assert_num_queries):
    of = definition()
    catalogue.publish_all(definitions=[changed(of, "service: stoepkrijt", f"service: krijt-{number}") for number in range(5)])
    shelf._contents.cache_clear()
    shelf.forget(tenancy.current_id())
    card_of.cache_clear()
    with django_assert_num_queries(2):
        assert len(catalogue.list_services()) == 5


def test_control_one_by_one_it_takes_a_query_for_each(gemeente, django_assert_num_queries):
    of = definition()
    catalogue.publish_all(definitions=[changed(of, "service: stoepkrijt", f"service: krijt-{number}") for number in range(5)])
    shelf._contents.cache_clear()
    shelf.forget(tenancy.current_id())
    with django_assert_num_queries(6):
        for number in range(5):
            catalogue.definition(catalogue.current_version(f"krijt-{number}").version_id)


def test_a_list_of_services_compiles_nothing_where_a_text_needs_no_filling_in(gemeente, monkeypatch):
    compiled = []
    monkeypatch.setattr(shelf, "compile_plan", lambda of: compiled.append(1) or compile_plan(of))
    catalogue.publish(definition=changed(definition(), "stoepkrijt", f"krijt-{uuid4().hex}"))
    assert [card.lowest_price for card in catalogue.list_services()] == [Decimal("2.50")] and compiled == []
    catalogue.publish(definition=changed(definition(), "Vraag krijt.", f"Krijt {uuid4().hex} in {{{{ gemeente.naam }}}}."))
    assert len(catalogue.list_services()) == 2 and compiled == [1], "control: a text with something to fill in does need its plan"


def test_what_is_the_same_for_every_visitor_is_made_once(gemeente, other_gemeente, monkeypatch):
    made = []
    monkeypatch.setattr(queries, "life_events_of", lambda cards, language: made.append(language) or life_events_of(cards, language))
    catalogue.publish(definition=definition())
    first = catalogue.life_events()
    assert catalogue.life_events() is first and made == ["nl"]
    assert catalogue.list_services() is catalogue.list_services()
    catalogue.life_events(language="en")
    with tenancy.scope(other_gemeente):
        assert catalogue.life_events() == () and made == ["nl", "en", "nl"]
    catalogue.publish(definition=changed(definition(), "title: Stoepkrijt", "title: Krijt"))
    assert catalogue.life_events()[0].services[0].title == "Krijt", "control: what is published makes it anew"


def test_heads_that_are_read_again_and_are_the_same_keep_what_was_made_of_them(gemeente, monkeypatch):
    catalogue.publish(definition=definition())
    first = catalogue.list_services()
    monkeypatch.setattr(shelf, "FRESH_SECONDS", -1)
    assert catalogue.list_services() is first
    Service.objects.update(overlay={"settings": {"tarief": "9.00"}})  # as another process does
    assert catalogue.list_services()[0].lowest_price == Decimal("9.00"), "control: what is otherwise is seen"


def test_what_is_made_of_older_heads_is_not_kept_for_newer_ones(gemeente):
    """Something is published while a thread is still busy with what was there."""
    catalogue.publish(definition=definition())
    old = shelf.once("title", lambda heads: publish_meanwhile() or len(heads))
    assert old == 1 and shelf.once("title", len) == 2


def publish_meanwhile() -> None:
    catalogue.publish(definition=changed(definition(), "service: stoepkrijt", "service: bordkrijt"))
    assert len(catalogue.list_services()) == 2


def test_many_first_visitors_at_once_have_a_plan_made_once(monkeypatch):
    made = []

    def slow(of):
        made.append(of)
        time.sleep(0.05)
        return compile_plan(of)

    monkeypatch.setattr(shelf, "compile_plan", slow)
    content = shelf.Content()
    content.read(definition().files)
    with ThreadPoolExecutor(8) as visitors:
        plans = list(visitors.map(lambda _visitor: content.plan("nl"), range(8)))
    assert len(made) == 1 and len(set(map(id, plans))) == 1


def test_control_without_the_lock_it_is_made_again_and_again(monkeypatch):
    made = []
    monkeypatch.setattr(shelf, "compile_plan", lambda of: (made.append(of), time.sleep(0.05), compile_plan(of))[-1])
    content = shelf.Content()
    content.read(definition().files)
    content.lock = nullcontext()
    with ThreadPoolExecutor(8) as visitors:
        list(visitors.map(lambda _visitor: content.plan("nl"), range(8)))
    assert len(made) > 1


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


def test_an_answer_names_the_number_of_the_town(gemeente):
    gemeente.config["telefoon"] = "14 0199"
    asked = "about:\n  questions: [{ask: Kan ik bellen?, answer: 'Ja. Bel {{ gemeente.telefoon }}.'}]\n"
    catalogue.publish(definition=changed(definition(), "about:\n", asked))
    assert catalogue.service("stoepkrijt").questions[0].answer == "Ja. Bel 14 0199."


@pytest.mark.django_db(transaction=True)
def test_services_are_found_outside_a_transaction_too():
    from balie.kernel.testing import make_gemeente

    with tenancy.scope(make_gemeente("zonnedam", "Zonnedam", "9991", ["testserver"])):
        version_id = catalogue.publish(definition=definition())
        shelf.forget(tenancy.current_id())
        assert not connection.in_atomic_block
        assert catalogue.current_version("stoepkrijt").version_id == version_id
        assert not ServiceVersion.objects.exists(), "control: without a transaction the database shows nothing"
