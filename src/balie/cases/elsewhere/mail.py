"""Handing over by mail: the application as PDF and its data as JSON, to the address of a team. Encrypted on its way, or not at all."""
from __future__ import annotations

import smtplib
from contextlib import suppress
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from balie.cases.elsewhere.parcel import content_of, parcel_of
from balie.cases.elsewhere.zgw import Refused, Unreachable
from balie.cases.export import as_json
from balie.cases.export.reading import record_for_system
from balie.cases.models import Registration
from balie.settings.outside import is_loopback

MOST = 20_000_000  # bytes of attachments: what mail servers take
SUBJECT = "Nieuwe aanvraag {kenmerk}"  # a kenmerk says nothing about anybody
BODY = "Er is een nieuwe aanvraag. Alles staat in de bijlagen.\n\nKenmerk: {kenmerk}\n\nDit bericht is automatisch gemaakt door Balie."


def send(row: Registration) -> None:
    """A second try may send a second copy, with the same Message-ID. Raises `Unreachable`, `Refused`."""
    if settings.BALIE.smtp_security == "none" and not is_loopback(settings.BALIE.smtp_host):
        raise Refused("E-mail gaat hier onversleuteld. Persoonsgegevens gaan zo niet weg. Stel BALIE_SMTP_SECURITY in.")
    if not row.address:
        raise Refused("Het e-mailadres is niet ingevuld. Vul de instelling van de dienst in.")
    mail = _mail(row)
    connection = get_connection(fail_silently=False)
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused:
        raise Refused("De mailserver weigert het adres. Controleer de instelling van de dienst.") from None
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(f"De mailserver is niet bereikt ({type(error).__name__}).") from None
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.close()


def _mail(row: Registration) -> EmailMessage:
    parcel, domain = parcel_of(row, with_people=False), parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mail = EmailMessage(
        SUBJECT.format(kenmerk=parcel.kenmerk), BODY.format(kenmerk=parcel.kenmerk), to=[row.address],
        headers={"Message-ID": f"<registration.{row.id}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    size = 0
    for paper in parcel.papers:
        content = content_of(row, paper)
        size += content.size
        if size > MOST:
            raise Refused("De bijlagen zijn samen te groot voor e-mail. Kies voor deze dienst een andere manier van doorgeven.")
        mail.attach(content.filename, content.data, content.media_type)
    mail.attach(f"{parcel.kenmerk}.json", as_json.one(_record(row)), as_json.MEDIA_TYPE)
    return mail


@transaction.atomic
def _record(row: Registration):
    return record_for_system(row.zaak.application_id)
