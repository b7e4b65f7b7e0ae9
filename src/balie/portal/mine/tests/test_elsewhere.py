"""A zaak that another system handles: the resident sees one line, in their own language, and nothing of what went wrong."""
from uuid import uuid4

import httpx2
import pytest

from balie.applications import public as applications
from balie.cases.elsewhere.mirror import sweeping
from balie.cases.elsewhere.mirror.tests import stage
from balie.cases.elsewhere.tests import world
from balie.cases.elsewhere.tests.conftest import other, small_town, town  # noqa: F401 - fixtures
from balie.cases.models import Registration
from balie.identity import public as identity
from balie.portal.tests.browser import queries


@pytest.fixture
def handed(other, jo, run_jobs, monkeypatch):  # noqa: F811
    other.spoil = lambda call: httpx2.Response(400, json={"code": "not-published"}) if call.method == "POST" else None
    zaak_id, resident, application = world.zaak(run_jobs=run_jobs)
    assert resident.person_id == jo.resident.person_id
    monkeypatch.setattr(applications, "submitted", lambda application_id: application)
    return f"/mijn/zaken/{zaak_id}/"


def test_one_line_whatever_happens(jo, handed):
    text = jo.get(handed).content.decode()
    assert "Wij geven uw aanvraag door aan het team" in text and "not-published" not in text and "weigert" not in text
    Registration.objects.update(state="doorgegeven")
    assert "Uw aanvraag ligt bij het team" in jo.get(handed).content.decode()
    Registration.objects.update(remote_status="In behandeling")
    assert "zegt nu: In behandeling" in jo.get(handed).content.decode()
    Registration.objects.update(state="hier")
    assert "het team" not in jo.get(handed).content.decode()


def test_in_english(jo, handed):
    assert "We are passing your application on" in jo.get(handed, headers={"accept-language": "en"}).content.decode()


@pytest.fixture
def there(other, jo):  # noqa: F811
    """A zaak of Jo that only the other system has; (what it is there, the system that is followed)."""
    assert identity.known_person(world.BSN) == jo.resident.person_id
    zaak = stage.there_is(bsn=world.BSN)
    stage.set_status(zaak, 0)
    followed = stage.follow()
    stage.round_of(followed)
    return zaak, followed


def test_it_stands_among_the_others(jo, there):
    for address in ("/mijn/", "/mijn/zaken/"):
        text = jo.get(address).content.decode()
        assert "Feest 1" in text and f"Ontvangen · Bij {world.LABEL}" in text and f"/mijn/zaken/elders/{stage.kept().id}/" in text
    stage.set_status(there[0], 2, result="Verleend")
    stage.round_of(there[1])
    assert f"Verleend · Bij {world.LABEL}" in jo.get("/mijn/").content.decode()


def test_its_page_and_since_when_it_is_old(jo, there):
    page = jo.get(f"/mijn/zaken/elders/{stage.kept().id}/").content.decode()
    assert "Feest 1" in page and "Ontvangen" in page and "ZS-1" in page and "kunnen nu niet zien" not in page
    world.faults.switch("zaaksysteem", "error")
    sweeping.step(there[1].id)
    assert "Wij kunnen nu niet zien of er iets is veranderd. Dit is de stand van" in jo.get(f"/mijn/zaken/elders/{stage.kept().id}/").content.decode()


def test_it_speaks_english_too(jo, there):
    text = jo.get(f"/mijn/zaken/elders/{stage.kept().id}/", headers={"accept-language": "en"}).content.decode()
    assert f"At {world.LABEL}" in text


def test_nobody_else_opens_it(bo, there):
    assert bo.get(f"/mijn/zaken/elders/{stage.kept().id}/").status_code == 404
    assert "Feest 1" not in bo.get("/mijn/").content.decode()


@pytest.mark.parametrize("address", ["/mijn/", "/mijn/zaken/"])
def test_many_cost_no_more_than_one(jo, there, address):
    one = queries(jo, address)
    row = stage.kept()
    for number in range(30):
        row.pk, row.url, row._state.adding = None, f"{row.url}{number}", True
        row.id = uuid4()
        row.save()
    assert queries(jo, address) == one
