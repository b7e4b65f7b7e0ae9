"""Rows on a page, also rows in rows: added, taken away, mended and kept, with the form alone."""
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balie.applications import public as applications
from balie.applications.tests import factories
from balie.documents import public as documents
from balie.portal.apply import summary
from balie.portal.apply.tests.test_kinds import LUID, answers, at, post, with_question  # noqa: F401

SOORT = "{question: soort, type: choice, label: Soort, options: [{value: eten, label: Eten, help: Ook drinken}, {value: spel, label: Spel}]}"
GAS = "{question: gas, type: yes_no, label: Gebruikt u gas?, toon als: soort is eten}"
BEDRAG = "{question: bedrag, type: money, label: Bedrag, why: Wij rekenen het na.}"
WAT = "{question: wat, type: text, label: Waarvoor?, required: false, toon als: bedrag > 10 en soort is eten en muziek is nee}"
SAMEN = "{question: samen, type: computed, label: Samen, value: som van kosten.bedrag}"
KOSTEN = f"{{question: kosten, type: group, label: Kosten, min: 1, max: 3, add: Nog een bedrag, questions: [{BEDRAG}, {WAT}]}}"
KRAAM = (f"{{question: kraam, type: group, label: Kraam, min: 1, max: 3, add: Nog een kraam, summary: '{{{{ soort }}}}: {{{{ samen | euro }}}}',"
         f" questions: [{SOORT}, {GAS}, {KOSTEN}, {SAMEN}]}}")
TWO = {"kraam-0-soort": "eten", "kraam-0-gas": "nee", "kraam-0-kosten-0-bedrag": "12", "kraam-0-kosten-0-wat": "Huur",
       "kraam-0-kosten-1-bedrag": "3,50", "kraam-1-soort": "spel", "kraam-1-kosten-0-bedrag": "5"}
KEPT = [{"soort": "eten", "gas": False, "kosten": [{"bedrag": "12.00", "wat": "Huur"}, {"bedrag": "3.50"}]},
        {"soort": "spel", "kosten": [{"bedrag": "5.00"}]}]


@pytest.fixture
def draft(with_question):  # noqa: F811
    return with_question(KRAAM)


def names(page: str) -> list[str]:
    """The controls of the stalls, in order, each once."""
    return list(dict.fromkeys(re.findall(r'name="(kraam-[^"]+)"', page)))


