"""Every verb: what it changes, what it announces, and when it refuses."""
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection

from balie.appointments.events import HandedOut
from balie.cases import handlers, public
from balie.cases.models import Ask, Besluit, Rol, Status, Task, WorkItem, Zaak, ZaakNotitie
from balie.cases.tests import factories
from balie.documents import public as documents
from balie.kernel import clock, outbox
from balie.kernel.models import AuditEntry

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(autouse=True)
def monday():
    with clock.frozen(MONDAY):
        yield


@pytest.fixture
def case(gemeente):
    zaak_id, resident, application = factories.zaak()
    with factories.submitted(application):
        yield zaak_id, resident


@pytest.fixture
def official():
    return factories.official("behandelaar")


@pytest.fixture
def announced(monkeypatch):
    """Names of what is announced, in order."""
    names = []
    monkeypatch.setattr(outbox, "announce", lambda event: names.append(type(event).__name__))
    return names


def work() -> WorkItem:
    return WorkItem.objects.get()


def test_take(case, official, announced):
    zaak_id, _ = case
    public.take(zaak_id=zaak_id, official=official)
    assert (work().state, work().official_name, work().status_name) == ("in_behandeling", official.name, "In behandeling")
    assert Rol.objects.filter(official_id=str(official.id), roltype__omschrijving_generiek="behandelaar").count() == 1
    public.take(zaak_id=zaak_id, official=official)
    assert Rol.objects.count() == 2 and announced == ["StatusChanged"]


def test_take_next_is_the_most_urgent_that_nobody_has(gemeente, official):
    version = factories.publish()
    needs = factories.application(version).needs
    slow, _, _ = factories.zaak(version, needs=needs | {"term": "8 weken"})
    quick, _, _ = factories.zaak(version, needs=needs | {"term": "1 werkdag"})
    assert public.take_next(official=official) == quick
    assert public.take_next(official=factories.official("behandelaar")) == slow
    assert public.take_next(official=official) is None


def test_release(case, official):
    zaak_id, _ = case
    public.take(zaak_id=zaak_id, official=official)
    public.release(zaak_id=zaak_id, official=official)
    assert (work().official_id, Task.objects.get().taken_by) == ("", "")


def test_assign(case, official):
    other = factories.official("behandelaar", name="R. Bos")
    public.assign(zaak_id=case[0], official=official, to=other)
    assert work().official_id == str(other.id)


def test_finish_task_of_another_zaak_is_not_found(case, official):
    with pytest.raises(public.NotFound):
        public.finish_task(zaak_id=case[0], task_id=uuid4(), official=official)
    task = Task.objects.get()
    public.finish_task(zaak_id=case[0], task_id=task.id, official=official)
    task.refresh_from_db()
    assert task.done_by == official.name


def test_set_status_forwards_and_back_but_not_to_the_end(case, official):
    zaak_id, _ = case
    for code in ("bekijken", "ontvangen", "bekijken"):
        public.set_status(zaak_id=zaak_id, official=official, code=code)
    moments = list(Status.objects.order_by("datum_status_gezet").values_list("statustype__code", flat=True))
    assert moments == ["ontvangen", "bekijken", "ontvangen", "bekijken"]
    for code in ("afgehandeld", "bestaat-niet"):
        with pytest.raises(public.Impossible):
            public.set_status(zaak_id=zaak_id, official=official, code=code)


