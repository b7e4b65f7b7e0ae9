"""Who may do what: every role, in and out of the team of the zaak, at every verb; and what has to be done before something is granted."""
import pytest
from django.db import transaction

from balie.cases import public
from balie.cases.models import Task, WorkItem, Zaak
from balie.cases.tests import factories
from balie.forms.public import definition_of

WHO = {
    "own team": factories.official("behandelaar"),
    "other team": factories.official("behandelaar", teams=("parkeren",)),
    "no team": factories.official("behandelaar", teams=()),
    "teamleider": factories.official("teamleider", teams=()),
    "balie": factories.official("balie", teams=()),
    "balie of the team": factories.official("balie"),
    "beheerder": factories.official("beheerder", teams=()),
}
HANDLERS = {"own team", "other team", "no team", "teamleider"}
OF_THE_TEAM = {"own team", "teamleider"}
DESK = {"balie", "balie of the team"}
INTAKE = "    - {task: innemen, name: Neem in, role: bouwen, desk: true}\n"


def task(zaak_id, code: str):
    return Task.objects.get(zaak=zaak_id, code=code).id


MAY = {  # verb → who may, and how it is called
    "look": (HANDLERS | DESK, lambda zaak, who: public.zaak_page(who, zaak)),
    "take": (HANDLERS, lambda zaak, who: public.take(zaak_id=zaak, official=who)),
    "release": (HANDLERS, lambda zaak, who: public.release(zaak_id=zaak, official=who)),
    "set_status": (HANDLERS, lambda zaak, who: public.set_status(zaak_id=zaak, official=who, code="ontvangen")),
    "ask": (HANDLERS, lambda zaak, who: public.ask_resident(zaak_id=zaak, official=who, question="Wat?")),
    "extend": (HANDLERS, lambda zaak, who: public.extend_term(zaak_id=zaak, official=who, term="1 week", reason="Druk")),
    "note": (HANDLERS, lambda zaak, who: public.add_note(zaak_id=zaak, official=who, text="Gebeld")),
    "stop": (HANDLERS, lambda zaak, who: public.stop_for_resident(zaak_id=zaak, official=who)),
    "finish a task": (OF_THE_TEAM, lambda zaak, who: public.finish_task(zaak_id=zaak, task_id=task(zaak, "bekijken"), official=who)),
    "finish the intake": (OF_THE_TEAM | DESK, lambda zaak, who: public.finish_task(zaak_id=zaak, task_id=task(zaak, "innemen"), official=who)),
    "refuse": (OF_THE_TEAM, lambda zaak, who: public.decide(zaak_id=zaak, official=who, outcome="weigeren", reason="Nee")),
    "waiting list": (OF_THE_TEAM, lambda zaak, who: public.decide(zaak_id=zaak, official=who, outcome="wachtlijst", reason="Vol")),
}


@pytest.fixture
def zaak_id(gemeente):
    service = factories.SERVICE.replace("  results:\n", INTAKE + "  results:\n")
    found, _, application = factories.zaak(factories.publish(definition_of(factories.FILES | {"service.yaml": service})))
    with factories.submitted(application):
        yield found


@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize("verb", MAY)
def test_every_role_at_every_verb(zaak_id, verb, role):
    allowed, do = MAY[verb]
    try:
        with transaction.atomic():
            do(zaak_id, WHO[role])
    except (public.NotAllowed, public.NotFound):
        assert role not in allowed
    else:
        assert role in allowed


@pytest.mark.parametrize("role", [role for role in WHO if role != "beheerder"])
def test_the_page_offers_what_the_verbs_allow(zaak_id, role):
    page = public.zaak_page(WHO[role], zaak_id)
    assert ("decide" in page.verbs) == (role in MAY["refuse"][0])
    assert {each.code for each in page.tasks if each.can_finish} == {
        code for code, verb in (("bekijken", "finish a task"), ("innemen", "finish the intake")) if role in MAY[verb][0]
    }


def test_a_no_says_whose_it_is(zaak_id):
    with pytest.raises(public.NotAllowed, match="team Bouwen of een teamleider"):
        public.decide(zaak_id=zaak_id, official=WHO["other team"], outcome="weigeren", reason="Nee")
    with pytest.raises(public.NotAllowed, match="team Bouwen"):
        public.finish_task(zaak_id=zaak_id, task_id=task(zaak_id, "bekijken"), official=WHO["other team"])


def test_what_is_of_no_team_is_of_everybody_who_decides(zaak_id):
    WorkItem.objects.update(team="")
    assert "decide" in public.zaak_page(WHO["other team"], zaak_id).verbs


# -- first the tasks, then the decision -------------------------------------------------------------------------------------

def test_nothing_is_granted_before_it_was_looked_over(zaak_id):
    who = WHO["own team"]
    assert public.zaak_page(who, zaak_id).first == ("Bekijk het terras", "Neem in")
    with pytest.raises(public.Impossible, match="Doe eerst dit: “Bekijk het terras” en “Neem in”. Daarna kunt u verlenen."):
        public.decide(zaak_id=zaak_id, official=who, outcome="verlenen", reason="Ja")
    assert WorkItem.objects.get().state == "nieuw"
    factories.look_over(zaak_id, who)
    assert public.zaak_page(who, zaak_id).first == ()
    public.decide(zaak_id=zaak_id, official=who, outcome="verlenen", reason="Ja")
    assert Zaak.objects.get().einddatum


def test_what_nobody_looked_at_is_not_called_done(zaak_id):
    public.decide(zaak_id=zaak_id, official=WHO["own team"], outcome="weigeren", reason="Nee")
    assert not Task.objects.exists()


# -- what comes after granting ----------------------------------------------------------------------------------------------

@pytest.fixture
def to_print(gemeente):
    """A permit that is printed and sent after the decision; nothing is handed out."""
    printing = "    - {task: afdrukken, name: Druk af en verstuur, role: bouwen, when: granted}\n"
    service = factories.SERVICE.replace("  results:\n", printing + "  results:\n")
    version = factories.publish(definition_of(factories.FILES | {"service.yaml": service}))
    found, _, application = factories.zaak(version)
    with factories.submitted(application):
        yield found, version


def test_printing_comes_after_the_decision_and_ends_the_zaak(to_print):
    zaak_id, _version = to_print
    who = WHO["own team"]
    with pytest.raises(public.Impossible, match="Besluit eerst"):
        public.finish_task(zaak_id=zaak_id, task_id=task(zaak_id, "afdrukken"), official=who)
    factories.grant(zaak_id, who)
    assert (WorkItem.objects.get().state, WorkItem.objects.get().status_name) == ("besloten", "In behandeling")
    with pytest.raises(public.Impossible, match="niets op te halen"):
        public.mark_ready_to_collect(zaak_id=zaak_id, official=who)
    public.finish_task(zaak_id=zaak_id, task_id=task(zaak_id, "afdrukken"), official=who)
    assert Zaak.objects.get().einddatum and not WorkItem.objects.exists()


def test_what_the_rules_grant_is_printed_too(to_print):
    _other, version = to_print
    zaak_id, _, _ = factories.zaak(version, outcome="verlenen")
    assert [each.code for each in Task.objects.filter(zaak=zaak_id)] == ["afdrukken"]
    assert WorkItem.objects.get(zaak=zaak_id).state == "besloten"
