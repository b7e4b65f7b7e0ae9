"""Zaken that clients make are work for officials: in the queue, with who has them, and workable to the end."""
from __future__ import annotations

from datetime import timedelta

import pytest

from balie.cases import public as cases
from balie.cases.models import Besluit, Resultaat, RolType, Status, StatusType, WorkItem, Zaak
from balie.cases.tests.factories import official, resident
from balie.cases.zgw.tests import stage
from balie.cases.zgw.tests.acts import close, make, may, set_status, url
from balie.demo.generate.numbers import test_bsns
from balie.identity import public as identity
from balie.kernel import clock
from balie.zgw.tests.clients import Api

ROLLEN = "/zaken/api/v1/rollen"
ALL = ("zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen", "zaken.heropenen", "zaken.geforceerd-bijwerken")


@pytest.fixture
def kind(gemeente):
    made = stage.zaaktype()
    StatusType.objects.filter(zaaktype=made, volgnummer=2).update(volgnummer=3)
    StatusType.objects.create(zaaktype=made, omschrijving="In behandeling", volgnummer=2, code="bezig")
    RolType.objects.create(zaaktype=made, omschrijving="Behandelaar", omschrijving_generiek="behandelaar")
    return made


@pytest.fixture
def api(kind):
    return may(kind, *ALL)


def made(api: Api, kind, **changes) -> Zaak:
    answer = make(api, kind, **changes)
    assert answer.status_code == 201, answer.content
    return Zaak.objects.get(pk=answer.json()["uuid"])


def rol(api: Api, zaak: Zaak, generic: str, betrokkene: str, **known):
    row = RolType.objects.get(zaaktype=zaak.zaaktype_id, omschrijving_generiek=generic)
    answer = api.post(ROLLEN, {
        "zaak": url(api, zaak), "roltype": f"{api.root}/catalogi/api/v1/roltypen/{row.pk}", "betrokkeneType": betrokkene, "roltoelichting": "x",
        "betrokkeneIdentificatie": known,
    })
    assert answer.status_code == 201, answer.content
    return answer.json()


def line(who=None, scope: str = "alle"):
    return next(iter(cases.queue_for_official(who or official(), scope=scope).lines), None)


def test_a_new_zaak_stands_in_the_queue_with_its_type_term_and_next_step(api, kind):
    zaak = made(api, kind, omschrijving="Boom in de tuin")
    found = line()
    assert (found.zaak_id, found.title, found.kind, found.next_step) == (zaak.id, "Boom in de tuin", kind.omschrijving, "Ontvangen")
    assert (found.state, found.deadline, found.official_name) == ("nieuw", clock.today() + timedelta(days=30), "")


def test_what_the_client_changes_and_sets_is_seen(api, kind):
    zaak = made(api, kind)
    assert line().title == kind.omschrijving
    last = (clock.today() + timedelta(days=5)).isoformat()
    assert api.patch(url(api, zaak), {"omschrijving": "Anders", "uiterlijkeEinddatumAfdoening": last}).status_code == 200
    assert set_status(api, zaak, 2).status_code == 201
    found = line()
    assert (found.title, found.deadline.isoformat(), found.status_name, found.next_step) == ("Anders", last, "In behandeling", "Klaar")
    assert found.state == "in_behandeling"


def test_it_leaves_the_queue_when_the_client_closes_it_and_comes_back_when_it_is_opened(api, kind):
    zaak = made(api, kind)
    rol(api, zaak, "behandelaar", "medewerker", achternaam="Jansen", voorletters="P.")
    close(api, zaak, ago=timedelta(minutes=5))
    assert line() is None
    assert set_status(api, zaak, 2).status_code == 201
    assert (line().status_name, line().official_name) == ("In behandeling", "P. Jansen")


def test_who_asks_is_found_by_name(api, kind):
    zaak = made(api, kind)
    bsn = next(test_bsns())
    identity.remember_name(person_id=identity.person_for_bsn(bsn), name="S. Bakker")
    rol(api, zaak, "initiator", "natuurlijk_persoon", inpBsn=bsn)
    assert line().applicant == "S. Bakker"
    assert [each.zaak_id for each in cases.find_zaken(official(), "bakker")] == [zaak.id]


