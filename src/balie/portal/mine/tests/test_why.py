"""Why the rules decided: the answers that made it so, and nothing when everybody gets the same or an official decided."""
import pytest

from balie.applications import public as applications
from balie.applications.tests import factories
from balie.cases import public as cases
from balie.cases.models import Resultaat
from balie.portal.tests.browser import queries

BECAUSE = "“Hoeveel kinderen komen er” is meer dan 40."


@pytest.fixture
def decided(jo, run_jobs):
    factories.publish(("luid, als: luid is ingevuld, outcome: medewerker", "veel, als: kinderen > 40, outcome: weigeren"))

    def decide(children: str) -> str:
        sent = applications.submit(application_id=factories.filled(jo.resident, kinderen=children).id, resident=jo.resident)
        run_jobs()
        return f"/mijn/zaken/{cases.zaak_id_of_application(jo.resident, sent.id)}/"

    return decide


def test_why_it_is_refused(jo, decided):
    text = jo.get(decided("50")).content.decode()
    assert "Wij luisteren eerst." in text and text.count("<span>Waarom?</span>") == 1 and BECAUSE in text


def test_nothing_when_it_is_for_everybody(jo, decided):
    """Control: the row for all others holds, and the one that does not is not named."""
    text = jo.get(decided("30")).content.decode()
    assert "Het mag." in text and "Waarom?" not in text and "meer dan 40" not in text


def test_nothing_when_an_official_decided(jo, decided):
    at = decided("50")
    Resultaat.objects.update(toelichting="Wij hebben gebeld.")
    text = jo.get(at).content.decode()
    assert "Wij hebben gebeld." in text and BECAUSE not in text


def test_it_costs_one_query(jo, decided, monkeypatch):
    at = decided("50")
    told = queries(jo, at)
    monkeypatch.setattr("balie.cases.residents._why", lambda zaak, reason: "")
    assert told == queries(jo, at) + 1
