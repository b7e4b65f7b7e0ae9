"""Addresses and companies in the rows of a group are completed from the registers as they are outside one: with the form alone, while it is
drawn again, and once more when it is sent."""
import re

import pytest
from django.core.cache import cache

from balie.applications import public as applications
from balie.applications.tests import factories
from balie.portal.apply.looking import MOST
from balie.portal.apply.tests.test_kinds import answers, at, post, with_question  # noqa: F401
from balie.registers.tests.wire import ADDRESS, BRANCHES

MAIN, OTHER = "000012345678", "000087654321"
ADRES = "{question: adres, type: address_nl, label: Adres}"
EIGENAREN = f"{{question: eigenaar, type: group, label: Eigenaar, max: 50, questions: [{{question: naam, type: text, label: Naam}}, {ADRES}]}}"
ABROAD = "{question: eigenaar, type: group, label: Eigenaar, questions: [{question: adres, type: address_nl, label: Adres, abroad: true}]}"
BEDRIJVEN = ("{question: bouwer, type: group, label: Bouwer, max: 3, questions: [{question: bedrijf, type: kvk, branch: true, label: Bedrijf},"
             " {question: wat, type: text, label: Wat bouwt het?}]}")
DEEP = f"{{question: straat, type: group, label: Straat, questions: [{{question: huis, type: group, label: Huis, questions: [{ADRES}]}}]}}"
NUMBER = "Vul een huisnummer in"
HERE = {"postcode": "1998 sb", "huisnummer": "12", "huisletter": "a"}


def owner(row: int, *, naam: str = "Bo", **parts) -> dict[str, str]:
    return {f"eigenaar-{row}-naam": naam, **{f"eigenaar-{row}-adres-{part}": typed for part, typed in (parts or HERE).items()}}


def builder(row: int, *, wat: str = "Podium", **parts) -> dict[str, str]:
    return {f"bouwer-{row}-wat": wat, **{f"bouwer-{row}-bedrijf-{part}": typed for part, typed in parts.items()}}


def again(jo, draft, **typed) -> str:
    """The questions as the browser draws them while somebody answers."""
    page = jo.post(f"{at(draft)}vooruit/", {"kinderen": "30", "muziek": "nee"} | typed)
    assert page.status_code == 200
    return page.text


def asked(wire, service: str) -> int:
    return sum(each[0] == service for each in wire.asked)


def test_every_address_is_completed_and_comes_back(jo, with_question, wire):  # noqa: F811
    draft = with_question(EIGENAREN)
    assert post(jo, draft, **owner(0), **owner(1, naam="Al")).status_code == 302
    kept = answers(jo, draft)["eigenaar"]
    assert [each["adres"]["straat"] for each in kept] == ["Kerkstraat", "Kerkstraat"] and kept[0]["adres"]["bag_id"] == "9991010000000001"
    assert jo.get(at(draft)).text.count("Kerkstraat 12A, 1998 SB Zonnedam") == 2
    assert asked(wire, "bag") == 1, "the same address is looked up once"


def test_while_it_is_filled_in_the_street_is_shown_in_its_row(jo, with_question, wire):  # noqa: F811
    draft = with_question(EIGENAREN)
    assert "hx-post" in jo.get(at(draft)).text
    page = again(jo, draft, **owner(0, naam=""), **owner(1, postcode="1998SB"))
    assert page.count("Kerkstraat 12A, 1998 SB Zonnedam") == 1 and NUMBER not in page
    refused = post(jo, draft, **owner(1, postcode="1998SB")).text
    assert NUMBER in refused, "control: half an address is wrong once the page is sent"
    assert "eigenaar" not in answers(jo, draft)


