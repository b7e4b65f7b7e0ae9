"""Queue, search and pages: what is in them, for whom, and that they cost a fixed number of queries."""
from datetime import UTC, date, datetime

import pytest
from django.db.models import Q

from balie.cases import access, public, residents
from balie.cases.models import Product, SearchWord, WorkItem, Zaak
from balie.cases.own_facts import OwnRegistration
from balie.cases.tests import factories
from balie.documents import public as documents
from balie.identity.models import Mandate
from balie.kernel import clock, tenancy
from balie.kernel.models import AuditEntry
from balie.registers.public import Question

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with clock.frozen(MONDAY):
        yield


@pytest.fixture
def official():
    return factories.official("behandelaar")


def many(number: int, **changes) -> list:
    version = factories.publish()
    return [factories.zaak(version, **changes) for _ in range(number)]


def spread(deadline: date, **changes) -> None:
    """Give the work items deadlines from `deadline` on, one a day, by kenmerk."""
    for days, work in enumerate(WorkItem.objects.order_by("kenmerk")):
        work.deadline = date.fromordinal(deadline.toordinal() + days)
        for name, value in changes.items():
            setattr(work, name, value)
        work.save()


def test_queue_shows_the_nearest_deadline_first_and_pages(gemeente, official):
    many(5)
    spread(date(2026, 11, 20))
    first = public.queue_for_official(official, limit=2)
    second = public.queue_for_official(official, limit=2, after=first.next)
    third = public.queue_for_official(official, limit=2, after=second.next)
    found = [line.deadline.day for page in (first, second, third) for line in page.lines]
    assert found == [20, 21, 22, 23, 24] and third.next == ""
    assert (first.lines[0].urgency, first.lines[0].days_text) == ("te_laat", "3 dagen te laat")
    assert first.counts == {"te_laat": 3, "vandaag_of_morgen": 2, "nieuw": 5, "van_mij": 0, "wacht_op_inwoner": 0, "wachtlijst": 0,
                            "team": 5, "alle": 5}


def test_queue_pages_within_one_deadline(gemeente, official):
    many(5)
    seen, after = [], ""
    for _ in range(3):
        page = public.queue_for_official(official, limit=2, after=after)
        seen += [line.zaak_id for line in page.lines]
        after = page.next
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("after", ["x", "geen_x", "2026-11-23", "2026-11-23_x", "_", "' or 1=1"])
def test_a_made_up_position_is_the_first_page(gemeente, official, after):
    many(1)
    assert len(public.queue_for_official(official, after=after).lines) == 1


def test_scopes(gemeente, official):
    (one, _, _), (two, _, _), _ = many(3)
    public.take(zaak_id=one, official=official)
    public.ask_resident(zaak_id=two, official=official, question="Wat?")

    def scope(name):
        return {line.zaak_id for line in public.queue_for_official(official, scope=name).lines}

    assert scope("van_mij") == {one} and scope("wacht_op_inwoner") == {two} and len(scope("nieuw")) == 2 and len(scope("alle")) == 3


def test_the_queue_begins_with_ones_own_teams(gemeente, official):
    (one, _, _), (loose, _, _) = many(2)
    WorkItem.objects.filter(zaak=loose).update(team="", deadline=date(2026, 11, 1))
    parking = factories.official("behandelaar", teams=("parkeren",))

    def seen(who, scope):
        return {line.zaak_id for line in public.queue_for_official(who, scope=scope).lines}

    assert [seen(official, scope) for scope in ("team", "nieuw", "alle")] == [{one, loose}] * 3
    assert [seen(parking, scope) for scope in ("team", "nieuw", "te_laat", "alle")] == [{loose}, {loose}, {loose}, {one, loose}]
    counts = public.queue_for_official(parking).counts
    assert (counts["team"], counts["nieuw"], counts["te_laat"], counts["alle"]) == (1, 1, 1, 2)
    for whole in (factories.official("teamleider", teams=()), factories.official("balie", teams=())):
        assert seen(whole, "team") == {one, loose}
    assert [public.take_next(official=parking), public.take_next(official=parking)] == [loose, None]


