"""NotifyNL, which follows GOV.UK Notify: send an SMS or an e-mail with a template, and ask what became of it.

Templates live at the service. This one has two: an SMS of `((bericht))`, an e-mail of `((onderwerp))` and `((bericht))`.
A number or address that contains "faalt" or ends in 0000 is never delivered.
"""
from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from balie.demo import faults, place

TEMPLATES = {
    "0f2c9e52-3b0b-4f0e-8e35-5a1c3b2d0001": {"type": "sms", "subject": "", "body": "((bericht))"},
    "0f2c9e52-3b0b-4f0e-8e35-5a1c3b2d0002": {"type": "email", "subject": "((onderwerp))", "body": "((bericht))"},
}
SMS_TEMPLATE, EMAIL_TEMPLATE = TEMPLATES
CLOCK_SKEW = 30
HOLE = re.compile(r"\(\(([^)]+)\)\)")


def _error(status: int, kind: str, message: str) -> JsonResponse:
    return JsonResponse({"status_code": status, "errors": [{"error": kind, "message": message}]}, status=status)


def signed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Checks the bearer JWT: HS256 with the secret part of the key, `iss` the service, `iat` within half a minute."""
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        key = place.current().config.keys["notify"]
        service, secret = key[-73:-37], key[-36:]
        try:
            token = jwt.decode(request.headers.get("Authorization", "").removeprefix("Bearer "), OctKey.import_key(secret), algorithms=["HS256"])
        except (JoseError, ValueError):
            return _error(403, "AuthError", "Invalid token: signature, api token not found")
        if token.claims.get("iss") != service:
            return _error(403, "AuthError", "Invalid token: service not found")
        if not isinstance(token.claims.get("iat"), int) or abs(time.time() - token.claims["iat"]) > CLOCK_SKEW:
            return _error(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
        return view(request, *args, **kwargs)
    return guarded


def _send(request: HttpRequest, kind: str, field: str) -> HttpResponse:
    try:
        body = json.loads(request.body)
        to, values = str(body[field]).strip(), body.get("personalisation") or {}
    except (ValueError, KeyError, TypeError):
        return _error(400, "ValidationError", f"{field} is a required property")
    pattern = r"\+?[0-9 ()-]{8,20}" if kind == "sms" else r"[^@\s]+@[^@\s]+"
    if not re.fullmatch(pattern, to):
        return _error(400, "ValidationError", f"{field} is not a valid {'phone number' if kind == 'sms' else 'email address'}")
    template = TEMPLATES.get(str(body.get("template_id")))
    if template is None or template["type"] != kind:
        return _error(400, "BadRequestError", "Template not found")
    missing = [hole for hole in HOLE.findall(template["subject"] + template["body"]) if hole not in values]
    if missing:
        return _error(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")

    def filled(text: str) -> str:
        return HOLE.sub(lambda hole: str(values[hole.group(1)]), text)

    row = {"id": str(uuid.uuid4()), "at": place.now(), "sent": time.time(), "type": kind, "to": [to.replace(" ", "").lower()],
           "body": filled(template["body"]), "subject": filled(template["subject"]), "reference": body.get("reference"),
           "template": body["template_id"]}
    place.current().journal.put("notification", row["id"], row)
    if kind == "sms":
        place.current().journal.put("sms", row["id"], row)
    else:
        place.current().journal.put("mail", row["id"], {**row, "from": "NotifyNL", "text": row["body"], "html": "", "message_id": row["id"],
                                                        "attachments": [], "headers": {}})
    content = {"body": row["body"], **({"from_number": "Zonnedam"} if kind == "sms" else {"subject": row["subject"], "from_email": ""})}
    base = f"{place.current().config.url}/notify/v2"
    return JsonResponse({"id": row["id"], "reference": row["reference"], "content": content, "scheduled_for": None,
                         "uri": f"{base}/notifications/{row['id']}",
                         "template": {"id": row["template"], "version": 1, "uri": f"{base}/template/{row['template']}"}}, status=201)


@require_POST
@faults.affects("notify")
@signed
def send_sms(request: HttpRequest) -> HttpResponse:
    return _send(request, "sms", "phone_number")


@require_POST
@faults.affects("notify")
@signed
def send_email(request: HttpRequest) -> HttpResponse:
    return _send(request, "email", "email_address")


def _shown(row: dict) -> dict:
    """A notification: `sending` in its first second, then `delivered`, or `permanent-failure` for what never arrives."""
    fails = row["to"][0].endswith("0000") or "faalt" in row["to"][0]
    state = "sending" if time.time() - row["sent"] < 1 else ("permanent-failure" if fails else "delivered")
    key = "phone_number" if row["type"] == "sms" else "email_address"
    return {"id": row["id"], "reference": row["reference"], "type": row["type"], key: row["to"][0], "status": state, "body": row["body"],
            "subject": row["subject"] or None, "created_at": row["at"], "sent_at": row["at"],
            "completed_at": None if state == "sending" else row["at"], "template": {"id": row["template"], "version": 1}}


@require_GET
@faults.affects("notify")
@signed
def status(request: HttpRequest, identification: str) -> HttpResponse:
    """One notification by its id."""
    row = place.current().journal.get("notification", identification)
    return JsonResponse(_shown(row)) if row else _error(404, "NoResultFound", "No result found")


@require_GET
@faults.affects("notify")
@signed
def listed(request: HttpRequest) -> HttpResponse:
    """Notifications newest first, at most 250; `reference`, `template_type` and `status` narrow the list."""
    rows = [_shown(row) for row in place.current().journal.all("notification")[::-1]]
    for name, key in (("reference", "reference"), ("template_type", "type"), ("status", "status")):
        if name in request.GET:
            rows = [row for row in rows if row[key] in request.GET.getlist(name)]
    current = f"{place.current().config.url}{request.get_full_path()}"
    return JsonResponse({"notifications": rows[:250], "links": {"current": current}})
