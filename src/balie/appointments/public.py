"""The door of appointments. Times are aware datetimes; days are Amsterdam days; owners are opaque ("zaak:<uuid>").

Reads: `locations`, `products`, `free_slots`, `first_free`, `for_owner`, `for_owners`, `for_person`, `get`, `day_view`, `ics`.
Verbs: `book`, `move`, `cancel`, `cancel_coming`, `arrive`, `start`, `hand_out`, `finish`, `no_show` and, for who sets up the counter, `add_location`,
`add_product`, `add_desk`, `open_hours`, `close_day`. All verbs take keywords only and are one transaction.
The law: `export_for(person_id)`, `erase(person_id)`.
"""

from .access import for_person_or_owner as get
from .actions import arrive, book, cancel, cancel_coming, finish, hand_out, move, no_show, start
from .calendar import ics
from .personal import erase, export_for
from .queries import day_view, first_free, for_owner, for_owners, for_person, free_slots, locations, products
from .setup import add_desk, add_location, add_product, close_day, open_hours
from .views import AlreadyBooked, AppointmentView, LocationView, NotAllowed, NotFound, ProductView, Slot, SlotTaken

__all__ = [
    "AlreadyBooked", "AppointmentView", "LocationView", "NotAllowed", "NotFound", "ProductView", "Slot", "SlotTaken",
    "add_desk", "add_location", "add_product", "arrive", "book", "cancel", "cancel_coming", "close_day", "day_view", "erase", "export_for",
    "finish", "first_free", "for_owner", "for_owners", "for_person", "free_slots", "get", "hand_out", "ics", "locations", "move", "no_show",
    "open_hours", "products", "start",
]
