"""A company and its branch: chosen from the Handelsregister on the same page, or typed when that gives no answer."""
import pytest
from django.core.cache import cache

from balie.applications import public as applications
from balie.applications.tests import factories
from balie.registers.tests.wire import BRANCHES

FIRST = "      - {question: toelichting,"
QUESTION = (FIRST, "      - {question: bedrijf, type: kvk, branch: true, label: Uw bedrijf}\n" + FIRST)
MAIN, OTHER = "000012345678", "000087654321"


@pytest.fixture
def draft(jo, wire):
    factories.publish(QUESTION)
    return factories.on_the_second_page(jo.resident)


def post(jo, draft, **typed):
    revision = applications.get(draft.id, resident=jo.resident).revision
    return jo.post(f"/aanvraag/{draft.id}/stap/wie/", {"revision": revision, **{f"bedrijf-{part}": text for part, text in typed.items()}})


def kept(jo, draft):
    return applications.get(draft.id, resident=jo.resident).answers.get("bedrijf")


def test_first_only_the_number_is_asked(jo, draft):
    page = jo.get(f"/aanvraag/{draft.id}/stap/wie/").text
    assert 'name="bedrijf-kvk_nummer"' in page and 'name="bedrijf-vestigingsnummer"' not in page


def test_the_branches_are_there_to_choose_from_on_the_same_page(jo, draft):
    page = post(jo, draft, kvk_nummer="9000 1234")
    assert page.status_code == 422 and "Kies om welke vestiging het gaat." in page.text
    found = [page.text.index(name) for name in ("Bakkerij Zon<", "Bakkerij Zon Haven<", "Bakkerij Zon Thuis<")]
    assert found == sorted(found) and 'type="radio"' in page.text and f'value="{OTHER}"' in page.text, "the main one first"
    assert "Havenkade 9 1998SD Zonnedam" in page.text and "Geheimweg" not in page.text
    assert 'value="9000 1234"' in page.text and kept(jo, draft) is None
    assert 'href="#f-bedrijf-vestigingsnummer"' in page.text and 'id="f-bedrijf-vestigingsnummer"' in page.text


def test_the_chosen_one_is_kept_as_the_register_has_it(jo, draft):
    assert post(jo, draft, kvk_nummer="90001234", vestigingsnummer=OTHER).status_code == 302
    assert kept(jo, draft) == {"kvk_nummer": "90001234", "vestigingsnummer": OTHER, "naam": "Bakkerij Zon Haven",
                               "adres": "Havenkade 9 1998SD Zonnedam", "nagekeken": True}  # fmt: skip
    page = jo.get(f"/aanvraag/{draft.id}/stap/wie/").text
    assert "Bakkerij Zon Haven" in page and f'value="{OTHER}"' in page
    assert "Bakkerij Zon Haven" in jo.get(f"/aanvraag/{draft.id}/controle/").text


def test_what_is_known_is_not_asked_again_and_another_one_is(jo, draft, wire):
    post(jo, draft, kvk_nummer="90001234", vestigingsnummer=OTHER)
    asked = len(wire.asked)
    post(jo, draft, kvk_nummer="90001234", vestigingsnummer=OTHER)
    assert len(wire.asked) == asked and kept(jo, draft)["nagekeken"] is True
    cache.clear()
    post(jo, draft, kvk_nummer="90001234", vestigingsnummer=MAIN)
    assert len(wire.asked) == asked + 1 and kept(jo, draft)["naam"] == "Bakkerij Zon"
    assert "Kies om welke vestiging" in post(jo, draft, kvk_nummer="90001234", vestigingsnummer="").text


@pytest.mark.parametrize(("typed", "said"), [
    ({"kvk_nummer": "90009999"}, "staat niet in het Handelsregister"),
    ({"kvk_nummer": "90001234", "vestigingsnummer": "000000000001"}, "hoort niet bij dit KvK-nummer"),
    ({"kvk_nummer": "1"}, "KvK-nummer"), ({"kvk_nummer": "90001234", "vestigingsnummer": "12"}, "heeft 12 cijfers"),
])  # fmt: skip
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(jo, draft, typed, said):
    page = post(jo, draft, **typed)
    assert page.status_code == 422 and said in page.text and kept(jo, draft) is None
    assert f'value="{typed["kvk_nummer"]}"' in page.text


