"""What other sources publish in their own channels goes out the same way as what changes here."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from balie.kernel import clock
from balie.zgw.audittrail import Actor
from balie.zgw.audittrail.recording import write
from balie.zgw.errors import Invalid, InvalidParam
from balie.zgw.models import Kanaal
from balie.zgw.notificaties.kanalen import STANDARD, ensure_standard

LONGEST = 1000
FUTURE = InvalidParam("aanmaakdatum", "future_not_allowed", "De aanmaakdatum ligt in de toekomst.")
NO_KANAAL = InvalidParam("kanaal", "message_kanaal", "Er bestaat geen kanaal met deze naam.")
NOT_KNOWN = InvalidParam("kenmerken", "kenmerken_inconsistent", "Dit kanaal kent een of meer van deze kenmerken niet.")


@transaction.atomic
def publish(*, kanaal: str, hoofd_object: str, resource: str, resource_url: str, actie: str, aanmaakdatum: datetime, by: Actor,
            kenmerken: Mapping[str, str] | None = None) -> UUID:
    """Messages about one main object keep the order in which they came in. Raises `Invalid`."""
    if kanaal in STANDARD:
        ensure_standard()
    known = Kanaal.objects.filter(naam=kanaal).values_list("filters", flat=True).first()
    wrong = [FUTURE] if aanmaakdatum > clock.now() else []
    wrong += [InvalidParam(name, "max_length", f"Dit adres is langer dan {LONGEST} tekens.")
              for name, url in (("hoofdObject", hoofd_object), ("resourceUrl", resource_url)) if len(url) > LONGEST]
    if known is None:
        wrong.append(NO_KANAAL)
    elif not set(kenmerken or {}) <= set(known):
        wrong.append(NOT_KNOWN)
    if wrong:
        raise Invalid(wrong)
    return write(
        kanaal=kanaal, bron="", hoofd_api="", hoofd_path=hoofd_object, hoofd_id=uuid5(NAMESPACE_URL, hoofd_object), resource=resource,
        resource_path=resource_url, resource_id=None, resource_weergave="", actie=actie, resultaat=200, by=by, kenmerken=kenmerken or {},
        aanmaakdatum=aanmaakdatum,
    )
