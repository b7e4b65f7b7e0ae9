"""The door of applications.

Drafts: `start`, `take_over` (after login), `keep_facts` (after consent), `save_page`, `keep_files` (of a page that was saved elsewhere),
`withdraw`, `make_resume_link`, `resume`.
Looking up elsewhere: `look_up(view, page=)` before a page is kept, `refresh_lookups` else; both talk to the outside, so in no transaction.
Sending: `refresh_own` (what we have ourselves may have changed), `submit` (recomputes all; again gives the same). Signing: `cosign(token)`,
`answer(token=, agree=, resident=)`, not one transaction: it may ask the BRP where the signer lives; without a login `ask_cosign_code`
and `answer_by_code`; `texted(plan, state)`: the page of who can be invited by text message alone.
A newer version: `newer_there` (cheap), `newer` (what changes), `must_move`, `move_over`. `start_again` from one that was sent.
One-time codes: `to_prove(view)`, `ask_code` (the door has it sent), `prove`.
Reads: `get`, `open_of`, `paying_of`, `draft_of`, `cosigners_of`, `cosigns_asked_of`, `service_behind_link`, `first_open`, `next_page`; for later
rooms `submitted` and `application_facts`. For who books a visit: `hold_for_visit`, and for who ends it `hold`: both hold the row.
The law: `export_for(person_id)`, `erase(person_id)`, `destroy(application_id=)` together with its zaak.
A visitor without login is known by a random `token` in the session.
"""
from balie.applications.actions import (
    forget_facts,
    keep_facts,
    keep_files,
    make_resume_link,
    preview,
    resume,
    save_page,
    speak,
    start,
    take_over,
    withdraw,
)
from balie.applications.code_signing import answer_by_code, ask_cosign_code, texted
from balie.applications.codes import ask_code, prove, to_prove
from balie.applications.cosigning import answer
from balie.applications.lookups import look_up
from balie.applications.lookups import refresh as refresh_lookups
from balie.applications.moving import move_over, must_move, newer, newer_there, start_again
from balie.applications.own import parameters as own_parameters
from balie.applications.own import refresh as refresh_own
from balie.applications.pages import first_open, next_page
from balie.applications.personal import destroy, erase, export_for
from balie.applications.pictures import picture_of
from balie.applications.queries import (
    application_facts,
    appointments_needed,
    channel_of,
    contact_in,
    cosign,
    cosign_text,
    cosigners_of,
    cosigns_asked_of,
    decision_of,
    draft_of,
    get,
    hold,
    hold_for_visit,
    open_of,
    paying_of,
    service_behind_link,
    submitted,
)
from balie.applications.submission import CHANGED, submit
from balie.applications.views import (
    ApplicationLine,
    ApplicationView,
    Conflict,
    CosignView,
    FreshCode,
    Newer,
    NotAllowed,
    NotFound,
    NotReady,
    PageSaved,
    SubmittedApplication,
    ToProve,
    VisitNeeded,
)

__all__ = [
    "ApplicationLine", "ApplicationView", "CHANGED", "Conflict", "CosignView", "FreshCode", "Newer", "NotAllowed", "NotFound", "NotReady",
    "PageSaved", "SubmittedApplication", "ToProve", "VisitNeeded", "answer", "answer_by_code", "application_facts", "appointments_needed",
    "ask_code", "ask_cosign_code", "channel_of", "contact_in", "cosign", "cosign_text", "cosigners_of", "cosigns_asked_of", "decision_of",
    "destroy", "draft_of", "erase", "export_for", "first_open", "forget_facts", "get", "hold", "hold_for_visit", "keep_facts", "keep_files",
    "look_up", "make_resume_link", "move_over", "must_move", "newer", "newer_there", "next_page", "open_of", "own_parameters", "paying_of",
    "picture_of", "preview", "prove", "refresh_lookups", "refresh_own", "resume", "save_page", "service_behind_link", "speak", "start",
    "start_again", "submit", "submitted", "take_over", "texted", "to_prove", "withdraw",
]
