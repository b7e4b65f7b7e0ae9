"""A resident takes their own answers along; nobody else's."""
import json

from balie.cases.tests import factories
from balie.kernel.models import AuditEntry


def test_own_answers_as_a_file(jo, monkeypatch):
    zaak_id, _, one = factories.zaak(person_id=jo.resident.person_id)
    with factories.submitted(one):
        assert f"/mijn/zaken/{zaak_id}/gegevens.json" in jo.get(f"/mijn/zaken/{zaak_id}/").content.decode()
        answer = jo.get(f"/mijn/zaken/{zaak_id}/gegevens.json")
        data = json.loads(b"".join(answer.streaming_content))
    assert data["reference"] == one.kenmerk and data["answers"]["hoogte"]["words"] == "5 meter"
    assert "bsn_buur" not in data["answers"]
    assert AuditEntry.objects.filter(action="zaak.gegevens_gedownload", subject=jo.resident.person_id).count() == 1


def test_nobody_elses(jo, bo, visitor):
    zaak_id, _, one = factories.zaak(person_id=jo.resident.person_id)
    with factories.submitted(one):
        assert bo.get(f"/mijn/zaken/{zaak_id}/gegevens.json").status_code == 404
        assert visitor.get(f"/mijn/zaken/{zaak_id}/gegevens.json").status_code == 302
