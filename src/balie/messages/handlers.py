"""Reactions: who is told what, when something happened. Each names its fact, so that hearing it twice is saying it once."""

from __future__ import annotations

from balie.applications import public as applications
from balie.applications.events import ApplicationWithdrawn, CosignAsked, PaymentNeeded
from balie.appointments import public as appointments
from balie.appointments.events import AppointmentBooked, AppointmentCancelled, AppointmentMoved, AppointmentNear, HandedOut
from balie.cases import public as cases
from balie.cases.events import OfferLapsed, PaymentDue, ProductEnded, ReadyToCollect, ResidentAsked, ZaakDecided, ZaakStarted
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.identity import public as identity
from balie.identity.events import MandateChanged
from balie.kernel import clock, crypto, money, outbox
from balie.payments import public as payments
from balie.payments.events import PaymentFailed, PaymentRefunded

from . import links, rules, standard, writing
from .subjects import About, about
from .writing import Letter

ASKED = "gevraagd"
BY = {"login": "cosign_link", "code": "cosign_link_code"}
MANDATES = {"gegeven": "given", "aanvaard": "accepted", "ingetrokken": "ended", "teruggegeven": "ended",
            "loopt_af": "ending", "verlopen": "lapsed"}
OUTCOMES = {"verlenen": "granted", "weigeren": "refused", "wachtlijst": "waiting_list"}
STOPPED = {
    "niet-ondertekend": "Niet iedereen heeft toestemming gegeven.",
    "niet-betaald": "Wij hebben geen betaling van u ontvangen.",
}


def _tell(subject: About, kind: str, fact: str, *, recipient=None, known: dict | None = None, appointment_id=None, attachments=(),
          **values) -> None:
    recipient = recipient or subject.recipient
    if recipient is None and not subject.address:
        return
    letter = Letter(owner=subject.owner, kind=kind, fact=fact, text=subject.text(kind, known=known, **values),
                    appointment_id=appointment_id, attachments=attachments)
    if recipient is not None:
        writing.tell(letter, recipient)
    else:
        writing.mail(letter, subject.address, language=subject.language)


@outbox.reacts_to(ZaakStarted)
def received(event: ZaakStarted) -> None:
    _tell(about(f"zaak:{event.zaak_id}"), "received", f"received:{event.zaak_id}")


@outbox.reacts_to(ZaakDecided)
def decided(event: ZaakDecided) -> None:
    kind = OUTCOMES.get(event.outcome)
    if kind:
        owner = f"zaak:{event.zaak_id}"
        made = tuple({"document_id": str(one.document_id), "title": one.title}
                     for one in documents.documents_of_owner(owner) if one.for_resident and not one.received)
        _tell(about(owner), kind, f"{kind}:{event.zaak_id}:{event.besluit_id or ''}", attachments=made)


@outbox.reacts_to(ResidentAsked)
def asked(event: ResidentAsked) -> None:
    ask = cases.ask_facts(event.ask_id)
    if ask.is_open:
        subject = about(f"zaak:{event.zaak_id}")
        _tell(subject, "ask", f"ask:{event.ask_id}", known={"vraag": ask.question}, vraag=ask.question,
              tot=standard.day(ask.deadline, subject.language))


@outbox.reacts_to(PaymentDue)
def payment_due(event: PaymentDue) -> None:
    facts, owner = cases.case_facts(event.zaak_id), f"zaak:{event.zaak_id}"
    payment = payments.get(event.payment_id, owner=owner)
    if facts.pay_until and payment.status != "betaald":
        subject = about(owner)
        _tell(subject, "payment_due", f"payment-due:{payment.id}", bedrag=money.euro(payment.amount),
              tot=standard.day(facts.pay_until, subject.language))


@outbox.reacts_to(OfferLapsed)
def offer_lapsed(event: OfferLapsed) -> None:
    _tell(about(f"zaak:{event.zaak_id}"), "offer_lapsed", f"offer-lapsed:{event.zaak_id}")


@outbox.reacts_to(ProductEnded)
def product_ended(event: ProductEnded) -> None:
    _tell(about(f"zaak:{event.zaak_id}"), "ended", f"ended:{event.product_id}", product=cases.case_facts(event.zaak_id).product)


@outbox.reacts_to(ReadyToCollect)
def ready(event: ReadyToCollect) -> None:
    _tell(about(f"zaak:{event.zaak_id}"), "ready", f"ready:{event.zaak_id}")


@outbox.reacts_to(AppointmentBooked)
def booked(event: AppointmentBooked) -> None:
    _about_appointment(event, "appointment", f"appointment:{event.appointment_id}")


@outbox.reacts_to(AppointmentMoved)
def moved(event: AppointmentMoved) -> None:
    _about_appointment(event, "appointment_moved", f"moved:{event.appointment_id}:{event.sequence}")


@outbox.reacts_to(AppointmentCancelled)
def cancelled(event: AppointmentCancelled) -> None:
    kind = "appointment_ended" if event.reason == "vervallen" else "appointment_cancelled"
    _about_appointment(event, kind, f"cancelled:{event.appointment_id}")


