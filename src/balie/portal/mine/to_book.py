"""Zaken for which the resident still has to choose a moment to come by."""
from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from balie.applications import public as applications
from balie.appointments import public as appointments


def still_to_book(application_ids: Iterable[UUID | None]) -> set[UUID]:
    """Those that need an appointment and have none; two queries, none when nothing runs."""
    needed = applications.appointments_needed([each for each in application_ids if each])
    booked = appointments.for_owners([f"application:{each}" for each in needed]) if needed else {}
    return {each for each in needed if not any(one.stands for one in booked.get(f"application:{each}", ()))}
