"""How many queries each operation of a zaak and what hangs on it takes, in one table. A savepoint and its end count as two."""
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases.models import Zaak
from balie.cases.zgw.tests import acts, stage
from balie.cases.zgw.tests.test_documents import body as paper_body
from balie.cases.zgw.tests.test_documents import document
from balie.cases.zgw.tests.test_parts import rol

pytestmark = pytest.mark.django_db
ROOT = "/zaken/api/v1"
LISTS = {  # path → most queries, however many rows there are
    "zaken": 5, "zaken?expand=zaaktype,status": 7, "zaken?expand=rollen,zaakinformatieobjecten,resultaat": 12, "statussen": 5, "resultaten": 5,
    "rollen": 10, "zaakinformatieobjecten": 4,
}
MADE = {"zaken": 8, "statussen": 12, "resultaten": 12, "rollen": 20, "zaakinformatieobjecten": 18}
READ = {"zaken": 3, "statussen": 3, "resultaten": 3, "rollen": 8, "zaakinformatieobjecten": 3}
CHANGED, GONE = {"zaken": 12}, {"zaken": 40, "rollen": 15, "zaakinformatieobjecten": 16}


def queries(act):
    """`(answer, how many it took)`."""
    with CaptureQueriesContext(connection) as seen:
        answer = act()
    assert answer.status_code < 300, answer.content
    return answer, len(seen)


def scene(api) -> dict[str, tuple[str, int]]:
    """A zaak with one of everything, by POST: path → its address, and the queries it took."""
    kind = stage.zaaktype()
    made, took = queries(lambda: acts.make(api, kind))
    zaak = Zaak.objects.get(pk=made.json()["uuid"])
    bodies = {
        "statussen": acts.status_body(api, zaak, ago=timedelta(hours=1)), "rollen": rol(api, zaak),
        "zaakinformatieobjecten": paper_body(api, zaak, document(kind)),
        "resultaten": {"zaak": acts.url(api, zaak), "resultaattype": acts.url(api, kind.resultaattypes.first())},
    }
    found = {"zaken": (made.json()["url"], took)}
    for path, body in bodies.items():
        answer, took = queries(lambda path=path, body=body: api.post(f"{ROOT}/{path}", body))
        found[path] = (answer.json()["url"], took)
    return found


@pytest.fixture
def one(api):
    scene(api)  # what is read once and kept
    return scene(api)


def test_making(one):
    took = {path: number for path, (_url, number) in one.items()}
    assert took.keys() == MADE.keys() and {path: number for path, number in took.items() if number > MADE[path]} == {}, took


def test_reading(api, one):
    for url, _took in one.values():
        api.get(url)
    took = {path: queries(lambda url=url: api.get(url))[1] for path, (url, _took) in one.items()}
    assert {path: number for path, number in took.items() if number > READ[path]} == {}, took


def test_lists_cost_the_same_however_long(api, one):
    def all_lists():
        return {path: queries(lambda path=path: api.get(f"{ROOT}/{path}"))[1] for path in LISTS}

    all_lists()
    few = all_lists()
    for _ in range(3):
        scene(api)
    many = all_lists()
    assert few == many and {path: number for path, number in many.items() if number > LISTS[path]} == {}, many


def test_changing_and_taking_away(api, one):
    changed = queries(lambda: api.patch(one["zaken"][0], {"omschrijving": "Anders"}))[1]
    assert changed <= CHANGED["zaken"]
    took = {path: queries(lambda path=path: api.delete(one[path][0]))[1] for path in sorted(GONE, key="zaken".__eq__)}
    assert {path: number for path, number in took.items() if number > GONE[path]} == {}, took


def test_control_one_query_more_is_noticed(api, one):
    with CaptureQueriesContext(connection) as seen:
        api.get(one["zaken"][0])
        Zaak.objects.exists()
    assert len(seen) > READ["zaken"]