def test_an_address_that_is_not_there_is_said_in_its_own_row(jo, with_question, wire, monkeypatch):  # noqa: F811
    draft = with_question(EIGENAREN)
    monkeypatch.setitem(ADDRESS, "huisletter", "B")
    page = post(jo, draft, **owner(0), **owner(1, naam="Al", postcode="1998SB", huisnummer="12", huisletter="B"))
    assert page.status_code == 422 and re.search(r'href="#f-eigenaar-0-adres-postcode">Eigenaar 1, Adres: Kies ook de letter', page.text)
    assert page.text.count("Kies ook de letter of toevoeging.") == 2, "on top, and once where it is"
    assert 'value="Al"' in page.text and "Kerkstraat 12B" in page.text and "eigenaar" not in answers(jo, draft)


def test_without_the_register_what_was_typed_is_kept_and_it_is_asked_once(jo, with_question, wire):  # noqa: F811
    draft, wire.down = with_question(EIGENAREN), {"bag"}
    many = {name: typed for row in range(30) for name, typed in owner(row, postcode="1998SB", huisnummer=str(row + 1)).items()}
    assert post(jo, draft, **many).status_code == 302 and len(answers(jo, draft)["eigenaar"]) == 30
    assert answers(jo, draft)["eigenaar"][0]["adres"] == {"postcode": "1998SB", "huisnummer": "1"}
    assert asked(wire, "bag") == 2, "one question, tried twice: thirty rows do not wait thirty times"


def test_a_page_does_not_ask_without_end(jo, with_question, wire):  # noqa: F811
    draft = with_question(DEEP.replace("label: Straat", "label: Straat, max: 50").replace("label: Huis", "label: Huis, max: 50"))
    many = {f"straat-{row}-huis-{deep}-adres-{part}": typed for row in range(3) for deep in range(50)
            for part, typed in {"postcode": "1998SB", "huisnummer": str(row * 50 + deep + 1)}.items()}
    again(jo, draft, **many)
    assert asked(wire, "bag") == MOST < 150


def test_abroad_nobody_looks_it_up(jo, with_question, wire):  # noqa: F811
    draft = with_question(ABROAD)
    typed = {"eigenaar-0-adres-land": "België", "eigenaar-0-adres-regel1": "Wetstraat 16"}
    assert post(jo, draft, **typed).status_code == 302 and asked(wire, "bag") == 0
    assert answers(jo, draft)["eigenaar"] == [{"adres": {"land": "BE", "regel1": "Wetstraat 16"}}]
    assert post(jo, draft, **{f"eigenaar-0-adres-{part}": text for part, text in HERE.items()}).status_code == 302
    assert answers(jo, draft)["eigenaar"][0]["adres"]["straat"] == "Kerkstraat"


def test_rows_in_rows(jo, with_question, wire):  # noqa: F811
    draft = with_question(DEEP)
    assert post(jo, draft, **{f"straat-0-huis-0-adres-{part}": text for part, text in HERE.items()}).status_code == 302
    assert answers(jo, draft)["straat"][0]["huis"][0]["adres"]["woonplaats"] == "Zonnedam"


def test_the_branch_is_chosen_in_its_row_with_the_form_alone(jo, with_question, wire):  # noqa: F811
    draft = with_question(BEDRIJVEN)
    first = post(jo, draft, **builder(0, kvk_nummer="90001234"), **builder(1, wat="Kraam", kvk_nummer="90001234", vestigingsnummer=OTHER))
    assert first.status_code == 422 and 'href="#f-bouwer-0-bedrijf-vestigingsnummer">Bouwer 1, Bedrijf: Kies om welke vestiging' in first.text
    radio = rf'type="radio"[^>]* name="bouwer-0-bedrijf-vestigingsnummer" value="{MAIN}"'
    assert re.search(radio, first.text) or re.search(rf'name="bouwer-0-bedrijf-vestigingsnummer"[^>]*value="{MAIN}"', first.text)
    assert 'value="Kraam"' in first.text and "Bakkerij Zon Haven, Havenkade 9" in first.text and "bouwer" not in answers(jo, draft)
    both = builder(0, kvk_nummer="90001234", vestigingsnummer=MAIN) | builder(1, wat="Kraam", kvk_nummer="90001234", vestigingsnummer=OTHER)
    assert post(jo, draft, **both).status_code == 302
    assert [(each["bedrijf"]["naam"], each["bedrijf"]["nagekeken"]) for each in answers(jo, draft)["bouwer"]] == [
        ("Bakkerij Zon", True), ("Bakkerij Zon Haven", True)]
    assert asked(wire, "kvk") == 1