def test_an_official_of_ours_finds_it_under_their_own_work(api, kind):
    who = identity.add_official(email="an@zonnedam.example", name="An de Boer", roles=["behandelaar"], password="een-lang-en-goed-wachtwoord")
    zaak = made(api, kind)
    rol(api, zaak, "behandelaar", "medewerker", identificatie="an@zonnedam.example")
    assert line(who, "van_mij").zaak_id == zaak.id
    assert line(official(), "van_mij") is None


def test_whom_only_the_other_system_knows_keeps_it(api, kind):
    zaak = made(api, kind)
    made_rol = rol(api, zaak, "behandelaar", "medewerker", identificatie="x12", achternaam="Jansen")
    assert line().official_name == "Jansen"
    assert cases.take_next(official=official()) is None
    assert api.delete(made_rol["url"]).status_code == 204  # control: without the rol it is of nobody
    assert cases.take_next(official=official()) == zaak.id


def test_a_team_of_ours_sees_it_first_and_others_do_not_decide(api, kind):
    parks = identity.add_official(
        email="park@zonnedam.example", name="Pa de Rk", roles=["behandelaar"], password="een-lang-en-goed-wachtwoord", teams=("groen",))
    others = official(teams=("bouwen",))
    zaak = made(api, kind)
    assert line(others, "team").zaak_id == zaak.id  # of no team: of everybody
    rol(api, zaak, "behandelaar", "organisatorische_eenheid", identificatie="groen", naam="Team groen")
    assert (line(others, "team"), line(parks, "team").zaak_id) == (None, zaak.id)
    result = kind.resultaattypes.get()
    with pytest.raises(cases.NotAllowed):
        cases.finish(zaak_id=zaak.id, official=others, resultaattype_id=result.id)
    cases.finish(zaak_id=zaak.id, official=parks, resultaattype_id=result.id)


def test_a_secret_zaak_is_not_shown_to_who_may_not_see_it(api, kind):
    zaak = made(api, kind, vertrouwelijkheidaanduiding="geheim")
    assert line() is None
    assert api.patch(url(api, zaak), {"vertrouwelijkheidaanduiding": "openbaar"}).status_code == 200
    assert line().zaak_id == zaak.id


def test_an_official_works_it_to_the_end(api, kind):
    besluit = stage.besluittype(catalogus=kind.catalogus, reactietermijn="P6W")
    kind.besluittype_omschrijving = [besluit.omschrijving]
    kind.save()
    zaak, who = made(api, kind), official()
    page = cases.zaak_page(who, zaak.id)
    assert {"take", "step", "finish", "besluit"} <= page.verbs
    assert not {"decide", "withdraw", "set_status", "hand_over"} & page.verbs
    cases.take(zaak_id=zaak.id, official=who)
    assert not Status.objects.filter(zaak=zaak).exists()  # taking it says nothing that the zaaktype does not say
    cases.set_step(zaak_id=zaak.id, official=who, statustype_id=page.choices.following)
    cases.give_besluit(zaak_id=zaak.id, official=who, besluittype_id=besluit.id, reason="Het mag.")
    cases.finish(zaak_id=zaak.id, official=who, resultaattype_id=page.choices.results[0][0], reason="Klaar")
    zaak.refresh_from_db()
    assert (zaak.einddatum, Resultaat.objects.get(zaak=zaak).resultaattype.omschrijving) == (clock.today(), "Verleend")
    assert zaak.archiefactiedatum is not None
    assert Besluit.objects.get(zaak=zaak).uiterlijke_reactiedatum >= clock.today() + timedelta(weeks=6)
    assert [each.statustype.omschrijving for each in Status.objects.filter(zaak=zaak).order_by("datum_status_gezet")] == ["Ontvangen", "Klaar"]
    assert line() is None
    with pytest.raises(cases.Impossible):
        cases.set_step(zaak_id=zaak.id, official=who, statustype_id=page.choices.following)


