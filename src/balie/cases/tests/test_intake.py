"""A submitted application becomes one zaak, with all that belongs to it, and the decision row is applied."""
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from balie.applications.events import ApplicationSubmitted
from balie.cases import intake, public
from balie.cases.models import Besluit, Product, Resultaat, Rol, Task, WaitingPlace, WorkItem, Zaak, ZaakEigenschap
from balie.cases.tests import factories
from balie.documents import public as documents
from balie.kernel import clock, outbox, tenancy
from balie.kernel.models import AuditEntry

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with clock.frozen(MONDAY):
        yield


def texts(owner: str, purpose: str = "test") -> dict[str, str]:
    import io

    found = {}
    for document in documents.documents_of_owner(owner):
        data = documents.content_of_owner(document.document_id, owner=owner, purpose=purpose).data
        found[document.title] = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return found


def test_zaak_has_all_that_belongs_to_it(gemeente):
    application_id, helper = uuid4(), uuid4()
    attachment = documents.store(
        content=b"%PDF-1.7\n%%EOF", title="Tekening", uploader="person:1", owner=f"application:{application_id}", received=True
    )
    zaak_id, _, application = factories.zaak(application_id=application_id, attachments=(attachment,), assisted_by=str(helper))
    zaak = Zaak.objects.get(pk=zaak_id)
    assert (zaak.identificatie, zaak.bronorganisatie) == (application.kenmerk, gemeente.rsin)
    assert zaak.uiterlijke_einddatum_afdoening.isoformat() == "2026-11-30"
    assert (zaak.betalingsindicatie, zaak.laatste_betaaldatum) == ("geheel", MONDAY)
    assert {(rol.roltype.omschrijving_generiek, rol.person_id or rol.official_id) for rol in Rol.objects.select_related("roltype")} == {
        ("initiator", application.person_id), ("klantcontacter", str(helper)),
    }
    values = dict(ZaakEigenschap.objects.values_list("naam", "waarde"))
    assert values == {"hoogte": "5", "waarom_wilt_u_een_te": "Voor de zon"}
    held = documents.documents_of_owner(f"zaak:{zaak_id}")
    assert [document.title for document in held] == ["Tekening", "Bevestiging van uw aanvraag"]
    assert zaak.zaakinformatieobjecten.count() == 2


def test_somebody_elses_document_does_not_come_along(gemeente):
    foreign = documents.store(content=b"%PDF-1.7\n%%EOF", title="Van een ander", owner=f"application:{uuid4()}", received=True)
    zaak_id, _, _ = factories.zaak(attachments=(foreign,))
    assert "Van een ander" not in [document.title for document in documents.documents_of_owner(f"zaak:{zaak_id}")]
    assert AuditEntry.objects.filter(action="aanvraag.vreemd_document").exists()


def test_control_without_the_check_it_would_come_along(gemeente, monkeypatch):
    foreign = documents.store(content=b"%PDF-1.7\n%%EOF", title="Van een ander", owner=f"application:{uuid4()}", received=True)
    monkeypatch.setattr(intake, "_own_attachments", lambda application: application.attachments)
    zaak_id, _, _ = factories.zaak(attachments=(foreign,))
    assert "Van een ander" in [document.title for document in documents.documents_of_owner(f"zaak:{zaak_id}")]


def test_a_bsn_stays_out(gemeente):
    zaak_id, _, application = factories.zaak(outcome="verlenen")
    assert application.answers["bsn_buur"] == "999993653"
    assert "999993653" not in str(list(ZaakEigenschap.objects.values_list("waarde", flat=True)))
    assert "999993653" not in str(texts(f"zaak:{zaak_id}"))


def test_confirmation_has_the_answers(gemeente):
    zaak_id, _, _ = factories.zaak()
    text = " ".join(texts(f"zaak:{zaak_id}")["Bevestiging van uw aanvraag"].split())
    assert "23 november 2026" in text and "Hoe hoog is het terras?" in text and "Voor de zon" in text


def test_to_an_official_gives_tasks(gemeente):
    zaak_id, _, _ = factories.zaak()
    (task,) = Task.objects.all()
    assert (task.role, task.deadline.isoformat()) == ("bouwen", "2026-11-30")
    assert task.checks[0]["name"] == "Hoogte" and task.checks[0]["value"].startswith("5")
    work = WorkItem.objects.get(zaak=zaak_id)
    assert (work.state, work.team, work.status_name) == ("nieuw", "bouwen", "Ontvangen")


