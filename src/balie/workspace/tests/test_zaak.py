"""The page of a zaak: what is offered, what happens, and what a refusal keeps."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balie.cases import public as cases
from balie.cases.tests import factories
from balie.documents import public as documents
from balie.messages import public as messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaak_id(make_zaak):
    return make_zaak()


@pytest.fixture
def at(zaak_id):
    """`at("besluit")`: an address of this zaak."""
    return lambda rest="": f"/werk/zaken/{zaak_id}/{rest + '/' if rest else ''}"


def state(zaak_id, who) -> str:
    return cases.zaak_page(who, zaak_id).line.state


def test_it_shows_who_what_and_what_registers_say(nadia, at):
    text = nadia.get(at()).content.decode()
    for words in ("Dakterras · J. de Wit", "Bekijk het terras", "Kijk dit zelf na", "Wat is er gebeurd?", "Voor de zon", "Besluit"):
        assert words in text
    assert "999993653" not in text


def test_which_rule_held_when_it_was_sent(nadia, make_zaak):
    decision = {"row": "hoog", "outcome": "medewerker", "reason": "Wij kijken eerst.", "explanation": "“Hoe hoog is het terras” is meer dan 4"}
    text = nadia.get(f"/werk/zaken/{make_zaak(decision=decision)}/").content.decode()
    assert "Welke regel gold?" in text and "Naar een medewerker" in text and "Wij kijken eerst." in text
    assert "De regel “hoog” geldt, want “Hoe hoog is het terras” is meer dan 4." in text and "laag" not in text


def test_no_rule_held(nadia, make_zaak):
    """Control."""
    assert "Welke regel gold?" not in nadia.get(f"/werk/zaken/{make_zaak(decision={})}/").content.decode()


def test_deciding_closes_and_tells(nadia, at, zaak_id):
    factories.look_over(zaak_id, nadia.official)
    answer = nadia.post(at("besluit"), {"uitkomst": "verlenen", "reden": "Het is veilig."})
    assert answer.status_code == 302
    assert "U hebt besloten" in nadia.get(answer.url).content.decode()
    assert state(zaak_id, nadia.official) == "klaar"


def test_a_refusal_without_a_reason_changes_nothing_and_keeps_what_was_typed(nadia, at, zaak_id):
    answer = nadia.post(at("besluit"), {"uitkomst": "weigeren", "reden": " ", "brief": "Beste inwoner, helaas."})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Schrijf waarom u de aanvraag weigert" in text
    assert "Beste inwoner, helaas." in text
    assert state(zaak_id, nadia.official) == "nieuw"


def test_deciding_nothing_asks_for_a_choice(nadia, at):
    answer = nadia.post(at("besluit"), {"reden": "Omdat"})
    assert answer.status_code == 422
    assert "Kies wat u besluit." in answer.content.decode()
    assert "Omdat" in answer.content.decode()


def test_asking_stops_the_term_and_hides_deciding(nadia, at, zaak_id):
    wanted = {"vraag": "Hoe breed is het?", "document": "ja", "uiterlijk-dag": "1", "uiterlijk-maand": "2", "uiterlijk-jaar": "2099"}
    assert nadia.post(at("vraag"), wanted).status_code == 302
    page = nadia.get(at())
    assert "Wacht op de inwoner." in page.content.decode()
    assert page.context["outcomes"] == []
    assert nadia.post(at("besluit"), {"uitkomst": "verlenen"}).status_code == 422
    assert nadia.post(at("vraag-weg")).status_code == 302
    assert state(zaak_id, nadia.official) == "in_behandeling"


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"vraag": ""}, "Schrijf eerst wat u wilt vragen."),
    ({"vraag": "Hoe breed?", "uiterlijk-dag": "40", "uiterlijk-maand": "1", "uiterlijk-jaar": "2027"}, "Deze dag bestaat niet."),
    ({"vraag": "Hoe breed?", "uiterlijk-dag": "1", "uiterlijk-maand": "1", "uiterlijk-jaar": "2001"}, "Kies een dag vanaf vandaag."),
])
def test_a_question_that_cannot_be_asked_is_kept(nadia, at, typed, sentence):
    answer = nadia.post(at("vraag"), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert typed["vraag"] in answer.content.decode()


def test_more_information_from_the_decision_is_a_question(nadia, at, zaak_id):
    nadia.post(at("besluit"), {"uitkomst": "vraag", "reden": "Hoe breed is het?"})
    assert state(zaak_id, nadia.official) == "wacht_op_inwoner"


def test_taking_releasing_and_giving_to_a_colleague(nadia, log_in, at, zaak_id):
    nadia.post(at("oppakken"))
    assert cases.zaak_page(nadia.official, zaak_id).line.official_name == "Nadia Benali"
    assert nadia.post(at("overdragen"), {"collega": str(nadia.official.id)}).status_code == 403
    boss = log_in("teamleider", name="Marlon Pinas")
    assert boss.post(at("overdragen"), {"collega": "niemand"}).status_code == 422
    boss.post(at("overdragen"), {"collega": str(boss.official.id)})
    assert cases.zaak_page(nadia.official, zaak_id).line.official_name == "Marlon Pinas"
    boss.post(at("terugleggen"))
    assert cases.zaak_page(nadia.official, zaak_id).line.official_name == ""


def test_the_term_moves_once(nadia, at):
    assert nadia.post(at("verlengen"), {"termijn": "volgende week", "verlengen": "Ziek"}).status_code == 422
    assert nadia.post(at("verlengen"), {"termijn": "2 weken", "verlengen": "Wij wachten op advies"}).status_code == 302
    assert "niet (nog een keer) langer" in nadia.post(at("verlengen"), {"termijn": "2 weken", "verlengen": "Nog eens"}).content.decode()


def test_notes_messages_and_documents(nadia, at, zaak_id):
    nadia.post(at("notitie"), {"notitie": "Gebeld, geen gehoor"})
    for _twice in range(2):
        nadia.post(at("bericht"), {"bericht": "Goedemorgen. Wij kijken ernaar.", "sleutel": "dezelfde"})
    page = nadia.get(at())
    assert "Gebeld, geen gehoor" in page.content.decode()
    assert len([each for each in page.context["messages"] if "ernaar" in each["html"]]) == 1
    assert nadia.post(at("bericht"), {"bericht": " "}).status_code == 422


def test_a_document_comes_as_an_attachment_and_a_foreign_one_does_not(nadia, at, zaak_id):
    mine = documents.store(content=b"%PDF-1.4 x", title="Brief", filename="brief.pdf", owner=f"zaak:{zaak_id}")
    foreign = documents.store(content=b"%PDF-1.4 y", title="Ander", filename="ander.pdf", owner="zaak:00000000-0000-0000-0000-000000000000")
    answer = nadia.get(at(f"documenten/{mine}"))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert nadia.get(at(f"documenten/{foreign}")).status_code == 404


def test_only_what_failed_or_is_uncertain_of_this_zaak_goes_out_again(nadia, at, make_zaak, zaak_id, monkeypatch):
    from balie.messages.models import Delivery

    def uncertain(owner):
        return Delivery.objects.create(
            owner=owner, kind="bericht", fact=f"x:{owner}", channel="email", subject="Uw aanvraag", state="onzeker", recipient="x",
            language="nl", created="2026-11-23T10:00Z", address=b"x", next_try="2026-11-23T10:00Z", content=b"x",
        )

    monkeypatch.setattr("balie.messages.queries.delivery_view", lambda row: messages.DeliveryView(
        id=row.id, message_id=None, owner=row.owner, subject=row.subject, channel="email", address="a…@b.nl", state=row.state,
        state_name="Onzeker", arrived=None, attempts=1, created=row.created, sent_at=None))
    monkeypatch.setattr("balie.messages.delivery.delivery_view", lambda row: row)
    mine, theirs = uncertain(f"zaak:{zaak_id}"), uncertain(f"zaak:{make_zaak()}")
    assert "Verstuur opnieuw" in nadia.get(at()).content.decode()
    assert nadia.post(at(f"verzendingen/{theirs.id}")).status_code == 404
    assert nadia.post(at(f"verzendingen/{mine.id}")).status_code == 302
    assert Delivery.objects.get(id=mine.id).state == "wacht"
    assert Delivery.objects.get(id=theirs.id).state == "onzeker"
    assert nadia.post(at(f"verzendingen/{mine.id}")).status_code == 422


def test_who_may_not_decide_is_not_offered_it_and_gets_a_clear_no(roos, nadia, at, zaak_id):
    page = roos.get(at())
    assert page.status_code == 200
    assert not page.context["outcomes"]
    assert "Pak op" not in page.content.decode()
    for verb in ("besluit", "oppakken", "vraag", "notitie", "bericht"):
        answer = roos.post(at(verb), {"uitkomst": "verlenen", "reden": "Ja"})
        assert answer.status_code == 403
    assert state(zaak_id, nadia.official) == "nieuw"


def test_a_post_from_elsewhere_is_refused(log_in, at, zaak_id, nadia):
    outside = log_in("behandelaar", name="Kees Houtman", csrf=True)
    assert outside.post(at("oppakken")).status_code == 403
    assert cases.zaak_page(nadia.official, zaak_id).line.official_name == ""
    assert nadia.post(at("oppakken")).status_code == 302, "control: without the check it does work"


def test_first_the_tasks_then_the_decision(nadia, at, zaak_id):
    page = nadia.get(at()).content.decode()
    assert "Doe eerst dit. Daarna kunt u verlenen." in page
    answer = nadia.post(at("besluit"), {"uitkomst": "verlenen", "reden": "Het is veilig.", "brief": "Beste inwoner, ga uw gang."})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Doe eerst dit: “Bekijk het terras”. Daarna kunt u verlenen." in text
    assert "Het is veilig." in text and "Beste inwoner, ga uw gang." in text
    factories.look_over(zaak_id, nadia.official)
    assert "Doe eerst dit" not in nadia.get(at()).content.decode()


def test_another_team_sees_whose_decision_it_is(log_in, at, zaak_id):
    kees = log_in("behandelaar", name="Kees Houtman", teams=("parkeren",))
    page = kees.get(at())
    assert "Over deze zaak besluit team Bouwen, of een teamleider." in page.content.decode() and page.context["outcomes"] == []
    assert "Nagekeken<span" not in page.content.decode()
    answer = kees.post(at("besluit"), {"uitkomst": "weigeren", "reden": "Nee, dit kan niet."})
    assert answer.status_code == 403 and "team Bouwen" in answer.content.decode()
    assert state(zaak_id, kees.official) == "nieuw"
    boss = log_in("teamleider", name="Marlon Pinas")
    assert boss.post(at("besluit"), {"uitkomst": "weigeren", "reden": "Nee."}).status_code == 302


def test_the_desk_finishes_what_is_done_at_the_desk(roos, nadia, make_zaak):
    zaak_id = make_zaak(factories.publish_hand_out())
    factories.grant(zaak_id, nadia.official)
    page = roos.get(f"/werk/zaken/{zaak_id}/")
    assert [each["task"].can_finish for each in page.context["tasks"]] == [True]
    task = page.context["tasks"][0]["task"]
    assert roos.post(f"/werk/zaken/{zaak_id}/taken/{task.task_id}/").status_code == 302


def test_something_to_hand_out(nadia, roos, make_zaak):
    zaak_id = make_zaak(factories.publish_hand_out())
    address = f"/werk/zaken/{zaak_id}/"
    factories.look_over(zaak_id, nadia.official)
    nadia.post(f"{address}besluit/", {"uitkomst": "verlenen", "reden": "Prima"})
    nadia.post(f"{address}ligt-klaar/")
    assert nadia.post(f"{address}uitreiken/", {"gezien": "ja"}).status_code == 403
    assert roos.post(f"{address}uitreiken/").status_code == 422
    assert roos.post(f"{address}uitreiken/", {"gezien": "ja"}).status_code == 302
    assert state(zaak_id, nadia.official) == "klaar"


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_page_costs_the_same_however_much_happened(nadia, at, zaak_id):
    nadia.post(at("notitie"), {"notitie": "Eerste"})
    nadia.get(at())
    few = queries(nadia, at())
    for number in range(6):
        nadia.post(at("notitie"), {"notitie": f"Notitie {number}"})
        nadia.post(at("bericht"), {"bericht": f"Bericht {number}"})
        documents.store(content=b"%PDF-1.4 x", title=f"Brief {number}", filename="brief.pdf", owner=f"zaak:{zaak_id}")
    assert queries(nadia, at()) == few <= 40


FIELDS = """      fields:
        - {question: nummer, type: text, label: Nummer van de keuring, pattern: "B[0-9]{3}", pattern_text: "Een B en drie cijfers, zoals B123."}
        - {question: veilig, type: yes_no, label: Is het veilig?}
        - {question: keurdag, type: date, label: Dag van de keuring, required: false}
        - {question: breed, type: number, label: Hoe breed is het?, decimals: 1, required: false}
        - {question: oordeel, type: choice, label: Oordeel, required: false, options: [{value: ruim, label: Ruim genoeg}, {value: krap, label: Krap}]}
        - {question: notities, type: long_text, label: Wat zag u?, required: false}
