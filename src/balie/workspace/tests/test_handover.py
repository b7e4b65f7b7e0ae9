"""What an official sees of handing over, and does about it."""
import httpx2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases.elsewhere.tests import world
from balie.cases.elsewhere.tests.conftest import other, small_town, town  # noqa: F401 - fixtures
from balie.cases.models import Registration, Task, WorkItem

pytestmark = pytest.mark.django_db


def refuse(call):
    return httpx2.Response(400, json={"invalidParams": [{"name": "zaaktype", "code": "not-published"}]}) if call.method == "POST" else None


@pytest.fixture
def stuck(other, known, run_jobs):  # noqa: F811
    other.spoil = refuse
    zaak_id, _, application = world.zaak(run_jobs=run_jobs)
    known[application.application_id] = application
    return zaak_id


def test_it_says_why_and_trying_again_helps(nadia, other, stuck, run_jobs):  # noqa: F811
    text = nadia.get(f"/werk/zaken/{stuck}/").content.decode()
    assert "Niet doorgegeven" in text and "zaaktype: not-published" in text and "Probeer opnieuw" in text
    assert "Niet doorgegeven" in nadia.get("/werk/").content.decode()
    assert [line["href"] for line in nadia.get("/werk/?toon=niet_doorgegeven").context["lines"]] == [f"/werk/zaken/{stuck}/"]
    other.spoil = lambda call: None
    answer = nadia.post(f"/werk/zaken/{stuck}/doorgeven/")
    assert answer.status_code == 302
    run_jobs()
    assert Registration.objects.get().state == "doorgegeven"
    text = nadia.get(f"/werk/zaken/{stuck}/").content.decode()
    assert f"Doorgegeven aan {world.LABEL}" in text and "Probeer opnieuw" not in text
    assert nadia.post(f"/werk/zaken/{stuck}/doorgeven/").status_code == 422
    assert "Niet doorgegeven" not in nadia.get("/werk/").content.decode()


def test_it_can_be_handled_here_after_all(nadia, stuck):
    assert not Task.objects.exists()
    assert nadia.post(f"/werk/zaken/{stuck}/terughalen/").status_code == 302
    assert Task.objects.count() == 1 and WorkItem.objects.get().state == "nieuw" and Registration.objects.get().state == "hier"
    assert nadia.post(f"/werk/zaken/{stuck}/terughalen/").status_code == 422


def test_who_does_not_handle_zaken_cannot(roos, stuck):
    assert roos.post(f"/werk/zaken/{stuck}/doorgeven/").status_code == 403
    assert roos.post(f"/werk/zaken/{stuck}/terughalen/").status_code == 403
    assert Registration.objects.get().state == "geweigerd"
    assert "Probeer opnieuw" not in roos.get(f"/werk/zaken/{stuck}/").content.decode()


def queries(browser, path: str) -> int:
    assert browser.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        browser.get(path)
    return len(asked)


def test_the_list_costs_the_same_however_long(nadia, stuck, known, run_jobs):
    few = queries(nadia, "/werk/?toon=niet_doorgegeven")
    for _ in range(5):
        _, _, application = world.zaak(run_jobs=run_jobs)
        known[application.application_id] = application
    assert len(nadia.get("/werk/?toon=niet_doorgegeven").context["lines"]) == 6
    assert queries(nadia, "/werk/?toon=niet_doorgegeven") == few


def test_a_zaak_that_stays_here_says_nothing_of_it(nadia, make_zaak):
    text = nadia.get(f"/werk/zaken/{make_zaak()}/").content.decode()
    assert "Doorgeven" not in text
    assert nadia.get(f"/werk/zaken/{make_zaak()}/").status_code == 200
