"""Municipalities that say the same of their services share what an index is made of; who says something else has its own."""
from balie.assistant import public as assistant
from balie.assistant import search
from balie.catalogue import public as catalogue
from balie.catalogue.tests.factories import definition
from balie.forms.public import definition_of
from balie.kernel import tenancy


def chalk(summary: str = "Vraag krijt."):
    of = definition()
    return definition_of({**of.files, "service.yaml": of.files["service.yaml"].replace("Vraag krijt.", summary)})


def index_of(gemeente):
    with tenancy.scope(gemeente):
        return search._offered("nl")


def test_the_same_services_are_weighed_once(gemeente, other_gemeente):
    for town in (gemeente, other_gemeente):
        with tenancy.scope(town):
            catalogue.publish(definition=chalk())
    here, there = index_of(gemeente), index_of(other_gemeente)
    assert here.weights is there.weights and here.spelled is there.spelled
    assert here.entries[0].card.version_id != there.entries[0].card.version_id, "what is found is each one's own"


def test_control_other_words_are_found_only_where_they_are_said(gemeente, other_gemeente):
    for town, summary in ((gemeente, "Vraag krijt."), (other_gemeente, "Vraag een hinkelbaan.")):
        with tenancy.scope(town):
            catalogue.publish(definition=chalk(summary))
    assert index_of(gemeente).weights is not index_of(other_gemeente).weights
    assert [hit.slug for hit in assistant.search("hinkelbaan") if hit.card] == []
    with tenancy.scope(other_gemeente):
        assert [hit.slug for hit in assistant.search("hinkelbaan") if hit.card] == ["stoepkrijt"]
