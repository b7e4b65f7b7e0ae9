"""Tells the shop about changes: a background sender with retries, which survives a restart, and the faults of delivery.

A webhook carries only the id of the payment, as with Mollie; the receiver asks for the status itself.
"""
from __future__ import annotations

import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2

from balie.demo import faults, place

RETRY_AFTER = (1, 2, 4, 8, 15, 30, 60, 120, 300)  # seconds; Mollie spreads its ten attempts over 26 hours
TIMEOUT = 15.0
_started = threading.Lock()
_wake = threading.Event()


def announce(payment: dict) -> None:
    """Plans the webhook of a payment, with the fault that is on at this moment."""
    if not payment.get("webhookUrl"):
        return
    fault, seconds = faults.of("mollie")
    now = time.time()
    row = {"id": secrets.token_hex(8), "payment": payment["id"], "url": payment["webhookUrl"], "about": payment["status"], "due": now,
           "attempts": 0, "state": "planned", "held": False}
    if fault == "late":
        row["due"] = now + seconds
    elif fault == "lost":
        row["state"] = "lost"
    elif fault == "reorder":
        held = _release_held(now)
        if not held:
            row |= {"due": now + seconds, "held": True}
    _plan(row)
    if fault == "double":
        _plan({**row, "id": secrets.token_hex(8)})
    _wake.set()


def _release_held(now: float) -> bool:
    """Lets an earlier webhook go just after the one that is being planned now."""
    journal = place.current().journal
    with journal.lock:
        held = [row for row in journal.all("webhook") if row["held"] and row["state"] == "planned"]
        for row in held:
            journal.put("webhook", row["id"], {**row, "held": False, "due": now + 0.5})
    return bool(held)


def _plan(row: dict) -> None:
    place.current().journal.put("webhook", row["id"], row)


def planned() -> list[dict]:
    return [row for row in place.current().journal.all("webhook") if row["state"] == "planned"]


def deliver(row: dict) -> dict:
    """One attempt. Anything but 2xx counts as not received, and is tried again later until the attempts are used up."""
    try:
        with httpx2.Client(timeout=TIMEOUT) as client:
            arrived = client.post(row["url"], data={"id": row["payment"]}).is_success
    except httpx2.HTTPError:
        arrived = False
    attempts = row["attempts"] + 1
    after = RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else None
    state = "delivered" if arrived else ("planned" if after is not None else "given_up")
    row = {**row, "attempts": attempts, "state": state, "due": time.time() + (after or 0), "held": False}
    _plan(row)
    return row


def run_due() -> int:
    """Delivers in order what is due now, here and at once; for tests. Returns how many were tried."""
    due = sorted((row for row in planned() if row["due"] <= time.time()), key=lambda row: row["due"])
    for row in due:
        deliver(row)
    return len(due)


def start() -> None:
    """Starts the sender of this process, once."""
    if _started.acquire(blocking=False):
        threading.Thread(target=_loop, name="webhooks", daemon=True).start()


def _loop() -> None:
    from balie.demo.bank import payments

    busy: set[str] = set()
    next_sweep = 0.0
    with ThreadPoolExecutor(8, thread_name_prefix="webhook") as pool:
        while True:
            if time.time() > next_sweep:
                payments.expire_old()
                next_sweep = time.time() + 10
            now = time.time()
            for row in sorted(planned(), key=lambda row: row["due"]):
                if row["due"] <= now and row["id"] not in busy:
                    busy.add(row["id"])
                    pool.submit(deliver, row).add_done_callback(lambda _, key=row["id"]: busy.discard(key))
            _wake.wait(0.2)
            _wake.clear()
