"""Putting a message in an inbox and planning its deliveries, in the running transaction. Shared by handlers and verbs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from balie.identity.public import Contact, contact_of
from balie.kernel import audit, clock, crypto, outbox

from . import channels, jobs, rules
from .events import MessageSent
from .models import Delivery, Message

ADDRESS, CONTENT = "messages.delivery.address", "messages.delivery.content"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What to say: `fact` names what happened, so that it is said once; `text` is Markdown whose first line is the subject."""

    owner: str
    kind: str
    fact: str
    text: str
    author: str = ""
    attachments: tuple[dict, ...] = ()
    appointment_id: UUID | None = None


def tell(letter: Letter, person_id: UUID) -> Message | None:
    """Into the inbox, and by the channels this person chose. None when this person was told before."""
    subject, body = rules.cut(letter.text)
    message = Message(
        owner=letter.owner, person_id=person_id, direction="uit", kind=letter.kind, fact=letter.fact, subject=subject, body=body,
        author=letter.author, attachments=list(letter.attachments), appointment_id=letter.appointment_id, created=clock.now(),
    )
    if not once(message):
        return None
    audit.record("bericht.geschreven", object_ref=f"message:{message.id}", subject=person_id)
    outbox.announce(MessageSent(message_id=message.id, owner=letter.owner, direction="uit"))
    contact = contact_of(person_id)
    for channel, address in chosen(contact):
        plan(channel=channel, address=address, recipient=str(person_id), message=message, owner=letter.owner, kind=letter.kind,
             fact=letter.fact, subject=subject, language=contact.language)
    return message


def fingerprint(address: str) -> str:
    """Who somebody is of whom only an address is known."""
    return crypto.fingerprint(address.lower(), context=ADDRESS).hex()


def mail(letter: Letter, address: str, *, language: str) -> Delivery | None:
    """By mail alone, the whole of it: somebody who did not log in has no inbox. None when this address was told before."""
    subject, body = rules.cut(letter.text)
    return plan(channel="email", address=address, recipient=fingerprint(address), kind=letter.kind, fact=letter.fact, subject=subject,
                owner=letter.owner, content=body, language=language)


def once(row) -> bool:
    """Insert the row unless its fact was there already; a doubled event ends here without breaking the transaction."""
    type(row).objects.bulk_create([row], ignore_conflicts=True)
    return type(row).objects.filter(id=row.id).exists()


def chosen(contact: Contact) -> Iterable[tuple[str, str]]:
    if contact.by_email and contact.email:
        yield "email", contact.email
    if contact.by_sms and contact.phone and channels.available("sms"):
        yield "sms", contact.phone


def plan(*, channel: str, address: str, recipient: str, kind: str, fact: str, subject: str, owner: str = "", message: Message | None = None,
         content: str | None = None, language: str = "nl") -> Delivery | None:
    """A delivery, once per fact, recipient and channel; a job sends it after this transaction commits."""
    now = clock.now()
    row = Delivery(
        message=message, owner=owner, kind=kind, fact=fact, recipient=recipient, channel=channel, subject=subject, language=language,
        address=crypto.seal(address, context=ADDRESS), masked=rules.mask(channel, address), created=now, next_try=now,
        content=None if content is None else crypto.seal(content, context=CONTENT),
    )
    if not once(row):
        return None
    outbox.defer(jobs.send, delivery_id=row.id)
    return row
