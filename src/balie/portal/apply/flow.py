"""The way through an application: which consent comes first, which step is next, and how far one is."""
from __future__ import annotations

from dataclasses import dataclass

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from balie.applications import public as applications
from balie.portal.apply import sources


@dataclass(frozen=True)
class Progress:
    """`next`: what comes after this step, in words; empty at the end."""

    step: int
    total: int
    title: str
    next: str


def next_step(application: applications.ApplicationView):
    """A redirect to what this draft needs next: a version that may be sent, consent, the first page that is not done, a code, or the check."""
    if applications.must_move(application):
        return redirect("portal:newer", application.id)
    for source in sources.open_ones(application):
        return redirect("portal:consent", application.id, source.source)
    page = first_unvisited(application)
    if page:
        return redirect("portal:step", application.id, page)
    for wanted in applications.to_prove(application):
        return redirect("portal:prove", application.id, wanted.question)
    return redirect("portal:check", application.id)


def waits(application: applications.ApplicationView) -> bool:
    """Whether something comes before checking the answers."""
    return bool(applications.must_move(application) or sources.open_ones(application) or first_unvisited(application)
                or applications.to_prove(application))


def first_unvisited(application: applications.ApplicationView) -> str | None:
    """The first visible page that is not done or was never saved (a page of information counts when it was seen)."""
    for page in application.state.pages:
        if not page.done or page.name not in application.visited:
            return page.name
    return None


def progress(application: applications.ApplicationView, here: str | None) -> Progress:
    """How far: the pages as they are now, then checking. `here` None: at the check."""
    last = _("controleren en betalen") if application.state.total else _("controleren en versturen")
    steps = [*((page.name, page.title) for page in application.state.pages), (None, last)]
    place = next((index for index, (name, _title) in enumerate(steps) if name == here), len(steps) - 1)
    following = steps[place + 1][1] if place + 1 < len(steps) else ""
    return Progress(place + 1, len(steps), steps[place][1] if here else _("Controleren"), following)
