"""Being logged in as a resident: what the session holds, for how long, and on which municipality.

The session holds one small dict under "resident". It counts only on the municipality that it was made for, for 15 minutes after the last
sign of life and two hours at most. The session key changes at login. What a visitor typed before logging in stays; what another person
left in the session does not.
"""
from __future__ import annotations

from datetime import datetime
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import transaction

from balie.identity import actions, rules
from balie.identity.queries import name_of
from balie.identity.rules import Loa
from balie.identity.vault import person_for_bsn
from balie.identity.views import LoginFailed, Proof, Resident, SessionStatus
from balie.kernel import audit, clock, tenancy

KEY = "resident"
TOUCH_EVERY = 30  # seconds: a sign of life is written down at most this often


def sign_in(request, *, proof: Proof) -> Resident:
    """Log in whom the identity provider vouches for. Raises `InvalidInput` for a number that cannot be."""
    if proof.kvk_nummer:
        person_id = actions.organisation_for(kvk_nummer=proof.kvk_nummer, vestigingsnummer=proof.vestigingsnummer, name=proof.name)
        kind = "organisatie"
    elif proof.bsn:
        person_id, kind = person_for_bsn(proof.bsn), "persoon"
        if proof.name:
            actions.remember_name(person_id=person_id, name=proof.name)
    else:
        raise LoginFailed("refused", "the provider named nobody")
    resident = Resident(person_id=person_id, kind=kind, loa=proof.loa, via=proof.via, name=name_of(person_id))
    _begin(request, resident)
    return resident


def start_assisting(request, *, person_id: UUID, document_kind: str, reason: str) -> Resident:
    """From now on the official of this request acts for this resident, for 45 minutes at most; `stop_assisting` ends it earlier.

    `document_kind`: the identity document that the official saw. Raises `PermissionError`, `InvalidInput`, `NotFound`.
    """
    assisted = actions.start_assisting(official=request.official, person_id=person_id, document_kind=document_kind, reason=reason)
    resident = Resident(person_id=assisted.subject, via="balie", name=name_of(assisted.subject), assisted_by=assisted.official_id)
    _begin(request, resident, until=assisted.ends, assisted_session=str(assisted.id))
    return resident


def _begin(request, resident: Resident, *, until: datetime | None = None, assisted_session: str = "") -> None:
    earlier = request.session.get(KEY)
    if earlier and earlier["person_id"] != str(resident.person_id):
        _forget(request)
    request.session.cycle_key()
    now = clock.now()
    request.session[KEY] = {
        "gemeente": tenancy.current_id(), "person_id": str(resident.person_id), "kind": resident.kind, "loa": resident.loa,
        "via": resident.via, "name": resident.name, "assisted_by": str(resident.assisted_by or ""), "assisted_session": assisted_session,
        "seen": now.timestamp(), "until": (until or now + rules.ABSOLUTE).timestamp(),
    }
    request.session.save()
    request.resident = resident
    with audit.acting(actor_of(request)):
        actions.record_login(resident=resident, session_key=request.session.session_key)


def read(request, *, touch: bool = True) -> Resident | None:
    """Whom this session belongs to now, or None. A session that is over is emptied; `request.session_expired` then tells so."""
    data = request.session.get(KEY)
    if not data or data["gemeente"] != tenancy.current_id():
        return None
    if data["assisted_by"] and not _is(request.official, data["assisted_by"]):
        return None
    now = clock.now().timestamp()
    if now >= min(data["seen"] + rules.IDLE.total_seconds(), data["until"]):
        sign_out(request)
        request.session_expired, request.expired_person = True, data["person_id"]
        return None
    if touch and now - data["seen"] > TOUCH_EVERY:
        data = data | {"seen": now, "name": data["name"] or _name_now(data["person_id"])}
        request.session[KEY] = data
    return Resident(
        person_id=UUID(data["person_id"]), kind=data["kind"], loa=Loa(data["loa"]) if data["loa"] else None, via=data["via"],
        name=data["name"], assisted_by=UUID(data["assisted_by"]) if data["assisted_by"] else None,
    )


def _name_now(person_id: str) -> str:
    with transaction.atomic():  # this runs before the view's own transaction, and without one the database shows nobody
        return name_of(UUID(person_id))


def _is(official, official_id: str) -> bool:
    return official is not None and str(official.id) == official_id


def session_status(request) -> SessionStatus | None:
    """How long the login lasts when nothing happens; None when nobody is logged in. Asking is no sign of life."""
    data = request.session.get(KEY)
    if not data or data["gemeente"] != tenancy.current_id():
        return None
    ends = min(data["seen"] + rules.IDLE.total_seconds(), data["until"])
    left = max(0, int(ends - clock.now().timestamp()))
    return SessionStatus(seconds_left=left, warn=left <= rules.WARN_BEFORE.total_seconds())


def extend_session(request) -> SessionStatus | None:
    """A sign of life, written down at once."""
    if getattr(request, "resident", None) is None:
        return None
    request.session[KEY] = request.session[KEY] | {"seen": clock.now().timestamp()}
    return session_status(request)


def update_name(request, name: str) -> None:
    """Show this name from now on in this session."""
    if KEY in request.session:
        request.session[KEY] = request.session[KEY] | {"name": name}


def sign_out(request) -> None:
    """End this resident's login. An official who was helping stays logged in as official."""
    data = request.session.get(KEY)
    if data:
        actions.end_logins(subject=UUID(data["person_id"]), session_key=request.session.session_key or "")
        if data["assisted_session"]:
            actions.end_assisting(session_id=UUID(data["assisted_session"]))
    _forget(request)
    request.resident = None


def _forget(request) -> None:
    """Empty the session of everything of a resident; what makes somebody an official stays."""
    kept = {key: value for key, value in request.session.items() if key.startswith(("_auth_", "account_", "_account"))}
    if "_auth_user_id" not in kept:
        request.session.flush()
        return
    for key in set(request.session.keys()) - kept.keys():
        del request.session[key]
    request.session.cycle_key()


def sign_out_everywhere(person_id: UUID) -> int:
    """End every open session of this person, on every device; returns how many."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = [key for key in actions.end_logins(subject=person_id) if key]
    for key in keys:
        store(session_key=key).delete()
    return len(keys)


def stop_assisting(request) -> None:
    """Stop helping at the counter; the official stays logged in."""
    sign_out(request)


def actor_of(request) -> audit.Actor:
    """Who does what this request asks for."""
    if request.official:
        return audit.Actor("medewerker", str(request.official.id), request.official.name)
    if request.resident:
        kind = "organisatie" if request.resident.kind == "organisatie" else "inwoner"
        return audit.Actor(kind, str(request.resident.person_id), request.resident.name)
    return audit.Actor("bezoeker")
