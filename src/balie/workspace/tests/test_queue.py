"""The queue: most urgent first, page by page, never more queries, and no name in an address."""
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases import public as cases
from balie.cases.tests import factories
from balie.workspace.words import term

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [row["kenmerk"] for row in response.context["lines"]]


def test_an_empty_queue_says_what_will_appear(nadia):
    page = nadia.get("/werk/")
    assert page.status_code == 200
    assert "Uw team heeft nu geen open zaken" in page.content.decode()
    assert "Er zijn geen open zaken" in nadia.get("/werk/?toon=alle").content.decode()


def test_every_open_zaak_is_listed_with_its_term_in_words(nadia, make_zaak):
    make_zaak()
    text = nadia.get("/werk/").content.decode()
    assert "J. de Wit" in text
    assert "Nieuw" in text
    assert "Nog " in text


def test_a_term_that_has_not_begun_says_what_it_waits_for():
    line = SimpleNamespace(urgency="wacht", days_text="wacht op afspraak", deadline=None)
    assert term(line) == {"text": "Wacht op afspraak", "tone": "ok", "day": ""}


def test_what_is_late_says_so(nadia, make_zaak):
    make_zaak()
    with factories.later(20):
        text = nadia.get("/werk/?toon=te_laat").content.decode()
    assert "dagen te laat" in text
    assert "Er is niets te laat" in nadia.get("/werk/?toon=te_laat").content.decode()


def test_pages_follow_each_other_without_gap_or_double(nadia, make_zaak):
    for _number in range(27):
        make_zaak()
    first = nadia.get("/werk/")
    second = nadia.get(f"/werk/{first.context['next']}")
    assert len(titles(first)) == 25
    assert len(set(titles(first) + titles(second))) == 27
    assert second.context["next"] == ""


@pytest.mark.parametrize("made_up", ["?vanaf=2026-99-99_x", "?toon=onzin", "?vanaf=zomaar"])
def test_what_a_visitor_made_up_is_no_position(nadia, make_zaak, made_up):
    make_zaak()
    assert len(titles(nadia.get(f"/werk/{made_up}"))) == 1


def test_mine_are_mine(nadia, log_in, make_zaak):
    zaak_id = make_zaak()
    assert titles(nadia.get("/werk/?toon=van_mij")) == []
    cases.take(zaak_id=zaak_id, official=nadia.official)
    assert len(titles(nadia.get("/werk/?toon=van_mij"))) == 1
    assert titles(log_in("behandelaar", name="Kees Houtman").get("/werk/?toon=van_mij")) == []


def test_the_next_one_is_taken_and_two_officials_get_two(nadia, log_in, make_zaak):
    make_zaak(), make_zaak()
    mine, theirs = nadia.post("/werk/volgende/"), log_in("behandelaar", name="Kees Houtman").post("/werk/volgende/")
    assert mine.status_code == theirs.status_code == 302
    assert mine.url != theirs.url
    assert nadia.post("/werk/volgende/").url == "/werk/?gedaan=geen"


def test_searching_by_name_keeps_the_name_out_of_the_address(nadia, make_zaak):
    make_zaak(name="Willemijn Zonneveld")
    answer = nadia.post("/werk/zoeken/", {"q": "zonneveld"})
    assert answer.status_code == 302
    assert "zonneveld" not in answer.url
    page = nadia.get(answer.url)
    assert "Willemijn Zonneveld" in page.content.decode()
    nadia.post("/werk/zoeken/", {"q": "niemand"})
    assert "Wij vinden geen zaak" in nadia.get("/werk/zoeken/").content.decode()


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_queue_costs_the_same_however_long_it_is(nadia, make_zaak):
    make_zaak()
    nadia.get("/werk/")
    few = queries(nadia, "/werk/")
    for _number in range(12):
        make_zaak()
    assert queries(nadia, "/werk/") == few <= 12


def test_control_the_number_of_queries_does_notice_one_more(nadia, make_zaak, monkeypatch):
    make_zaak(), make_zaak()
    few = queries(nadia, "/werk/")
    from balie.workspace import queue

    row = queue.row
    monkeypatch.setattr(queue, "row", lambda line, who: cases.case_facts(line.zaak_id) and row(line, who))
    assert queries(nadia, "/werk/") > few


