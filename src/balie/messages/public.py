"""The door of messages, for doors only: other rooms announce facts and messages hears them.

`available(channel)`: whether this municipality sends by "email" or "sms" at all.
Reads: `inbox(resident)`, `message_for(resident, message_id)`, `thread(*owners, person_id=)`, `unread_count(resident)`, `deliveries(*owners)`,
`uncertain()`, `undelivered_owners()`.
Verbs: `mark_read(resident=, message_id=)`, `mark_read_by_official(owner=)`, `send_from_resident(resident=, owner=, text=, key=)`,
`send_from_official(owner=, person_id=, subject=, text=, key=)`, `send_again(delivery_id=)`, `settle(delivery_id=)`,
`send_resume_link(address=, link=, service=, until=, key=)`, `send_code(channel=, address=, code=, service=, minutes=)`.
The law: `export_for(person_id)`, `erase(person_id)`. `render(markdown)` gives safe HTML. A door first checks that who asks may see the owner.
"""

from .access import message_for
from .actions import mark_read, mark_read_by_official, send_code, send_from_official, send_from_resident, send_resume_link
from .channels import available
from .delivery import send_again, settle
from .personal import erase, export_for
from .queries import deliveries, inbox, thread, uncertain, undelivered_owners, unread_count
from .rendering import render
from .views import Attachment, DeliveryView, MessageView, NotFound, Refused

__all__ = [
    "Attachment", "DeliveryView", "MessageView", "NotFound", "Refused", "available", "deliveries", "erase", "export_for", "inbox", "mark_read",
    "mark_read_by_official", "message_for", "render", "send_again", "send_code", "send_from_official", "send_from_resident",
    "send_resume_link", "settle", "thread", "uncertain", "undelivered_owners", "unread_count",
]
