"""Where the zaak of an application goes: the first row of `registration` in its service that holds."""
from __future__ import annotations

from balie.cases.elsewhere import jobs
from balie.cases.filled import Filled
from balie.cases.models import Registration, Zaak
from balie.catalogue import public as catalogue
from balie.kernel import audit, outbox

HERE, ZGW, MAIL = "eigen", "zgw", "mail"


def row_of(filled: Filled):
    """The row that counts; None: to our own zaken."""
    context = filled.state.context
    found = next((each.part for each in filled.plan.registration if each.counts(context.values, context.moment)), None)
    return None if found is None or found.to == HERE else found


def begin(zaak: Zaak, filled: Filled) -> Registration | None:
    """Remember that this zaak goes elsewhere, and have it done. In the transaction that makes the zaak."""
    row = row_of(filled)
    if row is None or filled.application.decision.get("outcome") == "wachtlijst":  # who waits, waits here
        return None
    address = str(catalogue.settings_of(filled.application.service).get(row.address) or "") if row.to == MAIL else ""
    made = Registration.objects.create(zaak=zaak, to=row.to, connection=row.connection or "", zaaktype=row.zaaktype or "", address=address)
    outbox.defer(jobs.hand_over, registration_id=made.id)
    audit.record("zaak.doorgeven", object_ref=f"zaak:{zaak.id}", details={"naar": row.to, "koppeling": row.connection or ""})
    return made


def handled_there(zaak: Zaak) -> bool:
    """Whether another system does the work. What went by mail is still decided here."""
    return Registration.objects.filter(zaak=zaak, to=ZGW).exclude(state=Registration.State.HERE).exists()