def test_granted_at_once(gemeente):
    zaak_id, resident, _ = factories.zaak(outcome="verlenen")
    zaak = Zaak.objects.get(pk=zaak_id)
    besluit, product = Besluit.objects.get(), Product.objects.get()
    assert zaak.einddatum == clock.today() and not WorkItem.objects.exists() and not Task.objects.exists()
    assert Resultaat.objects.get().resultaattype.omschrijving == "Verleend"
    assert (besluit.identificatie, besluit.uiterlijke_reactiedatum.isoformat()) == (f"{zaak.identificatie}-B1", "2027-01-04")
    assert (product.name, product.valid_until.isoformat()) == ("Dakterras van 5 meter", "2027-11-23")
    assert (zaak.archiefnominatie, zaak.archiefactiedatum.isoformat()) == ("vernietigen", "2031-11-23")
    held = {document.title: document for document in documents.documents_of_owner(f"zaak:{zaak_id}")}
    permit = documents.content_of_owner(held["Vergunning dakterras"].document_id, owner=f"zaak:{zaak_id}", purpose="x")
    assert documents.verify_pdf(permit.data).valid and held["Vergunning dakterras"].signed
    assert zaak.identificatie in texts(f"zaak:{zaak_id}")["Vergunning dakterras"]
    assert documents.documents_of_owner(f"besluit:{besluit.id}")
    assert public.mijn_balie(resident).finished[0].result == "Verleend"


def test_refused_at_once_with_a_letter(gemeente):
    zaak_id, _, _ = factories.zaak(outcome="weigeren", decision={"outcome": "weigeren", "reason": "Uw terras is te hoog."})
    assert Zaak.objects.get(pk=zaak_id).einddatum == clock.today() and not Product.objects.exists()
    letter = " ".join(texts(f"zaak:{zaak_id}")["Wij kunnen u niet geven wat u hebt gevraagd"].split())
    assert "Uw terras is te hoog." in letter and "4 januari 2027" in letter and "J. de Wit" in letter


def test_waiting_list_has_an_order(gemeente):
    version = factories.publish()
    first, one, _ = factories.zaak(version, outcome="wachtlijst")
    second, two, _ = factories.zaak(version, outcome="wachtlijst")
    assert WaitingPlace.objects.count() == 2
    assert public.zaak_of_resident(one, first).waiting_place == 1
    assert public.zaak_of_resident(two, second).waiting_place == 2


def test_nothing_to_pay_is_nvt(gemeente):
    from decimal import Decimal

    zaak_id, _, _ = factories.zaak(price=Decimal(0))
    assert Zaak.objects.get(pk=zaak_id).betalingsindicatie == "nvt"


def test_in_english(gemeente):
    zaak_id, _, _ = factories.zaak(language="en")
    assert "Confirmation of your application" in texts(f"zaak:{zaak_id}")


def test_twice_submitted_is_one_zaak(gemeente, run_jobs):
    one = factories.application(factories.publish())
    with factories.submitted(one):
        for _ in range(2):
            with transaction.atomic():
                outbox.announce(ApplicationSubmitted(application_id=one.application_id))
        run_jobs()
        assert intake.start_zaak(application_id=one.application_id) == Zaak.objects.get().id
    assert Zaak.objects.count() == 1 and Rol.objects.count() == 1


def _second(gemeente):
    """A second zaak of the same application, past the check: what two workers at the same moment would do."""
    zaak = Zaak.objects.get()
    zaak.pk, zaak.identificatie = uuid4(), "ANDERS"
    zaak.save(force_insert=True)


def test_the_database_refuses_a_second_zaak(gemeente):
    factories.zaak()
    with pytest.raises(IntegrityError, match="zaak_een_per_aanvraag"), transaction.atomic():
        _second(gemeente)


def test_control_without_the_application_id_there_are_two(gemeente):
    factories.zaak()
    Zaak.objects.update(application_id=None)
    _second(gemeente)
    assert Zaak.objects.count() == 2


def test_when_it_fails_halfway_nothing_is_left(gemeente, monkeypatch):
    one = factories.application(factories.publish(), outcome="verlenen")
    monkeypatch.setattr(intake, "_apply_rules", lambda *_: 1 / 0)
    with factories.submitted(one), pytest.raises(ZeroDivisionError), transaction.atomic():
        intake.start_zaak(application_id=one.application_id)
    assert not Zaak.objects.exists() and not documents.documents_of_owner("zaak")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where args->>'event' = 'cases.ZaakStarted'")
        assert cursor.fetchone() == (0,)


def test_other_municipality_has_no_zaak(gemeente, other_gemeente):
    zaak_id, resident, _ = factories.zaak()
    with tenancy.scope(other_gemeente):
        assert public.mijn_balie(resident).running == ()
        with pytest.raises(public.NotFound):
            public.zaak_of_resident(resident, zaak_id)
        with pytest.raises(public.NotFound):
            public.zaak_page(factories.official("teamleider"), zaak_id)
