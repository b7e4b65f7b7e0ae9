"""The shapes that leave this room, and what can go wrong."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class LocationView:
    """A place with desks. `accessibility` is a sentence for people; the point is WGS 84 degrees or None."""

    id: UUID
    code: str
    name: str
    street: str
    postcode: str
    town: str
    accessibility: str
    latitude: float | None
    longitude: float | None

    @property
    def address(self) -> str:
        return f"{self.street}, {self.postcode} {self.town}"


@dataclass(frozen=True, kw_only=True)
class ProductView:
    """What somebody comes for; `minutes` is how long it takes; `locations` are the codes of the places that do it."""

    id: UUID
    code: str
    name: str
    minutes: int
    locations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, order=True)
class Slot:
    """A moment that can be booked at a location. `desks`: how many desks are still free then."""

    start: datetime
    end: datetime
    location: str
    desks: int = 1


@dataclass(frozen=True, kw_only=True)
class AppointmentView:
    """An appointment. `status`: geboekt, verplaatst, afgezegd, aangekomen, bezig, klaar, niet_verschenen; `status_name` in words.

    `code` is what the resident says at the desk; it opens nothing. `can_change`: may still be moved or cancelled by the resident.
    """

    id: UUID
    owner: str
    person_id: UUID | None
    code: str
    product: str
    product_name: str
    location: LocationView
    desk: str
    start: datetime
    end: datetime
    status: str
    status_name: str
    sequence: int
    can_change: bool
    arrived_at: datetime | None
    handed_out_at: datetime | None
    handed_out_by: str
    handed_out_what: str

    @property
    def stands(self) -> bool:
        """Neither cancelled nor missed: somebody comes, or came."""
        return self.status not in ("afgezegd", "niet_verschenen")


class SlotTaken(Exception):
    """Somebody else was first. `str()` is a sentence for the resident; `alternatives` are up to three other slots."""

    def __init__(self, sentence: str, alternatives: tuple[Slot, ...] = ()):
        super().__init__(sentence)
        self.alternatives = alternatives


class AlreadyBooked(Exception):
    """This owner has an appointment for this already: `appointment`. `str()` is a sentence for the resident."""

    def __init__(self, sentence: str, appointment: AppointmentView):
        super().__init__(sentence)
        self.appointment = appointment


class NotFound(LookupError):
    """There is no such appointment (or place, or product) for who asks."""


class NotAllowed(Exception):
    """Not possible in this state; `str()` is a sentence that says what to do."""