def test_asking_stops_the_clock_and_the_answer_starts_it(case, official, announced):
    zaak_id, resident = case
    ask_id = public.ask_resident(zaak_id=zaak_id, official=official, question="Stuurt u een tekening?", wants_document=True)
    zaak = Zaak.objects.get()
    assert (zaak.opschorting_indicatie, work().state) == (True, "wacht_op_inwoner")
    assert Ask.objects.get().deadline == date(2026, 12, 7)
    (action,) = public.mijn_balie(resident).actions
    assert (action.kind, action.text) == ("vraag", "Stuurt u een tekening?")
    with factories.later(3):
        drawing = documents.store(content=PDF, title="Tekening", uploader=f"person:{resident.person_id}", received=True)
        public.answer_ask(zaak_id=zaak_id, ask_id=ask_id, resident=resident, answer="Hierbij.", document_ids=[drawing])
        public.answer_ask(zaak_id=zaak_id, ask_id=ask_id, resident=resident, answer="Hierbij.", document_ids=[drawing])
    zaak.refresh_from_db()
    assert not zaak.opschorting_indicatie and work().state == "in_behandeling"
    assert work().deadline == zaak.uiterlijke_einddatum_afdoening == date(2026, 12, 3) == Task.objects.get().deadline
    assert announced == ["ResidentAsked", "ResidentAnswered"]
    assert "Tekening" in [document.title for document in documents.documents_of_owner(f"zaak:{zaak_id}")]


def test_asking_twice_or_nothing_is_refused(case, official):
    zaak_id, resident = case
    with pytest.raises(public.Impossible, match="Schrijf eerst"):
        public.ask_resident(zaak_id=zaak_id, official=official, question="  ")
    with pytest.raises(public.Impossible, match="vanaf vandaag"):
        public.ask_resident(zaak_id=zaak_id, official=official, question="Wat?", until=date(2026, 11, 1))
    ask_id = public.ask_resident(zaak_id=zaak_id, official=official, question="Wat?")
    with pytest.raises(public.Impossible, match="al een vraag open"):
        public.ask_resident(zaak_id=zaak_id, official=official, question="En?")
    with pytest.raises(public.Impossible, match="voeg een bestand toe"):
        public.answer_ask(zaak_id=zaak_id, ask_id=ask_id, resident=resident, answer=" ")


def test_somebody_else_cannot_answer_nor_use_anothers_upload(case, official):
    zaak_id, resident = case
    ask_id = public.ask_resident(zaak_id=zaak_id, official=official, question="Wat?")
    with pytest.raises(public.NotFound):
        public.answer_ask(zaak_id=zaak_id, ask_id=ask_id, resident=factories.resident(), answer="Ik")
    foreign = documents.store(content=PDF, title="Van een ander", uploader="person:" + str(uuid4()), received=True)
    with pytest.raises(documents.DocumentNotFound):
        public.answer_ask(zaak_id=zaak_id, ask_id=ask_id, resident=resident, answer="Zie", document_ids=[foreign])


def test_withdraw_ask_lets_the_official_go_on(case, official):
    public.ask_resident(zaak_id=case[0], official=official, question="Wat?")
    with pytest.raises(public.Impossible):
        public.decide(zaak_id=case[0], official=official, outcome="verlenen", reason="")
    public.withdraw_ask(zaak_id=case[0], official=official)
    factories.grant(case[0], official, reason="Akkoord.")
    assert Zaak.objects.get().einddatum


def test_extend_once_with_a_reason(case, official):
    with pytest.raises(public.Impossible, match="waarom"):
        public.extend_term(zaak_id=case[0], official=official, term="2 weken", reason="")
    with pytest.raises(public.Impossible, match="Schrijf de termijn"):
        public.extend_term(zaak_id=case[0], official=official, term="even", reason="Druk")
    assert public.extend_term(zaak_id=case[0], official=official, term="2 weken", reason="Advies nodig") == date(2026, 12, 14)
    assert Zaak.objects.get().verlenging_duur == "P2W"
    with pytest.raises(public.Impossible, match="nog een keer"):
        public.extend_term(zaak_id=case[0], official=official, term="1 week", reason="Nog meer")


