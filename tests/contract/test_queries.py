"""How many queries each of the 203 operations of the six ZGW APIs takes, in one table: `queries.yaml`. A savepoint and its end count as two.

    python -m pytest tests/contract/test_queries.py    says which line is not so any more
"""
from pathlib import Path

import pytest
import yaml
from django.db import connection

from balie.zgw.models import ClientId
from tests.contract import fuzz, plain
from tests.contract import world as world_of

pytestmark = pytest.mark.django_db
MOST: dict[str, int] = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text())
REFUSED = {  # what is not for the world of one Balie: how the refusal costs is counted
    "zaken DELETE /zaken/{zaak_uuid}/besluiten/{uuid}": "goes with its besluit",
    "documenten POST /objectinformatieobjecten": "is there already: the zaak made it",
    "documenten DELETE /objectinformatieobjecten/{uuid}": "goes with the relation of the zaak",
    "notificaties POST /abonnement": "nobody listens at the callback",
}


@pytest.fixture
def world(gemeente):
    return world_of.world()


def test_every_operation_takes_no_more_than_the_table_says(world):
    found = plain.all_of(world, fuzz.operations())
    failed = {each: took for each, took in found.items() if (took.status >= 300) != (each in REFUSED)}
    assert not failed
    assert found.keys() == MOST.keys()
    assert {each: took.queries for each, took in found.items() if took.queries > MOST[each]} == {}
    # and the table is true: nothing in it is far above what is so
    assert {each: took.queries for each, took in found.items() if took.queries < MOST[each] - 2} == {}


def test_a_list_takes_as_many_however_long_it_is(world):
    lists = [each for each in fuzz.operations() if each.method == "GET" and each.many]
    few = plain.all_of(world, lists)
    longer = world_of.world()
    longer.api = world.api
    many = plain.all_of(longer, lists)
    assert {each: (few[each].queries, took.queries) for each, took in many.items() if took.queries > few[each].queries} == {}
    assert sum(len(urls) for urls in longer.known.values()) > 1.5 * sum(len(urls) for urls in world.known.values())


def test_control_one_query_more_is_seen(world, monkeypatch):
    operation = next(each for each in fuzz.operations() if plain.name(each) == "zaken GET /zaken/{uuid}")
    usual, ask = plain.took(world, operation).queries, world.api.request

    def asks_more(*given, **options):
        ClientId.objects.using(connection.alias).exists()
        return ask(*given, **options)

    monkeypatch.setattr(world.api, "request", asks_more)
    assert plain.took(world, operation).queries == usual + 1 > MOST[plain.name(operation)]
