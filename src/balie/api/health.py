"""Whether this installation can serve: for load balancers, supervisors and people on call."""
from __future__ import annotations

from django.db import transaction
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from balie.runtime import health


@require_safe
@transaction.non_atomic_requests
def ready(request):
    """200 when web, database and worker are all well; else 503, saying which is not."""
    report = health.report()
    return JsonResponse(report, status=200 if report["ready"] else 503)


@require_safe
@transaction.non_atomic_requests
def live(request):
    """200 as long as this process answers."""
    return JsonResponse({"live": True})
