"""The door of messages, for doors only: other rooms announce facts and messages hears them.

Reads: `inbox(resident)`, `message_for(resident, message_id)`, `thread(*owners, person_id=)`, `unread_count(resident)`, `deliveries(*owners)`,
`uncertain()`.
Verbs: `mark_read(resident=, message_id=)`, `mark_read_by_official(owner=)`, `send_from_resident(resident=, owner=, text=, key=)`,
`send_from_official(owner=, person_id=, subject=, text=, key=)`, `send_again(delivery_id=)`,
`send_resume_link(address=, link=, service=, until=, key=)`, `send_code(address=, channel=, code=, key=)`.
The law: `export_for(person_id)`, `erase(person_id)`. `render(markdown)` gives safe HTML. A door first checks that who asks may see the owner.
"""

from .access import message_for
from .actions import mark_read, mark_read_by_official, send_code, send_from_official, send_from_resident, send_resume_link
from .delivery import send_again
from .personal import erase, export_for
from .queries import deliveries, inbox, thread, uncertain, unread_count
from .rendering import render
from .views import Attachment, DeliveryView, MessageView, NotFound, Refused

__all__ = [
    "Attachment", "DeliveryView", "MessageView", "NotFound", "Refused", "deliveries", "erase", "export_for", "inbox", "mark_read",
    "mark_read_by_official", "message_for", "render", "send_again", "send_code", "send_from_official", "send_from_resident",
    "send_resume_link", "thread", "uncertain", "unread_count",
]