def test_decide_with_an_own_letter(case, official, announced):
    zaak_id, resident = case
    besluit_id = public.decide(
        zaak_id=zaak_id, official=official, outcome="weigeren", reason="Het is niet veilig.", letter="Beste meneer,\n\nHelaas."
    )
    assert Besluit.objects.get().id == besluit_id and announced == ["ZaakDecided", "StatusChanged", "ZaakClosed"]
    page = public.zaak_of_resident(resident, zaak_id)
    assert (page.outcome, page.reason, page.can_withdraw) == ("Geweigerd", "Het is niet veilig.", False)
    assert "Dakterras" in [document.title for document in page.documents] and page.besluiten[0].objection_until == date(2027, 1, 4)
    assert not Task.objects.filter(done_at__isnull=True).exists() and not WorkItem.objects.exists()


def test_decide_granted_makes_the_documents_of_the_service(case, official):
    factories.grant(case[0], official, reason="Akkoord.")
    titles = [document.title for document in documents.documents_of_owner(f"zaak:{case[0]}")]
    assert titles == ["Bevestiging van uw aanvraag", "Vergunning dakterras"]


@pytest.mark.parametrize("outcome, reason, part", [("weigeren", "", "waarom"), ("misschien", "x", "Kies")])
def test_decide_needs_an_outcome_and_a_reason(case, official, outcome, reason, part):
    with pytest.raises(public.Impossible, match=part):
        public.decide(zaak_id=case[0], official=official, outcome=outcome, reason=reason)


def test_decide_twice_is_refused(case, official):
    factories.grant(case[0], official, reason="Ja.")
    with pytest.raises(public.Impossible):
        public.decide(zaak_id=case[0], official=official, outcome="weigeren", reason="Nee.")
    assert Besluit.objects.count() == 1


def test_waiting_list_by_an_official_and_then_granted(case, official):
    public.decide(zaak_id=case[0], official=official, outcome="wachtlijst", reason="Vol.")
    assert public.zaak_of_resident(case[1], case[0]).waiting_place == 1
    factories.grant(case[0], official, reason="Er is plaats.")
    assert public.zaak_of_resident(case[1], case[0]).waiting_place is None


@pytest.fixture
def handed(gemeente):
    zaak_id, resident, application = factories.zaak(factories.publish_hand_out())
    with factories.submitted(application):
        yield zaak_id, resident


def test_made_and_handed_out(handed, announced):
    zaak_id, resident = handed
    official, desk = factories.official("behandelaar"), factories.official("balie")
    with pytest.raises(public.Impossible, match="Besluit eerst"):
        public.mark_ready_to_collect(zaak_id=zaak_id, official=official)
    factories.grant(zaak_id, official, reason="Ja.")
    assert (work().state, work().status_name) == ("besloten", "Wordt gemaakt")
    with pytest.raises(public.Impossible, match="niet meer stoppen"):
        public.withdraw(zaak_id=zaak_id, resident=resident)
    public.mark_ready_to_collect(zaak_id=zaak_id, official=desk)
    assert public.mijn_balie(resident).actions[0].kind == "ophalen"
    public.hand_over(zaak_id=zaak_id, official=desk)
    assert Zaak.objects.get().einddatum == clock.today()
    assert announced == ["ZaakDecided", "StatusChanged", "StatusChanged", "ReadyToCollect", "StatusChanged", "ZaakClosed"]


@pytest.mark.parametrize("by_zaak", [True, False])
def test_handed_out_at_the_appointment_closes(handed, by_zaak):
    zaak_id, _ = handed
    official = factories.official("teamleider", "behandelaar")
    factories.grant(zaak_id, official, reason="Ja.")
    owner = f"zaak:{zaak_id}" if by_zaak else f"application:{Zaak.objects.get().application_id}"
    event = HandedOut(appointment_id=uuid4(), owner=owner)
    handlers.close_what_was_handed_out(event)
    assert Zaak.objects.get().einddatum is None  # nothing lay ready yet: handing out the wrong thing closes nothing
    public.mark_ready_to_collect(zaak_id=zaak_id, official=official)
    for _ in range(2):
        handlers.close_what_was_handed_out(event)
    assert Zaak.objects.get().einddatum == clock.today()
    handlers.close_what_was_handed_out(HandedOut(appointment_id=uuid4(), owner=f"zaak:{uuid4()}"))


