"""The page of a plan: questions, steps with why and when, and how far somebody is; for visitors and for who logged in."""

import pytest

from balie.cases import public as public_cases
from balie.cases.tests import factories as cases
from balie.catalogue import public as catalogue
from balie.plans import public as plans
from balie.plans.models import Progress
from balie.portal.tests.browser import browser, hidden

HERE = "/gebeurtenis/verhuizen/"
ANSWERS = {"dag-dag": "15", "dag-maand": "1", "dag-jaar": "2031", "waarheen": "hier", "koop": "nee", "auto": "ja", "hond": "nee", "kinderen": "nee"}


@pytest.fixture
def visitor(gemeente):
    catalogue.publish_standard_catalogue()
    return browser()


def send(client, **typed):
    return client.post(HERE, hidden(client.get(HERE).text) | typed)


def test_everybody_sees_steps_and_after_the_answers_their_own(visitor):
    page = visitor.get(HERE).text
    assert "Geef uw verhuizing door" in page and "Vraag een parkeervergunning aan" not in page and "Uiterlijk" not in page
    assert send(visitor, **ANSWERS)["Location"] == f"{HERE}#plan"
    page = visitor.get(HERE).text
    assert "Vraag een parkeervergunning aan" in page and "Uiterlijk 20 januari 2031" in page
    assert "Dit geldt voor u, want" in page and "Hebt u een auto?" in page and "Meld uw hond af en aan" not in page
    assert "2031" not in send(visitor, **ANSWERS)["Location"] and not Progress.objects.exists()


def test_control_other_answers_other_steps(visitor):
    send(visitor, **ANSWERS | {"auto": "nee", "hond": "ja"})
    page = visitor.get(HERE).text
    assert "Vraag een parkeervergunning aan" not in page and "Meld uw hond af en aan" in page


def test_what_is_wrong_is_said_and_stays(visitor):
    page = send(visitor, **ANSWERS | {"dag-maand": "13"})
    assert page.status_code == 422 and 'value="13"' in page.text and 'href="#f-dag' in page.text


def test_a_step_is_done_and_open_again(visitor):
    assert "0 van" in visitor.get(HERE).text
    assert send(visitor, klaar="post")["Location"] == f"{HERE}#stap-post"
    assert "1 van" in visitor.get(HERE).text
    send(visitor, klaar="<script>")  # nobody knows it, so it counts for nothing
    assert "1 van" in visitor.get(HERE).text
    send(visitor, open="post")
    assert "0 van" in visitor.get(HERE).text


def test_of_a_resident_it_is_kept_also_what_came_before_the_login(gemeente):
    catalogue.publish_standard_catalogue()
    jo = browser("999993653")
    send(jo, **ANSWERS)
    send(jo, klaar="post")
    row = Progress.objects.get()
    assert row.person_id == jo.resident.person_id and row.done == ["post"] and row.answers["waarheen"] == "hier"
    again = browser("999993653")
    assert "1 van" in again.get(HERE).text and [(each.slug, each.done) for each in plans.plans_of(again.resident)] == [("verhuizen", 1)]
    other = browser("999990019")
    assert "0 van" in other.get(HERE).text and plans.plans_of(other.resident) == ()
    assert plans.export_for(jo.resident.person_id)["stappenplannen"][0]["klaar"] == ["post"]
    plans.erase(jo.resident.person_id)
    assert not Progress.objects.exists()


def test_a_step_of_ours_is_done_by_itself_with_a_zaak(gemeente, monkeypatch):
    catalogue.publish_standard_catalogue()
    jo = browser("999993653")
    assert "U regelde dit al bij ons." not in jo.get(HERE).text
    monkeypatch.setattr("balie.portal.public.plan.cases.services_of", lambda resident: frozenset({"verhuizing"}))
    page = jo.get(HERE).text
    assert "U regelde dit al bij ons." in page and "1 van" in page


