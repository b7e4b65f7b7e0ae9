"""A draft and the newest version of its service: what would change, moving over, and beginning anew with earlier answers."""
from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.applications import access, actions, files, lookups, rules
from balie.applications.evaluation import plan_of, state_of, view_of
from balie.applications.models import Application
from balie.applications.views import ApplicationView, Newer, NotAllowed
from balie.catalogue import public as catalogue
from balie.forms.public import Plan, carried, differences, same_page
from balie.identity.public import Resident
from balie.kernel import audit, clock


def newer_there(view: ApplicationView) -> bool:
    """Whether there is something to offer. Costs nothing but a look at what is on the shelf."""
    return view.status == Application.Status.CONCEPT and _newest(view.service, view.version_id) is not None


def must_move(view: ApplicationView) -> bool:
    return view.status == Application.Status.CONCEPT and must(view.service, view.version_id)


def must(service: str, version_id: UUID) -> bool:
    """Whether a draft on this version may not be sent any more."""
    newest = _newest(service, version_id)
    return newest is not None and _must(newest)


def newer(view: ApplicationView) -> Newer | None:
    """What changes when this draft moves over; None when there is nothing to move to."""
    newest = _newest(view.service, view.version_id) if view.status == Application.Status.CONCEPT else None
    if newest is None:
        return None
    plan = catalogue.plan(newest, language=view.language)
    moved = carried(view.plan, plan, view.answers)
    after = state_of(Application(service=view.service, answers=dict(moved.answers), facts=_facts(view, plan)), plan)
    shown = {each.name: each.label for page in after.pages for each in page.questions}
    return Newer(_must(newest), differences(view.state, after, view.plan, plan), tuple(shown[name] for name in moved.again if name in shown))


@transaction.atomic
def move_over(*, application_id: UUID, resident: Resident | None, token: str = "") -> ApplicationView:
    """The draft goes on in the newest version with every answer that fits; pages that ask something else are shown again.

    Nothing happens when it is there already. What a register said for a source that the new version asks otherwise, is dropped: it needs
    consent anew. Raises `NotAllowed` for what was sent, and `NotFound`.
    """
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    if application.status != Application.Status.CONCEPT:
        raise NotAllowed("Deze aanvraag is al verstuurd. U kunt hem niet meer wijzigen.")
    newest = _newest(application.service, application.version_id)
    if newest is None:
        return view_of(application)
    old, plan = plan_of(application), catalogue.plan(newest, language=application.language)
    kept = _same_sources(old, plan)
    application.facts = _facts(application, plan)
    application.fact_sources = {source: at for source, at in application.fact_sources.items() if source in kept}
    named = files.named(old, application.answers)
    moved = carried(old, plan, application.answers)
    application.answers = dict(moved.answers)
    files.let_go(application, named - files.named(plan, application.answers))
    lookups.moved(application, old, plan)
    application.visited = [page for page in application.visited if same_page(old, plan, page)]
    application.version_id, application.saved = newest, clock.now()
    application.expires = application.saved + timedelta(days=rules.DRAFT_DAYS)
    application.revision += 1
    application.save(update_fields=["version_id", "answers", "facts", "fact_sources", "visited", "revision", "saved", "expires"])
    audit.record("aanvraag.nieuwe_versie", object_ref=f"application:{application.pk}", subject=application.person_id)
    return view_of(application)


@transaction.atomic
def start_again(*, application_id: UUID, resident: Resident) -> ApplicationView:
    """A fresh draft of the current version with the answers of an application that was sent or stopped, as far as they fit.

    Files, statements and signatures are given anew, and so is consent: nothing that a register said comes along.
    """
    earlier = access.application_for(application_id, resident=resident)
    if earlier.status not in (Application.Status.SUBMITTED, Application.Status.WITHDRAWN):
        raise NotAllowed("U bent hier nog mee bezig. Ga verder met deze aanvraag.")
    plan = catalogue.plan(catalogue.current_version(earlier.service).version_id, language=earlier.language)
    answers = carried(plan_of(earlier), plan, earlier.answers, afresh=True).answers
    fresh = actions.start(service=earlier.service, resident=resident, language=earlier.language, answers=answers,
                          mandate_id=None if earlier.person_id == resident.person_id else earlier.mandate_id)
    audit.record("aanvraag.opnieuw", object_ref=fresh.owner, subject=earlier.person_id, details={"eerder": str(earlier.pk)})
    return fresh


def _newest(service: str, version_id: UUID) -> UUID | None:
    """The version to move to: none when it is the same, when the service is gone, or when it lets drafts stay as they are."""
    try:
        newest = catalogue.current_version(service).version_id
    except catalogue.UnknownService:
        return None
    return None if newest == version_id or catalogue.plan(newest).service.drafts.old == "keep" else newest


def _must(version_id: UUID) -> bool:
    drafts = catalogue.plan(version_id).service.drafts
    return drafts.old == "must" and (drafts.since is None or drafts.since <= clock.today())


def _same_sources(old: Plan, new: Plan) -> set[str]:
    asked = {each.source: each for each in new.service.facts}
    return {each.source for each in old.service.facts if asked.get(each.source) == each}


def _facts(application: Application | ApplicationView, new: Plan) -> dict[str, Any]:
    """What was fetched for sources that the new version asks in the same way, and what no source gave."""
    old = application.plan if isinstance(application, ApplicationView) else plan_of(application)
    kept = _same_sources(old, new)
    given = {each.source: set(each.fields) for each in old.service.facts}
    stay = {path for source, paths in given.items() if source in kept and application.fact_sources.get(source) not in (None, "geweigerd")
            for path in paths}
    return rules.without_facts(application.facts, {path for source, paths in given.items() if source not in kept for path in paths} - stay)