def test_counts_stop_counting(nadia, make_zaak, monkeypatch):
    monkeypatch.setattr("balie.cases.queries.CAP", 2)
    for _number in range(3):
        make_zaak()
    chips = {chip["label"]: chip["count"] for chip in nadia.get("/werk/").context["chips"]}
    assert chips["Alle"] == "1+"


def test_who_handles_nothing_starts_at_the_colleagues(log_in):
    ilse = log_in("beheerder", name="Ilse Brandsma")
    assert ilse.get("/werk/").url == "/werk/medewerkers/"
    assert "Beheerder" in ilse.get("/werk/account/").content.decode()


def labels(client, address="/werk/") -> dict[str, str]:
    return {chip["label"]: chip["count"] for chip in client.get(address).context["chips"]}


def test_the_queue_begins_with_ones_own_team(nadia, log_in, roos, make_zaak):
    make_zaak()
    kees = log_in("behandelaar", name="Kees Houtman", teams=("parkeren",))
    assert (len(titles(nadia.get("/werk/"))), len(titles(kees.get("/werk/"))), len(titles(kees.get("/werk/?toon=alle")))) == (1, 0, 1)
    assert (labels(nadia)["Mijn team"], labels(kees)["Mijn team"], labels(kees)["Alle"]) == ("1", "0", "1")
    assert "Mijn team" not in labels(roos) and len(titles(roos.get("/werk/"))) == 1, "who is of no team sees all"
    assert kees.post("/werk/volgende/").url == "/werk/?gedaan=geen"


def failed(owner: str, number: int = 0, **changes):
    from balie.messages.models import Delivery

    return Delivery.objects.create(**{
        "owner": owner, "kind": "granted", "fact": f"x:{owner}:{number}", "channel": "email", "subject": "Uw aanvraag", "state": "mislukt",
        "recipient": "x", "created": "2026-11-23T10:00Z", "address": b"x", "next_try": "2026-11-23T10:00Z", "masked": "j…@voorbeeld.example",
    } | changes)


def test_a_message_that_did_not_arrive_is_on_the_list_until_somebody_told_it(nadia, make_zaak):
    refused, fine, unsure = make_zaak(), make_zaak(), make_zaak()
    cases.decide(zaak_id=refused, official=nadia.official, outcome="weigeren", reason="Nee")
    assert "Bericht niet aangekomen" not in labels(nadia)
    lost = failed(f"zaak:{refused}")
    failed(f"application:{cases.case_facts(unsure).application_id}", state="verstuurd", channel="sms", arrived=False)
    failed(f"zaak:{fine}", state="verstuurd")
    failed("", kind="resume")
    assert labels(nadia)["Bericht niet aangekomen"] == "2"
    page = nadia.get("/werk/?toon=niet_aangekomen")
    assert set(titles(page)) == {cases.case_facts(one).kenmerk for one in (refused, unsure)}, "also of a zaak that is closed"
    zaak = nadia.get(f"/werk/zaken/{refused}/").content.decode()
    assert "Ik heb het anders verteld" in zaak
    for _twice in range(2):
        assert nadia.post(f"/werk/zaken/{refused}/verzendingen/{lost.id}/verteld/").status_code == 302
    assert labels(nadia)["Bericht niet aangekomen"] == "1"
    assert "anders verteld" in nadia.get(f"/werk/zaken/{refused}/").content.decode()
    assert nadia.post(f"/werk/zaken/{fine}/verzendingen/{lost.id}/verteld/").status_code == 404, "not of this zaak"


def test_what_may_not_be_seen_is_not_counted(roos, nadia, make_zaak):
    from balie.cases.models import Zaak

    zaak_id = make_zaak()
    failed(f"zaak:{zaak_id}")
    Zaak.objects.filter(pk=zaak_id).update(vertrouwelijkheidaanduiding="vertrouwelijk")
    assert labels(nadia)["Bericht niet aangekomen"] == "1" and "Bericht niet aangekomen" not in labels(roos)


def test_what_did_not_arrive_costs_the_same_however_much_it_is(nadia, make_zaak):
    failed(f"zaak:{make_zaak()}")
    queries(nadia, "/werk/")
    few = queries(nadia, "/werk/")
    for number in range(8):
        zaak_id = make_zaak()
        failed(f"zaak:{zaak_id}", number), failed(f"zaak:{zaak_id}", number + 100)
    assert queries(nadia, "/werk/") == few == queries(nadia, "/werk/?toon=niet_aangekomen")
