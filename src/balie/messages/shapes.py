"""From rows to the shapes of `views`."""

from uuid import UUID

from .models import Delivery, Message
from .rendering import render, render_plain
from .rules import STATES
from .views import Attachment, DeliveryView, MessageView

MESSAGE = ("id", "owner", "person_id", "direction", "kind", "subject", "author", "created", "read_at")
DELIVERY = ("id", "message_id", "owner", "subject", "channel", "state", "arrived", "attempts", "created", "sent_at", "settled_at")


def message_view(row: Message) -> MessageView:
    return MessageView(
        html=render(row.body) if row.direction == "uit" else render_plain(row.body),
        attachments=tuple(Attachment(document_id=UUID(one["document_id"]), title=one["title"]) for one in row.attachments),
        **{name: getattr(row, name) for name in MESSAGE},
    )


def delivery_view(row: Delivery) -> DeliveryView:
    return DeliveryView(address=row.masked, state_name=STATES[row.state], **{name: getattr(row, name) for name in DELIVERY})
