"""The only way to get a message on behalf of a resident: it stands in their own inbox."""

from uuid import UUID

from balie.identity.public import Resident

from .models import Message
from .shapes import message_view
from .views import MessageView, NotFound


def message_for(resident: Resident, message_id: UUID) -> MessageView:
    """The message, to or from this resident; else `NotFound`."""
    return message_view(row_for(message_id, resident=resident))


def row_for(message_id: UUID, *, resident: Resident) -> Message:
    row = Message.objects.filter(id=message_id, person_id=resident.person_id).first()
    if row is None:
        raise NotFound("Dit bericht bestaat niet.")
    return row
