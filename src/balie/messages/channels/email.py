"""Mail over SMTP through Django's mail backend (any other backend, such as those of django-anymail, by EMAIL_BACKEND)."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from .base import NotSent, Parcel, Uncertain


class Email:
    def configured(self) -> bool:
        return True

    def send(self, parcel: Parcel) -> str:
        """Returns the Message-ID, which follows from the delivery: also a copy would be known as one."""
        mail, connection = _mail(parcel), get_connection(fail_silently=False)
        try:
            connection.open()
        except (smtplib.SMTPException, OSError) as error:
            raise NotSent(f"mailserver niet bereikt ({type(error).__name__})") from None
        try:
            connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _ in error.recipients.values())
            raise NotSent(f"adres geweigerd ({code})", final=code >= 500) from None
        except smtplib.SMTPServerDisconnected:
            raise Uncertain("verbinding verbroken tijdens het versturen") from None
        except smtplib.SMTPResponseException as error:  # the server said no, also after the content
            raise NotSent(f"mailserver weigert ({error.smtp_code})", final=error.smtp_code >= 500) from None
        except (smtplib.SMTPException, OSError) as error:
            raise Uncertain(f"onderbroken tijdens het versturen ({type(error).__name__})") from None
        finally:
            with suppress(smtplib.SMTPException, OSError):
                connection.close()
        return mail.extra_headers["Message-ID"]


def _mail(parcel: Parcel) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{parcel.delivery_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(parcel.subject, parcel.text, to=[parcel.address], headers=headers)
    if parcel.html:
        mail.attach_alternative(parcel.html, "text/html")
    for name, media_type, content in parcel.files:
        mail.attach(name, content, media_type)
    return mail
