"""Who hears what. What other rooms know is told here by hand; the whole line is walked by the journeys."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from balie.applications.events import ApplicationWithdrawn, CosignAsked, PaymentNeeded
from balie.appointments import public as appointments
from balie.appointments.events import AppointmentBooked, AppointmentCancelled, AppointmentMoved, AppointmentNear, HandedOut
from balie.appointments.tests.factories import MORNING, at, booked, counter
from balie.cases.events import OfferLapsed, PaymentDue, ProductEnded, ReadyToCollect, ResidentAsked, ZaakDecided, ZaakStarted
from balie.forms.public import LanguageError
from balie.kernel import clock
from balie.messages import handlers, public, subjects
from balie.messages.models import Delivery, Message
from balie.messages.subjects import About
from balie.payments import public as payments
from balie.payments.events import PaymentFailed

VALUES = {"dienst": "Paspoort", "kenmerk": "Z-2026-1", "reden": "U voldoet."}
ZAAK = uuid4()


@pytest.fixture
def known(postman, resident, monkeypatch):
    """Every owner is about a passport of this resident, whose service has no texts of its own."""
    monkeypatch.setattr(handlers, "about", lambda owner: About(owner=owner, recipient=resident.person_id, values=VALUES))
    with clock.frozen(MORNING):
        yield resident


def told():
    return [(message.kind, message.subject) for message in Message.objects.order_by("created", "id")]


@pytest.mark.parametrize("event, handler, kind, subject", [
    (ZaakStarted(zaak_id=ZAAK), handlers.received, "received", "Wij hebben uw aanvraag: Paspoort"),
    (ZaakDecided(zaak_id=ZAAK, outcome="verlenen"), handlers.decided, "granted", "Uw aanvraag is goedgekeurd: Paspoort"),
    (ZaakDecided(zaak_id=ZAAK, outcome="weigeren"), handlers.decided, "refused", "Uw aanvraag is afgewezen: Paspoort"),
    (ZaakDecided(zaak_id=ZAAK, outcome="wachtlijst"), handlers.decided, "waiting_list", "U staat op de wachtlijst: Paspoort"),
    (ReadyToCollect(zaak_id=ZAAK), handlers.ready, "ready", "U kunt het ophalen: Paspoort"),
    (OfferLapsed(zaak_id=ZAAK), handlers.offer_lapsed, "offer_lapsed", "Uw aanvraag is gestopt: Paspoort"),
    (ApplicationWithdrawn(application_id=ZAAK, reason="niet-betaald"), handlers.withdrawn, "withdrawn", "Uw aanvraag is gestopt: Paspoort"),
])
def test_told_once_however_often_heard(known, run_jobs, event, handler, kind, subject):
    handler(event), handler(event)
    assert told() == [(kind, subject)]
    run_jobs()
    assert sorted(Delivery.objects.filter(state="verstuurd").values_list("channel", flat=True)) == ["email", "sms"]


def test_it_is_your_turn_to_pay_until_it_is_paid(known, monkeypatch):
    payment = payments.request(owner=f"zaak:{ZAAK}", amount=Decimal("42"), description="x", key="x")
    monkeypatch.setattr(handlers.cases, "case_facts", lambda zaak_id: SimpleNamespace(pay_until=date(2026, 12, 11), product="Vergunning"))
    event = PaymentDue(zaak_id=ZAAK, payment_id=payment.id)
    handlers.payment_due(event), handlers.payment_due(event)
    handlers.product_ended(ProductEnded(zaak_id=ZAAK, product_id=ZAAK))
    assert told() == [("payment_due", "U kunt het krijgen: Paspoort"), ("ended", "U hebt opgezegd: Vergunning")]
    body = Message.objects.get(kind="payment_due").body
    assert "42,00" in body and "vrijdag 11 december" in body
    monkeypatch.setattr(handlers.cases, "case_facts", lambda zaak_id: SimpleNamespace(pay_until=None))  # paid, stopped or lapsed since
    handlers.payment_due(PaymentDue(zaak_id=ZAAK, payment_id=payments.request(owner=f"zaak:{ZAAK}", amount=1, description="x", key="y").id))
    assert len(told()) == 2


def test_who_stopped_it_themselves_knows(known):
    handlers.withdrawn(ApplicationWithdrawn(application_id=ZAAK, reason="aanvrager"))
    assert told() == []


def test_nobody_to_tell(postman, monkeypatch):
    monkeypatch.setattr(handlers, "about", lambda owner: About(owner=owner, recipient=None, values=VALUES))
    handlers.received(ZaakStarted(zaak_id=ZAAK))
    assert told() == []


def test_the_question_of_an_official_cannot_format_itself(known, monkeypatch):
    ask = SimpleNamespace(is_open=True, question="Stuur **alles** <b>nu</b>", deadline=date(2026, 12, 1))
    monkeypatch.setattr(handlers.cases, "ask_facts", lambda ask_id: ask)
    handlers.asked(ResidentAsked(zaak_id=ZAAK, ask_id=uuid4()))
    [message] = public.inbox(known)
    assert "Stuur **alles** &lt;b&gt;nu&lt;/b&gt;" in message.html and "vóór dinsdag 1 december" in message.html
    ask.is_open = False
    handlers.asked(ResidentAsked(zaak_id=ZAAK, ask_id=uuid4()))
    assert len(told()) == 1


def test_appointments_from_booking_to_handing_out(known, postman, run_jobs):
    counter()
    made = booked(start=at(14), owner=f"zaak:{ZAAK}", person_id=known.person_id)
    ids = {"appointment_id": made.id, "owner": made.owner}
    handlers.booked(AppointmentBooked(**ids)), handlers.booked(AppointmentBooked(**ids))
    run_jobs()
    mail = next(parcel for parcel in postman.sent if parcel.channel == "email")
    assert "maandag 23 november om 14.00 uur" in mail.text and "Havenplein 1" in mail.text
    assert mail.files[0][:2] == ("afspraak.ics", "text/calendar") and b"METHOD:PUBLISH" in mail.files[0][2]
    appointments.move(appointment_id=made.id, owner=made.owner, location="stadhuis", start=at(15))
    handlers.moved(AppointmentMoved(**ids, sequence=1))
    handlers.near(AppointmentNear(**ids, sequence=1))
    appointments.cancel(appointment_id=made.id, owner=made.owner)
    handlers.cancelled(AppointmentCancelled(**ids))
    other = booked(start=at(9), owner=f"zaak:{uuid4()}", person_id=known.person_id)
    handlers.booked(AppointmentBooked(appointment_id=other.id, owner=other.owner))
    run_jobs()
    assert [kind for kind, _ in told()] == ["appointment", "appointment_moved", "reminder", "appointment_cancelled", "appointment"]
    gone = [parcel for parcel in postman.sent if parcel.channel == "email" and parcel.subject == "Uw afspraak gaat niet door"]
    assert b"METHOD:CANCEL" in gone[0].files[0][2]


def test_a_cancelled_appointment_is_not_announced_late(known):
    counter()
    made = booked(start=at(14), owner="zaak:x", person_id=known.person_id)
    appointments.cancel(appointment_id=made.id, owner=made.owner)
    handlers.booked(AppointmentBooked(appointment_id=made.id, owner=made.owner))
    assert told() == []


def test_what_is_no_longer_needed_asks_nobody_to_book_anew(known):
    counter()
    made = booked(start=at(14), owner="zaak:x", person_id=known.person_id)
    appointments.cancel_coming(owners=[made.owner])
    for _twice in range(2):
        handlers.cancelled(AppointmentCancelled(appointment_id=made.id, owner=made.owner, reason="vervallen"))
    assert told() == [("appointment_ended", "Uw afspraak gaat niet door")]
    assert "Maak een nieuwe afspraak" not in Message.objects.get().body


def test_handed_out(known):
    counter()
    made = booked(start=at(9), owner="zaak:x", person_id=known.person_id)
    appointments.arrive(appointment_id=made.id)
    appointments.hand_out(appointment_id=made.id, what="Paspoort", checked_with="Oud paspoort")
    handlers.handed_out(HandedOut(appointment_id=made.id, owner=made.owner))
    assert told() == [("handed_out", "U hebt het opgehaald: Paspoort")]


def test_payments(known):
    payment = payments.request(owner=f"application:{ZAAK}", amount=Decimal("77.85"), description="Paspoort", key="k")
    failed = PaymentFailed(payment_id=payment.id, owner=payment.owner, attempt=1)
    handlers.payment_failed(failed), handlers.payment_failed(failed)
    handlers.payment_needed(PaymentNeeded(application_id=ZAAK, payment_id=payment.id))
    assert told() == [("payment_failed", "Uw betaling is niet gelukt"), ("payment_needed", "U kunt nu betalen: Paspoort")]
    assert "€\xa077,85" in Message.objects.get(kind="payment_failed").body


def test_cosigners_known_or_by_mail(known, postman, run_jobs, monkeypatch):
    one = {"id": uuid4(), "status": "gevraagd", "token": "geheim", "until": date(2026, 12, 7), "by": "login", "email": "", "phone": "",
           "channel": "email", "person_id": known.person_id}
    monkeypatch.setattr(handlers.applications, "cosigners_of", lambda application_id: (SimpleNamespace(**one),))
    monkeypatch.setattr(handlers.applications, "cosign_text", lambda token: "Het gaat om een **paspoort**.")
    event = CosignAsked(application_id=ZAAK, cosign_id=one["id"])
    handlers.cosign_asked(event), handlers.cosign_asked(event)
    assert told() == [("cosign", "Geeft u toestemming? Paspoort")] and "geheim" not in Message.objects.get().body
    with clock.frozen(MORNING + timedelta(days=7)):
        one |= {"person_id": None, "email": "ouder@voorbeeld.nl"}
        handlers.cosign_asked(event), handlers.cosign_asked(event)
        run_jobs()
    [mail] = [parcel for parcel in postman.sent if parcel.address == "ouder@voorbeeld.nl"]
    assert "/akkoord/geheim/" in mail.text and "<strong>paspoort</strong>" in mail.html
    one["status"] = "akkoord"
    handlers.cosign_asked(event)
    assert len(told()) == 1


def test_a_cosigner_with_a_number_alone_gets_a_text_message(known, postman, run_jobs, monkeypatch):
    one = {"id": uuid4(), "status": "gevraagd", "token": "geheim", "until": date(2026, 12, 7), "by": "code", "email": "", "phone": "+31698765432",
           "channel": "sms", "person_id": None}
    monkeypatch.setattr(handlers.applications, "cosigners_of", lambda application_id: (SimpleNamespace(**one),))
    monkeypatch.setattr(handlers.applications, "cosign_text", lambda token: "Het gaat om **Al Bakker**.")
    event = CosignAsked(application_id=ZAAK, cosign_id=one["id"])
    handlers.cosign_asked(event), handlers.cosign_asked(event)
    run_jobs()
    [sms] = postman.sent
    assert (sms.channel, sms.address) == ("sms", "+31698765432") and "/akkoord/geheim/ " in sms.text and "maandag 7 december" in sms.text
    assert "Bakker" not in sms.text and "*" not in sms.text and len(sms.text) < 320, "says nothing of anybody, in two text messages at most"


def test_the_words_of_the_service_go_first(known, monkeypatch):
    monkeypatch.setattr(subjects, "_path", lambda *_: "texts/bericht.md")
    heard = []
    own = About(owner="zaak:x", recipient=None, values=VALUES, name="A. Bakker", fill=lambda path, known: heard.append((path, known)) or "Eigen")
    assert own.text("ready") == "Eigen" and heard == [("texts/bericht.md", {"aanvrager": {"naam": "A. Bakker"}})]

    def broken(path, known):
        raise LanguageError("kapot")

    assert About(owner="zaak:x", recipient=None, values=VALUES, fill=broken).text("ready").startswith("U kunt het ophalen: Paspoort")
