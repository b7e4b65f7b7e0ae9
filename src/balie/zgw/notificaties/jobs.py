"""Background work: passing changes on, delivering, and a sweep that trusts neither. A job only wakes; what there is to do stands in the tables."""
from __future__ import annotations

from uuid import UUID

from balie.kernel import outbox


@outbox.job(atomic=False)
def fan_out() -> None:
    from balie.zgw.notificaties import fanout

    while fanout.run() == fanout.BATCH:
        pass


@outbox.job(atomic=False)
def deliver(*, abonnement_id: str) -> None:
    from balie.zgw.notificaties import running

    running.run(UUID(abonnement_id))


@outbox.periodic("* * * * *", atomic=False)
def pick_up_what_was_left() -> None:
    """Of a worker that was killed, or a job that got lost."""
    from balie.zgw.notificaties import running

    fan_out()
    for abonnement_id in running.left_behind():
        outbox.defer(deliver, abonnement_id=abonnement_id)


@outbox.periodic("41 4 * * *")
def forget_what_was_delivered() -> None:
    from balie.zgw.notificaties import verbs

    verbs.tidy()
