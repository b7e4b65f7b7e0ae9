"""The Notificaties API: who subscribed to the channel of zaken hears of every change, from the background, with the faults of delivery."""
from __future__ import annotations

import random
import threading
import time

import httpx2
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from balie.demo import faults
from balie.demo.zaaksysteem import store
from balie.demo.zaaksysteem.http import api, body_of

VERSION, KANAAL = "1.0.0", "zaken"
RETRY_AFTER = (1, 2, 5, 10, 30, 60)  # seconds
TIMEOUT = 10.0
_started = threading.Lock()


@require_http_methods(["GET", "HEAD", "POST"])
@api(VERSION)
def abonnementen(request: HttpRequest):
    if request.method != "POST":
        return 200, [_shown(row) for row in store.rows("abonnement")]
    body, key = body_of(request, "callbackUrl", "auth", "kanalen"), store.new_key()
    return 201, _shown(store.put("abonnement", {**body, "uuid": key, "url": store.address("notificaties", "abonnement", key)}))


@require_http_methods(["GET", "HEAD", "DELETE"])
def abonnement(request: HttpRequest, identification: str):
    return _gone(request, identification) if request.method == "DELETE" else _one(request, identification)


@api(VERSION)
def _one(request: HttpRequest, identification: str):
    row = store.get("abonnement", identification)
    return 200, row and _shown(row)


@api(VERSION)
def _forget(request: HttpRequest, identification: str):
    row = store.get("abonnement", identification)
    if row:
        store.drop("abonnement", identification)
    return 200, row and {}


def _gone(request: HttpRequest, identification: str) -> HttpResponse:
    answer = _forget(request, identification)
    return HttpResponse(status=204) if answer.status_code == 200 else answer


def _shown(row: dict) -> dict:
    return {name: row[name] for name in ("url", "callbackUrl", "auth", "kanalen")}


def announce(zaak: dict, resource: str, url: str, actie: str = "create") -> None:
    """Planned for everybody who follows zaken, with the fault that is on at this moment."""
    fault, seconds = faults.of("zaaksysteem")
    now = time.time()
    message = {
        "kanaal": KANAAL, "hoofdObject": zaak["url"], "resource": resource, "resourceUrl": url, "actie": actie,
        "aanmaakdatum": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)),
        "kenmerken": {name: zaak[name] for name in ("bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding")},
    }
    if fault == "lost":
        return
    for row in list(store.rows("abonnement")):
        if any(each.get("naam") == KANAAL for each in row["kanalen"]):
            for _ in range(2 if fault == "double" else 1):
                wait = seconds if fault == "late" else random.uniform(0, seconds) if fault == "reorder" else 0  # noqa: S311 - no secret
                store.put("notificatie", {
                    "uuid": store.new_key(), "to": row["callbackUrl"], "auth": row["auth"], "message": message, "due": now + wait, "tries": 0,
                })


def run_due() -> int:
    """What is due now, in order of its time. Returns how many were tried."""
    due = sorted((row for row in store.rows("notificatie") if row["due"] <= time.time()), key=lambda row: row["due"])
    for row in due:
        _deliver(row)
    return len(due)


def _deliver(row: dict) -> None:
    if _send(row) or row["tries"] >= len(RETRY_AFTER):
        store.drop("notificatie", row["uuid"])
    else:
        store.put("notificatie", {**row, "tries": row["tries"] + 1, "due": time.time() + RETRY_AFTER[row["tries"]]})


def _send(row: dict) -> bool:
    try:
        with httpx2.Client(timeout=TIMEOUT) as client:
            return client.post(row["to"], json=row["message"], headers={"Authorization": row["auth"]}).is_success
    except httpx2.HTTPError:
        return False


def start() -> None:
    """Starts the sender of this process, once."""
    if _started.acquire(blocking=False):
        threading.Thread(target=_loop, name="notificaties", daemon=True).start()


def _loop() -> None:
    while True:
        run_due()
        time.sleep(0.2)
