"""Each kind of question as it stands on the page and in the answers: what the portal draws is what the question can read."""
import pytest

from balie.applications import public as applications
from balie.applications.tests import factories
from balie.portal.tests.browser import hidden

LUID = "      - {question: luid, type: text, label: Hoe luid is het?, toon als: muziek is ja}\n"


@pytest.fixture
def with_question(jo, gemeente):
    """The service with one more question on its first page; gives the draft."""

    def make(*lines: str):
        factories.publish((LUID, LUID + "".join(f"      - {line}\n" for line in lines)))
        return factories.draft(jo.resident)

    return make


def at(draft) -> str:
    return f"/aanvraag/{draft.id}/stap/plan/"


def post(jo, draft, **typed):
    page = jo.get(at(draft)).text
    return jo.post(at(draft), hidden(page) | {"kinderen": "30", "muziek": "nee"} | typed)


def answers(jo, draft):
    return applications.get(draft.id, resident=jo.resident).answers


PERIOD = {f"dagen-{side}-{part}": typed for side, day in (("begin", "3"), ("eind", "5"))
          for part, typed in (("dag", day), ("maand", "6"), ("jaar", "2026"))}


def test_a_period_is_asked_kept_and_said(jo, with_question):
    draft = with_question("{question: dagen, type: period, label: Wanneer is het?, max_days: 3}")
    page = jo.get(at(draft)).text
    assert all(f'name="{name}"' in page for name in PERIOD)
    assert post(jo, draft, **PERIOD).status_code == 302
    assert answers(jo, draft)["dagen"] == {"begin": "2026-06-03", "eind": "2026-06-05"}
    assert 'value="2026"' in jo.get(at(draft)).text


def test_a_period_that_is_wrong_keeps_what_was_typed(jo, with_question):
    draft = with_question("{question: dagen, type: period, label: Wanneer is het?, max_days: 2}")
    page = post(jo, draft, **PERIOD)
    assert page.status_code == 422 and "Kies hoogstens 2 dagen." in page.text and 'href="#f-dagen-eind"' in page.text
    assert page.text.count("Kies hoogstens 2 dagen.") == 2  # in the summary, and once at the day
    assert 'id="f-dagen-eind"' in page.text and 'value="5"' in page.text and "dagen" not in answers(jo, draft)


def test_a_long_list_folds_out(jo, with_question):
    options = ", ".join(f"{{value: w{number}, label: Wijk {number}}}" for number in range(20))
    draft = with_question(f"{{question: wijk, type: choice, label: Welke wijk?, options: [{options}]}}")
    page = jo.get(at(draft)).text
    assert '<select' in page and "Kies een antwoord" in page
    assert post(jo, draft, wijk="w7").status_code == 302 and answers(jo, draft)["wijk"] == "w7"
    assert '<option value="w7" selected>' in jo.get(at(draft)).text


def test_a_list_to_search_takes_words(jo, with_question):
    options = "[{value: a, label: Noord}, {value: b, label: Zuid}]"
    draft = with_question(f"{{question: wijk, type: choice, look: search, label: Welke wijk?, options: {options}}}")
    assert '<datalist' in jo.get(at(draft)).text
    page = post(jo, draft, wijk="Oost")
    assert page.status_code == 422 and 'value="Oost"' in page.text and "niet in de lijst" in page.text
    assert post(jo, draft, wijk="noord").status_code == 302 and answers(jo, draft)["wijk"] == "a"
    assert 'value="Noord"' in jo.get(at(draft)).text


def test_what_is_computed_is_shown_and_never_taken_from_the_form(jo, with_question):
    draft = with_question("{question: bedrag, type: computed, label: Dit gaat het kosten, value: tarief * kinderen}")
    assert post(jo, draft, bedrag="1").status_code == 400
    post(jo, draft)
    page = jo.get(at(draft)).text
    assert "Dit gaat het kosten" in page and "€\u00a0600,00" in page and 'name="bedrag"' not in page
    assert "bedrag" not in answers(jo, draft)