@outbox.reacts_to(AppointmentNear)
def near(event: AppointmentNear) -> None:
    _about_appointment(event, "reminder", f"reminder:{event.appointment_id}:{event.sequence}")


@outbox.reacts_to(HandedOut)
def handed_out(event: HandedOut) -> None:
    one = appointments.get(event.appointment_id, owner=event.owner)
    subject = about(event.owner)
    _tell(subject, "handed_out", f"handed-out:{one.id}", recipient=one.person_id, wat=one.handed_out_what,
          dag=standard.day(one.handed_out_at, subject.language))


def _about_appointment(event, kind: str, fact: str) -> None:
    one = appointments.get(event.appointment_id, owner=event.owner)
    if one.status == "afgezegd" and not isinstance(event, AppointmentCancelled):
        return  # heard late: the news of the cancellation is enough
    place = f"{one.location.name}, {one.location.address}"
    known = {"afspraak": {"dag": one.start.date().isoformat(), "tijd": one.start.time().isoformat("minutes"), "plaats": place}}
    subject = about(event.owner)
    _tell(subject, kind, fact, recipient=one.person_id, known=known, appointment_id=one.id, product=one.product_name, plaats=place,
          code=one.code, afspraak_moment=standard.moment(one.start, subject.language))


@outbox.reacts_to(PaymentFailed)
def payment_failed(event: PaymentFailed) -> None:
    payment = payments.get(event.payment_id, owner=event.owner)
    if payment.status != "betaald":
        _tell(about(event.owner), "payment_failed", f"payment-failed:{payment.id}:{event.attempt}", bedrag=money.euro(payment.amount))


@outbox.reacts_to(PaymentRefunded)
def payment_refunded(event: PaymentRefunded) -> None:
    refund = payments.refund_of(event.refund_id, owner=event.owner)
    _tell(about(event.owner), "payment_refunded", f"refunded:{refund.id}", bedrag=money.euro(refund.amount), reden=refund.reason)


@outbox.reacts_to(PaymentNeeded)
def payment_needed(event: PaymentNeeded) -> None:
    subject = about(f"application:{event.application_id}")
    payment = payments.get(event.payment_id, owner=subject.owner)
    if payment.status != "betaald":
        _tell(subject, "payment_needed", f"payment-needed:{payment.id}", bedrag=money.euro(payment.amount))


@outbox.reacts_to(MandateChanged)
def mandate_changed(event: MandateChanged) -> None:
    """Who gave it and who got it hear of every change, each in their own language; that it was given, only who gave it."""
    mandate = identity.mandate_of(event.mandate_id)
    for person_id in {mandate.giver, None if event.what == "gegeven" else mandate.receiver} - {None}:
        language = identity.contact_of(person_id).language
        services = [card.title for card in catalogue.list_services(language=language) if card.slug in mandate.services]
        text = standard.text(f"mandate_{MANDATES[event.what]}", language, van=mandate.giver_name, aan=mandate.receiver_name,
                             diensten=", ".join(services), tot=standard.day(mandate.until, language))
        writing.tell(Letter(owner=f"machtiging:{mandate.id}", kind="mandate", fact=f"mandate-{event.what}:{mandate.id}", text=text), person_id)


@outbox.reacts_to(ApplicationWithdrawn)
def withdrawn(event: ApplicationWithdrawn) -> None:
    if event.reason in STOPPED:  # who stopped it themselves knows
        _tell(about(f"application:{event.application_id}"), "withdrawn", f"withdrawn:{event.application_id}", reden=STOPPED[event.reason])


@outbox.reacts_to(CosignAsked)
def cosign_asked(event: CosignAsked) -> None:
    """To the inbox of who is known as a person, and with the link to who has not told us an address of their own: by mail, or by text message
    where only a number was given.

    Each day at most once, as this event also reminds.
    """
    one = next((one for one in applications.cosigners_of(event.application_id) if one.id == event.cosign_id), None)
    if one is None or one.status != ASKED:
        return
    subject, fact, link = about(f"application:{event.application_id}"), f"cosign:{one.id}:{clock.today()}", links.absolute(f"/akkoord/{one.token}/")
    text = subject.text("cosign", trusted={"tekst": applications.cosign_text(one.token)}, tot=standard.day(one.until, subject.language))
    if one.person_id:
        writing.tell(Letter(owner=subject.owner, kind="cosign", fact=fact, text=text), one.person_id)
    address = one.email or one.phone
    if address and not (one.person_id and identity.contact_of(one.person_id).email):
        title, body = rules.cut(text)
        if one.channel == "sms":
            body = rules.cut(standard.text("cosign_sms", subject.language, trusted={"link": link}, tot=standard.day(one.until, subject.language)))[1]
        else:
            body = f"{body}\n\n{standard.text(BY[one.by], subject.language, trusted={'link': link})}"
        writing.plan(channel=one.channel, address=address, recipient=crypto.fingerprint(address, context=writing.ADDRESS).hex(), kind="cosign",
                     fact=fact, subject=title, owner=subject.owner, language=subject.language, content=body)
