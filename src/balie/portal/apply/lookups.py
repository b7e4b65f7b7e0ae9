"""Looking things up elsewhere for a draft, outside the transaction that keeps the answers."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from balie.applications import public as applications
from balie.forms.public import failed_lookups
from balie.portal.apply.holder import who


def with_these_answers(request, application, page: str, posted, given: Mapping[str, Any]) -> dict[str, Any]:
    """What these answers ask of other services; it is kept together with them."""
    if not application.plan.lookups:
        return {}
    try:
        with transaction.atomic():
            would = applications.preview(application_id=application.id, page=page, posted=posted, given=given, **who(request))
    except applications.NotFound:
        return {}  # who keeps the page says so
    return applications.look_up(would.application, page=page)


def again(request, id) -> bool:
    """Before it is sent: what failed or is old. True: what the applicant saw is not true any more."""
    try:
        return applications.refresh_lookups(application_id=id, sending=True, **who(request))
    except applications.NotFound:
        return False  # who sends it says so


def notes(application) -> list[str]:
    """What the service says of look-ups without an answer, where one can go on."""
    return [each.text for each in failed_lookups(application.plan, application.state) if each.then != "stop"]
