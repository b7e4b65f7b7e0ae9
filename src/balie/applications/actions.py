"""Verbs on a draft: start, take over, keep facts, save a page, withdraw. Sending it is in `submission`, signing in `cosigning`."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from balie.applications import access, files, lookups, representing, rules
from balie.applications.evaluation import plan_of, state_of, view_of
from balie.applications.events import ApplicationWithdrawn
from balie.applications.models import Application, Cosigner, ResumeLink
from balie.applications.pages import next_page, questions_of, read_page
from balie.applications.views import ApplicationView, Conflict, NotAllowed, NotFound, PageSaved
from balie.catalogue import public as catalogue
from balie.documents import public as documents
from balie.identity.public import Resident
from balie.kernel import audit, clock, outbox
from balie.kernel.ids import new_token
from balie.registers import public as registers


@transaction.atomic
def start(*, service: str, resident: Resident | None, token: str = "", language: str = "nl",
          answers: Mapping[str, Any] | None = None, mandate_id: UUID | None = None) -> ApplicationView:
    """A new draft of the service's current version. `answers` are taken over by name from the check before login.

    With a mandate it is the application of who gave it, filled in by this resident. Raises `NotAllowed` when it does not hold for this service.
    """
    version = catalogue.current_version(service)
    now = clock.now()
    application = Application(
        service=service, version_id=version.version_id, language=language, created=now, saved=now, answers=dict(answers or {}),
        expires=now + timedelta(days=rules.DRAFT_DAYS),
    )
    belongs_to(application, resident, token)
    if mandate_id is not None:
        representing.on_behalf(application, mandate_id, resident)
    application.save(force_insert=True)
    catalogue.note_use(service=service, what=catalogue.What.BEGUN)
    audit.record("aanvraag.begonnen", object_ref=f"application:{application.pk}", subject=application.person_id)
    return view_of(application)


def belongs_to(application: Application, resident: Resident | None, token: str) -> None:
    if resident is None:
        if not token:
            raise NotAllowed("Log in om te beginnen.")
        application.holder = rules.hashed(token)
        return
    application.holder = None
    application.loa = resident.loa or ""
    application.assisted_by = str(resident.assisted_by or "")
    if resident.kind == "organisatie":
        application.organisation_id = resident.person_id
    else:
        application.person_id = resident.person_id


@transaction.atomic
def take_over(*, resident: Resident, token: str) -> int:
    """After logging in: every draft that this visitor's token holds becomes the resident's, so that Mijn Balie has it. Returns how many.

    What belongs to a person or an organisation already, is in nobody's token and stays theirs.
    """
    held = Application.objects.select_for_update().filter(access.visible_to(None, token), status=Application.Status.CONCEPT)
    for application in held:
        _now_of(application, resident)
    return len(held)


def _now_of(application: Application, resident: Resident) -> None:
    belongs_to(application, resident, "")
    application.save(update_fields=["holder", "person", "organisation", "loa", "assisted_by"])
    audit.record("aanvraag.overgenomen", object_ref=f"application:{application.pk}", subject=application.person_id)


@transaction.atomic
def speak(*, application_id: UUID, resident: Resident | None, token: str = "", language: str) -> ApplicationView:
    """The applicant reads on in another language: the draft and what we write about it follow. The answers stay as they are."""
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    if application.status == Application.Status.CONCEPT and application.language != language:
        application.language = language
        application.save(update_fields=["language"])
    return view_of(application)


@transaction.atomic
def keep_facts(*, application_id: UUID, resident: Resident, source: str, facts: Mapping[str, Any] | None) -> ApplicationView:
    """Keep what a register said, after consent; `facts=None` keeps that the resident refused this source."""
    application = access.application_for(application_id, resident=resident, lock=True)
    _must_be_draft(application)
    application.facts = rules.stored_facts(_facts_without(application, source), facts or {})
    application.fact_sources = {**application.fact_sources, source: "geweigerd" if facts is None else clock.now().isoformat()}
    application.save(update_fields=["facts", "fact_sources"])
    return view_of(application)


@transaction.atomic
def save_page(*, application_id: UUID, page: str, posted: Mapping[str, list[str]], revision: int, resident: Resident | None,
              token: str = "", given: Mapping[str, Any] | None = None, refused: Mapping[str, Any] | None = None,
              fresh: Mapping[str, Any] | None = None) -> PageSaved:
    """Keep the answers of one page. What is right is kept, what is wrong comes back as typed with a sentence.

    `given`: answers that the door completed (addresses from the BAG, stored files); `refused`: question → sentence, what the door found
    wrong: what was typed there is not kept, what was `given` is (of two files one may be right). `fresh`: what was looked up elsewhere for
    these answers. A file that no answer names any more is destroyed. Raises `Conflict` when the draft was saved elsewhere since this page was
    shown (`revision`), and `NotFound`.
    """
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    _must_be_draft(application)
    if revision != application.revision:
        raise Conflict("Deze aanvraag is intussen ergens anders gewijzigd.")
    plan = plan_of(application)
    before = state_of(application, plan)
    if before.page(page) is None:
        raise NotFound("Deze stap hoort niet bij uw aanvraag.")
    read = read_page(plan, before, page, posted)
    named = files.named(plan, application.answers)
    application.answers = _merged(application.answers, read.answers, _own(given, plan, page), refused)
    files.let_go(application, named - files.named(plan, application.answers))
    state = lookups.keep(application, plan, state_of(application, plan, before), fresh or {})
    lookups.recorded(application, fresh or {})
    errors, more = _judge(before, state, page, {**read.errors, **(refused or {})}, posted)
    application.revision += 1
    application.saved = clock.now()
    application.expires = application.saved + timedelta(days=rules.DRAFT_DAYS)
    if page not in application.visited and not errors and not more:
        application.visited = [*application.visited, page]
    application.save(update_fields=["answers", "facts", "revision", "saved", "expires", "visited"])
    return PageSaved(view_of(application, state), errors, read.raw, next_page(state, page), more)


def preview(*, application_id: UUID, page: str, posted: Mapping[str, list[str]], resident: Resident | None, token: str = "",
            given: Mapping[str, Any] | None = None) -> PageSaved:
    """What the page would show with these answers. Nothing is kept and nothing is called wrong yet."""
    application = access.application_for(application_id, resident=resident, token=token)
    plan = plan_of(application)
    before = state_of(application, plan)
    if before.page(page) is None:
        raise NotFound("Deze stap hoort niet bij uw aanvraag.")
    read = read_page(plan, before, page, posted)
    application.answers = _merged(application.answers, read.answers, _own(given, plan, page), None)
    state = lookups.keep(application, plan, state_of(application, plan, before), {})
    return PageSaved(view_of(application, state), {}, read.raw, next_page(state, page))


def _merged(answers: Mapping[str, Any], typed: Mapping[str, Any], given: Mapping[str, Any], refused: Mapping[str, Any] | None) -> dict[str, Any]:
    kept = {name: value for name, value in typed.items() if name not in (refused or ())}
    return {name: value for name, value in {**answers, **kept, **given}.items() if value is not None}


@transaction.atomic
def keep_files(*, application_id: UUID, page: str, added: Mapping[str, list[dict]], resident: Resident | None, token: str = "") -> PageSaved:
    """Files that came with a page which was saved elsewhere meanwhile join the files there are; no other answer changes.

    What is more than a question takes is destroyed again, and comes back as an error.
    """
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    _must_be_draft(application)
    plan = plan_of(application)
    joined, errors = files.joined(plan, application.answers, _own(added, plan, page))
    files.let_go(application, files.named(plan, added) - files.named(plan, joined))
    if joined != application.answers:
        application.answers, application.saved = joined, clock.now()
        application.expires = application.saved + timedelta(days=rules.DRAFT_DAYS)
        application.revision += 1
        application.save(update_fields=["answers", "revision", "saved", "expires"])
    state = state_of(application, plan)
    return PageSaved(view_of(application, state), errors, {}, next_page(state, page))


def _own(given: Mapping[str, Any] | None, plan, page: str) -> dict[str, Any]:
    names = set(questions_of(plan, page))
    return {name: value for name, value in (given or {}).items() if name in names}


def _judge(before, state, page: str, errors: dict, posted) -> tuple[dict, tuple[str, ...]]:
    """Mistakes in what this page asks now, and the questions that appeared only now."""
    shown, was = state.page(page), {question.name for question in before.page(page).questions}
    asked = {question.name for question in shown.questions} if shown else set()
    errors, fresh = {name: error for name, error in errors.items() if name in asked}, []
    for question in shown.questions if shown else ():
        if question.name in errors:
            continue
        if question.missing and question.name not in was and not any(name.startswith(question.name) for name in posted):
            fresh.append(question.name)
        elif question.error or question.missing:
            errors[question.name] = question.error or question.missing_text
    return errors, tuple(fresh)


@transaction.atomic
def forget_facts(*, application_id: UUID, source: str, resident: Resident | None) -> None:
    """What this source said no longer fits the answers (another number plate): it is dropped, and will be fetched again."""
    application = access.application_for(application_id, resident=resident, lock=True)
    _must_be_draft(application)
    if application.fact_sources.get(source) not in (None, "geweigerd"):
        application.facts = _facts_without(application, source)
        application.fact_sources = {name: at for name, at in application.fact_sources.items() if name != source}
        application.save(update_fields=["facts", "fact_sources"])


def _facts_without(application: Application, source: str) -> dict[str, Any]:
    """The facts without what only this source gave."""
    given = {each.source: each.fields for each in plan_of(application).service.facts}
    others = [name for name, at in application.fact_sources.items() if name != source and at != "geweigerd"]
    kept = {path for name in others for path in given.get(name, ())}
    return rules.without_facts(application.facts, set(given.get(source, ())) - kept)


def _must_be_draft(application: Application) -> None:
    if application.status != Application.Status.CONCEPT:
        raise NotAllowed("Deze aanvraag is al verstuurd. U kunt hem niet meer wijzigen.")


@transaction.atomic
def withdraw(*, application_id: UUID, resident: Resident | None, token: str = "") -> None:
    """Throw a draft away, or stop an application that still waits for a signature or payment."""
    application = access.application_for(application_id, resident=resident, token=token, lock=True)
    if application.status == Application.Status.CONCEPT:
        audit.record("aanvraag.weggegooid", object_ref=f"application:{application.pk}", subject=application.person_id)
        throw_away([application.pk])
    elif application.status in (Application.Status.SIGNING, Application.Status.PAYING):
        stop(application, reason="aanvrager")
    elif application.status == Application.Status.SUBMITTED:
        raise NotAllowed("Deze aanvraag is al in behandeling. Stop hem bij Mijn Balie.")


def throw_away(keys: Iterable[UUID]) -> None:
    """Delete drafts and stopped applications, with their files; what was agreed to for them is over. The caller holds their rows."""
    keys = list(keys)
    owners = [f"application:{key}" for key in keys]
    for owner in {each.owner for each in documents.documents_of_owners(owners)}:
        documents.destroy_of_owner(owner=owner)
    registers.close(owners=owners)
    Application.objects.filter(pk__in=keys).delete()


def stop(application: Application, *, reason: str) -> None:
    """End a sent application that is not complete, with what others were still asked and what was agreed to for it; the caller holds its row.

    It stays for a while, so that the applicant can see what happened.
    """
    application.cosigners.filter(status=Cosigner.Status.ASKED).update(status=Cosigner.Status.DROPPED)
    application.status = Application.Status.WITHDRAWN
    application.expires = clock.now() + timedelta(days=rules.STOPPED_DAYS)
    application.save(update_fields=["status", "expires"])
    registers.close(owners=[f"application:{application.pk}"])
    audit.record("aanvraag.gestopt", object_ref=f"application:{application.pk}", subject=application.person_id, details={"reason": reason})
    outbox.announce(ApplicationWithdrawn(application_id=application.pk, reason=reason))


@transaction.atomic
def make_resume_link(*, application_id: UUID, resident: Resident | None, token: str = "") -> str:
    """A fresh token (160 bits) with which this draft can be continued on another device. Only its hash is kept.

    Raises `NotAllowed` when this draft has many fresh links already: the page that asks for one is open to everybody.
    """
    application = access.application_for(application_id, resident=resident, token=token)
    _must_be_draft(application)
    made_today = ResumeLink.objects.filter(application=application, expires__gt=clock.now() + timedelta(days=rules.RESUME_DAYS - 1)).count()
    if made_today >= rules.RESUME_LINKS_A_DAY:
        raise NotAllowed("U hebt vandaag al een paar keer een link gevraagd. Gebruik de laatste link in uw e-mail.")
    fresh = new_token()
    ResumeLink.objects.create(
        application=application, hash=rules.hashed(fresh), expires=clock.now() + timedelta(days=rules.RESUME_DAYS)
    )
    return fresh


@transaction.atomic
def resume(*, link: str, resident: Resident | None, token: str) -> ApplicationView:
    """Open the draft of a resume link. A draft of a resident opens for that resident only; another becomes theirs who opens it: the
    resident's when logged in, else this visitor's token's."""
    links = ResumeLink.objects.filter(hash=rules.hashed(link), expires__gt=clock.now())
    application = Application.objects.select_for_update().filter(pk__in=links.values("application_id"), status=Application.Status.CONCEPT).first()
    if application is None:
        raise NotFound("Deze link werkt niet meer. Begin opnieuw, of log in bij Mijn Balie.")
    if application.person_id or application.organisation_id:
        return view_of(access.application_for(application.pk, resident=resident))
    if resident is not None:
        _now_of(application, resident)
    else:
        application.holder = rules.hashed(token)
        application.save(update_fields=["holder"])
    return view_of(application)
