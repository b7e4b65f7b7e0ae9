"""Products, pictures, limits and answers that a register holds, as they stand on a page. What a browser makes up about them is never taken."""
import re
from decimal import Decimal

import pytest

from balie.applications import pages
from balie.applications import public as applications
from balie.applications.tests import factories
from balie.forms.definition import images
from balie.forms.plan.tests.random_plans import PNG
from balie.portal.apply.tests.test_kinds import LUID, answers, at, post, with_question  # noqa: F401  a fixture
from balie.portal.tests.browser import browser, hidden

HUUR = ('{question: huur, type: product, label: Wat wilt u huren?, required: false, options: ['
        '{value: bank, label: Bank, price: "3.50", max: 20, help: Van hout.}, {value: tent, label: Tent, price: tarief}]}')
NAAM = "{question: naam, type: text, label: Uw naam, prefill: persoon.naam, locked: true}"
BEELD = '{question: beeld, type: picture, image: images/plein.png, alt: Het plein, caption: Foto van boven, text: "Hier *is* het."}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def test_products_show_their_price_and_what_it_comes_to(jo, with_question):  # noqa: F811
    draft = with_question(HUUR)
    page = jo.get(at(draft)).text
    assert "Van hout. €\u00a03,50 per stuk. Hoogstens 20." in page and "€\u00a020,00" in page
    assert re.search(r'type="text"[^>]*name="huur-bank"[^>]*inputmode="numeric"', page)
    assert re.search(r'type="checkbox"[^>]*name="huur-tent" value="1"', page)
    assert post(jo, draft, **{"huur-bank": "4", "huur-tent": "1"}).status_code == 302
    assert answers(jo, draft)["huur"] == {"bank": 4, "tent": 1}
    page = jo.get(at(draft)).text
    assert "Samen €\u00a034,00" in page and 'value="4"' in page and re.search(r'name="huur-tent" value="1" checked', page)


def test_the_total_follows_while_somebody_chooses(jo, with_question):  # noqa: F811
    draft = with_question(HUUR)
    found = jo.post(at(draft) + "vooruit/", {"kinderen": "30", "muziek": "nee", "huur-bank": "2"})
    assert "Samen €\u00a07,00" in found.text and "huur" not in answers(jo, draft)


def test_they_are_checked_paid_and_sent_at_our_price(jo, with_question):  # noqa: F811
    draft = with_question(HUUR)
    assert post(jo, draft, **{"huur-bank": "4", "huur-bank-price": "0.01", "huur-totaal": "0", "prijs": "0"}).status_code == 400  # not of this page
    assert post(jo, draft, **{"huur-bank": "4", "huur-totaal": "0"}).status_code == 302
    view = applications.get(draft.id, resident=jo.resident)
    assert [(row.label, row.amount) for row in view.state.costs] == [("4 × Bank", Decimal("14.00"))] and view.state.total == 14


@pytest.mark.parametrize(("typed", "said", "href"), [
    ({"huur-bank": "veel"}, "Vul bij Bank een heel getal in", "#f-huur-bank"),
    ({"huur-bank": "21"}, "U kunt hoogstens 20 keer Bank nemen.", "#f-huur-bank"),
    ({"huur-tent": "7"}, "U kunt hoogstens 1 keer Tent nemen.", "#f-huur-tent"),
])
def test_what_is_wrong_is_said_once_beside_it_and_stays_typed(jo, with_question, typed, said, href):  # noqa: F811
    draft = with_question(HUUR)
    assert post(jo, draft, **{"huur-bank": "1"}).status_code == 302 and "Samen" in jo.get(at(draft)).text
    page = post(jo, draft, **typed)
    assert page.status_code == 422 and page.text.count(said) == 2 and f'href="{href}"' in page.text and f'id="{href[1:]}"' in page.text
    assert "Samen" not in page.text and answers(jo, draft)["huur"] == {"bank": 1}  # what was kept before is not what stands there now
    if "huur-bank" in typed:
        assert f'value="{typed["huur-bank"]}"' in page.text


def test_an_answer_of_a_register_is_shown_and_cannot_be_changed(jo, with_question):  # noqa: F811
    draft = with_question(NAAM)
    page = jo.get(at(draft)).text
    assert "J. de Wit" in page and 'name="naam"' not in page and "Klopt dit niet?" in page
    assert post(jo, draft, naam="Verzonnen").status_code == 302
    view = applications.get(draft.id, resident=jo.resident)
    assert "naam" not in view.answers and view.state.answers["naam"] == "J. de Wit"
    assert "Verzonnen" not in jo.get(at(draft)).text


def test_control_a_question_that_is_not_locked_takes_what_was_typed(jo, with_question, monkeypatch):  # noqa: F811
    draft = with_question(NAAM.replace(", locked: true", ""))
    assert 'value="J. de Wit"' in jo.get(at(draft)).text
    assert post(jo, draft, naam="Verzonnen").status_code == 302 and answers(jo, draft)["naam"] == "Verzonnen"


