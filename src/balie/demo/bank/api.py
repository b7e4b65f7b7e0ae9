"""Mollie's API v2 as far as a shop with one-off payments needs it: payments, cancel, refunds, Idempotency-Key."""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from balie.demo import faults, place
from balie.demo.bank import payments
from balie.demo.local import is_local

HAL = "application/hal+json"


def _error(status: int, title: str, detail: str, field: str = "") -> JsonResponse:
    body = {"status": status, "title": title, "detail": detail, **({"field": field} if field else {}),
            "_links": {"documentation": {"href": "https://docs.mollie.com/reference/error-codes", "type": "text/html"}}}
    return JsonResponse(body, status=status, content_type=HAL)


def needs_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.headers.get("Authorization") != f"Bearer {place.current().config.keys['mollie']}":
            return _error(401, "Unauthorized Request", "Missing authentication, or failed to authenticate")
        return view(request, *args, **kwargs)
    return guarded


def shown(payment: dict) -> dict:
    """A payment as the API gives it."""
    base = f"{place.current().config.url}/mollie"
    keys = ("id", "status", "createdAt", "amount", "description", "redirectUrl", "cancelUrl", "webhookUrl", "metadata", "method", "locale",
            "paidAt", "failedAt", "canceledAt", "expiredAt", "details")
    out = {"resource": "payment", "mode": "test", "profileId": "pfl_zonnedam", "sequenceType": "oneoff",
           **{key: payment[key] for key in keys if key in payment}}
    if payment["status"] == "open":
        out |= {"expiresAt": payment["expiresAt"], "isCancelable": True}
    if payment["refunds"]:
        out |= {"amountRefunded": _euro(payments.refunded(payment)), "amountRemaining": _euro(payments.remaining(payment))}
    out["_links"] = {"self": {"href": f"{base}/v2/payments/{payment['id']}", "type": HAL}}
    if payment["status"] == "open":
        out["_links"]["checkout"] = {"href": f"{base}/checkout/{payment['id']}", "type": "text/html"}
    if payment["refunds"]:
        out["_links"]["refunds"] = {"href": f"{base}/v2/payments/{payment['id']}/refunds", "type": HAL}
    return out


def _euro(amount: Decimal) -> dict:
    return {"currency": "EUR", "value": f"{amount:.2f}"}


def _checked(body: dict) -> dict | JsonResponse:
    """The fields of a new payment, or the 422 that names the first wrong one."""
    def wrong(field: str, detail: str) -> JsonResponse:
        return _error(422, "Unprocessable Entity", detail, field)

    fault = _amount_fault(body.get("amount"))
    if fault:
        return wrong("amount", fault)
    if not isinstance(body.get("description"), str) or not 0 < len(body["description"]) <= 255:
        return wrong("description", "The description is missing or longer than 255 characters")
    for field in ("redirectUrl", "webhookUrl", "cancelUrl"):
        if (field == "redirectUrl" or body.get(field)) and not is_local(str(body.get(field, ""))):
            return wrong(field, "The URL is missing or not reachable: the demo knows addresses on this machine only")
    kept = ("amount", "description", "redirectUrl", "webhookUrl", "cancelUrl", "metadata", "locale", "method")
    return {key: body[key] for key in kept if body.get(key) is not None}


def _amount_fault(amount: object) -> str:
    if not isinstance(amount, dict) or amount.get("currency") != "EUR":
        return "The currency is missing or not supported"
    if not isinstance(amount.get("value"), str) or not re.fullmatch(r"\d{1,6}\.\d{2}", amount["value"]):
        return "The amount must be a string with exactly 2 decimals, such as 10.00"
    return "" if Decimal(amount["value"]) > 0 else "The amount must be higher than 0.00"


def _body(request: HttpRequest) -> dict:
    try:
        body = json.loads(request.body or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _once(request: HttpRequest, do: Callable[[], tuple[dict, int]]) -> JsonResponse:
    """Does it once per Idempotency-Key; a repetition gets the first answer again, also after a restart."""
    journal, key = place.current().journal, request.headers.get("Idempotency-Key", "")
    if not key:
        body, status = do()
        return JsonResponse(body, status=status, content_type=HAL)
    with journal.lock:
        name = f"{request.path} {key}"
        kept = journal.get("idempotency", name)
        if kept is None:
            body, status = do()
            kept = {"body": body, "status": status}
            if status < 300:
                journal.put("idempotency", name, kept)
    return JsonResponse(kept["body"], status=kept["status"], content_type=HAL)


@require_http_methods(["POST"])
@faults.affects("mollie")
@needs_key
def create(request: HttpRequest) -> HttpResponse:
    fields = _checked(_body(request))
    if isinstance(fields, JsonResponse):
        return fields
    return _once(request, lambda: (shown(payments.create(fields)), 201))


@require_http_methods(["GET", "DELETE"])
@faults.affects("mollie")
@needs_key
def one(request: HttpRequest, identification: str) -> HttpResponse:
    payment = payments.find(identification)
    if payment is None:
        return _error(404, "Not Found", f"No payment exists with token {identification}.")
    if request.method == "DELETE":
        try:
            payment = payments.move(identification, "canceled")
        except payments.NotPossible:
            return _error(422, "Unprocessable Entity", "The payment cannot be canceled")
    elif payment.get("fresh"):
        place.current().journal.change("payment", identification, lambda row: {**row, "fresh": False})
        if faults.of("mollie")[0] == "stale":
            payment = payment["before"]
    return JsonResponse(shown(payment), content_type=HAL)


def _shown_refund(payment: dict, row: dict) -> dict:
    age = (datetime.now(UTC) - datetime.fromisoformat(row["createdAt"])).total_seconds()
    return {"resource": "refund", **row, "status": "refunded" if age > 2 else "pending", "paymentId": payment["id"],
            "_links": {"self": {"href": f"{place.current().config.url}/mollie/v2/payments/{payment['id']}/refunds/{row['id']}", "type": HAL}}}


@require_http_methods(["GET", "POST"])
@faults.affects("mollie")
@needs_key
def refunds(request: HttpRequest, identification: str, refund: str = "") -> HttpResponse:
    payment = payments.find(identification)
    rows = [row for row in payment["refunds"] if refund in ("", row["id"])] if payment else []
    if payment is None or (refund and not rows):
        return _error(404, "Not Found", f"No payment or refund exists with token {refund or identification}.")
    if request.method == "GET":
        listed = [_shown_refund(payment, row) for row in rows]
        return JsonResponse(listed[0] if refund else {"count": len(listed), "_embedded": {"refunds": listed}}, content_type=HAL)
    body = _body(request)
    fault = _amount_fault(body.get("amount"))
    if fault:
        return _error(422, "Unprocessable Entity", fault, "amount")

    def do() -> tuple[dict, int]:
        made = payments.refund(identification, Decimal(body["amount"]["value"]), str(body.get("description", "")))
        return _shown_refund(payment, made), 201
    try:
        return _once(request, do)
    except payments.NotPossible as error:
        return _error(422, "Unprocessable Entity", str(error).capitalize(), "amount")