"""
TASK = "    - {task: bekijken, name: Bekijk het terras, role: bouwen, checks: [{name: Hoogte, value: hoogte, source: aanvrager}, {name: Veilig}]}\n"


@pytest.fixture
def with_fields(make_zaak):
    opened = "    - task: bekijken\n      name: Bekijk het terras\n      role: bouwen\n" + FIELDS
    return make_zaak(version=factories.publish(factories.definition(old=TASK, new=opened)))


def fill(client, zaak_id, **typed):
    task = cases.zaak_page(client.official, zaak_id).tasks[0]
    posted = {f"bekijken-{name.replace('__', '-')}": value for name, value in typed.items()}
    return client.post(f"/werk/zaken/{zaak_id}/taken/{task.task_id}/", posted)


ALL = {"nummer": "B123", "veilig": "ja", "keurdag__dag": "1", "keurdag__maand": "12", "keurdag__jaar": "2026", "breed": "2,5", "oordeel": "krap",
       "notities": "Een stevige reling."}


def test_what_is_to_be_filled_in_stands_with_the_task(nadia, with_fields):
    text = nadia.get(f"/werk/zaken/{with_fields}/").content.decode()
    for words in ("Nummer van de keuring", "Is het veilig?", "Dag van de keuring", "Ruim genoeg", "Wat zag u?", 'id="f-bekijken-nummer"'):
        assert words in text


def test_what_was_filled_in_wrong_is_said_and_stays(nadia, with_fields):
    answer = fill(nadia, with_fields, **{**ALL, "nummer": "123", "keurdag__dag": "32"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Een B en drie cijfers, zoals B123." in text and 'href="#f-bekijken-nummer"' in text
    assert 'value="123"' in text and 'value="32"' in text and "Een stevige reling." in text and "Deze controle is klaar" not in text


def test_what_was_filled_in_is_shown_and_can_be_changed_until_it_is_decided(nadia, with_fields):
    assert fill(nadia, with_fields, **ALL).status_code == 302
    text = nadia.get(f"/werk/zaken/{with_fields}/").content.decode()
    assert 'value="B123"' in text and 'value="2,5"' in text and "Wijzig" in text
    assert fill(nadia, with_fields, **{**ALL, "nummer": "B124"}).status_code == 302
    nadia.post(f"/werk/zaken/{with_fields}/besluit/", {"uitkomst": "verlenen", "reden": "Het is veilig."})
    text = nadia.get(f"/werk/zaken/{with_fields}/").content.decode()
    for words in ("B124", "1 december 2026", "Krap", "2,5", "Een stevige reling."):
        assert words in text
    assert 'id="f-bekijken-nummer"' not in text


def test_granting_waits_for_what_is_required(nadia, with_fields):
    answer = nadia.post(f"/werk/zaken/{with_fields}/besluit/", {"uitkomst": "verlenen", "reden": "Het is veilig."})
    assert answer.status_code == 422 and "Vul eerst dit in bij “Bekijk het terras”" in answer.content.decode()
    fill(nadia, with_fields, **ALL)
    assert nadia.post(f"/werk/zaken/{with_fields}/besluit/", {"uitkomst": "verlenen", "reden": "Het is veilig."}).status_code == 302  # control
