"""Reads of messages. Lists are one query each."""

from __future__ import annotations

from uuid import UUID

from balie.identity.public import Resident

from .models import UNDELIVERED, Delivery, Message
from .shapes import delivery_view, message_view
from .views import DeliveryView, MessageView

PAGE = 50


def inbox(resident: Resident, *, before=None, limit: int = PAGE) -> list[MessageView]:
    """What the municipality wrote to this resident, newest first. `before`: the `created` of the last one shown, for the next page."""
    rows = Message.objects.filter(person_id=resident.person_id, direction="uit").order_by("-created", "-id")
    if before:
        rows = rows.filter(created__lt=before)
    return [message_view(row) for row in rows[:limit]]


def unread_count(resident: Resident) -> int:
    return Message.objects.filter(person_id=resident.person_id, direction="uit", read_at=None).count()


def thread(*owners: str, person_id: UUID | None = None, limit: int = 200) -> list[MessageView]:
    """Everything said about these owners (a zaak and its application), both ways, oldest first.

    `person_id`: only the conversation of this person.
    """
    rows = Message.objects.filter(owner__in=owners).order_by("-created", "-id")
    if person_id:
        rows = rows.filter(person_id=person_id)
    return [message_view(row) for row in reversed(rows[:limit])]


def deliveries(*owners: str) -> list[DeliveryView]:
    """What was sent about these owners, when, and whether it arrived; oldest first. For officials and for the resident alike."""
    return [delivery_view(row) for row in Delivery.objects.filter(owner__in=owners).defer("address", "content").order_by("created", "id")]


def undelivered_owners(*, limit: int = PAGE) -> list[str]:
    """For officials: about which owners something did not arrive, so that somebody has to act; newest first, each once. One query."""
    rows = Delivery.objects.filter(UNDELIVERED).exclude(owner="").order_by("-created").values_list("owner", flat=True)
    return list(dict.fromkeys(rows[: 4 * limit]))[:limit]


def uncertain(*, limit: int = PAGE) -> list[DeliveryView]:
    """For officials: what failed, or of which we do not know whether it was sent. Nothing of this is sent again by itself."""
    rows = Delivery.objects.filter(state__in=("onzeker", "mislukt")).defer("address", "content").order_by("-created")
    return [delivery_view(row) for row in rows[:limit]]