def test_what_waits_for_a_visit_comes_last_and_is_never_late(gemeente, official):
    many(5)
    spread(date(2026, 11, 20))
    waiting = list(WorkItem.objects.order_by("kenmerk")[:3])
    for work in waiting:
        WorkItem.objects.filter(pk=work.pk).update(deadline=None)
    seen, after = [], ""
    for _page in range(5):
        page = public.queue_for_official(official, limit=1, after=after)
        seen += page.lines
        after = page.next
    assert [line.deadline and line.deadline.day for line in seen] == [23, 24, None, None, None] and len({line.zaak_id for line in seen}) == 5
    assert (seen[-1].urgency, seen[-1].days_text) == ("wacht", "wacht op afspraak") and after == ""
    assert public.queue_for_official(official).counts["te_laat"] == 0


def test_queue_hides_what_is_too_confidential(gemeente):
    many(1)
    WorkItem.objects.update(confidentiality=4)
    assert public.queue_for_official(factories.official("behandelaar")).lines
    for roles in (["balie"], ["beheerder"]):
        queue = public.queue_for_official(factories.official(*roles))
        assert not queue.lines and not any(queue.counts.values())


def test_queue_of_another_municipality_is_empty(gemeente, other_gemeente, official):
    many(1)
    with tenancy.scope(other_gemeente):
        queue = public.queue_for_official(official)
        assert not queue.lines and queue.counts["alle"] == 0
        assert not public.find_zaken(official, "zd")


@pytest.mark.parametrize("number", [1, 12])
def test_queue_costs_two_queries(gemeente, official, django_assert_num_queries, number):
    many(number)
    with django_assert_num_queries(2):
        public.queue_for_official(official)


def test_find_by_kenmerk_and_name_open_and_closed(gemeente, official, django_assert_num_queries):
    zaak_id, _, application = many(1)[0]
    closed, _, _ = factories.zaak(public.case_facts(zaak_id).version_id, outcome="verlenen")
    SearchWord.objects.create(zaak_id=zaak_id, word="wit")
    SearchWord.objects.create(zaak_id=closed, word="witteman")
    assert [line.zaak_id for line in public.find_zaken(official, application.kenmerk.lower())] == [zaak_id]
    assert [line.zaak_id for line in public.find_zaken(official, application.kenmerk[-6:])] == [zaak_id]
    with django_assert_num_queries(2):
        assert {line.state for line in public.find_zaken(official, "Wit")} == {"nieuw", "klaar"}
    assert public.find_zaken(official, f"wit {application.kenmerk}")[0].zaak_id == zaak_id
    assert public.find_zaken(official, "  ") == () and public.find_zaken(official, "zzz") == ()


def test_names_are_search_words(gemeente, official, monkeypatch):
    monkeypatch.setattr("balie.identity.public.name_of", lambda _: "J. de Wit-Özdemir")
    zaak_id, _, _ = many(1)[0]
    for typed in ("wit-ö", "DE wit"):
        assert public.find_zaken(official, typed)[0].zaak_id == zaak_id
    assert public.queue_for_official(official).lines[0].applicant == "J. de Wit-Özdemir"


def test_zaak_page(gemeente, official, django_assert_num_queries):
    zaak_id, _, _ = many(1)[0]
    public.add_note(zaak_id=zaak_id, official=official, text="Let op")
    with django_assert_num_queries(12):
        page = public.zaak_page(official, zaak_id)
    assert [step.when for step in page.timeline] == ["now", "later", "later"]
    assert ("Hoe hoog is het terras?", "5") in page.answers and page.tasks[0].checks[0].name == "Hoogte"
    assert page.verbs >= {"take", "ask", "decide", "extend"} and "hand_over" not in page.verbs and "ready" not in page.verbs
    assert public.zaak_page(factories.official("balie"), zaak_id).verbs == frozenset()


