"""Downloading data in the workspace: who may, what it says when something is missing, and that it is recorded."""
import csv
import io
import json

import pytest

from balie.kernel import clock
from balie.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(log_in):
    return log_in("teamleider", name="Tom Bos")


def asked(**changes) -> dict:
    today = clock.today()
    days = {"van-dag": today.day, "van-maand": today.month, "van-jaar": today.year}
    return {"dienst": "dakterras", "soort": "csv", **days, **changes}


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["json", "xml", "csv", "xlsx", "schema"])
def test_of_one_zaak(nadia, make_zaak, kind):
    zaak_id = make_zaak()
    assert f"/werk/zaken/{zaak_id}/gegevens/{kind}/" in nadia.get(f"/werk/zaken/{zaak_id}/").content.decode()
    answer = nadia.get(f"/werk/zaken/{zaak_id}/gegevens/{kind}/")
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    content = body(answer) if answer.streaming else answer.content
    assert content and b"999993653" not in content
    if kind == "json":
        assert json.loads(content)["answers"]["waarom_wilt_u_een_terras"]["words"] == "Voor de zon"


def test_an_unknown_format_or_zaak_is_not_there(nadia, make_zaak):
    assert nadia.get(f"/werk/zaken/{make_zaak()}/gegevens/doc/").status_code == 404
    assert nadia.get("/werk/zaken/0190a1a0-0000-7000-8000-000000000001/gegevens/json/").status_code == 404


def test_of_a_service_in_a_period(lead, make_zaak):
    zaken = [make_zaak(name=name) for name in ("A. Jansen", "B. de Boer", "C. Visser")]
    answer = lead.post("/werk/gegevens/aanvragen/", asked())
    assert answer.status_code == 200 and answer.streaming
    rows = list(csv.reader(io.StringIO(body(answer).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 4
    looks = AuditEntry.objects.filter(action="zaak.gegevens_gedownload")
    assert {each.object_ref for each in looks} == {f"zaak:{zaak_id}" for zaak_id in zaken} and all(each.subject for each in looks)
    assert AuditEntry.objects.get(action="aanvragen.gedownload").details["aantal"] == 3


def test_a_period_without_applications_is_an_empty_file(lead, make_zaak):
    make_zaak()
    answer = lead.post("/werk/gegevens/aanvragen/", asked(**{"van-jaar": "2001", "tot-dag": "1", "tot-maand": "2", "tot-jaar": "2002"}))
    assert len(body(answer).decode().splitlines()) == 1
    assert not AuditEntry.objects.filter(action="zaak.gegevens_gedownload").exists()


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"dienst": ""}, "Kies een dienst."), ({"dienst": "bestaat-niet"}, "Kies een dienst."), ({"soort": "exe"}, "Kies een soort bestand."),
    ({"van-dag": "", "van-maand": "", "van-jaar": ""}, "Vul in vanaf welke dag."), ({"van-dag": "40"}, "Deze dag bestaat niet."),
    ({"tot-dag": "1", "tot-maand": "1", "tot-jaar": "2001"}, "Deze dag ligt voor de eerste dag."),
    ({"van-jaar": "1990"}, "Dit is langer dan twee jaar."),
])
def test_what_is_missing_is_said_and_what_was_typed_stays(lead, make_zaak, typed, sentence):
    make_zaak()
    answer = lead.post("/werk/gegevens/aanvragen/", asked(**typed))
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert f'value="{asked(**typed)["van-jaar"]}"' in answer.content.decode()


@pytest.mark.parametrize("roles", [("behandelaar",), ("balie",), ("beheerder",)])
def test_others_may_not_download_a_whole_service(log_in, make_zaak, roles):
    make_zaak()
    browser = log_in(*roles, name="Kim Smit")
    assert browser.get("/werk/gegevens/").status_code == 403
    assert browser.post("/werk/gegevens/aanvragen/", asked()).status_code == 403
    assert not AuditEntry.objects.filter(action="zaak.gegevens_gedownload").exists()


def test_control_the_one_who_may_sees_the_page_and_its_place_in_the_menu(lead, service):
    text = lead.get("/werk/gegevens/").content.decode()
    assert "Aanvragen downloaden" in text and 'href="/werk/gegevens/"' in text


def test_a_secret_zaak_stays_out_of_a_teamleiders_file(lead, make_zaak):
    from balie.cases.models import Zaak

    hidden = make_zaak()
    make_zaak(name="B. de Boer")
    Zaak.objects.filter(pk=hidden).update(vertrouwelijkheidaanduiding="zeer_geheim")
    assert len(body(lead.post("/werk/gegevens/aanvragen/", asked())).decode().splitlines()) == 2
