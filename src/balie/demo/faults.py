"""Faults that the console switches on, per simulator: slow, error, timeout, refuse; for payments and the zaaksysteem also those of what they tell."""
from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse

from balie.demo import place

SIMULATORS = {
    "digid": "DigiD", "eherkenning": "eHerkenning", "brp": "BRP", "bag": "BAG (adressen)", "reisdocumenten": "Reisdocumenten",
    "rdw": "RDW (voertuigen)", "kvk": "KVK Handelsregister", "mollie": "Betalen", "mail": "E-mail", "notify": "Sms (NotifyNL)",
    "zaaksysteem": "Zaaksysteem (ZGW)", "kalender": "Evenementenkalender (opzoeken)",
}
GENERAL = {"off": "Werkt gewoon", "slow": "Traag", "error": "Fout (500)", "timeout": "Geen antwoord", "refuse": "Weigert"}
WEBHOOK = {"late": "Bericht te laat", "double": "Bericht dubbel", "reorder": "Berichten in verkeerde volgorde",
           "lost": "Bericht raakt weg", "stale": "Oude status na een wijziging"}
LOST = {"made": "Maakt het, maar antwoordt niet"}
OTHER = {"redirect": "Stuurt door naar elders", "page": "Geeft een webpagina", "huge": "Geeft veel te veel", "wrong": "Geeft iets anders"}
TOLD = {name: WEBHOOK[name] for name in ("late", "double", "reorder", "lost")}  # of notifications
EXTRA = {"mollie": WEBHOOK, "zaaksysteem": LOST | TOLD, "kalender": OTHER}
SECONDS = {"slow": 3.0, "timeout": 60.0, "late": 15.0, "reorder": 10.0}


def choices(simulator: str) -> dict[str, str]:
    return GENERAL | EXTRA.get(simulator, {})


def switch(simulator: str, fault: str, seconds: float | None = None) -> None:
    """Sets the fault of a simulator; `seconds` says how slow, late or silent. Raises ValueError for an unknown one."""
    if simulator not in SIMULATORS or fault not in choices(simulator):
        raise ValueError(f"unknown fault {fault!r} for {simulator!r}")
    if seconds is not None and not 0 <= seconds <= 600:
        raise ValueError("seconds lies between 0 and 600")
    place.current().journal.put("fault", simulator, {"fault": fault, "seconds": SECONDS.get(fault) if seconds is None else seconds})


def of(simulator: str) -> tuple[str, float]:
    """(fault, seconds) of a simulator; ("off", 0) when it works."""
    row = place.current().journal.get("fault", simulator) or {"fault": "off", "seconds": 0}
    return row["fault"], row["seconds"] or 0.0


def overview() -> dict[str, dict]:
    return {name: {"fault": of(name)[0], "seconds": of(name)[1]} for name in SIMULATORS}


def in_the_way(simulator: str) -> str:
    """For a page that people look at: the fault that keeps it from them ("error", "timeout" or "refuse"), or empty. A slow one waits here.

    A person gets no bare error: the page itself says what happened and leads back.
    """
    fault, seconds = of(simulator)
    if fault == "slow":
        time.sleep(seconds)
    return fault if fault in ("error", "timeout", "refuse") else ""


def affects(simulator: str) -> Callable:
    """Lets the fault of `simulator` happen to a view."""
    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def faulty(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            fault, seconds = of(simulator)
            if fault in ("slow", "timeout"):
                time.sleep(seconds)
            if fault in ("error", "timeout", "refuse"):
                status = {"error": 500, "timeout": 504, "refuse": 403}[fault]
                return JsonResponse({"title": GENERAL[fault], "status": status, "detail": f"Fault {fault} is on for {simulator}."},
                                    status=status, content_type="application/problem+json")
            answer = view(request, *args, **kwargs)
            if fault == "made" and request.method == "POST":  # done, but the other side never hears of it
                return JsonResponse({"title": LOST["made"], "status": 504}, status=504, content_type="application/problem+json")
            return answer
        return faulty
    return decorate
