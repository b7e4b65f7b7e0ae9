"""From a delivery to what goes out: mail with text and HTML, or the few words of an SMS.

A mail says that there is a message and what it is about; the message itself stays behind the login. An SMS is read on a locked screen: it
names the service only. Only appointments say when and where, with the calendar file; resume links, invitations and codes carry themselves.
"""

from __future__ import annotations

from django.template.loader import render_to_string

from balie.appointments import public as appointments
from balie.kernel import crypto, tenancy

from . import links, standard
from .channels import Parcel
from .models import Delivery
from .rendering import as_text, render
from .rules import cut
from .subjects import title_of
from .writing import ADDRESS, CONTENT


def parcel_of(row: Delivery) -> Parcel:
    address = crypto.open_sealed(row.address, context=ADDRESS)
    content = None if row.content is None else crypto.open_sealed(row.content, context=CONTENT)
    appointment = _appointment(row)
    if row.channel == "sms":
        return Parcel(delivery_id=row.id, channel=row.channel, address=address, subject=row.subject, text=as_text(content or _sms(row, appointment)))
    if content is None:
        content = standard.text("mail", row.language, trusted={
            "onderwerp": row.subject, "link": links.absolute(links.INBOX), "afspraak": _when(appointment, row.language),
            "plaats": _where(appointment),
        })
    files = (("afspraak.ics", "text/calendar", appointments.ics(appointment)),) if appointment else ()
    return Parcel(delivery_id=row.id, channel=row.channel, address=address, subject=row.subject, text=_plain_mail(content, row.language),
                  html=_html_mail(row, content), files=files)


def _sms(row: Delivery, appointment) -> str:
    known = {"dienst": title_of(row.owner, row.language), "afspraak": _when(appointment, row.language)}
    return cut(standard.text("sms", row.language, trusted=known))[1]


def _appointment(row: Delivery):
    if row.message is None or row.message.appointment_id is None:
        return None
    return appointments.get(row.message.appointment_id, owner=row.owner)


def _when(appointment, language: str) -> str:
    return standard.moment(appointment.start, language) if appointment and appointment.status != "afgezegd" else ""


def _where(appointment) -> str:
    return f"{appointment.location.name}, {appointment.location.address}" if appointment else ""


def _plain_mail(content: str, language: str) -> str:
    return f"{as_text(content)}\n\n-- \n{standard.text('voet', language)}"


def _html_mail(row: Delivery, content: str) -> str:
    return render_to_string("messages/mail.html", {
        "language": row.language, "subject": row.subject, "body": render(content), "gemeente": tenancy.current().naam,
        "footer": render(standard.text("voet", row.language)),
    })
