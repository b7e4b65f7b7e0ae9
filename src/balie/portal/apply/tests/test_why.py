"""Beside a question, the price and a stop: which earlier answer made it so. Closed, quiet, and nothing when there is nothing to tell."""
import re

import pytest

from balie.applications import public as applications
from balie.applications.tests import factories
from balie.portal.apply import why
from balie.portal.apply.tests.test_form import post, step

BECAUSE = "U ziet deze vraag, want “Is er muziek” is ja."


@pytest.fixture
def draft(jo, speelstraat):
    return factories.draft(jo.resident)


def folded(page) -> list[tuple[str, str]]:
    """What is folded on a page: its title and its words."""
    found = re.findall(r'<details class="b-details"( open)?>.*?<span>(.*?)</span>.*?<div class="b-details__body">(.*?)</div></d', page.text, re.S)
    assert not any(is_open for is_open, _, _ in found)
    return [(title, " ".join(re.sub("<[^>]+>", " ", text).split())) for _, title, text in found]


def test_why_a_question_is_there(jo, draft):
    page = post(jo, step(draft), kinderen="30", muziek="ja")
    assert ("Waarom deze vraag?", BECAUSE) in folded(page)


def test_not_when_everybody_sees_it(jo, draft):
    """Control: the rule does not hold, so neither the question nor its reason is there."""
    assert folded(jo.get(step(draft))) == []
    post(jo, step(draft), kinderen="30", muziek="nee")
    assert folded(jo.get(step(draft))) == []


def test_together_with_what_we_want_it_for(jo, gemeente):
    factories.publish(("label: Hoe luid is het?", "label: Hoe luid is het?, why: Voor de buren."))
    page = post(jo, step(factories.draft(jo.resident)), kinderen="30", muziek="ja")
    assert ("Waarom deze vraag?", f"{BECAUSE} Voor de buren.") in folded(page)


def test_questions_with_the_same_reason_say_it_once(jo, gemeente):
    more = "      - {question: tot, type: time, label: Tot hoe laat?, toon als: muziek is ja}\n    stops:"
    factories.publish(("    stops:", more))
    page = post(jo, step(factories.draft(jo.resident)), kinderen="30", muziek="ja")
    assert "Tot hoe laat?" in page.text and page.text.count("Waarom deze vraag?") == 1


def test_a_page_that_not_everybody_sees(jo, gemeente):
    factories.publish(("    title: Wie helpt er mee?\n", "    title: Wie helpt er mee?\n    toon als: kinderen > 20\n"))
    draft = factories.draft(jo.resident)
    post(jo, step(draft), kinderen="30", muziek="nee")
    said = ("Waarom deze vraag?", "U ziet deze pagina, want “Hoeveel kinderen komen er” is meer dan 20.")
    assert folded(jo.get(step(draft, "wie"))) == [said]


def test_in_english(jo, gemeente):
    factories.publish(files={"translations/en.yaml": "Is er muziek?: Is there music?"})
    draft = factories.draft(jo.resident)
    post(jo, step(draft), kinderen="30", muziek="ja", luid="zacht")
    page = jo.get(step(draft), headers={"accept-language": "en"})
    assert ("Why this question?", "You see this question because “Is there music” is yes.") in folded(page)


@pytest.mark.parametrize("music", ["ja", "nee"])
def test_why_this_price(jo, gemeente, music):
    factories.publish(("costs:\n", "costs:\n  - {label: Leges, amount: tarief}\n"))
    draft = factories.filled(jo.resident, muziek=music, **({"luid": "zacht"} if music == "ja" else {}))
    applications.keep_facts(application_id=draft.id, resident=jo.resident, source="rdw", facts={"voertuig": {}})
    said = "Leges: € 20,00. Muziek: € 20,00, want “Is er muziek” is ja."
    told = dict(folded(jo.get(f"/aanvraag/{draft.id}/controle/"))).get("Waarom dit bedrag?", "")
    assert told.replace("\xa0", " ") == (said if music == "ja" else "")


def test_why_they_need_not_go_on(jo, draft):
    page = post(jo, step(draft), kinderen="600", muziek="nee")
    assert folded(page) == [("Waarom?", "U ziet deze pagina, want “Hoeveel kinderen komen er” is meer dan 500.")]


def test_it_costs_no_query(jo, draft, django_assert_num_queries):
    application = factories.save(draft, "plan", of=jo.resident, kinderen="30", muziek="ja").application
    with django_assert_num_queries(0):
        assert why.of_questions(application, application.state.pages[0]) == {"luid": (BECAUSE,)}
