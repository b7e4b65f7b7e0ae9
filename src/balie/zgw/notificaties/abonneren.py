"""Subscribing: what a subscription must be, and the verbs of who holds it and of who administers."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction

from balie.kernel import audit, outbox
from balie.zgw.errors import Forbidden, Invalid, InvalidParam, NotFound
from balie.zgw.models import Abonnement, Kanaal
from balie.zgw.notificaties import callback, jobs, sealing
from balie.zgw.notificaties.kanalen import ensure_standard
from balie.zgw.notificaties.message import new_secret

HIDDEN = "********"  # what others than its holder see of `auth`, and what they may send back to leave it as it is
NOT_YOURS = "Dit abonnement is van een andere applicatie."
TOO_MANY = 100


def faults(kanalen: Sequence[Mapping[str, Any]]) -> list[InvalidParam]:
    """Every channel must be there, and filters ask for what it can be filtered on. One query."""
    ensure_standard()
    known = dict(Kanaal.objects.filter(naam__in=[each["naam"] for each in kanalen]).values_list("naam", "filters"))
    found = []
    if len(kanalen) > TOO_MANY:
        return [InvalidParam("kanalen", "max_length", f"Kies hoogstens {TOO_MANY} kanalen.")]
    for each in kanalen:
        if each["naam"] not in known:
            found.append(InvalidParam("naam", "kanaal_naam", "Er bestaat geen kanaal met deze naam."))
        elif not set(each.get("filters") or {}) <= set(known[each["naam"]]):
            found.append(InvalidParam("filters", "inconsistent-abonnement-filters", "Op deze kenmerken kunt u in dit kanaal niet filteren."))
    return list(dict.fromkeys(found))


def check(*, callback_url: str, auth: str, kanalen: Sequence[Mapping[str, Any]], tried: bool = True) -> None:
    """All that is wrong at once; `tried`: also by calling it. Before the transaction of the verb. Raises `Invalid`."""
    with transaction.atomic():
        wrong = faults(kanalen)
    problem = callback.tried(callback_url, auth) if tried else None
    if problem or wrong:
        raise Invalid([*wrong, *([problem] if problem else [])])


@transaction.atomic
def subscribe(*, callback_url: str, auth: str, kanalen: Sequence[Mapping[str, Any]], client_id: str = "") -> UUID:
    """Call `check` first. Everything that changes from now on is sent."""
    row = Abonnement.objects.create(callback_url=callback_url, auth=sealing.seal_auth(auth), client_id=client_id, **_channels(kanalen))
    _noted("abonnement.gemaakt", row)
    return row.id


def kept_auth(row: Abonnement, *, callback_url: str, auth: str) -> str:
    """What a change means by `auth`: what was kept, when it sends the mask back; never for another host than it was entrusted to us for."""
    if auth != HIDDEN:
        return auth
    if urlsplit(callback_url)[:2] != urlsplit(row.callback_url)[:2]:
        raise Invalid([InvalidParam("auth", "required", "De callback URL is van een andere server. Stuur auth opnieuw mee.")])
    return sealing.auth_of(row)


@transaction.atomic
def change(
    *, abonnement_id: UUID, callback_url: str, auth: str, kanalen: Sequence[Mapping[str, Any]], client_id: str, everything: bool = False,
) -> None:
    """Call `check` first. What waited for the old address goes to the new one, at once. Raises `NotFound`, `Forbidden`."""
    row = held(abonnement_id, client_id=client_id, everything=everything)
    row.callback_url, row.auth = callback_url, sealing.seal_auth(auth)
    row.paused_until, row.failures, row.failing_since = None, 0, None
    for name, value in _channels(kanalen).items():
        setattr(row, name, value)
    row.save(update_fields=["callback_url", "auth", "paused_until", "failures", "failing_since", "kanalen", "kanaal_namen"])
    outbox.defer(jobs.deliver, abonnement_id=row.id)
    _noted("abonnement.gewijzigd", row)


@transaction.atomic
def unsubscribe(*, abonnement_id: UUID, client_id: str = "", everything: bool = False) -> None:
    """What was not delivered is not delivered any more. Raises `NotFound`, `Forbidden`."""
    row = held(abonnement_id, client_id=client_id, everything=everything)
    _noted("abonnement.beeindigd", row)
    row.delete()


def held(abonnement_id: UUID, *, client_id: str, everything: bool = False, lock: bool = True) -> Abonnement:
    """The row, for the application that holds it or one that may do everything. Not locked: to look at it, and try a callback meanwhile."""
    rows = Abonnement.objects.select_for_update() if lock else Abonnement.objects.all()
    row = rows.filter(pk=abonnement_id).first()
    if row is None:
        raise NotFound()
    if not everything and row.client_id != client_id:
        raise Forbidden(NOT_YOURS)
    return row


@transaction.atomic
def as_cloudevents(*, abonnement_id: UUID, on: bool = True) -> None:
    """From now on messages go as CloudEvents, or again as the standard has them. Raises `NotFound`."""
    row = held(abonnement_id, client_id="", everything=True)
    row.form = Abonnement.Form.CLOUDEVENTS if on else Abonnement.Form.ZGW
    row.save(update_fields=["form"])
    _noted("abonnement.gewijzigd", row)


@transaction.atomic
def sign(*, abonnement_id: UUID) -> str:
    """From now on messages are signed. Returns the secret, which is shown this once. Raises `NotFound`."""
    row, secret = held(abonnement_id, client_id="", everything=True), new_secret()
    row.secret = sealing.seal_secret(secret)
    row.save(update_fields=["secret"])
    _noted("abonnement.ondertekend", row)
    return secret


def _channels(kanalen: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    rows = [{"naam": each["naam"], "filters": dict(each.get("filters") or {})} for each in kanalen]
    return {"kanalen": rows, "kanaal_namen": sorted({each["naam"] for each in rows})}


def _noted(deed: str, row: Abonnement) -> None:
    audit.record(deed, object_ref=f"abonnement:{row.id}", details={"applicatie": row.client_id, "kanalen": row.kanaal_namen})
