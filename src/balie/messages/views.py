"""The shapes that leave this room, and what can go wrong."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.safestring import SafeString


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A document that came with a message. `document_id` is of the room documents."""

    document_id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class MessageView:
    """A message in the inbox. `direction`: "uit" (from the municipality) or "in" (from the resident). `html` is safe to show."""

    id: UUID
    owner: str
    person_id: UUID | None
    direction: str
    kind: str
    subject: str
    html: SafeString
    author: str
    created: datetime
    read_at: datetime | None
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, kw_only=True)
class DeliveryView:
    """What was sent. `state`: wacht, bezig, verstuurd, mislukt, onzeker; `arrived`: True, False or None (not known).

    `channel`: email or sms. `address` is masked ("a…@voorbeeld.nl").
    """

    id: UUID
    message_id: UUID | None
    owner: str
    subject: str
    channel: str
    address: str
    state: str
    state_name: str
    arrived: bool | None
    attempts: int
    created: datetime
    sent_at: datetime | None
    settled_at: datetime | None = None

    @property
    def needs_somebody(self) -> bool:
        """It did not arrive, or nobody knows, and no official has told the resident in another way."""
        return self.settled_at is None and (self.state in ("mislukt", "onzeker") or self.arrived is False)


class NotFound(LookupError):
    """There is no such message for who asks."""


class Refused(Exception):
    """Not possible; `str()` is a sentence that says what to do."""