def test_where_the_register_is_silent_it_is_asked(jo, with_question):  # noqa: F811
    draft = with_question(NAAM)
    applications.keep_facts(application_id=draft.id, resident=jo.resident, source="brp", facts={"persoon": {"naam": None, "kinderen": []}})
    page = jo.get(at(draft)).text
    assert 'name="naam"' in page and "Klopt dit niet?" not in page
    assert post(jo, draft, naam="Jo de Wit").status_code == 302 and answers(jo, draft)["naam"] == "Jo de Wit"


def test_a_locked_answer_has_nothing_to_change_at_the_check(jo, with_question):  # noqa: F811
    from balie.portal.apply import summary

    draft = with_question(NAAM)
    rows = {row["key"]: row for section in summary.sections(draft) for row in section.rows}
    assert (rows["Uw naam"]["value"], rows["Uw naam"]["href"]) == ("J. de Wit", "") and rows["Is er muziek?"]["href"]


def test_reading_a_page_leaves_a_locked_question_out(jo, with_question, monkeypatch):  # noqa: F811
    draft = with_question(NAAM)
    posted = {"naam": ["Verzonnen"], "kinderen": ["30"]}
    assert "naam" not in pages.read_page(draft.plan, draft.state, "plan", posted).answers


def published(line: str, **files: str):
    factories.publish((LUID, LUID + f"      - {line}\n"), files={f"images/{name.replace('_', '.')}": text for name, text in files.items()})


def test_a_picture_is_shown_with_its_words(jo, gemeente):
    published(BEELD, plein_png=PNG)
    draft = factories.draft(jo.resident)
    page = jo.get(at(draft)).text
    src = re.search(r'<img class="b-picture__image" src="([^"]+)" alt="Het plein">', page)[1]
    assert "<figcaption" in page and "Foto van boven" in page and "Hier <em>is</em> het." in page
    found = browser().get(src)
    assert found.status_code == 200 and found.content == images.read(PNG) and found["Content-Type"] == "image/png"
    assert found["Content-Security-Policy"] == "default-src 'none'; sandbox" and found["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in found["Cache-Control"] and "Set-Cookie" not in found
    assert all(row["key"] != "" for row in _rows(draft))


def _rows(draft):
    from balie.portal.apply import summary

    return [row for section in summary.sections(draft) for row in section.rows]


def test_before_the_login_as_well(gemeente):
    check = f"check:\n  questions:\n    - {BEELD}\n    - {HUUR.replace('tarief', '25')}\nvalues:\n"
    version = factories.publish(("values:\n", check), files={"images/plein.png": PNG})
    visitor = browser()
    page = visitor.get("/diensten/speelstraat/kan-ik-dit/").text
    assert f'src="/beeld/{version}/plein.png"' in page and "€\u00a03,50 per stuk" in page
    page = visitor.post("/diensten/speelstraat/kan-ik-dit/", hidden(page) | {"huur-bank": "2"}).text
    assert "Samen €\u00a07,00" in page and 'value="2"' in page


def test_an_image_that_only_adorns_says_nothing(jo, gemeente):
    published("{question: beeld, type: picture, image: images/plein.svg, decorative: true}", plein_svg=images.stored(SVG.encode()))
    page = jo.get(at(factories.draft(jo.resident))).text
    src = re.search(r'<img class="b-picture__image" src="([^"]+)" alt="">', page)[1]
    assert browser().get(src)["Content-Type"] == "image/svg+xml"


def test_nothing_but_an_image_of_the_version_is_given(jo, gemeente, other_gemeente):
    published(BEELD, plein_png=PNG, kwaad_svg=images.stored(SVG.replace("<path", "<script/><path").encode()))
    version = factories.draft(jo.resident).version_id
    names = ("plein.png", "kwaad.svg", "service.yaml", "..%2fservice.yaml", "x.png")
    given = {name: browser().get(f"/beeld/{version}/{name}").status_code for name in names}
    assert given == {"plein.png": 200, "kwaad.svg": 404, "service.yaml": 404, "..%2fservice.yaml": 404, "x.png": 404}
    elsewhere = browser().get(f"/beeld/{version}/plein.png", headers={"host": other_gemeente.hosts[0]})
    assert elsewhere.status_code == 404


def test_a_long_text_tells_its_limit_and_by_how_much_it_is_over(jo, with_question):  # noqa: F811
    draft = with_question("{question: verhaal, type: long_text, label: Vertel het, max: 20}")
    page = jo.get(at(draft)).text
    assert "Hooguit 20 tekens" in page and 'data-max="20"' in page and 'maxlength="20"' not in page
    long = "Een heel lang verhaal"
    page = post(jo, draft, verhaal=long)
    assert page.status_code == 422 and "U hebt er nu 21: 1 te veel." in page.text and f">{long}</textarea>" in page.text


def test_the_days_are_told_beforehand_and_judged(jo, with_question):  # noqa: F811
    draft = with_question("{question: dag, type: date, label: Welke dag?, min: vandaag, max: vandaag + 1 jaar}")
    assert re.search(r"Van \d+ \w+ \d{4} tot en met \d+ \w+ \d{4}\.", jo.get(at(draft)).text)
    page = post(jo, draft, **{"dag-dag": "1", "dag-maand": "2", "dag-jaar": "2020"})
    assert page.status_code == 422 and "Deze dag is te vroeg." in page.text and 'value="2020"' in page.text
