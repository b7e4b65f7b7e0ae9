"""Background work: handing over, looking after what was left behind, and asking how far the other system is."""
from __future__ import annotations

from uuid import UUID

from balie.cases.elsewhere import reading, running
from balie.kernel import outbox


@outbox.job(atomic=False)
def hand_over(*, registration_id: str) -> None:
    moment = running.run(UUID(registration_id))
    if moment:
        outbox.defer_at(moment, hand_over, registration_id=registration_id)


@outbox.periodic("*/10 * * * *", atomic=False)
def pick_up_what_was_left() -> None:
    """Of a process that was killed halfway, or whose planned try got lost."""
    for registration_id in running.left_behind():
        outbox.defer(hand_over, registration_id=registration_id)


@outbox.periodic("7,22,37,52 * * * *", atomic=False)
def ask_how_far_it_is() -> None:
    for registration_id in reading.to_poll():
        reading.poll(registration_id)
