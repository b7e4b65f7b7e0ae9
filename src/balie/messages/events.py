"""What messages announces."""

from dataclasses import dataclass
from uuid import UUID

from balie.kernel import outbox


@dataclass(frozen=True, kw_only=True)
class MessageSent(outbox.Event):
    """A message stands in the inbox of a resident (direction "uit") or came from one (direction "in")."""

    message_id: UUID
    owner: str
    direction: str


@dataclass(frozen=True, kw_only=True)
class MessageFailed(outbox.Event):
    """A mail or SMS could not be delivered. `message_id` is None for a code or a resume link."""

    message_id: UUID | None
    delivery_id: UUID
    owner: str
