"""Where we may send word: what somebody told us before is filled in, what they answer now is kept for the next time."""
from __future__ import annotations

from collections.abc import Mapping

from balie.applications import public as applications
from balie.identity import public as identity
from balie.portal.apply import behalf


def known(application, page) -> Mapping[str, str]:
    """Question → what we know already, for the questions of this page that ask how to reach the applicant."""
    asked = {
        question.name: channel for question in page.questions
        if (channel := applications.channel_of(application, question.name)) and not question.answered
    }
    if not asked or application.person_id is None or application.mandate_id is not None:
        return {}
    details = identity.contact_of(application.person_id)
    return {name: value for name, channel in asked.items() if (value := getattr(details, channel))}


def keep(request, application) -> None:
    """Keep what was answered in the form, or else what was typed at the check. Raises `identity.InvalidInput`.

    A form asks for a number to call; the check asks for one to send texts to, so a number there means that texts are wanted.
    """
    if request.resident is None or behalf.other(request, application):
        return  # nobody changes how somebody else is reached
    details = applications.contact_in(application)
    if not details:
        details = {name: request.POST.get(name, "").strip() for name in ("email", "phone")}
        details["by_sms"] = bool(details["phone"])
    identity.update_contact(person_id=request.resident.person_id, **{name: value for name, value in details.items() if value})