def test_mijn_balie_shows_the_next_step_of_each_plan(gemeente):
    catalogue.publish_standard_catalogue()
    jo = browser("999993653")
    assert "Uw stappenplannen" not in jo.get("/mijn/").text
    send(jo, **ANSWERS)
    page = jo.get("/mijn/").text
    began = plans.plans_of(jo.resident)[0]
    assert "Uw stappenplannen" in page and f"0 van {began.total} klaar" in page and f'href="{HERE}#plan"' in page
    assert began.total > 5 and f"Volgende stap: {began.next.title} · vóór" in page
    steps = [step for stage in plans.plan_of("verhuizen", plans.kept_of(jo.resident, "verhuizen")).stages for step in stage.steps]
    assert began.next.day == min(step.day for step in steps if step.day)
    for step in steps:
        send(jo, klaar=step.name)
    assert "Alles is klaar" in jo.get("/mijn/").text


@pytest.mark.parametrize("number", [1, 3])
def test_plans_in_mijn_balie_cost_the_same_however_many(gemeente, django_assert_num_queries, number):
    catalogue.publish_standard_catalogue()
    jo = browser("999993653")
    for slug in ("verhuizen", "trouwen", "overlijden")[:number]:
        plans.keep(resident=jo.resident, slug=slug, kept=plans.Kept(answers={}))
    catalogue.list_services()
    with django_assert_num_queries(2):
        assert len(plans.plans_of(jo.resident, served=lambda: public_cases.services_of(jo.resident))) == number


def test_control_who_has_no_plan_pays_one_query(gemeente, django_assert_num_queries):
    jo = browser("999993653")
    with django_assert_num_queries(1):
        assert plans.plans_of(jo.resident, served=lambda: public_cases.services_of(jo.resident)) == ()


@pytest.mark.parametrize("bsn", ["", "999993653"])
def test_beginning_again_throws_away_what_was_kept(gemeente, bsn):
    catalogue.publish_standard_catalogue()
    somebody = browser(bsn)
    assert "Begin opnieuw" not in somebody.get(HERE).text
    send(somebody, klaar="post")
    assert "1 van" in somebody.get(HERE).text and "Begin opnieuw" in somebody.get(HERE).text
    assert send(somebody, weg="ja")["Location"] == HERE
    assert "0 van" in somebody.get(HERE).text and not Progress.objects.exists()


def test_a_plan_speaks_english(visitor):
    page = visitor.get("/gebeurtenis/verhuizen/", headers={"accept-language": "en-GB"}).text
    assert "Where will you live?" in page and "End your rent or arrange the purchase" in page and "Verhuisservice" not in page


def test_services_of_a_resident(gemeente, django_assert_num_queries):
    _, resident, application = cases.zaak()
    with django_assert_num_queries(1):
        assert public_cases.services_of(resident) == {application.service}
    assert public_cases.services_of(cases.resident()) == frozenset()


def test_of_another_municipality_nothing_is_seen(gemeente, other_gemeente):
    from balie.kernel import tenancy

    jo = browser("999993653")
    plans.keep(resident=jo.resident, slug="verhuizen", kept=plans.Kept(answers={}, done=("post", "weg")))
    assert Progress.objects.get().done == ["post"]
    with tenancy.scope(other_gemeente):
        assert plans.plans_of(jo.resident) == () and plans.kept_of(jo.resident, "verhuizen") is None


@pytest.mark.parametrize("who", ["", "999993653"])
def test_the_page_costs_few_queries(gemeente, who, django_assert_max_num_queries):
    catalogue.publish_standard_catalogue()
    client = browser(who)
    client.get(HERE)
    with django_assert_max_num_queries(6):
        client.get(HERE)


def test_services_that_are_not_on_offer_are_no_step(gemeente):
    catalogue.publish(definition=next(each for each in catalogue.standard_catalogue() if each.service.service == "verhuizing"))
    page = browser().get(HERE).text
    assert "Geef uw verhuizing door" in page and "Laat grof afval ophalen" not in page
