"""Who looked at my data: a colleague by name, I am "U", and another resident stays "Iemand anders"."""
import re

from balie.applications import public as applications
from balie.applications.models import Cosigner
from balie.applications.tests import factories
from balie.kernel import audit

LOOKS = "/mijn/gegevens/gezien/"


def lines(client) -> list[str]:
    page = client.get(LOOKS).text
    return [" ".join(re.sub(r"<[^>]+>", "", each).split()) for each in re.findall(r'<strong class="b-strong">(.*?)</strong>', page, re.DOTALL)]


def record(of, kind: str, key: str = "", name: str = "") -> None:
    with audit.acting(audit.Actor(kind, key, name)):
        audit.record("zaak.bekeken", object_ref="zaak:x", subject=of.resident.person_id, purpose="Uw aanvraag")


def test_my_own_login_is_mine(jo):
    assert lines(jo) == ["U logde in"]


def test_what_i_did_myself(jo):
    record(jo, "inwoner", str(jo.resident.person_id), "Jo de Wit")
    assert lines(jo)[0] == "U bekeek uw zaak"


def test_another_resident_is_not_named(jo, bo):
    record(jo, "inwoner", str(bo.resident.person_id), "Bo Bakker")
    record(jo, "organisatie", str(bo.resident.person_id), "Bakkerij Test")
    assert lines(jo)[:2] == ["Iemand anders bekeek uw zaak"] * 2
    assert "Bakker" not in jo.get(LOOKS).text and str(bo.resident.person_id) not in jo.get(LOOKS).text


def test_an_official_is_named_and_the_computer_is_called_so(jo):
    record(jo, "medewerker", "m1", "Sanne Idrissi")
    record(jo, "medewerker", "m2")
    record(jo, "systeem")
    assert lines(jo)[:3] == ["De computer van de gemeente bekeek uw zaak", "Een medewerker bekeek uw zaak", "Sanne Idrissi bekeek uw zaak"]


def test_a_cosigner_in_the_trail_of_the_applicant_stays_unnamed(jo, bo, speelstraat):
    factories.sent(jo.resident, buur_email="buur@voorbeeld.example")
    bo.post(f"/akkoord/{Cosigner.objects.get().token}/", {"akkoord": "ja"})
    assert "Iemand anders ging akkoord met een aanvraag" in lines(jo)
    assert applications.open_of(jo.resident) == ()


def test_nobody_reads_the_trail_of_another(jo, bo):
    record(jo, "medewerker", "m1", "Sanne Idrissi")
    assert lines(bo) == ["U logde in"]
