"""Where systems whose zaken we follow tell that one changed (contract: notificaties-consumer 1.0.0)."""
from __future__ import annotations

import json

from django.http import HttpResponse, JsonResponse, RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from balie.cases.public import elsewhere


@csrf_exempt
@require_POST
def notified(request, id):
    """204 at once; the work is done in a job."""
    try:
        message = json.loads(request.body)
    except (ValueError, RawPostDataException):  # no JSON, or a form
        message = None
    try:
        elsewhere.receive(followed_id=id, authorization=request.headers.get("Authorization", ""), message=message)
    except elsewhere.Unknown:
        return fault(403, "permission_denied", "Deze header Authorization is niet de juiste.")
    except elsewhere.Unreadable:
        return fault(400, "invalid", "Dit is geen notificatie.")
    return HttpResponse(status=204)


def fault(status: int, code: str, title: str) -> JsonResponse:
    body = {"type": "about:blank", "code": code, "title": title, "status": status, "detail": title, "instance": ""}
    return JsonResponse(body, status=status, content_type="application/problem+json")
