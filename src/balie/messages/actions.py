"""Verbs for doors: answer, write, mark as read, and the mail that belongs to no inbox (a link to continue)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balie.identity.public import Resident
from balie.kernel import audit, clock, idempotency, limits, outbox
from balie.kernel.ids import new_token

from . import channels, rules, standard, writing
from .access import row_for
from .events import MessageSent
from .models import Message
from .shapes import message_view
from .views import Attachment, MessageView, Refused

LONGEST_TEXT = 5000
MOST_PER_HOUR = 5  # mails to one address that anybody may ask for without logging in


@transaction.atomic
def mark_read(*, resident: Resident, message_id: UUID) -> None:
    """The resident saw it. The first time counts. Raises `NotFound`."""
    row = row_for(message_id, resident=resident)
    Message.objects.filter(id=row.id, direction="uit", read_at=None).update(read_at=clock.now())


@transaction.atomic
def mark_read_by_official(*, owner: str) -> int:
    """An official opened the conversation; returns how many messages were new. The door has checked the owner."""
    return Message.objects.filter(owner=owner, direction="in", read_at=None).update(read_at=clock.now())


@transaction.atomic
def send_from_resident(*, resident: Resident, owner: str, text: str, key: str, subject: str = "",
                       attachments: tuple[Attachment, ...] = ()) -> MessageView:
    """The resident writes to the municipality about `owner` (the door has checked that it is theirs). The same `key` writes once.

    Raises `Refused` for an empty or too long text.
    """
    _check(text)
    with idempotency.claim("messages.resident", f"{resident.person_id}:{key}") as claim:
        if claim.result:
            return message_view(row_for(UUID(claim.result), resident=resident))
        row = Message.objects.create(
            owner=owner, person_id=resident.person_id, direction="in", kind="vraag", fact=f"resident:{key}", author=resident.name,
            subject=subject.strip()[:200] or _first_words(text), body=text.strip(), attachments=_plain(attachments), created=clock.now(),
        )
        claim.store(str(row.id))
    audit.record("bericht.ontvangen", object_ref=f"message:{row.id}", subject=resident.person_id)
    outbox.announce(MessageSent(message_id=row.id, owner=owner, direction="in"))
    return message_view(row)


@transaction.atomic
def send_from_official(*, owner: str, person_id: UUID, subject: str, text: str, key: str,
                       attachments: tuple[Attachment, ...] = ()) -> MessageView:
    """An official (the current actor) writes to a resident; the inbox, and mail or SMS as they chose. The same `key` writes once.

    Raises `Refused` for an empty subject, an empty or too long text.
    """
    if not subject.strip():
        raise Refused("Vul een onderwerp in.")
    _check(text)
    letter = writing.Letter(
        owner=owner, kind="bericht", fact=f"official:{key}", text=f"{' '.join(subject.split())}\n\n{text}",
        author=audit.current_actor().name, attachments=tuple(_plain(attachments)),
    )
    row = writing.tell(letter, person_id) or Message.objects.get(fact=letter.fact, person_id=person_id)
    return message_view(row)


@transaction.atomic
def send_resume_link(*, address: str, link: str, service: str, until: str, key: str, language: str = "nl") -> None:
    """Mail the link with which somebody continues a draft. `link` is absolute; `service` and `until` (a day) in words. Once per `key`.

    Raises `Refused` when this address was sent too many already.
    """
    subject, body = rules.cut(standard.text("resume", language, trusted={"link": link}, dienst=service, tot=until))
    recipient = writing.fingerprint(address)
    if limits.too_often("resume", recipient, most=MOST_PER_HOUR, seconds=3600):
        raise Refused(_("Wij stuurden al een paar keer iets naar dit adres. Kijk ook bij ongewenste berichten. Probeer het over een uur opnieuw."))
    writing.plan(channel="email", address=address, recipient=recipient, kind="resume", fact=f"resume:{key}", subject=subject, content=body,
                 language=language)


@transaction.atomic
def send_code(*, channel: str, address: str, code: str, service: str, minutes: int, language: str = "nl") -> None:
    """A one-time code, by mail or SMS ("email", "sms"). It stands in the sealed content only, which is wiped once it was sent.

    Raises `Refused` when this channel is not there, or when this address was sent too many already.
    """
    if not channels.available(channel):
        raise Refused(_("Wij kunnen nu geen code sturen. Bel ons, dan helpen wij u verder."))
    subject, body = rules.cut(standard.text(f"code_{channel}", language, dienst=service, code=code, minuten=minutes))
    recipient = writing.fingerprint(address)
    if limits.too_often("code.address", recipient, most=MOST_PER_HOUR, seconds=3600):
        raise Refused(_("Wij stuurden al een paar keer een code naar dit adres of nummer. Probeer het over een uur opnieuw."))
    writing.plan(channel=channel, address=address, recipient=recipient, kind="code", fact=f"code:{new_token()}", subject=subject, content=body,
                 language=language)


def _check(text: str) -> None:
    if not text.strip():
        raise Refused(_("Uw bericht is leeg. Schrijf op wat u wilt vragen of zeggen."))
    if len(text) > LONGEST_TEXT:
        too_long = _("Uw bericht is te lang. Gebruik hoogstens %(most)s tekens. Nu zijn het er %(count)s.")
        raise Refused(too_long % {"most": LONGEST_TEXT, "count": len(text)})


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + "…"


def _plain(attachments: tuple[Attachment, ...]) -> list[dict]:
    return [{"document_id": str(one.document_id), "title": one.title} for one in attachments]
