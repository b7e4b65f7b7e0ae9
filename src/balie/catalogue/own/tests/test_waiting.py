"""A newer standard at a glance: what would be otherwise is told, and what is the same is not even read."""

import pytest

from balie.catalogue import public as catalogue
from balie.catalogue import shelf
from balie.catalogue.own import waiting as waiting_module
from balie.catalogue.tests.factories import SERVICE
from balie.forms.public import DefinitionError, definition_of
from balie.kernel import tenancy

TEXT = "texts/ontvangen.md"
OWN = "municipality: zonnedam\nservices: {krijt: {changes: {summary: Leen krijt.}}}"


def files(slug: str, *changes: tuple[str, str]) -> dict[str, str]:
    text = SERVICE.replace("service: stoepkrijt", f"service: {slug}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {"service.yaml": text, TEXT: "Ontvangen\n\nDank u."}


@pytest.fixture
def put(tmp_path):
    """`put(files)`: a service in the standard catalogue of `put.folder`."""

    def write(slug: str, *changes: tuple[str, str]) -> None:
        for path, text in files(slug, *changes).items():
            (tmp_path / slug / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / slug / path).write_text(text, encoding="utf-8")

    write.folder = tmp_path
    return write


@pytest.fixture
def read(monkeypatch):
    """The services that were read while looking, one by one."""
    found = []
    monkeypatch.setattr(waiting_module.shelf, "kept", lambda files, kept=shelf.kept: (found.append(files), kept(files))[1])
    return found


def publish(slug: str) -> None:
    catalogue.publish(definition=definition_of(files(slug)))


def told(folder) -> list[tuple[str, str, int, int]]:
    return [(each.slug, each.kind, each.own, each.meetings) for each in catalogue.waiting(folder)]


def test_new_changed_and_only_here(gemeente, put):
    for slug in ("krijt", "bord", "eigen"):
        publish(slug)
    put("krijt")
    put("bord", ("Vraag krijt.", "Vraag een bord."))
    put("spons")
    assert told(put.folder) == [("bord", "changed", 0, 0), ("eigen", "only_here", 0, 0), ("spons", "new", 0, 0)]
    assert [each.what for each in catalogue.update_of("bord", put.folder).differences] == ["summary"]
    assert (catalogue.update_of("krijt", put.folder).kind, catalogue.update_of("spons", put.folder).kind) == ("same", "new")
    with pytest.raises(catalogue.UnknownService):
        catalogue.update_of("krijtje", put.folder)


def test_it_says_what_the_whole_comparison_says(gemeente, put):
    """Control: read service by service, as `balie catalogue diff` does."""
    for slug in ("krijt", "bord"):
        publish(slug)
    catalogue.apply_layer(catalogue.read_layer(OWN))
    put("krijt", ("Vraag krijt.", "Vraag nu krijt."))
    put("bord")
    whole = catalogue.updates(catalogue.standard_catalogue(put.folder))
    same = [(each.slug, each.kind, 1, len(each.meetings)) for each in whole if each.kind != "same"]
    assert told(put.folder) == same == [("krijt", "changed", 1, 1)]
    assert catalogue.update_of("krijt", put.folder) == next(each for each in whole if each.slug == "krijt")


def test_what_is_ones_own_is_no_change_of_the_standard(gemeente, put):
    publish("krijt")
    catalogue.apply_layer(catalogue.read_layer(OWN))
    put("krijt")
    assert told(put.folder) == []


def test_what_was_taken_over_and_not_looked_at_stays_on_the_list(gemeente, put):
    publish("krijt")
    catalogue.apply_layer(catalogue.read_layer(OWN))
    put("krijt", ("Vraag krijt.", "Vraag nu krijt."))
    catalogue.publish_standard_catalogue(folder=put.folder)
    assert told(put.folder) == [("krijt", "same", 1, 1)]
    catalogue.apply_layer(catalogue.read_layer(OWN))
    assert told(put.folder) == []


def test_a_service_without_anything_of_ones_own_is_not_read(gemeente, put, read):
    publish("krijt")
    put("krijt", ("Vraag krijt.", "Vraag nu krijt."))
    assert told(put.folder) == [("krijt", "changed", 0, 0)] and read == []
    catalogue.apply_layer(catalogue.read_layer(OWN))
    assert told(put.folder) == [("krijt", "changed", 1, 1)] and len(read) == 1  # control: where the two may meet, it is


def test_a_standard_that_is_broken_is_one_line(gemeente, put):
    publish("krijt")
    catalogue.apply_layer(catalogue.read_layer(OWN))
    put("krijt")
    (put.folder / "krijt" / "service.yaml").write_text("service: [", encoding="utf-8")
    assert told(put.folder) == [("krijt", "broken", 1, 0)]
    with pytest.raises(DefinitionError):
        catalogue.update_of("krijt", put.folder)


def test_one_query_however_many_services(gemeente, other_gemeente, put, django_assert_num_queries):
    for slug in ("krijt", "bord", "spons"):
        publish(slug)
        put(slug, ("Vraag krijt.", "Vraag."))
    with django_assert_num_queries(1):
        assert len(catalogue.waiting(put.folder)) == 3
    with tenancy.scope(other_gemeente):
        assert {each.kind for each in catalogue.waiting(put.folder)} == {"new"}
