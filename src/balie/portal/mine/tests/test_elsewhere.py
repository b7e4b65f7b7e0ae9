"""A zaak that another system handles: the resident sees one line, in their own language, and nothing of what went wrong."""
import httpx2
import pytest

from balie.applications import public as applications
from balie.cases.elsewhere.tests import world
from balie.cases.elsewhere.tests.conftest import other, small_town, town  # noqa: F401 - fixtures
from balie.cases.models import Registration


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