def test_what_the_zaaktype_does_not_have_is_refused(api, kind):
    zaak, who, other = made(api, kind), official(), stage.zaaktype()
    foreign = (other.statustypes.first().id, other.resultaattypes.first().id)
    with pytest.raises(cases.Impossible, match="Deze status"):
        cases.set_step(zaak_id=zaak.id, official=who, statustype_id=foreign[0])
    with pytest.raises(cases.Impossible, match="Deze status"):  # the last one closes: that goes with a result
        cases.set_step(zaak_id=zaak.id, official=who, statustype_id=kind.statustypes.get(volgnummer=3).id)
    with pytest.raises(cases.Impossible, match="Dit resultaat"):
        cases.finish(zaak_id=zaak.id, official=who, resultaattype_id=foreign[1])
    with pytest.raises(cases.Impossible, match="kwam niet uit een aanvraag"):
        cases.decide(zaak_id=zaak.id, official=who, outcome="weigeren", reason="Nee")
    with pytest.raises(cases.Impossible, match="kwam niet uit een aanvraag"):
        cases.stop_for_resident(zaak_id=zaak.id, official=who)
    with pytest.raises(cases.NotAllowed):
        cases.finish(zaak_id=zaak.id, official=official("balie"), resultaattype_id=kind.resultaattypes.get().id)
    assert WorkItem.objects.get(zaak=zaak).state == "nieuw"


@pytest.mark.parametrize("number", [1, 12])
def test_a_page_of_the_queue_costs_one_query_more_however_many_there_are(api, kind, number, django_assert_num_queries):
    for _ in range(number):
        made(api, kind)
    who = official()
    with django_assert_num_queries(3):
        assert len(cases.queue_for_official(who).lines) == number


def test_only_who_is_known_can_be_asked(api, kind):
    zaak, who, bsn = made(api, kind), official(), next(test_bsns())
    assert "ask" not in cases.zaak_page(who, zaak.id).verbs
    with pytest.raises(cases.Impossible, match="wie dit heeft aangevraagd"):
        cases.ask_resident(zaak_id=zaak.id, official=who, question="Hoe hoog is de boom?")
    rol(api, zaak, "initiator", "natuurlijk_persoon", inpBsn=bsn)
    assert "ask" in cases.zaak_page(who, zaak.id).verbs
    ask = cases.ask_resident(zaak_id=zaak.id, official=who, question="Hoe hoog is de boom?")
    mine = resident(identity.person_for_bsn(bsn))
    cases.answer_ask(zaak_id=zaak.id, ask_id=ask, resident=mine, answer="Zes meter")
    assert line().state == "in_behandeling"


def test_a_resident_sees_that_it_runs(api, kind):
    zaak = made(api, kind)
    bsn = next(test_bsns())
    rol(api, zaak, "initiator", "natuurlijk_persoon", inpBsn=bsn)
    who = resident(identity.person_for_bsn(bsn))
    assert [each.state for each in cases.mijn_balie(who).running] == ["wij_zijn_bezig"]
    assert not cases.zaak_of_resident(who, zaak.id).can_withdraw
    with pytest.raises(cases.Impossible):
        cases.withdraw(zaak_id=zaak.id, resident=who)
    close(api, zaak)
    assert [each.state for each in cases.mijn_balie(who).finished] == ["klaar"]


def test_a_zaaktype_without_statussen_is_shown_all_the_same(api, kind):
    zaak, bsn, who = made(api, kind), next(test_bsns()), official()
    rol(api, zaak, "initiator", "natuurlijk_persoon", inpBsn=bsn)
    kind.statustypes.all().delete()
    mine = resident(identity.person_for_bsn(bsn))
    assert (line().next_step, cases.zaak_page(who, zaak.id).timeline, cases.zaak_of_resident(mine, zaak.id).timeline) == ("", (), ())
    assert len(cases.mijn_balie(mine).running) == 1
    with pytest.raises(cases.Impossible, match="geen statussen"):
        cases.finish(zaak_id=zaak.id, official=who, resultaattype_id=kind.resultaattypes.get().id)
    assert not Resultaat.objects.exists()