def typed(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_rows_in_rows_are_kept_and_come_back(jo, draft):
    assert post(jo, draft, **TWO).status_code == 302
    assert answers(jo, draft)["kraam"] == KEPT
    page = jo.get(at(draft)).text
    assert set(TWO) <= set(names(page)) and typed(page, "kraam-0-kosten-1-bedrag") == "3,50" and "€\u00a015,50" in page
    assert "kraam-1-gas" not in names(page), "control: only with food"


def test_an_empty_page_has_one_of_each(jo, draft):
    assert names(jo.get(at(draft)).text) == ["kraam-0-soort", "kraam-0-kosten-0-bedrag"]


def test_a_button_adds_a_row_where_it_stands_and_leads_to_it(jo, draft):
    page = post(jo, draft, **TWO, **{"nog-kraam-1-kosten": "1"})
    assert page.status_code == 200 and {"kraam-1-kosten-1-bedrag"} == set(names(page.text)) - set(TWO)
    assert typed(page.text, "kraam-0-kosten-0-wat") == "Huur" and typed(page.text, "kraam-1-kosten-1-bedrag") == ""
    led = re.search(r'name="nog-kraam-1-kosten" value="1" formaction="#([^"]+)"', page.text)[1]
    again = post(jo, draft, **TWO, **{"kraam-1-kosten-1-bedrag": "", "nog-kraam-1-kosten": "1"}).text
    assert led == "f-kraam-1-kosten-3" and f'id="{led}" tabindex="-1"' in again and f'id="{led}"' not in page.text
    assert 'name="nog-kraam-1-kosten"' not in again and "hoogstens 3 invullen" in again, "it is full"


def test_an_empty_row_stays_while_rows_are_added_in_it(jo, draft):
    once = post(jo, draft, **TWO, **{"nog-kraam": "1"}).text
    assert "kraam-2-kosten-0-bedrag" in names(once)
    empty = dict.fromkeys(["kraam-2-kosten-0-bedrag"], "")
    twice = names(post(jo, draft, **TWO, **empty, **{"nog-kraam-2-kosten": "1"}).text)
    assert "kraam-2-kosten-1-bedrag" in twice
    assert post(jo, draft, **TWO, **empty).status_code == 302 and answers(jo, draft)["kraam"] == KEPT, "an empty row is no answer"


def test_a_row_goes_and_those_after_it_move_up(jo, draft):
    page = post(jo, draft, **TWO, **{"weg-kraam-0-kosten": "0"}).text
    assert typed(page, "kraam-0-kosten-0-bedrag") == "3,50" and "kraam-0-kosten-1-bedrag" not in names(page)
    page = post(jo, draft, **TWO, **{"weg-kraam": "0"}).text
    assert typed(page, "kraam-0-kosten-0-bedrag") == "5" and not any(name.startswith("kraam-1") for name in names(page))
    assert answers(jo, draft)["kraam"] == KEPT[1:]


def test_what_is_wrong_in_a_row_in_a_row_is_said_there_and_nothing_is_lost(jo, draft):
    page = post(jo, draft, **TWO | {"kraam-0-kosten-1-bedrag": "veel"})
    assert page.status_code == 422 and page.text.count('aria-invalid="true"') == 1
    assert re.search(r'href="#f-kraam-0-kosten-1-bedrag">Kraam 1, Kosten 2, Bedrag: ', page.text)
    assert 'id="f-kraam-0-kosten-1-bedrag"' in page.text and typed(page.text, "kraam-0-kosten-0-wat") == "Huur"
    assert "kraam" not in answers(jo, draft)
    first = post(jo, draft, **{name: value for name, value in TWO.items() if name.startswith("kraam-0")} | {"kraam-0-soort": "x"})
    assert first.status_code == 422 and {"kraam-0-gas", "kraam-0-kosten-0-wat"} <= set(names(first.text)), "also what would be hidden now"


def test_what_is_missing_in_a_row_in_a_row_is_said_there(jo, draft):
    page = post(jo, draft, **TWO | {"kraam-1-kosten-0-bedrag": ""})
    assert page.status_code == 422 and page.text.count('aria-invalid="true"') == 1 and 'href="#f-kraam-1-kosten-0-bedrag"' in page.text
    page = post(jo, draft)
    assert page.status_code == 422 and {"kraam-0-soort", "kraam-0-kosten-0-bedrag"} <= set(re.findall(r'href="#f-([\w-]+)', page.text))


def test_too_many_rows_are_refused_and_change_nothing(jo, draft):
    post(jo, draft, **TWO)
    for count, status in ((4, 422), (500, 422), (10_000, 413)):
        for name in ("kraam-{}-soort", "kraam-0-kosten-{}-bedrag"):
            page = post(jo, draft, **TWO | {name.format(row): "eten" if "soort" in name else "1" for row in range(count)})
            assert page.status_code == status and answers(jo, draft)["kraam"] == KEPT
            assert status == 413 or "hoogstens 3" in page.text


def test_a_question_in_a_row_is_drawn_like_one_on_the_page(jo, with_question):  # noqa: F811
    long = ", ".join(f"{{value: w{number}, label: Wijk {number}}}" for number in range(20))
    questions = [
        SOORT, f"{{question: wijk, type: choice, label: Wijk, options: [{long}]}}",
        "{question: zoek, type: choice, look: search, label: Zoek, options: [{value: a, label: Noord}]}",
        "{question: uitleg, type: info, text: 'Wij **lezen** dit. Het kost {{ tarief }}.'}",
        "{question: naam, type: text, label: Naam, why: Voor de lijst., default: '\"Bo\"'}",
        "{question: breed, type: number, label: Breed, verplicht als: soort is eten, required: false}", BEDRAG,
    ]
    alone = with_question(*questions)
    on_page = jo.get(at(alone)).text
    group = f"      - {{question: rij, type: group, label: Rij, questions: [{', '.join(questions)}]}}\n"
    factories.publish((LUID, LUID + group))
    in_row = jo.get(at(factories.draft(jo.resident))).text
    for name in ("soort", "wijk", "zoek", "naam", "breed", "bedrag"):
        found = [re.findall(rf'<(?:input|select)[^>]* name="{prefix}{name}"[^>]*>', page) for prefix, page in (("", on_page), ("rij-0-", in_row))]
        assert found[0] and found[0] == [each.replace("rij-0-", "") for each in found[1]], name
    for said in ("Ook drinken", "<strong>lezen</strong>", "€ 20,00", "Voor de lijst.", "Waarom vragen wij dit?", 'value="Bo"', "Kies een antwoord"):
        assert on_page.count(said) == in_row.count(said) > 0, said


def test_rows_that_are_filled_in_already_wait_until_somebody_asks(jo, with_question):  # noqa: F811
    """An optional group with something filled in would else always count as answered."""
    draft = with_question("{question: rij, type: group, label: Rij, required: false, min: 0, questions: ["
                          "{question: naam, type: text, label: Naam, default: '\"Bo\"'}, {question: breed, type: number, label: Breed}]}")
    assert "rij-0-naam" not in jo.get(at(draft)).text and 'id="f-rij"' in jo.get(at(draft)).text
    assert post(jo, draft).status_code == 302
    assert 'value="Bo"' in post(jo, draft, **{"nog-rij": "1"}).text


FILES = ("{question: rij, type: group, label: Rij, max: 3, questions: [{question: naam, type: text, label: Naam}, {question: onder, type: group,"
         " label: Onder, questions: [{question: foto, type: upload, label: Foto, types: [pdf], max: 2}]}]}")


def pdf(name: str):
    return SimpleUploadedFile(name, factories.PDF)


def files(page: str) -> dict[str, list[str]]:
    """What a browser sends of the files that are there."""
    return {name: re.findall(rf'type="hidden" name="{name}" value="([^"]+)"', page) for name in re.findall(r'name="(rij-\d-onder-\d-foto)"', page)}


def named(jo, draft) -> list[list[str]]:
    return [[file["name"] for under in row["onder"] for file in under["foto"]] for row in answers(jo, draft)["rij"]]


def test_files_in_rows_are_kept_move_along_and_go(jo, with_question):  # noqa: F811
    draft = with_question(FILES)
    two = {"rij-0-naam": "Bo", "rij-1-naam": "Al"}
    assert 'enctype="multipart/form-data"' in jo.get(at(draft)).text
    assert post(jo, draft, **two, **{"rij-0-onder-0-foto": pdf("bo.pdf"), "rij-1-onder-0-foto": pdf("al.pdf")}).status_code == 302
    there = files(jo.get(at(draft)).text)
    assert named(jo, draft) == [["bo.pdf"], ["al.pdf"]] and [len(each) for each in there.values()] == [1, 1]
    page = post(jo, draft, **two | there | {"weg-rij": "0", "rij-1-onder-0-foto": [*there["rij-1-onder-0-foto"], pdf("nog.pdf")]})
    assert page.status_code == 200 and named(jo, draft) == [["al.pdf", "nog.pdf"]], "with the row before it went its file, its own came along"
    assert [each.filename for each in documents.documents_of_owner(f"application:{draft.id}")] == ["al.pdf", "nog.pdf"]
    first, second = files(page.text)["rij-0-onder-0-foto"]
    left = post(jo, draft, **{"rij-0-naam": "Al", "rij-0-onder-0-foto": [first, second], "weg-rij-0-onder-0-foto": first})
    assert left.status_code == 200 and named(jo, draft) == [["nog.pdf"]]


def test_a_file_in_a_row_is_not_lost_by_a_mistake_beside_it(jo, with_question):  # noqa: F811
    draft = with_question(FILES)
    page = post(jo, draft, **{"rij-0-naam": "", "rij-0-onder-0-foto": pdf("bo.pdf")})
    assert page.status_code == 422 and "bo.pdf" in page.text
    assert post(jo, draft, **files(page.text), **{"rij-0-naam": "Bo"}).status_code == 302 and named(jo, draft) == [["bo.pdf"]]
    page = post(jo, draft, **{"rij-0-naam": "Bo", "rij-0-onder-0-foto": SimpleUploadedFile("kwaad.exe", b"MZ")})
    assert page.status_code == 422 and "kwaad.exe: " in page.text and named(jo, draft) == [["bo.pdf"]]


def test_a_file_of_somebody_else_is_not_taken_into_a_row(jo, bo, with_question):  # noqa: F811
    draft = with_question(FILES)
    theirs = factories.draft(bo.resident)
    key = documents.store(content=factories.PDF, title="x", filename="x.pdf", owner=f"application:{theirs.id}", uploader="x", received=True)
    written = json.dumps({"document_id": str(key), "name": "x.pdf", "size": 3})
    page = post(jo, draft, **{"rij-0-naam": "Bo", "rij-0-onder-0-foto": [str(key), written]})
    assert page.status_code == 422 and answers(jo, draft)["rij"] == [{"naam": "Bo"}] and "x.pdf" not in page.text


def test_the_check_says_each_row_line_by_line(jo, draft):
    post(jo, draft, **TWO)
    sections = summary.sections(applications.get(draft.id, resident=jo.resident))
    said = {row["key"]: row["value"].replace("\u00a0", " ") for each in sections for row in each.rows}
    assert said["Kraam 1"] == (
        "Soort: Eten\nGebruikt u gas? Nee\nKosten 1: Bedrag: € 12,00; Waarvoor? Huur\nKosten 2: Bedrag: € 3,50\nSamen: € 15,50")
    assert said["Kraam 2"] == "Soort: Spel\nKosten: Bedrag: € 5,00\nSamen: € 5,00"
