"""The races of appointments and payments in their long form, and with the constraint off: `python -m tests.crash.races slots 1000`."""
from __future__ import annotations

import os
import shutil
import sys
import time

import psycopg

from tests.load import stage

RESIDENTS, AT_ONCE, STEP = 50, 10, 100
WITHOUT = {
    "slots": ("alter table appointments_appointment drop constraint desk_helps_one_at_a_time",),
    "callbacks": ("alter table payments_ledgerentry drop constraint ledger_movement_once",
                  "alter table payments_refund drop constraint if exists refund_of_provider_once", "drop index if exists refund_of_provider_once"),
}


def run(part: str, rounds: int) -> bool:
    """In steps, so that progress shows. True when each was sound."""
    from balie.appointments import races as slots
    from balie.payments import races as callbacks

    sound = True
    for begin in range(0, rounds, STEP):
        number, begun = min(STEP, rounds - begin), time.monotonic()
        if part == "slots":
            outcome = slots.last_slot(rounds=number, residents=RESIDENTS)
        else:
            outcome = callbacks.callbacks(rounds=number, at_once=AT_ONCE, seed=begin + 1)
        sound = sound and outcome.sound
        print(f"  {part}: {begin + number}/{rounds} rounds, {time.monotonic() - begun:.0f} s: {outcome}", flush=True)
    return sound


def control(part: str, owner_url: str) -> bool:
    """With the constraint (and the lock) off it must go wrong. True when it did."""
    from balie.payments import process
    from balie.payments.models import Payment

    with psycopg.connect(owner_url, autocommit=True) as connection:
        for statement in WITHOUT[part]:
            connection.execute(statement)
    process.locked = lambda payment_id: Payment.objects.get(id=payment_id)
    return not run(part, 20)


def main() -> None:
    from balie.runtime.postgres.shared import hold
    from balie.runtime.testing.house import make_home
    from balie.settings.embedded import connection_urls

    part, rounds = sys.argv[1], int(sys.argv[2])
    home = make_home("balie-races-")
    stage.empty(home)
    held = hold(home)
    stage.build(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "balie.settings.web"
    import django

    django.setup()
    from balie.kernel.models import Gemeente
    from balie.kernel.tenancy import scope

    with scope(Gemeente.objects.get(slug="zonnedam")):
        sound = run(part, rounds)
        failed = control(part, connection_urls(home)[0])
    print(f"  {part}: {'0 wrong' if sound else 'BROKEN'}; the control {'fails, as it must' if failed else 'DID NOT FAIL'}", flush=True)
    held.release()
    shutil.rmtree(home, ignore_errors=True)
    sys.exit(not (sound and failed))


if __name__ == "__main__":
    main()
