"""Every list of Mijn Balie costs the same number of queries with one thing in it as with many, and holds one's own only."""
import pytest

from balie.applications import public as applications
from balie.applications.tests import factories as drafts
from balie.appointments.tests import factories as desks
from balie.cases.tests import factories as cases
from balie.documents import public as documents
from balie.kernel import audit, clock, tenancy
from balie.messages import public as messages
from balie.portal.tests.browser import BSN, browser, queries
from balie.registers import public as registers

MANY = 7


@pytest.fixture
def version(gemeente):
    return cases.publish()


def zaken(of, version, number: int = 1, **changes) -> list:
    return [cases.zaak(version, person_id=of.resident.person_id, **changes)[0] for _ in range(number)]


def write(of, number: int = 1) -> None:
    for place in range(number):
        with audit.acting(audit.Actor("medewerker", "m1", "Sanne")):
            messages.send_from_official(owner=f"zaak:{clock.now().timestamp()}", person_id=of.resident.person_id, subject=f"Bericht {place}",
                                        text="Dag", key=f"{clock.now().timestamp()}")


def look_at(of, number: int = 1) -> None:
    for _ in range(number):
        audit.record("zaak.bekeken", object_ref="zaak:x", subject=of.resident.person_id, purpose="Uw aanvraag")


def book(of, number: int = 1) -> None:
    for _ in range(number):
        taken = len(desks.public.for_person(of.resident.person_id))
        desks.booked(start=desks.at(9 + taken % 7, 0, 24 + taken // 7), person_id=of.resident.person_id, owner=f"application:{taken}")


def agree(of, number: int = 1) -> None:
    for _ in range(number):
        ask = registers.Ask(source="rdw", fields=("voertuig.merk",), purpose="x", legal_basis="y", required=False)
        registers.give(person_id=of.resident.person_id, owner=f"application:{clock.now().timestamp()}", asks=[ask])


def papers(of, version, number: int = 1) -> None:
    for zaak_id in zaken(of, version, number):
        documents.store(content=drafts.PDF, title="Tekening", filename="tekening.pdf", owner=f"zaak:{zaak_id}", received=True)


def fixed(client, path: str, add, most: int) -> None:
    add(client)
    one = queries(client, path)
    add(client, number=MANY)
    assert queries(client, path) == one <= most


def test_zaken(jo, version):
    fixed(jo, "/mijn/zaken/", lambda of, number=1: zaken(of, version, number), most=11)


def test_documents(jo, version):
    fixed(jo, "/mijn/documenten/", lambda of, number=1: papers(of, version, number), most=12)


def test_messages(jo):
    fixed(jo, "/mijn/berichten/", write, most=6)


def test_appointments(gemeente):
    with clock.frozen(desks.MORNING):
        desks.counter()
        fixed(browser(BSN), "/mijn/afspraken/", book, most=6)


def test_looks(jo):
    fixed(jo, "/mijn/gegevens/gezien/", look_at, most=5)


def test_data_with_consents(jo):
    fixed(jo, "/mijn/gegevens/", agree, most=8)


def test_overview(jo, version, speelstraat):
    def add(of, number: int = 1):
        zaken(of, version, number)
        zaken(of, version, number, outcome="verlenen")
        for _ in range(number):
            drafts.draft(of.resident)
            drafts.sent(of.resident, muziek="ja", luid="zacht")
            drafts.sent(of.resident, buur_email="buur@voorbeeld.example")

    fixed(jo, "/mijn/", add, most=20)


def test_one_zaak_with_a_long_conversation(jo, version):
    zaak_id = zaken(jo, version)[0]

    def add(of, number: int = 1):
        for place in range(number):
            messages.send_from_resident(resident=of.resident, owner=f"zaak:{zaak_id}", text=f"Vraag {place}", key=f"{clock.now().timestamp()}")
            documents.store(content=drafts.PDF, title="Foto", filename="foto.pdf", owner=f"zaak:{zaak_id}", received=True)

    fixed(jo, f"/mijn/zaken/{zaak_id}/", add, most=32)


PAGES = ("/mijn/", "/mijn/zaken/", "/mijn/documenten/", "/mijn/berichten/", "/mijn/afspraken/", "/mijn/gegevens/", "/mijn/gegevens/gezien/")


@pytest.mark.parametrize("path", PAGES)
def test_without_login_it_asks_to_log_in_first(visitor, path):
    response = visitor.get(path)
    assert response.status_code == 302 and response["Location"].startswith("/inloggen/?next=%2Fmijn")


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_list_is_a_page_too(jo, path):
    assert jo.get(path).status_code == 200


def test_nobody_sees_what_is_somebody_elses(jo, bo, version, speelstraat, other_gemeente):
    zaak_id = zaken(jo, version)[0]
    papers(jo, version)
    write(jo)
    mine = applications.start(service="speelstraat", resident=jo.resident)
    for path in PAGES:
        for told in (str(zaak_id), str(mine.id), "Bericht 0", "Tekening"):
            assert told not in bo.get(path).text
    assert str(zaak_id) in jo.get("/mijn/zaken/").text and "Tekening" in jo.get("/mijn/documenten/").text  # control
    for path in (f"/mijn/zaken/{zaak_id}/", f"/aanvraag/{mine.id}/"):
        assert bo.get(path).status_code == 404 and jo.get(path).status_code in (200, 302)
    assert jo.get(f"/mijn/zaken/{zaak_id}/", headers={"host": "waterrijk.localhost"}).status_code in (302, 404)
    with tenancy.scope(other_gemeente):
        assert not applications.open_of(jo.resident)


def test_a_long_list_goes_on_at_the_next_page(jo):
    write(jo, 27)
    first = jo.get("/mijn/berichten/").text
    following = first.partition("?voor=")[2].partition('"')[0]
    second = jo.get(f"/mijn/berichten/?voor={following}").text
    assert first.count("Bericht ") == 25 and second.count("Bericht ") == 2
    assert jo.get("/mijn/berichten/?voor=gisteren").status_code == 200