def test_every_look_is_recorded(gemeente, official):
    zaak_id, resident, application = many(1)[0]
    before = AuditEntry.objects.filter(action="zaak.bekeken").count()
    public.zaak_page(official, zaak_id, purpose="Klacht behandelen")
    public.zaak_of_resident(resident, zaak_id)
    looks = AuditEntry.objects.filter(action="zaak.bekeken", object_ref=f"zaak:{zaak_id}", subject=application.person_id)
    assert looks.count() == before + 2 and looks.filter(purpose="Klacht behandelen").count() == 1


def test_answers_in_the_words_of_the_form(gemeente, official):
    zaak_id, _, application = many(1)[0]
    with factories.submitted(application):
        said = public.application_in_words(official, zaak_id)
    (section,) = said.sections
    assert section.title == "Uw terras" and ("Waarom wilt u een terras?", "Voor de zon") in section.rows
    assert "999993653" not in str(section)
    with pytest.raises(public.NotFound):
        public.application_in_words(factories.official("beheerder"), zaak_id)


# -- residents --------------------------------------------------------------------------------------------------------------

def test_mijn_balie_has_actions_first(gemeente, official):
    person = factories.resident().person_id
    version = factories.publish()
    asked, resident, _ = factories.zaak(version, person_id=person)
    running, _, _ = factories.zaak(version, person_id=person)
    done, _, _ = factories.zaak(version, person_id=person, outcome="verlenen")
    public.ask_resident(zaak_id=asked, official=official, question="Stuurt u een tekening?")
    mine = public.mijn_balie(resident)
    assert [action.zaak_id for action in mine.actions] == [asked]
    assert {line.zaak_id: line.state for line in mine.running} == {asked: "wij_wachten_op_u", running: "wij_zijn_bezig"}
    assert [line.zaak_id for line in mine.finished] == [done] and mine.products[0].zaak_id == done
    line = next(line for line in mine.running if line.zaak_id == running)
    assert (line.step, line.steps, line.deadline) == (1, 3, date(2026, 11, 30))


@pytest.mark.parametrize("number", [1, 10])
def test_mijn_balie_costs_seven_queries(gemeente, django_assert_num_queries, number):
    person = factories.resident()
    many(number, person_id=person.person_id)
    with django_assert_num_queries(7):
        assert len(public.mijn_balie(person).running) == number


def test_all_zaken_in_pages(gemeente):
    person = factories.resident()
    many(3, person_id=person.person_id)
    first, after = public.zaken_of(person, limit=2)
    second, end = public.zaken_of(person, limit=2, before=after)
    assert len({line.zaak_id for line in (*first, *second)}) == 3 and end == ""
    assert public.zaken_of(person, before="onzin")[0]


def test_zaak_of_resident_costs(gemeente, django_assert_num_queries):
    zaak_id, resident, _ = many(1)[0]
    with django_assert_num_queries(13):
        page = public.zaak_of_resident(resident, zaak_id)
    assert page.can_withdraw and [document.title for document in page.documents] == ["Bevestiging van uw aanvraag"]


def test_somebody_else_sees_nothing(gemeente):
    zaak_id, _, application = many(1)[0]
    other = factories.resident()
    assert public.mijn_balie(other) == public.MijnBalie(actions=(), running=(), finished=(), products=())
    document = documents.documents_of_owner(f"zaak:{zaak_id}")[0].document_id
    for look in (
        lambda: public.zaak_of_resident(other, zaak_id), lambda: public.zaak_id_of_application(other, application.application_id),
        lambda: public.document_for_resident(other, zaak_id, document),
    ):
        with pytest.raises(public.NotFound):
            look()