def test_the_branches_show_while_it_is_filled_in_and_when_a_row_is_added(jo, with_question, wire):  # noqa: F811
    draft = with_question(BEDRIJVEN)
    page = again(jo, draft, **builder(0, kvk_nummer="90001234"))
    assert f'value="{OTHER}"' in page and "Kies om welke" not in page and 'aria-invalid="true"' not in page
    more = post(jo, draft, **builder(0, kvk_nummer="90001234"), **{"nog-bouwer": "1"})
    assert more.status_code == 200 and f'value="{OTHER}"' in more.text and 'name="bouwer-1-wat"' in more.text and "Kies om welke" not in more.text
    assert OTHER not in again(jo, draft, **builder(0, kvk_nummer="9000")), "control: half a number asks nothing"


@pytest.mark.parametrize(("typed", "said"), [
    ({"kvk_nummer": "90009999"}, "staat niet in het Handelsregister"),
    ({"kvk_nummer": "90001234", "vestigingsnummer": "000000000001"}, "hoort niet bij dit KvK-nummer"),
])  # fmt: skip
def test_a_company_that_is_not_right_is_said_in_its_row(jo, with_question, wire, typed, said):  # noqa: F811
    draft = with_question(BEDRIJVEN)
    page = post(jo, draft, **builder(0, **typed))
    assert page.status_code == 422 and said in page.text and 'href="#f-bouwer-0-bedrijf-' in page.text and "bouwer" not in answers(jo, draft)


def test_what_nobody_looked_up_cannot_be_sent(jo, with_question, wire):  # noqa: F811
    draft = with_question(BEDRIJVEN)
    posted = {"kinderen": "30", "muziek": "nee", "bouwer-0-wat": "Podium", "bouwer-0-bedrijf-kvk_nummer": "90001234"}
    saved = factories.save(draft, "plan", of=jo.resident, **posted)
    assert not saved.ok and not saved.application.state.complete, "a door that looks nothing up cannot finish it"
    with pytest.raises(applications.NotReady) as wrong:
        applications.submit(application_id=draft.id, resident=jo.resident)
    assert wrong.value.page == "plan" or "toestemming" in str(wrong.value)
    wire.branches = BRANCHES[:1]
    cache.clear()
    assert post(jo, draft, **builder(0, kvk_nummer="90001234")).status_code == 302
    assert applications.get(draft.id, resident=jo.resident).state.page("plan").done, "control"


def test_what_a_register_says_is_never_posted(jo, with_question, wire):  # noqa: F811
    draft, wire.down = with_question(BEDRIJVEN, EIGENAREN), {"kvk", "bag"}
    made_up = {"bouwer-0-bedrijf-nagekeken": "ja", "bouwer-0-bedrijf-naam": "Nep", "eigenaar-0-adres-bag_id": "9991010000000001"}
    page = post(jo, draft, **builder(0, kvk_nummer="90001234", vestigingsnummer=MAIN), **owner(0), **made_up)
    kept = answers(jo, draft)
    assert page.status_code in (302, 400)
    assert "nagekeken" not in kept.get("bouwer", [{"bedrijf": {}}])[0]["bedrijf"]
    assert "bag_id" not in kept.get("eigenaar", [{"adres": {}}])[0]["adres"]


def test_drawing_rows_costs_no_query_more(jo, with_question, wire):  # noqa: F811
    from balie.portal.tests.browser import queries

    draft = with_question(EIGENAREN)
    post(jo, draft, **owner(0))
    one = queries(jo, at(draft))
    post(jo, draft, **owner(0), **owner(1), **owner(2))
    assert len(answers(jo, draft)["eigenaar"]) == 3 and queries(jo, at(draft)) == one
