"""What appointments announces."""

from dataclasses import dataclass
from uuid import UUID

from balie.kernel import outbox


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(outbox.Event):
    appointment_id: UUID
    owner: str


@dataclass(frozen=True, kw_only=True)
class AppointmentMoved(outbox.Event):
    """The same appointment at another moment or place; `sequence` counts the moves."""

    appointment_id: UUID
    owner: str
    sequence: int


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(outbox.Event):
    """`reason`: empty, it was cancelled by itself; "vervallen", what it was for has ended."""

    appointment_id: UUID
    owner: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AppointmentNear(outbox.Event):
    """It is the day before: time to remind. `sequence` tells which version of the appointment is meant."""

    appointment_id: UUID
    owner: str
    sequence: int


@dataclass(frozen=True, kw_only=True)
class AppointmentArrived(outbox.Event):
    appointment_id: UUID
    owner: str


@dataclass(frozen=True, kw_only=True)
class AppointmentMissed(outbox.Event):
    """Nobody came. Who comes late after all arrives after this."""

    appointment_id: UUID
    owner: str


@dataclass(frozen=True, kw_only=True)
class HandedOut(outbox.Event):
    """The resident got in hand what the appointment was about."""

    appointment_id: UUID
    owner: str