def test_a_person_id_is_not_an_organisation(gemeente):
    zaak_id, resident, _ = many(1)[0]
    from dataclasses import replace

    with pytest.raises(public.NotFound):
        public.zaak_of_resident(replace(resident, kind="organisatie"), zaak_id)


def test_control_without_the_filter_it_would_leak(gemeente, monkeypatch):
    from django.db.models import Q

    zaak_id, _, _ = many(1)[0]
    monkeypatch.setattr("balie.cases.access.of_resident", lambda resident: Q())
    assert public.zaak_of_resident(factories.resident(), zaak_id)


def test_own_document(gemeente):
    zaak_id, resident, application = many(1)[0]
    document = documents.documents_of_owner(f"zaak:{zaak_id}")[0].document_id
    assert public.document_for_resident(resident, zaak_id, document).media_type == "application/pdf"
    assert public.zaak_id_of_application(resident, application.application_id) == zaak_id
    assert AuditEntry.objects.filter(action="document.gelezen", subject=application.person_id).exists()


def test_products_run_until_they_end(gemeente):
    zaak_id, resident, _ = many(1, outcome="verlenen", facts={"persoon": {"naam": "J", "adres": {"postcode": "1998 SA", "huisnummer": 12}}})[0]
    product = Product.objects.get()
    assert product.address == "1998SA12"
    asked = {"service": "dakterras", "adres": '{"postcode": "1998SA", "huisnummer": 12}'}

    def counted(parameters):
        return OwnRegistration().facts(Question(person_id=resident.person_id, fields=("eigen.op_adres",), purpose="x", parameters=parameters))

    assert counted(asked).values == {"eigen": {"op_adres": 1}} and counted({}).values == {"eigen": {"op_adres": None}}
    with pytest.raises(public.NotFound):
        public.end_product(product_id=product.id, resident=factories.resident())
    public.end_product(product_id=product.id, resident=resident)
    assert residents.products_of(resident) == () and counted(asked).values == {"eigen": {"op_adres": 0}}


def test_products_that_are_over_are_not_shown(gemeente):
    _, resident, _ = many(1, outcome="verlenen")[0]
    Product.objects.update(valid_until=date(2026, 11, 22))
    assert residents.products_of(resident) == () and public.running_products("dakterras") == 0


def test_facts_for_later_rooms(gemeente, official):
    zaak_id, _, application = many(1, outcome="verlenen")[0]
    facts = public.case_facts(zaak_id)
    assert (facts.outcome, facts.product, facts.objection_until, facts.owner) == (
        "verlenen", "Dakterras van 5 meter", date(2027, 1, 4), f"zaak:{zaak_id}",
    )
    with factories.submitted(application):
        assert public.filled_text(zaak_id, "texts/ontvangen.md").endswith(f"Uw kenmerk is {application.kenmerk.replace('-', '-')}.")
    waiting, _, _ = factories.zaak(facts.version_id, outcome="wachtlijst")
    assert public.case_facts(waiting).outcome == "wachtlijst"
    with pytest.raises(public.NotFound):
        public.case_facts(application.application_id)


def test_day_view_of_the_desk(gemeente, django_assert_num_queries):
    zaak_id, _, application = many(1)[0]
    owners = [f"zaak:{zaak_id}", f"application:{application.application_id}", "draft:1"]
    with django_assert_num_queries(1):
        assert set(public.zaken_for_desk(factories.official("balie"), owners)) == set(owners[:2])
    assert Zaak.objects.count() == 1


@pytest.mark.django_db
def test_zaken_of_a_resident_can_be_found_by_an_index(gemeente):
    """Beside what was asked by a mandate too: a subquery within an `or` is tried on every zaak of the municipality."""
    resident = factories.resident()
    assert "SubPlan" not in access.zaken_of_resident(resident).explain()
    control = Q(person_id=resident.person_id) | Q(mandate_id__in=Mandate.objects.values("id"))
    assert "SubPlan" in Zaak.objects.filter(control).explain()
