"""The door of applications.

Drafts: `start`, `take_over` (after login), `keep_facts` (after consent), `save_page`, `withdraw`, `make_resume_link`, `resume`.
Sending: `submit` (recomputes all; again gives the same). Signing: `cosign(token)`, `answer(token=, agree=, resident=)`.
Reads: `get`, `open_of`, `draft_of`, `cosigners_of`, `cosigns_asked_of`, `first_open`, `next_page`; for later rooms `submitted` and
`application_facts`.
A visitor without login is known by a random `token` in the session.
"""
from balie.applications.actions import (
    forget_facts,
    keep_facts,
    make_resume_link,
    preview,
    resume,
    save_page,
    speak,
    start,
    take_over,
    withdraw,
)
from balie.applications.cosigning import answer
from balie.applications.pages import first_open, next_page
from balie.applications.queries import (
    application_facts,
    appointments_needed,
    cosign,
    cosign_text,
    cosigners_of,
    cosigns_asked_of,
    draft_of,
    get,
    open_of,
    submitted,
)
from balie.applications.submission import submit
from balie.applications.views import (
    ApplicationLine,
    ApplicationView,
    Conflict,
    CosignView,
    NotAllowed,
    NotFound,
    NotReady,
    PageSaved,
    SubmittedApplication,
)

__all__ = [
    "ApplicationLine", "ApplicationView", "Conflict", "CosignView", "NotAllowed", "NotFound", "NotReady", "PageSaved", "SubmittedApplication",
    "answer", "application_facts", "appointments_needed", "cosign", "cosign_text", "cosigners_of", "cosigns_asked_of", "draft_of", "first_open",
    "forget_facts", "get", "keep_facts", "make_resume_link", "next_page", "open_of", "preview", "resume", "save_page", "speak", "start", "submit",
    "submitted", "take_over", "withdraw",
]
