"""The queue: most urgent first, page by page, never more queries, and no name in an address."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases import public as cases
from balie.cases.tests import factories

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [row["kenmerk"] for row in response.context["lines"]]


def test_an_empty_queue_says_what_will_appear(nadia):
    page = nadia.get("/werk/")
    assert page.status_code == 200
    assert "Er zijn geen open zaken" in page.content.decode()


def test_every_open_zaak_is_listed_with_its_term_in_words(nadia, make_zaak):
    make_zaak()
    text = nadia.get("/werk/").content.decode()
    assert "J. de Wit" in text
    assert "Nieuw" in text
    assert "Nog " in text


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


def test_who_handles_nothing_starts_at_the_account(log_in):
    ilse = log_in("beheerder", name="Ilse Brandsma")
    assert ilse.get("/werk/").url == "/werk/account/"
    assert "Beheerder" in ilse.get("/werk/account/").content.decode()
