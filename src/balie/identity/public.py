"""The door of identity.

Who is asking: `current_resident(request)`, `current_official(request)` (also `request.resident`, `request.official`),
`require_login(login)` for views, `login_redirect(request, login)` for doors that know the level later, `session_status(request)`,
`extend_session(request)`.
Residents: `sign_in(request, proof=)`, `sign_out(request)`, `sign_out_everywhere(person_id)`, `logins_of(person_id)`,
`person_for_bsn(bsn)`, `known_person(bsn)`, `bsn_of(person_id, purpose=)`, `contact_of(person_id)`, `update_contact(...)`,
`name_of(person_id)`, `remember_name(...)`, `kvk_of(person_id)`.
Acting for another: `give_mandate`, `mandate_behind(code=)`, `accept_mandate`, `end_mandate`, `mandates_of(resident)`, `mandates_for(receiver,
service)`, `usable_mandate`, `mandate_of(id)`, `mandate_names`, `mandates_in_force(receiver)`; `with_authority` for a parent.
Officials: `official_can(official, permission)`, `require_official(permission)` for views, `officials()`, `official_of(id)`,
`add_official(...)`, `change_official(...)`, `set_totp(official_id=, secret=)` (demo, tests), `start_assisting(request, person_id=,
document_kind=, reason=)`, `stop_assisting(request)`.
The law: `export_for(person_id)`, `erase(person_id)`. Keys: `rotation` registers what to re-seal.
"""
from balie.identity.actions import (
    add_official,
    change_official,
    organisation_for,
    remember_name,
    update_contact,
)
from balie.identity.doors import current_official, current_resident, login_redirect, require_login, require_official
from balie.identity.kept import Kept
from balie.identity.kept import take as take_kept
from balie.identity.mandates import accept_mandate, end_mandate, give_mandate, mandate_behind, mandate_of, mandates_for, mandates_of, with_authority
from balie.identity.mandates import in_force as mandates_in_force
from balie.identity.mandates import names_for as mandate_names
from balie.identity.mandates import usable as usable_mandate
from balie.identity.personal import erase, export_for
from balie.identity.providers import provider_available
from balie.identity.queries import contact_of, kvk_of, logins_of, name_of, official_id_of, official_of, officials
from balie.identity.rules import ALL_PERMISSIONS, LOGIN_ATTEMPT, LOWEST, PERMISSIONS, ROLES, Loa, safe_next, satisfies
from balie.identity.second_factor import count_as_second_factor, has_second_factor, set_totp
from balie.identity.sessions import (
    extend_session,
    session_status,
    sign_in,
    sign_out,
    sign_out_everywhere,
    start_assisting,
    stop_assisting,
    update_name,
)
from balie.identity.vault import bsn_of, bsns_of, known_person, person_for_bsn, persons_for_bsns
from balie.identity.views import (
    Contact,
    InvalidInput,
    LoginFailed,
    LoginStart,
    LoginView,
    MandateView,
    NotFound,
    OfficialView,
    Proof,
    Resident,
    SessionStatus,
)


def official_can(official: OfficialView | None, permission: str) -> bool:
    """Whether this official may do this; nobody may do nothing. Raises `ValueError` for a permission that does not exist."""
    return official is not None and official.can(permission)


__all__ = [
    "ALL_PERMISSIONS", "Contact", "InvalidInput", "Kept", "LOGIN_ATTEMPT", "LOWEST", "Loa", "LoginFailed", "LoginStart", "LoginView", "MandateView",
    "NotFound", "OfficialView", "PERMISSIONS", "Proof", "ROLES", "Resident", "SessionStatus", "accept_mandate", "add_official", "bsn_of", "bsns_of",
    "change_official", "contact_of", "count_as_second_factor", "current_official", "current_resident", "end_mandate", "erase", "export_for",
    "extend_session", "give_mandate", "has_second_factor", "known_person", "kvk_of", "login_redirect", "logins_of", "mandate_behind",
    "mandate_names", "mandate_of",
    "mandates_for", "mandates_in_force", "mandates_of", "name_of", "official_can", "official_id_of", "official_of", "officials", "organisation_for",
    "person_for_bsn", "persons_for_bsns", "provider_available", "remember_name", "require_login", "require_official", "safe_next", "satisfies",
    "session_status", "set_totp", "sign_in", "sign_out", "sign_out_everywhere", "start_assisting", "stop_assisting", "take_kept", "update_contact",
    "update_name", "usable_mandate", "with_authority",
]
