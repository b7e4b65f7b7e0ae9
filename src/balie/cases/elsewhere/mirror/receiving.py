"""A notification of a system that we follow (contract: notificaties-consumer): checked, and answered by reading that zaak again in a job."""
from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from balie.cases.elsewhere import connections
from balie.cases.elsewhere.mirror import jobs
from balie.cases.elsewhere.mirror.subscribing import KANAAL, SEALED
from balie.cases.models import Followed
from balie.kernel import crypto, outbox

NAMES = ("kanaal", "hoofdObject", "resource", "resourceUrl", "actie", "aanmaakdatum")
LONGEST = 1000


class Unknown(PermissionError):
    """Not from a system that we follow, or without the secret that we gave it."""


class Unreadable(ValueError):
    """No notification."""


def receive(*, followed_id: UUID, authorization: str, message: Any) -> None:
    """Nothing in it is believed but which zaak to look at, and only below the address of that system. Raises `Unknown`, `Unreadable`."""
    row = Followed.objects.filter(pk=followed_id).first()
    expected = crypto.open_sealed(row.secret, context=SEALED) if row else ""
    if not hmac.compare_digest(authorization.encode(), expected.encode()) or row is None:
        raise Unknown(followed_id)
    if not isinstance(message, Mapping) or any(not isinstance(message.get(name), str) for name in NAMES):
        raise Unreadable
    url, root = message["hoofdObject"], connections.address_of(f"{row.connection}:zaken").rstrip("/")
    if message["kanaal"] == KANAAL and len(url) <= LONGEST and url.startswith(f"{root}/zaken/"):
        outbox.defer(jobs.read_one, followed_id=row.id, url=url)