def test_one_branch_needs_no_choice_and_none_does_neither(jo, draft, wire):
    wire.branches = BRANCHES[:1]
    assert post(jo, draft, kvk_nummer="90001234").status_code == 302 and kept(jo, draft)["vestigingsnummer"] == OTHER
    wire.branches = []
    cache.clear()  # some minutes later
    assert post(jo, draft, kvk_nummer="90001234").status_code == 302
    assert kept(jo, draft) == {"kvk_nummer": "90001234", "nagekeken": True}


def test_many_branches_become_a_list_that_folds_out(jo, draft, wire):
    wire.branches = [{**BRANCHES[0], "vestigingsnummer": f"{number:012}"} for number in range(1, 40)]
    page = post(jo, draft, kvk_nummer="90001234").text
    assert "<select" in page and 'value="000000000039"' in page


def test_without_the_register_the_number_is_typed(jo, draft, wire):
    wire.down = {"kvk"}
    page = post(jo, draft, kvk_nummer="90001234")
    assert page.status_code == 422 and "geeft nu geen antwoord" in page.text and 'name="bedrijf-vestigingsnummer"' in page.text
    assert post(jo, draft, kvk_nummer="90001234", vestigingsnummer=MAIN).status_code == 302
    assert kept(jo, draft) == {"kvk_nummer": "90001234", "vestigingsnummer": MAIN}
    wire.down = set()
    post(jo, draft, kvk_nummer="90001234", vestigingsnummer=MAIN)
    assert kept(jo, draft)["nagekeken"] is True, "what was not looked up is, as soon as that can be"


def test_a_made_up_check_is_not_believed(jo, draft, wire):
    wire.down = {"kvk"}
    page = post(jo, draft, kvk_nummer="90001234", vestigingsnummer=MAIN, nagekeken="ja", naam="Nep")
    assert page.status_code in (302, 400) and (kept(jo, draft) or {}).get("nagekeken") is None and "naam" not in (kept(jo, draft) or {})


def test_a_door_that_looks_nothing_up_cannot_finish_it(jo, draft):
    saved = factories.save(draft, "wie", of=jo.resident, **{"bedrijf-kvk_nummer": "90001234"})
    assert not saved.ok and not saved.application.state.complete


def test_in_english(jo, draft):
    revision = applications.get(draft.id, resident=jo.resident).revision
    typed = {"revision": revision, "bedrijf-kvk_nummer": "90001234"}
    page = jo.post(f"/aanvraag/{draft.id}/stap/wie/", typed, headers={"accept-language": "en"}).text
    assert "Choose which branch it is about." in page and "Kies om" not in page


def preview(jo, draft, **typed):
    return jo.post(f"/aanvraag/{draft.id}/stap/wie/vooruit/", {f"bedrijf-{part}": text for part, text in typed.items()})


def test_while_it_is_filled_in_the_branches_stay_to_choose_from(jo, draft, wire):
    page = preview(jo, draft, kvk_nummer="90001234")
    assert page.status_code == 200 and f'value="{OTHER}"' in page.text and "Kies om welke vestiging" not in page.text
    assert 'aria-invalid="true"' not in page.text and kept(jo, draft) is None
    assert f'value="{OTHER}"' in preview(jo, draft, kvk_nummer="90001234").text
    assert "Bakkerij Zon Haven" in preview(jo, draft, kvk_nummer="90001234", vestigingsnummer=OTHER).text


def test_control_half_a_number_asks_nothing(jo, draft):
    assert OTHER not in preview(jo, draft, kvk_nummer="9000").text


def test_the_register_is_asked_once_in_a_while(jo, draft, wire):
    for _time in range(3):
        preview(jo, draft, kvk_nummer="90001234")
    assert len(wire.asked) == 1