def test_withdraw(case, announced):
    public.withdraw(zaak_id=case[0], resident=case[1])
    assert public.mijn_balie(case[1]).finished[0].result == "Ingetrokken" and announced == ["StatusChanged", "ZaakClosed"]
    with pytest.raises(public.Impossible):
        public.withdraw(zaak_id=case[0], resident=case[1])


def test_somebody_else_cannot_withdraw(case):
    with pytest.raises(public.NotFound):
        public.withdraw(zaak_id=case[0], resident=factories.resident())


def test_note(case, official):
    with pytest.raises(public.Impossible):
        public.add_note(zaak_id=case[0], official=official, text=" ")
    public.add_note(zaak_id=case[0], official=official, text="Gebeld, komt morgen.")
    assert ZaakNotitie.objects.get().notitie_type == "intern"
    assert public.zaak_page(official, case[0]).notes[0].text == "Gebeld, komt morgen."
    assert "Gebeld" not in str(public.zaak_of_resident(case[1], case[0]))


def test_add_document(case, official):
    advice = documents.store(content=PDF, title="Advies", uploader=f"official:{official.id}")
    public.add_document(zaak_id=case[0], official=official, document_id=advice)
    assert public.document_for_official(official, case[0], advice).data == PDF
    with pytest.raises(documents.DocumentNotFound):
        public.add_document(zaak_id=case[0], official=factories.official("behandelaar"), document_id=advice)


VERBS = {
    "take": {}, "release": {}, "set_status": {"code": "bekijken"}, "ask_resident": {"question": "Wat?"}, "withdraw_ask": {},
    "extend_term": {"term": "1 week", "reason": "x"}, "add_note": {"text": "x"}, "decide": {"outcome": "verlenen", "reason": "x"},
    "mark_ready_to_collect": {}, "hand_over": {}, "stop_for_resident": {}, "finish_task": {"task_id": UUID(int=1)},
    "add_document": {"document_id": UUID(int=1)},
}


@pytest.mark.parametrize("verb", VERBS)
def test_who_has_no_right_changes_nothing(case, verb):
    with pytest.raises((public.NotAllowed, public.NotFound)):
        getattr(public, verb)(zaak_id=case[0], official=factories.official("beheerder"), **VERBS[verb])


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in ("hand_over", "mark_ready_to_collect")])
def test_too_confidential_is_not_found(case, verb):
    Zaak.objects.update(vertrouwelijkheidaanduiding="geheim")
    with pytest.raises(public.NotFound):
        getattr(public, verb)(zaak_id=case[0], official=factories.official("teamleider"), **VERBS[verb])


@pytest.mark.parametrize("verb", VERBS)
def test_in_another_municipality_nothing_is_found(case, other_gemeente, verb):
    from balie.kernel import tenancy

    with tenancy.scope(other_gemeente), pytest.raises(public.NotFound):
        getattr(public, verb)(zaak_id=case[0], official=factories.official("teamleider", "behandelaar"), **VERBS[verb])


def test_every_change_is_on_record(case, official):
    public.take(zaak_id=case[0], official=official)
    factories.grant(case[0], official, reason="x")
    actions = set(AuditEntry.objects.filter(object_ref=f"zaak:{case[0]}").values_list("action", flat=True))
    assert actions >= {"zaak.gestart", "zaak.opgepakt", "zaak.verlenen", "zaak.gesloten"}


def test_a_verb_that_fails_changes_nothing(case, official, monkeypatch):
    from balie.cases import steps

    monkeypatch.setattr(steps, "close", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        factories.grant(case[0], official, reason="x")
    assert not Besluit.objects.exists() and work().state == "nieuw" and connection.connection is not None
