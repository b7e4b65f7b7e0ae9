"""The page of a plan: questions, steps with why and when, and how far somebody is; for visitors and for who logged in."""

import pytest

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


def test_services_of_a_resident(gemeente, django_assert_num_queries):
    from balie.cases import public

    _, resident, application = cases.zaak()
    with django_assert_num_queries(1):
        assert public.services_of(resident) == {application.service}
    assert public.services_of(cases.resident()) == frozenset()


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
